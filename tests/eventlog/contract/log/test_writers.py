"""Several that write and read at once, and some that give up."""

import asyncio
import random
from contextlib import suppress
from uuid import uuid4

import pytest

from eventlog.store import EventLog, VersionConflict
from eventlog.verify import verify
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    OPENED,
    facts,
    opened,
)

from .appending import NOW, append, whole


async def test_many_writers_at_once_leave_no_gap_and_no_double(place: Place) -> None:
    logs = [await place.log() for _ in range(3)]

    async def write(log: EventLog) -> None:
        for _ in range(10):
            await append(log, *[opened(uuid4()) for _ in range(3)])

    await asyncio.gather(*(write(log) for log in logs for _ in range(2)))
    stored = await whole(logs[0])
    assert [event.position for event in stored] == list(range(1, 181))
    assert len({event.id for event in stored}) == 180


async def test_of_two_that_read_the_same_version_one_must_decide_again(place: Place) -> None:
    dossier = uuid4()
    logs = [await place.log(), await place.log()]

    async def write(log: EventLog) -> bool:
        try:
            await append(log, *facts(dossier, [OPENED]))
        except VersionConflict:
            return False
        return True

    assert sorted(await asyncio.gather(*(write(log) for log in logs))) == [False, True]


async def test_what_another_has_not_committed_is_not_read(place: Place) -> None:
    log, other = await place.log(), await place.log()
    async with log.database.transaction() as tx:
        await log.append(tx, [opened(uuid4())], NOW)
        assert await whole(other) == []
    assert len(await whole(other)) == 1


async def test_a_read_sees_what_is_committed_when_it_starts(place: Place) -> None:
    log, writer = await place.log(), await place.log()
    await append(log, opened(uuid4()))
    async with log.database.snapshot() as connection:
        assert await log.head(connection) == 1
        await append(writer, opened(uuid4()))
        assert await log.head(connection) == 2


async def test_a_cancelled_write_leaves_nothing_and_blocks_nobody(place: Place) -> None:
    log = await place.log()
    reached = asyncio.Event()

    async def write() -> None:
        async with log.database.transaction() as tx:
            await log.append(tx, [opened(uuid4())], NOW)
            reached.set()
            await asyncio.sleep(60)

    writing = asyncio.create_task(write())
    await reached.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert [event.position for event in await append(log, opened(uuid4()))] == [1]


async def test_writes_that_are_given_up_at_any_moment_harm_no_other(place: Place) -> None:
    log, other = await place.log(), await place.log()
    chance = random.Random(20260302)
    done = list[str]()

    async def write(log: EventLog, patience: float) -> None:
        events = [opened(uuid4()) for _ in range(chance.choice([1, 200]))]
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await append(log, *events)
                done.extend(event.id for event in events)

    for _ in range(20):
        hasty = [write(chance.choice([log, other]), chance.random() * 0.03) for _ in range(4)]
        await asyncio.gather(*hasty, write(log, patience=30))
    await append(log, last := opened(uuid4()))
    stored = await whole(log)
    assert [event.position for event in stored] == list(range(1, len(stored) + 1))
    assert stored[-1].id == last.id
    assert set(done) <= {event.id for event in stored}
    assert len(done) >= 20
    assert (await verify(log)).finding is None
