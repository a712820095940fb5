"""The timeline of a dossier as it was known at the end of a day. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from contracts.inzendingen import VoorwaardeHersteld, VoorwaardeVervallen
from eventlog.deciding.correction import Lineages, identity

from .feit import Feit

_OVER_EEN_FEIT: Final = {VoorwaardeVervallen.kenmerken.type, VoorwaardeHersteld.kenmerken.type}


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry. `nummer`: its place among all that was ever recorded in the dossier, which no later event changes.

    `later`: recorded after the day that was asked about. `over`: the fact that this one takes back, or of which it says
    that a condition lapsed.
    """

    nummer: int
    feit: Feit
    later: bool = False
    over: Feit | None = None


def tijdlijn(feiten: Sequence[Feit], *, tot: int, met_latere: bool = False) -> list[Moment]:
    """What was known of a dossier before the moment `tot` (µs since 1970 UTC). `feiten`: all, as recorded.

    A correction stands in the place of what it replaced, and what was withdrawn is not there, nor what was said of it:
    all by what had been recorded by then. `met_latere`: also what was recorded since, as it came: corrections and
    withdrawals by themselves.
    """
    nummers = {identity(feit): nummer for nummer, feit in enumerate(feiten)}
    toen = Lineages(feit for feit in feiten if feit.recorded < tot)
    staand = toen.effective()
    bekend = _per_inzending(staand)
    momenten = [
        Moment(nummers[toen.origin(feit)], feit, over=bekend.get(_waarover(feit)))
        for feit in staand
        if feit.type not in _OVER_EEN_FEIT or _waarover(feit) in bekend
    ]
    if met_latere:
        nu = Lineages(feiten)
        alle = _per_inzending(feiten)
        momenten += [
            Moment(nummer, feit, later=True, over=nu.target(feit) if feit.withdraws else alle.get(_waarover(feit)))
            for nummer, feit in enumerate(feiten)
            if feit.recorded >= tot
        ]
    return sorted(momenten, key=lambda moment: moment.nummer)


def _per_inzending(feiten: Iterable[Feit]) -> Mapping[Any, Feit]:
    """What came of submissions, by submission and id: signals of deadlines share the first."""
    return {(feit.cause, feit.id): feit for feit in feiten}


def _waarover(feit: Feit) -> Any:
    """Where `_per_inzending` has the fact that this signal is about; nowhere for all else."""
    return (feit.cause, feit.data["gebeurtenis"]) if feit.type in _OVER_EEN_FEIT else None
