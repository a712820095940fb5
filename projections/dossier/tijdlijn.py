"""The timeline of a dossier as it was known at the end of a day. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventlog.deciding.correction import Lineages, identity

from .feit import Feit


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry. `nummer`: its place among all that was ever recorded in the dossier, which no later event changes.

    `later`: recorded after the day that was asked about. `ingetrokken`: the fact that this one takes back.
    """

    nummer: int
    feit: Feit
    later: bool = False
    ingetrokken: Feit | None = None


def tijdlijn(feiten: Sequence[Feit], *, tot: int, met_latere: bool = False) -> list[Moment]:
    """What was known of a dossier before the moment `tot` (µs since 1970 UTC). `feiten`: all, as recorded.

    A correction stands in the place of what it replaced, and what was withdrawn is not there: both by what had been
    recorded by then. `met_latere`: also what was recorded since, as it came: corrections and withdrawals by themselves.
    """
    nummers = {identity(feit): nummer for nummer, feit in enumerate(feiten)}
    toen = Lineages(feit for feit in feiten if feit.recorded < tot)
    momenten = [Moment(nummers[toen.origin(feit)], feit) for feit in toen.effective()]
    if met_latere:
        nu = Lineages(feiten)
        momenten += [
            Moment(nummer, feit, later=True, ingetrokken=None if feit.withdraws is None else nu.target(feit))
            for nummer, feit in enumerate(feiten)
            if feit.recorded >= tot
        ]
    return sorted(momenten, key=lambda moment: moment.nummer)
