"""The view of a school: its pupils, their running deadlines, what needs attention (domain.md §6)."""

from .leerling import Aanmeldstatus, ExtraOndersteuning, Leerling, Signaal, Signaalsoort, Termijn
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

__all__ = [
    "SCHOOL", "Aanmeldstatus", "Bladzijde", "ExtraOndersteuning", "Gevonden", "Leerling", "LeerlingPlek",
    "Leerlingfilter", "SchoolView", "Signaal", "SignaalPlek", "Signaalsoort", "Termijn", "TermijnPlek", "Termijnfilter",
]  # fmt: skip
