"""In which order the school view takes facts: by business date, as deciders and deadlines do (docs/decisions/0028)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from contracts.catalogue import CATALOGUS
from eventlog.views.chronology import Chronology

from .beginstand import DAGEN, delen
from .shapes import SHAPES
from .shapes import ondersteuningsplannen as plannen
from .shapes.dossiers import BeginstandVastgelegd


def _dagen() -> Iterator[tuple[type, str]]:
    """The field with the business date of each fact. What the hub itself says is no fact of a day: log order."""
    for type_, vorm in SHAPES.items():
        kenmerken = CATALOGUS[type_].kenmerken
        if kenmerken.afzenders:
            namen = {veld.encode_name: veld.name for veld in msgspec.structs.fields(vorm)}
            yield vorm, namen[kenmerken.datumveld]


_INSPRAAK: Final = -2
_TEGEN: Final = -1

VOLGORDE: Final = Chronology(
    days={**dict(_dagen()), **DAGEN},
    turns={
        # On the day on which an OPP is set, the say in it came first; of what ouders say a refusal outweighs (0016).
        **dict.fromkeys(
            (
                plannen.OppConceptOpgesteld, plannen.OppMetOudersBesproken, plannen.LeerlingGehoord,
                plannen.LeerlingZietAfVanHoren, plannen.HandelingsdeelIngestemd,
            ),
            _INSPRAAK,
        ),
        **dict.fromkeys(
            (plannen.HandelingsdeelInstemmingGeweigerd, plannen.HandelingsdeelInstemmingIngetrokken), _TEGEN
        ),
    },
    parts={BeginstandVastgelegd: delen},
)  # fmt: skip
"""For the rest the order of the log decides within a day, as it does for deadlines."""
