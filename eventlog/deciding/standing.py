"""Where submissions stand now, from the log itself: look-ups by key, however far any view is behind.

What is final is found by the id that its event must have, what is held by its row, and what cannot be decided by that
of its dossier: however old the submission and however long the log.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.envelope import HUB_SOURCE
from eventlog.body import body_decoder
from eventlog.deciding.outcome import ACCEPTED, REFUSED, OutcomeData, Rule, outcome_id
from eventlog.events import Recorded, Topic
from eventlog.storage.schema import events, holds, parked
from eventlog.store import EventLog

_outcome = body_decoder(OutcomeData)
_rule = msgspec.json.Decoder(Rule)


class Stands(Enum):
    """What a decider made of it."""

    HELD = "held"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PARKED = "parked"


class Standing(msgspec.Struct, frozen=True):
    """What became of a submission. `rule`: why it is no fact; held, also for which types and until when."""

    stands: Stands
    waits_for: tuple[str, ...] = ()
    until: date | None = None
    rule: Rule | None = None


NOT_NOW: Final = Rule(
    "verwerking-uitgesteld",
    "Schakel: wat is ingezonden blijft bewaard",
    "De hub heeft deze inzending bewaard, maar kan haar nu niet verwerken. De beheerder van de hub zoekt het uit.",
    "U hoeft niets te doen. Stuur de gebeurtenis niet opnieuw: de hub verwerkt haar zodra dat weer kan.",
)
"""Of a submission in a dossier that its context leaves alone. What went wrong is for the beheerder alone."""


class Standings:
    """`decided_by`: per type of submission the name of the context that decides it."""

    def __init__(self, log: EventLog, decided_by: Mapping[str, str]) -> None:
        self._log = log
        self._decided_by = decided_by

    async def of(self, connection: AsyncConnection, submissions: Mapping[UUID, int]) -> dict[UUID, Standing]:
        """Those of these submissions, each with its position, that are decided on, held, or cannot be decided now."""
        # Accepted and refused share one id.
        ends = {(HUB_SOURCE, str(outcome_id(submission, ACCEPTED))): submission for submission in submissions}
        final = await self._log.known(connection, Topic.SUBMISSIONS, list(ends))
        found = {ends[identity]: _ended(event) for identity, event in final.items()}
        open_ = [submission for submission in submissions if submission not in found]
        if open_:
            rows = await connection.execute(select(holds).where(holds.c.submission.in_(open_)))
            found |= {row.submission: _held(row) for row in rows}
        left = {position: submission for submission, position in submissions.items() if submission not in found}
        if left:
            statement = (
                select(events.c.position, events.c.type, parked.c.processor)
                .join(parked, parked.c.dossier == events.c.dossier)
                .where(events.c.position.in_(left), parked.c.position <= events.c.position)
            )
            for row in await connection.execute(statement):
                if self._decided_by.get(row.type) == row.processor:
                    found[left[row.position]] = Standing(Stands.PARKED, rule=NOT_NOW)
        return found


def _ended(event: Recorded) -> Standing:
    rule = _outcome.decode(event.open).data.regel
    if event.type != REFUSED or rule is None:
        return Standing(Stands.ACCEPTED)
    return Standing(Stands.REFUSED, rule=Rule(rule.id, rule.grondslag, rule.melding, rule.volgende_stap))


def _held(row: Any) -> Standing:
    return Standing(Stands.HELD, tuple(row.waits_for.split()), row.until, _rule.decode(row.rule))
