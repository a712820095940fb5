"""Which facts count where an enrolment was withdrawn before it began (docs/decisions/0028). Pure."""

from collections.abc import Sequence
from typing import Final

from contracts.gebeurtenis import TYPE_PREFIX
from contracts.inschrijving import INGESCHREVEN as STAAT_INGESCHREVEN
from contracts.inschrijving import Inschrijfstand
from eventlog.deciding.decider import Fact

from .beginstand import BEGINSTAND, INGESCHREVEN
from .feiten import zakelijke_datum

UITGESCHREVEN: Final = f"{TYPE_PREFIX}leerlingen.uitgeschreven.v1"

_STAPPEN: Final = frozenset({INGESCHREVEN, UITGESCHREVEN, BEGINSTAND})


def zonder_ingetrokken_inschrijving(feiten: Sequence[Fact]) -> Sequence[Fact]:
    """These facts of one dossier, which count, in the order of the log; less each Ingeschreven that never began."""
    if all(feit.type != UITGESCHREVEN for feit in feiten) or all(feit.type != INGESCHREVEN for feit in feiten):
        return feiten
    stappen = [(zakelijke_datum(feit), plek, feit.type) for plek, feit in enumerate(feiten) if feit.type in _STAPPEN]
    stand, weg = Inschrijfstand(), set()
    for dag, plek, type_ in sorted(stappen):
        if type_ == UITGESCHREVEN:
            stand = stand.na_uitschrijving(dag, plek)
        elif type_ == BEGINSTAND:
            stand = STAAT_INGESCHREVEN
        else:
            if not stand.begint(plek):
                weg.add(plek)
            stand = stand.na_inschrijving(plek)
    return [feit for plek, feit in enumerate(feiten) if plek not in weg] if weg else feiten
