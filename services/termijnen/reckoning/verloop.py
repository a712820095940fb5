"""How one deadline went, as the facts have it; its end is reckoned after. Pure."""

from datetime import date
from typing import NamedTuple

from contracts.termijnen import Termijnregel
from eventlog.deciding.correction import FactId

from .dossierfeiten import Gebeurd, Venster


class Verloop(NamedTuple):
    """What began a deadline and what ended it.

    `oorsprong`: the first version of its start. `venster`: where what belongs to it lies. At most one of `gehaald_op`
    and `vervallen_op` is set. `gedaan_op`: when what must be done each schooljaar was done last before it.
    """

    start: Gebeurd
    oorsprong: FactId
    regel: Termijnregel
    venster: Venster
    gehaald_op: date | None = None
    vervallen_op: date | None = None
    gedaan_op: date | None = None
