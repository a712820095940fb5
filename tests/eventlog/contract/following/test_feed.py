"""The feed: what is wanted, in order, and never past what was not read."""

import asyncio
import time
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following import feed as feed_module
from eventlog.following.feed import LogFeed
from eventlog.following.tail import Batch
from eventlog.storage.backends.port import Wants
from eventlog.store import EventLog
from tests.eventlog.places import Place
from tests.eventlog.proef import CHECKED, FILLED, OPENED, checked, facts, filled, opened

WANTS: Wants = {Topic.SUBMISSIONS: [OPENED], Topic.FACTS: [FILLED]}


async def append(log: EventLog, *events: NewEvent) -> None:
    async with log.database.transaction() as tx:
        await log.append(tx, events, 1)


def shape(batch: Batch) -> tuple[int, int, list[int]]:
    return batch.after, batch.upto, [event.position for event in batch.events]


async def test_upto_reaches_the_head_over_what_is_not_wanted(log: EventLog) -> None:
    feed, dossier = LogFeed(log), uuid4()
    assert shape(await feed.read(0, WANTS, 10)) == (0, 0, [])
    await append(log, filled(dossier), opened(dossier), checked(dossier))
    assert shape(await feed.read(0, WANTS, 10)) == (0, 3, [2])
    assert shape(await feed.read(2, WANTS, 10)) == (2, 3, [])
    assert shape(await feed.read(3, WANTS, 10)) == (3, 3, [])
    assert await feed.head() == 3


async def test_upto_never_passes_a_wanted_event_that_is_not_in_the_batch(log: EventLog) -> None:
    feed, dossier = LogFeed(log), uuid4()
    await append(log, *(event for _ in range(4) for event in (opened(dossier), filled(dossier))))
    assert shape(await feed.read(0, WANTS, 2)) == (0, 3, [1, 3])
    assert shape(await feed.read(3, WANTS, 2)) == (3, 7, [5, 7])
    assert shape(await feed.read(7, WANTS, 2)) == (7, 8, [])
    assert shape(await feed.read(0, None, 3)) == (0, 3, [1, 2, 3])


async def test_every_wanted_event_is_delivered_once_while_others_write(log: EventLog) -> None:
    feed, seen, position = LogFeed(log), list[int](), 0
    writers = [
        asyncio.create_task(append(log, *facts(uuid4(), [FILLED, CHECKED, FILLED]), filled(uuid4()))) for _ in range(20)
    ]
    while position < 80:
        batch = await feed.read(position, WANTS, 3)
        assert batch.after == position
        seen += [event.position for event in batch.events]
        position = batch.upto
    await asyncio.gather(*writers)
    assert len(seen) == 40
    assert seen == sorted(set(seen))


async def test_a_nudge_wakes_who_waits(log: EventLog) -> None:
    feed = LogFeed(log, poll=30)
    waiting = asyncio.create_task(feed.wait(0, 30))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    await append(log, opened(uuid4()))
    feed.nudge(1)
    await asyncio.wait_for(waiting, 1)
    await asyncio.wait_for(feed.wait(0, 30), 1)  # told before it waits: it does not wait


async def test_who_reads_hears_how_far_the_log_reaches_and_tells_the_others(log: EventLog) -> None:
    """After a restart nobody has appended yet, and the backlog must be seen (`/metrics`, 503 when too far behind)."""
    await append(log, *(opened(uuid4()) for _ in range(9)))
    feed = LogFeed(log, poll=30)
    waiting = asyncio.create_task(feed.wait(0, 30))
    await asyncio.sleep(0.01)
    await feed.read(0, WANTS, 2)
    assert feed.known_head == 9
    await asyncio.wait_for(waiting, 1)


async def test_a_nudge_about_what_is_not_there_does_not_keep_readers_spinning(log: EventLog) -> None:
    feed = LogFeed(log, poll=0.05)
    feed.nudge(7)
    await feed.read(0, WANTS, 10)
    started = time.perf_counter()
    await feed.wait(0, 1)
    assert time.perf_counter() - started > 0.04


async def test_a_long_stretch_of_what_is_not_wanted_is_looked_through_in_windows(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "_WINDOW", 2)
    feed, dossier = LogFeed(log), uuid4()
    await append(log, *(filled(dossier) for _ in range(9)), opened(dossier))
    assert shape(await feed.read(0, WANTS, 2)) == (0, 4, [])
    assert shape(await feed.read(4, WANTS, 2)) == (4, 8, [])
    assert shape(await feed.read(8, WANTS, 2)) == (8, 10, [10])


class Counted(EventLog):
    """A log that counts how often it is asked."""

    reads = 0
    heads = 0

    async def read(self, *args: Any, **rest: Any) -> list[Recorded]:
        self.reads += 1
        return await super().read(*args, **rest)

    async def head(self, connection: AsyncConnection) -> int:
        self.heads += 1
        return await super().head(connection)


async def test_one_reading_serves_all_who_follow(log: EventLog) -> None:
    counted, dossier = Counted(log.database), uuid4()
    await append(log, opened(dossier), filled(dossier))
    feed = LogFeed(counted)
    assert await feed.read(2, WANTS, 10) == Batch(2, 2, (), more=False)
    await append(log, *(event for _ in range(3) for event in (opened(dossier), filled(dossier))))
    counted.reads = counted.heads = 0
    batches = await asyncio.gather(*(feed.read(2, wants, 10) for wants in (WANTS, None) for _ in range(5)))
    assert [shape(batch) for batch in batches] == [(2, 8, [3, 5, 7])] * 5 + [(2, 8, [3, 4, 5, 6, 7, 8])] * 5
    assert (counted.reads, counted.heads) == (1, 0)
    assert feed.known_head == 8
    assert shape(await feed.read(0, WANTS, 10)) == (0, 8, [1, 3, 5, 7])  # further behind: from the log itself
    assert counted.reads == 2


async def test_a_crowd_in_the_log_is_read_in_parts_and_its_size_is_known(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "_FETCHED", 4)
    feed, dossier = LogFeed(log), uuid4()
    await feed.read(0, None, 10)
    await append(log, *(opened(dossier) for _ in range(9)))
    assert shape(await feed.read(0, WANTS, 10)) == (0, 4, [1, 2, 3, 4])
    assert feed.known_head == 9
    assert shape(await feed.read(4, WANTS, 10)) == (4, 8, [5, 6, 7, 8])
    assert shape(await feed.read(8, WANTS, 10)) == (8, 9, [9])


async def test_a_batch_tells_whether_the_log_reached_further_however_few_of_it_are_wanted(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "_FETCHED", 4)
    monkeypatch.setattr(feed_module, "_WINDOW", 2)
    tail, own, dossier = LogFeed(log), LogFeed(log), uuid4()
    await tail.read(0, WANTS, 2)
    await append(log, opened(dossier), *(checked(dossier) for _ in range(6)), filled(dossier), opened(dossier))
    wants: Wants = {Topic.SUBMISSIONS: [OPENED]}
    for feed in (tail, own):
        told, position = list[tuple[int, int, bool]](), 0
        while position < 9:
            batch = await feed.read(position, wants, 2)
            position = batch.upto
            told.append((position, len(batch.events), batch.more))
        assert told == [(4, 1, True), (8, 0, True), (9, 1, False)]
        assert not (await feed.read(9, wants, 2)).more
    assert (await own.read(0, None, 1)).more


async def test_where_another_runner_moved_the_checkpoint_far_ahead_reading_begins_there(place: Place) -> None:
    log, other, dossier = await place.log(), await place.log(), uuid4()
    feed = LogFeed(log)
    await append(other, opened(dossier))
    await feed.read(1, WANTS, 512)
    await append(other, *(opened(dossier) for _ in range(2_999)))
    assert shape(await feed.read(2_997, WANTS, 512)) == (2_997, 3_000, [2_998, 2_999, 3_000])
    assert shape(await feed.read(1, WANTS, 2)) == (1, 3, [2, 3])  # who is still there reads for itself
    assert shape(await feed.read(9_999, WANTS, 512)) == (9_999, 9_999, [])  # as after a copy of the log was put back
    assert feed.known_head == 3_000
    await append(other, opened(dossier))
    assert shape(await feed.read(3_000, WANTS, 512)) == (3_000, 3_001, [3_001])


async def test_one_looks_for_all_who_wait(place: Place) -> None:
    """Events of another process: found at the next look, by whoever looks, and told to the others."""
    counted = Counted((await place.log()).database)
    feed = LogFeed(counted, poll=0.1)

    async def until_there() -> None:
        while not await feed.wait(0, 30):
            pass

    waiting = [asyncio.create_task(until_there()) for _ in range(20)]
    await asyncio.sleep(0.55)
    assert 3 <= counted.heads <= 6
    await append(await place.log(), opened(uuid4()))
    await asyncio.wait_for(asyncio.gather(*waiting), 5)
    assert feed.known_head == 1


async def test_a_look_that_fails_is_told_to_each_who_waits(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is away must make every processor say so (`/readyz`), not one of them."""
    feed = LogFeed(log, poll=0.01)

    async def away(connection: AsyncConnection) -> int:
        raise OSError

    monkeypatch.setattr(log, "head", away)
    faults = await asyncio.gather(*(feed.wait(0, 30) for _ in range(5)), return_exceptions=True)
    assert [type(fault) for fault in faults] == [OSError] * 5


async def test_a_reading_that_fails_is_waited_for_once_and_told_to_each(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who follows in one process must not wait out the timeout of a database one after another."""
    feed, readings = LogFeed(log), 0
    await feed.read(0, WANTS, 10)

    async def away(*args: Any, **rest: Any) -> list[Recorded]:
        nonlocal readings
        readings += 1
        await asyncio.sleep(0.05)
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(log, "read", away)
        faults = await asyncio.gather(*(feed.read(0, WANTS, 10) for _ in range(8)), return_exceptions=True)
    assert [type(fault) for fault in faults] == [OSError] * 8
    assert readings == 1
    await append(log, opened(uuid4()))
    assert shape(await feed.read(0, WANTS, 10)) == (0, 1, [1])


async def test_who_joins_a_reading_gets_also_what_was_appended_after_it_began(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, began, go_on, read = LogFeed(log), asyncio.Event(), asyncio.Event(), log.read
    await feed.read(0, WANTS, 10)

    async def slow(*args: Any, **rest: Any) -> list[Recorded]:
        found = await read(*args, **rest)
        began.set()
        await go_on.wait()
        return found

    monkeypatch.setattr(log, "read", slow)
    before = asyncio.create_task(feed.read(0, WANTS, 10))
    await began.wait()
    await append(log, opened(uuid4()))
    after = asyncio.create_task(feed.read(0, WANTS, 10))
    await asyncio.sleep(0.01)
    go_on.set()
    assert shape(await after) == (0, 1, [1])
    assert not (await before).more


async def test_who_stops_waiting_for_a_reading_stops_no_other(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    feed, read = LogFeed(log), log.read
    await feed.read(0, WANTS, 10)

    async def slow(*args: Any, **rest: Any) -> list[Recorded]:
        await asyncio.sleep(0.02)
        return await read(*args, **rest)

    await append(log, opened(uuid4()))
    monkeypatch.setattr(log, "read", slow)
    first, second = (asyncio.create_task(feed.read(0, WANTS, 10)) for _ in range(2))
    await asyncio.sleep(0.005)
    first.cancel()
    assert shape(await second) == (0, 1, [1])
    assert first.cancelled()
