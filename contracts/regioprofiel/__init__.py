"""The regioprofiel: what differs per region, as data (domain.md §1, §2, §4, §5, §7).

A profile is TOML with snake_case keys. Reading it is all or nothing: every fault at once, each with the path
of the field, what is wrong and the rule, in plain Dutch. `contracts.regio` holds the profiles of this hub.
"""

from .codes import Bekostiger, Gebied, Partnersoort, Schoolsoort
from .deadlines import AANPASBAAR, TLV_BESLUIT_DAGEN, Termijnafwijking
from .faults import ProfielFout
from .parts import (
    Arrangement,
    Hulpvorm,
    Partner,
    Regels,
    Regiogebied,
    Regioniveau,
    School,
    Swv,
    Wachttijd,
)
from .profile import Regioprofiel
from .values import Aantal, JaNee, MaandDag, Naam, Niveaucode, Oin, Profielcode, Profielschool

__all__ = [
    "AANPASBAAR",
    "TLV_BESLUIT_DAGEN",
    "Aantal",
    "Arrangement",
    "Bekostiger",
    "Gebied",
    "Hulpvorm",
    "JaNee",
    "MaandDag",
    "Naam",
    "Niveaucode",
    "Oin",
    "Partner",
    "Partnersoort",
    "ProfielFout",
    "Profielcode",
    "Profielschool",
    "Regels",
    "Regiogebied",
    "Regioniveau",
    "Regioprofiel",
    "School",
    "Schoolsoort",
    "Swv",
    "Termijnafwijking",
    "Wachttijd",
]
