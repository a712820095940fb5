"""A process to be killed: appends, decides, counts, parks and expires until it is.

`python -m tests.eventlog.killed_process …` writes the ids of what was stored to its output, after the commit. Its
contexts and its count have a mistake, so that dossiers are parked. `drain`: the mistakes are mended; appends nothing,
ends when all is done.
"""

import asyncio
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy import BigInteger, Column, MetaData, String, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.clock import SystemClock, micros
from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.expiry import Expiry
from eventlog.deciding.outcome import Outcome
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following import processor as following
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Processor, Runner
from eventlog.following.replay import replay
from eventlog.group_commit import GroupCommit
from eventlog.storage import schema
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.storage.unavailable import is_unavailable
from eventlog.store import EventLog
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CHECKED,
    CHECKER,
    CLOSED,
    DAYS,
    FILLED,
    FILLER,
    NUMBERED,
    OPENED,
    Box,
    deciding_as,
    filled,
    new_event,
    numbered,
)

BOXES = 300
CALLERS = 8
_POISON_BOXES: Final = 4
_EXPIRE_EVERY: Final = 0.03
_REPLAY_EVERY: Final = 0.5

beside = MetaData()
counted = Table(
    "counted", beside, Column("type", String(80), primary_key=True), Column("n", BigInteger, nullable=False)
)
TYPES = sorted({*FILLER.decides, *CHECKER.decides})


class AheadClock:
    """Of a process that runs so many days from now: what was held days ago has waited too long by then."""

    def __init__(self, days: int) -> None:
        self._ahead = timedelta(days=days)

    def now(self) -> datetime:
        return SystemClock().now() + self._ahead


class Counting:
    """Counts submissions and facts by type, by reading and writing back. Broken: cannot count what some boxes hold."""

    name = "tellen"

    def __init__(self, *, broken: bool) -> None:
        self.wants: Wants = {Topic.SUBMISSIONS: TYPES, Topic.FACTS: TYPES}
        self._broken = broken

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        for type_ in sorted({event.type for event in batch}):
            before = await tx.scalar(select(counted.c.n).where(counted.c.type == type_)) or 0
            seen = sum(event.type == type_ for event in batch)
            await tx.execute(update(counted).where(counted.c.type == type_).values(n=before + seen))
        if self._broken and any(event.type == FILLED and event.dossier.int < _POISON_BOXES for event in batch):
            raise KeyError


def broken(decider: Decider[Box]) -> Decider[Box]:
    """The same context with a mistake in it: some things about some boxes it cannot decide."""

    def failing(box: Box, submission: Fact) -> Outcome:
        if _POISON_BOXES <= submission.dossier.int < 2 * _POISON_BOXES and submission.type in (FILLED, CHECKED):
            raise ZeroDivisionError
        return decider.decide(box, submission)

    return deciding_as(decider, failing)


@dataclass(frozen=True)
class Parts:
    """What follows one log in one process."""

    log: EventLog
    runners: Sequence[Runner]
    expiries: Sequence[Expiry]

    async def again(self) -> int:
        """Do once more what is parked. Returns how many events were handled."""
        done = [await replay(runner, self.log) for runner in self.runners]
        return sum(part.events for part in done if part.done)

    async def expire(self) -> int:
        return sum([await expiry.run() for expiry in self.expiries])


async def main(backend: str, where: str, run: str, mode: str) -> None:
    following._FIRST_RETRY = 0.01  # type: ignore[misc]  # it does not live long
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    place = Place("sqlite" if backend == "sqlite" else "postgres", where)
    log = await place.log()
    await log.database.create(beside, schema="log")
    upsert = postgresql.insert if backend == "postgres" else sqlite.insert
    async with log.database.transaction() as tx:
        rows = [{"type": type_, "n": 0} for type_ in TYPES]
        await tx.execute(upsert(counted).on_conflict_do_nothing(), rows)
    if mode == "drain":
        for days in (1_000, 2_000):  # what is held by the first is past its last day for the second
            await drain(parts_of(log, days=days, mend=True))
        return
    # Each run takes place a while after the one before: what that one left waiting expires in this one or the next.
    parts = parts_of(log, days=int(run) * (DAYS // 2 + 1), mend=False)
    stop = asyncio.Event()
    await asyncio.gather(
        *(runner.run(stop) for runner in parts.runners),
        *submitting(log, random.Random(run), run),
        every(_EXPIRE_EVERY, parts.expire),
        every(_REPLAY_EVERY, parts.again),
    )


def parts_of(log: EventLog, *, days: int, mend: bool) -> Parts:
    feed = LogFeed(log, poll=0.005)
    deciders = (FILLER, CHECKER) if mend else (broken(FILLER), broken(CHECKER))
    contexts: list[DecidingProcessor[Any]] = [DecidingProcessor(decider, log, AheadClock(days)) for decider in deciders]
    processors: list[Processor] = [*contexts, Counting(broken=not mend)]
    return Parts(
        log,
        [Runner(processor, feed, log.database, schema.checkpoints, batch=64) for processor in processors],
        [Expiry(context, log.database, schema.checkpoints) for context in contexts],
    )


async def drain(parts: Parts) -> None:
    # Contexts append for each other, and what was parked or waits appends too: until nobody has anything left.
    while await parts.again() + sum([await runner.step() for runner in parts.runners]) or await parts.expire():
        pass


async def every(seconds: float, work: Callable[[], Any]) -> None:
    while True:
        with suppress_unavailable():
            await work()
        await asyncio.sleep(seconds)


@contextmanager
def suppress_unavailable() -> Iterator[None]:
    """On a slow machine the other process may hold SQLite's lock for longer than we wait: that is for another time."""
    try:
        yield
    except Exception as fault:
        if not is_unavailable(fault):
            raise


def submitting(log: EventLog, chance: random.Random, run: str) -> list[asyncio.Task[None]]:
    async def commit(events: Sequence[NewEvent]) -> Sequence[Recorded]:
        async with log.database.transaction() as tx:
            return await log.append(tx, events, micros(SystemClock().now()))

    group: GroupCommit[NewEvent, Recorded] = GroupCommit(commit)
    numbers = count()

    async def call() -> None:
        while True:
            events = [some_event(chance, f"{run}-{next(numbers)}") for _ in range(chance.choice([1, 1, 1, 20]))]
            with suppress_unavailable():
                await group.submit(events)
                sys.stdout.write("".join(f"{event.id}\n" for event in events))
                sys.stdout.flush()
            await asyncio.sleep(0)

    return [asyncio.create_task(call()) for _ in range(CALLERS)]


def some_event(chance: random.Random, id_: str) -> NewEvent:
    box = UUID(int=chance.randrange(BOXES))
    match chance.choice([OPENED, FILLED, FILLED, CHECKED, CLOSED, NUMBERED]):
        case type_ if type_ == FILLED:
            return filled(box, id_=id_)
        case type_ if type_ == NUMBERED:
            return numbered(box, f"{chance.randrange(1_000)}", id_=id_)
        case type_:
            return new_event(type_, box, id_=id_)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
