"""The rules on an aanmelding, as data: id, basis (article, source), what is wrong and what to do (Dutch, B1).

The id is stable: region profiles set waiting times by it. Invariant numbers are those of domain.md §4.
"""

from typing import Final

from contracts.codes import Weigeringsgrond
from eventlog.deciding.outcome import Rule

# --- what must be there first (held) ---

AANMELDING_EERST: Final = Rule(
    "aanmelding-eerst",
    "WPO 40",  # [wet; 000]
    "De hub heeft nog geen aanmelding van deze leerling bij deze school.",
    "Stuur de aanmelding. Daarna gaat deze inzending vanzelf verder.",
)
AANMELDING_VOOR_DEZE_DAG: Final = Rule(
    "aanmelding-voor-deze-dag",
    "WPO 40",  # [wet; 000]
    "De hub heeft geen aanmelding die op deze dag al ontvangen was.",
    "Controleer de datum hier en de ontvangstdatum van de aanmelding, en corrigeer wat niet klopt.",
)
AANVULLING_EERST: Final = Rule(
    "aanvulling-eerst",
    "Awb 4:15 lid 1; WPO 40",  # [wet]
    "De hub weet niet dat u om deze aanvulling heeft gevraagd.",
    "Stuur AanvullingGevraagd. Daarna gaat deze inzending vanzelf verder.",
)
PLEK_GEZOCHT_EERST: Final = Rule(
    "passende-plek-eerst-gezocht",
    "WPO 40; zorgplicht",  # [wet; 001; 004]
    "De hub weet niet dat er een passende plek wordt gezocht.",
    "Stuur PassendePlekGezocht. Daarna gaat deze inzending vanzelf verder.",
)

# --- invariant 2: extending the term ---

VERLENGING_MEDEDELING: Final = Rule(
    "aanmelding-verlenging-mededeling",
    "WPO 40",  # [wet; 000]
    "U mag de beslistermijn alleen verlengen als u dat aan ouders heeft laten weten.",
    "Laat het ouders weten. Stuur de verlenging dan opnieuw, met de dag waarop u dat deed "
    "(`ouderMededeling`), voordat de zes weken om zijn.",
)
VERLENGING_EENMALIG: Final = Rule(
    "aanmelding-verlenging-eenmalig",
    "WPO 40",  # [wet; 000]
    "U mag de beslistermijn één keer verlengen. Dat is voor deze aanmelding al gedaan.",
    "Neem een besluit voor de datum van de eerste verlenging.",
)
VERLENGING_OP_TIJD: Final = Rule(
    "aanmelding-verlenging-op-tijd",
    "WPO 40",  # [wet; 000]
    "U mag de beslistermijn alleen verlengen voordat de zes weken voorbij zijn.",
    "Neem zo snel mogelijk een besluit en laat het ouders weten.",
)
VERLENGING_VIER_WEKEN: Final = Rule(
    "aanmelding-verlenging-vier-weken",
    "WPO 40",  # [wet; 000]
    "U mag de beslistermijn met ten hoogste vier weken verlengen.",
    "Stuur de verlenging opnieuw met een eerdere nieuweDatum.",
)
VERLENGING_NIET_TE_BEREKENEN: Final = Rule(
    "aanmelding-verlenging-datums",
    "WPO 40",  # [wet]
    "De hub kan met deze datums geen beslistermijn berekenen.",
    "Controleer de ontvangstdatum van de aanmelding en corrigeer die zo nodig.",
)

# --- invariant 8: zorgplicht ---

ZORGPLICHT: Final = Rule(
    "aanmelding-zorgplicht",
    "WPO 40; zorgplicht",  # [wet; 001]
    "U weigert een leerling die extra ondersteuning nodig heeft. "
    "Dat mag pas als een andere school de leerling wil toelaten.",
    "Zoek een school die wil. Stuur de weigering dan opnieuw, met die school erbij (`bereidGevondenSchool`).",
)
GRONDEN_MET_ZORGPLICHT: Final = frozenset(Weigeringsgrond)
"""On which grounds of refusal a willing school is needed: all of them, as invariant 8 says.

WPO 40 itself excepts a school without room, and ouders who will not respect its grondslag: to follow the statute there,
take those two out of this set.
"""
