"""Which groepen a school has, and when: derived from the pupils in them and from what it does with them. Pure.

A school tells the hub of no groep by itself. One is there while a pupil is in it, and in a schooljaar in which the
school set or discussed its groepsplan or measured it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from contracts.gebeurtenis import TYPE_PREFIX
from contracts.schooljaar import begin_schooljaar, einde_schooljaar
from eventlog.deciding.correction import effective
from eventlog.deciding.decider import Fact

from .beginstand import BEGINSTAND, INGESCHREVEN
from .feiten import school_van, zakelijke_datum
from .inschrijvingen import UITGESCHREVEN, zonder_ingetrokken_inschrijving

_GEWIJZIGD: Final = f"{TYPE_PREFIX}leerlingen.groepgewijzigd.v1"
_PLANNEN: Final = f"{TYPE_PREFIX}ondersteuningsplannen."
_VAN_DE_GROEP: Final = frozenset(
    f"{_PLANNEN}{naam}.v1" for naam in ("groepsplanvastgesteld", "groepsplanbesproken", "seometingafgenomen")
)
_GROEP: Final[Mapping[str, Any]] = {"groep": str | None}

VELDEN: Final[Mapping[str, Mapping[str, Any]]] = {
    UITGESCHREVEN: {},
    **dict.fromkeys((INGESCHREVEN, _GEWIJZIGD, *sorted(_VAN_DE_GROEP)), _GROEP),
}
"""What is read of each type for this, beside its business date and school."""

TYPES: Final = frozenset({*VELDEN, BEGINSTAND})
"""Types of facts that say something of a groep."""


class Groepsperiode(NamedTuple):
    """A groep is there from one day up to, not including, another; None: as far as is known it stays."""

    school: str
    groep: str
    vanaf: date
    tot: date | None


def groepsperioden(feiten: Sequence[Fact]) -> list[Groepsperiode]:
    """Of the groepen that these facts of one dossier tell of, in their order of recording; each period once."""
    gevonden: dict[Groepsperiode, None] = {}
    stappen: list[tuple[date, int, str | None, str | None]] = []
    for plek, feit in enumerate(zonder_ingetrokken_inschrijving(effective(feiten))):
        if feit.type not in TYPES:
            continue
        dag, school, groep = zakelijke_datum(feit), school_van(feit), getattr(feit.data, "groep", None)
        if feit.type not in _VAN_DE_GROEP:
            stappen.append((dag, plek, school, groep))
        elif school is not None and groep is not None:
            na = einde_schooljaar(dag) + timedelta(days=1)
            gevonden[Groepsperiode(school, groep, begin_schooljaar(dag), na)] = None
    # A pupil is in one groep at a time; on one day what was recorded last counts.
    stappen.sort(key=lambda stap: stap[:2])
    for (dag, _, school, groep), volgende in zip_longest(stappen, stappen[1:]):
        tot = volgende[0] if volgende is not None else None
        if school is not None and groep is not None and dag != tot:
            gevonden[Groepsperiode(school, groep, dag, tot)] = None
    return list(gevonden)
