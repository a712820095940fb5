"""The enrolments of a pupil at one school: there may be several, and the last may be still to begin. Pure."""

from collections.abc import Sequence
from datetime import date

import msgspec

from contracts.codes import Uitschrijfreden


class Inschrijving(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """From `op` up to, not including, `tot`; None: no end is known. `op` None: only the end was told.

    One that ends before its `op` was withdrawn before it began.
    """

    op: date | None = None
    tot: date | None = None
    reden: Uitschrijfreden | None = None
    volgende_school: str | None = None

    def is_over(self, dag: date) -> bool:
        """Whether it has ended by that day."""
        return self.tot is not None and self.tot <= dag


def op_school(inschrijvingen: Sequence[Inschrijving], dag: date) -> bool:
    """Whether one of these runs on a day."""
    return _lopend(inschrijvingen, dag) is not None


def lopend_of_komend(inschrijvingen: Sequence[Inschrijving], dag: date) -> Inschrijving:
    """The one that runs on a day, else the first that is to come, else the last of these; one at least."""
    lopend = _lopend(inschrijvingen, dag)
    if lopend is not None:
        return lopend
    for een in inschrijvingen:
        if een.op is not None and een.op > dag and not een.is_over(een.op):
            return een
    return inschrijvingen[-1]


def _lopend(inschrijvingen: Sequence[Inschrijving], dag: date) -> Inschrijving | None:
    # Whoever was enrolled once more without having left goes on in the new one.
    for een in reversed(inschrijvingen):
        if een.op is not None and een.op <= dag:
            return None if een.is_over(dag) else een
    return None
