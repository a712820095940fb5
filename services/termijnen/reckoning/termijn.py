"""One running deadline of one dossier, as facts and rules make it. Where it stands depends on the day asked about."""

from datetime import date
from functools import lru_cache
from uuid import UUID, uuid5

import msgspec

from contracts.termijnen.berekening import Termijnstatus, dagen_te_laat, status

_NAMESPACE = UUID("6f0d8ac6-5b0e-5d0c-9a7c-3f1b8f5f2c61")


@lru_cache(maxsize=4_096)  # asked again after every fact of a dossier
def termijn_id(dossier: UUID, regel: str, source: str, start: str, sleutel: str | None = None) -> UUID:
    """The id of the deadline that the first version of a fact, with this `source` and id, began under `regel`.

    A correction of the start leaves it as it is, also one from another system of the same organisation. `sleutel`:
    which of several it is about.
    """
    return uuid5(_NAMESPACE, "|".join((dossier.hex, regel, source, start, *([] if sleutel is None else [sleutel]))))


class Termijn(msgspec.Struct, frozen=True, gc=False):
    """A deadline. `start`: id of the fact that began it, as first sent. `school`: whose dossier it is.

    `einddatum`: last day in time, None while the clock stands still since `opgeschort_sinds`.
    `nadert_op`: first day on which it is near. Of `gehaald_op` (met) and `vervallen_op` (lapsed) at most one is set;
    `vervallen_op` may lie ahead: until then the deadline runs. `sleutel`: what it is about, where its rule
    tells several apart in one dossier.
    """

    id: UUID
    dossier: UUID
    regio: str
    school: str | None
    regel: str
    versie: int
    start: str
    gestart_op: date
    einddatum: date | None
    opgeschort_sinds: date | None
    nadert_op: date | None
    gehaald_op: date | None
    vervallen_op: date | None
    sleutel: str | None = None

    def status(self, op: date) -> Termijnstatus:
        """Where it stands on day `op`."""
        if self.vervallen_op is not None and self.vervallen_op <= op:
            return Termijnstatus.VERVALLEN
        nadert_dagen = (self.einddatum - self.nadert_op).days if self.einddatum and self.nadert_op else 0
        return status(self.einddatum, op, nadert_dagen, self.gehaald_op)

    @property
    def dagen_te_laat(self) -> int:
        """Calendar days past the end on which it was met; 0 in time, or not met."""
        return 0 if self.gehaald_op is None else dagen_te_laat(self.einddatum, self.gehaald_op)

    def loopt(self, op: date) -> bool:
        """Whether it still asks for something on day `op`: neither met nor lapsed."""
        return self.gehaald_op is None and (self.vervallen_op is None or self.vervallen_op > op)
