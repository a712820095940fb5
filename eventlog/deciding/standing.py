"""Where submissions stand now, from the log itself: two look-ups by key, however far any view is behind.

What is final is found by the id that its event must have, and what is held by its row: however old the submission and
however long the log.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.envelope import HUB_SOURCE
from eventlog.body import body_decoder
from eventlog.deciding.outcome import ACCEPTED, REFUSED, OutcomeData, Rule, outcome_id
from eventlog.events import Recorded, Topic
from eventlog.storage.schema import holds
from eventlog.store import EventLog

_outcome = body_decoder(OutcomeData)
_rule = msgspec.json.Decoder(Rule)


class Stands(Enum):
    """What a decider made of it."""

    HELD = "held"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Standing(msgspec.Struct, frozen=True):
    """What became of a submission. `rule`: that holds or refuses it; held, also for which types and until when."""

    stands: Stands
    waits_for: tuple[str, ...] = ()
    until: date | None = None
    rule: Rule | None = None


async def standings(log: EventLog, connection: AsyncConnection, submissions: Sequence[UUID]) -> dict[UUID, Standing]:
    """Those of these submissions that are decided on, or held."""
    # Accepted and refused share one id.
    ends = {(HUB_SOURCE, str(outcome_id(submission, ACCEPTED))): submission for submission in submissions}
    final = await log.known(connection, Topic.SUBMISSIONS, list(ends))
    found = {ends[identity]: _ended(event) for identity, event in final.items()}
    open_ = [submission for submission in submissions if submission not in found]
    if open_:
        rows = await connection.execute(select(holds).where(holds.c.submission.in_(open_)))
        found |= {row.submission: _held(row) for row in rows}
    return found


def _ended(event: Recorded) -> Standing:
    rule = _outcome.decode(event.open).data.regel
    if event.type != REFUSED or rule is None:
        return Standing(Stands.ACCEPTED)
    return Standing(Stands.REFUSED, rule=Rule(rule.id, rule.grondslag, rule.melding, rule.volgende_stap))


def _held(row: Any) -> Standing:
    return Standing(Stands.HELD, tuple(row.waits_for.split()), row.until, _rule.decode(row.rule))
