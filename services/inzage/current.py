"""What the log itself says of submissions, beside the view of them.

Of what the view has as undecided: it may be a moment behind, an answer must not be. And whether what was accepted still
meets its conditions.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from eventlog.deciding.lapsed import Lapsed, lapsed_of
from eventlog.deciding.standing import Standing, Standings, Stands
from eventlog.store import EventLog
from projections.inzendingen import Inzending, Regel, Status

_STATUS: Final = {
    Stands.HELD: Status.AANGEHOUDEN,
    Stands.ACCEPTED: Status.AANVAARD,
    Stands.REFUSED: Status.AFGEWEZEN,
    Stands.PARKED: Status.ONTVANGEN,
}
_OPEN: Final = frozenset({Status.ONTVANGEN, Status.AANGEHOUDEN})


class CurrentStanding:
    """Looks in the log only for what may have changed: accepted and refused are for good."""

    def __init__(self, log: EventLog, standings: Standings) -> None:
        self._log = log
        self._standings = standings

    async def of(self, inzendingen: Mapping[UUID, Inzending]) -> dict[UUID, Inzending]:
        """These, each as it stands now: never behind what `Prefer: wait` answered (services/intake)."""
        open_ = {id_: inzending.position for id_, inzending in inzendingen.items() if inzending.status in _OPEN}
        if not open_:
            return dict(inzendingen)
        async with self._log.database.snapshot() as connection:
            found = await self._standings.of(connection, open_)
        return {**inzendingen, **{id_: _renewed(inzendingen[id_], standing) for id_, standing in found.items()}}

    async def lapsed(self, inzendingen: Mapping[UUID, Inzending]) -> dict[UUID, Lapsed]:
        """Those of these that were accepted, and lean on something that was withdrawn or corrected since."""
        aanvaard = [id_ for id_, inzending in inzendingen.items() if inzending.status is Status.AANVAARD]
        if not aanvaard:
            return {}
        async with self._log.database.snapshot() as connection:
            return await lapsed_of(connection, aanvaard)


def _renewed(inzending: Inzending, standing: Standing) -> Inzending:
    rule = standing.rule
    return replace(
        inzending,
        status=_STATUS[standing.stands],
        wacht_op=standing.waits_for,
        tot=standing.until,
        regel=None if rule is None else Regel(rule.id, rule.basis, rule.text, rule.next_step),
    )
