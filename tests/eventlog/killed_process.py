"""A process to be killed: appends, decides and counts until it is. `python -m tests.eventlog.killed_process …`

Writes the ids of what was stored to its output, after the commit. `drain`: appends nothing, ends when all is done.
"""

import asyncio
import random
import sys
from collections.abc import Sequence
from itertools import count
from uuid import UUID

from sqlalchemy import BigInteger, Column, MetaData, String, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.clock import SystemClock, micros
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Processor, Runner
from eventlog.group_commit import GroupCommit
from eventlog.storage import schema
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.store import EventLog
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CHECKED,
    CHECKER,
    CLOSED,
    FILLED,
    FILLER,
    NUMBERED,
    OPENED,
    filled,
    new_event,
    numbered,
)

BOXES = 300
CALLERS = 8

beside = MetaData()
counted = Table(
    "counted", beside, Column("type", String(80), primary_key=True), Column("n", BigInteger, nullable=False)
)
TYPES = sorted({*FILLER.decides, *CHECKER.decides})


class Counting:
    """Counts submissions and facts by type, by reading and writing back."""

    name = "tellen"

    def __init__(self) -> None:
        self.wants: Wants = {Topic.SUBMISSIONS: TYPES, Topic.FACTS: TYPES}

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        for type_ in sorted({event.type for event in batch}):
            before = await tx.scalar(select(counted.c.n).where(counted.c.type == type_)) or 0
            seen = sum(event.type == type_ for event in batch)
            await tx.execute(update(counted).where(counted.c.type == type_).values(n=before + seen))


async def main(backend: str, where: str, run: str, mode: str) -> None:
    place = Place("sqlite" if backend == "sqlite" else "postgres", where)
    log = await place.log()
    await log.database.create(beside, schema="log")
    upsert = postgresql.insert if backend == "postgres" else sqlite.insert
    async with log.database.transaction() as tx:
        rows = [{"type": type_, "n": 0} for type_ in TYPES]
        await tx.execute(upsert(counted).on_conflict_do_nothing(), rows)
    runners = following(log)
    if mode == "drain":
        # Contexts append for each other: until nobody has anything left.
        while sum([await runner.step() for runner in runners]):
            pass
        return
    stop = asyncio.Event()
    await asyncio.gather(*(runner.run(stop) for runner in runners), *submitting(log, random.Random(run), run))


def following(log: EventLog) -> list[Runner]:
    feed = LogFeed(log, poll=0.005)
    deciding = [DecidingProcessor(decider, log, SystemClock()) for decider in (FILLER, CHECKER)]
    processors: list[Processor] = [*deciding, Counting()]
    return [Runner(processor, feed, log.database, schema.checkpoints, batch=64) for processor in processors]


def submitting(log: EventLog, chance: random.Random, run: str) -> list[asyncio.Task[None]]:
    async def commit(events: Sequence[NewEvent]) -> Sequence[Recorded]:
        async with log.database.transaction() as tx:
            return await log.append(tx, events, micros(SystemClock().now()))

    group: GroupCommit[NewEvent, Recorded] = GroupCommit(commit)
    numbers = count()

    async def call() -> None:
        while True:
            events = [some_event(chance, f"{run}-{next(numbers)}") for _ in range(chance.choice([1, 1, 1, 20]))]
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
