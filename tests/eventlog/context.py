"""A context as a process runs it, and what can be seen of it from outside."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

from eventlog.body import decode_body
from eventlog.clock import FixedClock
from eventlog.deciding.decider import Decider
from eventlog.deciding.expiry import Expiry
from eventlog.deciding.outcome import ACCEPTED, HELD, REFUSED, Rule
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage import schema
from eventlog.store import EventLog
from tests.eventlog.proef import FILLER, Box

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Context:
    """One decider in one process."""

    def __init__(self, log: EventLog, decider: Decider[Box] = FILLER, *, batch: int = 512) -> None:
        self.log = log
        self.clock = FixedClock(START)
        self.told: list[int] = []
        self.deciding = DecidingProcessor(decider, log, self.clock)
        self.feed = LogFeed(log, poll=0.005)
        log.on_append(self.told.append)
        self.runner = Runner(self.deciding, self.feed, log.database, schema.checkpoints, batch=batch)

    async def submit(self, *events: NewEvent) -> None:
        """Store them as intake does, then let the context catch up, with what it appended itself too."""
        await store(self.log, *events)
        await self.settle()

    async def settle(self) -> None:
        while await self.runner.step() or self.runner.position < await self.feed.head():
            pass

    async def expire(self, days: int) -> int:
        self.clock.moment = START + timedelta(days=days)
        return await Expiry(self.deciding, self.log.database, schema.checkpoints).run()


async def store(log: EventLog, *events: NewEvent) -> None:
    async with log.database.transaction() as tx:
        await log.append(tx, events, 1)


async def whole(log: EventLog) -> list[Recorded]:
    async with log.database.snapshot() as connection:
        return await log.read(connection, 0, 10**9, limit=10**6)


async def outcomes(log: EventLog, event: NewEvent) -> list[tuple[str, str | None]]:
    """What became of a submission, step by step: the type of each outcome with its rule."""
    assert event.cause is not None
    async with log.database.snapshot() as connection:
        led_to = await log.by_cause(connection, 0, [event.cause])
    return [
        (e.type, decode_body(e.open).data.get("regel", {}).get("id"))
        for e in led_to
        if e.topic is Topic.SUBMISSIONS and (e.type, e.id) != (event.type, event.id)
    ]


async def became(log: EventLog, event: NewEvent) -> tuple[str, str | None]:
    return (await outcomes(log, event))[-1]


async def facts_of(log: EventLog, dossier: UUID) -> list[tuple[int | None, str, str]]:
    async with log.database.snapshot() as connection:
        found = await log.facts(connection, [dossier], None)
    return [(e.version, e.type, e.id) for e in found[dossier]]


async def rows(log: EventLog, table: Table) -> list[Any]:
    async with log.database.snapshot() as connection:
        return list(await connection.execute(select(table)))


async def numbers(log: EventLog) -> dict[str, UUID]:
    return {row.value: row.dossier for row in await rows(log, schema.claims)}


accepted = (ACCEPTED, None)


def refused(rule: Rule) -> tuple[str, str]:
    return REFUSED, rule.id


def held(rule: Rule) -> tuple[str, str]:
    return HELD, rule.id
