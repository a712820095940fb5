"""The view of a school: its pupils and groepen, their running deadlines, what needs attention (domain.md §6)."""

from .aanmelding import Aanmelding, Aanmeldstatus
from .dossier import Dossier
from .groep import Groepsmoment, Groepsmomentsoort
from .kengetallen import Groepskalender, Kengetallen, groepskalender, kengetallen
from .leerling import ExtraOndersteuning, Leerling
from .opp import Hoorrecht, Hoorstatus, Instemming, Instemmingstatus, Ontbreekt, Opp, Rodstatus
from .overleg import Overleg
from .plan import Plan
from .projection import SCHOOL
from .queries import (
    Bladzijde,
    Gevonden,
    Leerlingfilter,
    LeerlingPlek,
    SchoolView,
    SignaalPlek,
    Termijnfilter,
    TermijnPlek,
)
from .samenspraak import Gesprekspartner, Samenspraak
from .termijn import OpenTermijn, Signaal, Signaalsoort, Termijn
from .toewijzing import Arrangement, Tlv, Toewijzing
from .voorwaarde import Voorwaarde

__all__ = [
    "SCHOOL", "Aanmelding", "Aanmeldstatus", "Arrangement", "Bladzijde", "Dossier", "ExtraOndersteuning",
    "Gesprekspartner", "Gevonden", "Groepskalender", "Groepsmoment", "Groepsmomentsoort", "Hoorrecht", "Hoorstatus",
    "Instemming", "Instemmingstatus", "Kengetallen", "Leerling", "LeerlingPlek", "Leerlingfilter", "Ontbreekt",
    "OpenTermijn", "Opp", "Overleg", "Plan", "Rodstatus", "Samenspraak", "SchoolView", "Signaal", "SignaalPlek",
    "Signaalsoort", "Termijn", "TermijnPlek", "Termijnfilter", "Tlv", "Toewijzing", "Voorwaarde",
    "groepskalender", "kengetallen",
]  # fmt: skip
