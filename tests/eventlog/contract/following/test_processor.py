"""Guarantee 3: the effect of each event exactly once, whoever runs, whatever fails."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import uuid4

import pytest
from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import Recorded, Topic
from eventlog.following import feed as feed_module
from eventlog.following import processor as following
from eventlog.following.checkpoint import Checkpoint, Fenced
from eventlog.following.courtesy import Courtesy
from eventlog.following.feed import LogFeed, SkippedEvents
from eventlog.following.processor import Runner
from eventlog.following.tail import Batch
from eventlog.storage import schema
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.store import EventLog
from tests.eventlog.places import Place
from tests.eventlog.proef import FILLED, OPENED, filled, opened
from tests.eventlog.redelivering_feed import RedeliveringFeed

_metadata = MetaData()
effects = Table("effects", _metadata, Column("position", BigInteger), Column("who", Integer))
total = Table("total", _metadata, Column("id", Integer, primary_key=True), Column("n", Integer, nullable=False))


class Counting:
    """Adds to a total, which is wrong as soon as an event counts twice or not at all."""

    name = "tellen"

    def __init__(self, who: int = 0, *, pause: float = 0) -> None:
        self.wants: Wants = {Topic.SUBMISSIONS: [OPENED]}
        self.who = who
        self.pause = pause
        self.fault: type[BaseException] | None = None

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        before = await tx.scalar(select(total.c.n).where(total.c.id == 1))
        await tx.execute(insert(effects), [{"position": e.position, "who": self.who} for e in batch])
        await asyncio.sleep(self.pause)
        await tx.execute(update(total).where(total.c.id == 1).values(n=(before or 0) + len(batch)))
        if self.fault is not None:
            raise self.fault


async def ready(place: Place, events: int) -> EventLog:
    log = await place.log()
    await log.database.create(_metadata)
    async with log.database.transaction() as tx:
        await tx.execute(insert(total).values(id=1, n=0))
    await more(log, events)
    return log


async def more(log: EventLog, events: int) -> None:
    async with log.database.transaction() as tx:
        await log.append(tx, [e for _ in range(events) for e in (filled(uuid4()), opened(uuid4()))], 1)


def runner(log: EventLog, processor: Counting, batch: int = 7) -> Runner:
    return Runner(processor, LogFeed(log, poll=0.005), log.database, schema.checkpoints, batch=batch)


async def counted(log: EventLog) -> tuple[int, list[int]]:
    async with log.database.snapshot() as connection:
        n = await connection.scalar(select(total.c.n))
        positions = await connection.scalars(select(effects.c.position))
        return int(n or 0), sorted(positions)


async def test_one_runner_handles_each_wanted_event_once(place: Place) -> None:
    log = await ready(place, 30)
    run = runner(log, Counting())
    assert await run.catch_up() == 60
    assert await counted(log) == (30, list(range(2, 61, 2)))
    assert await run.step() == 0
    await more(log, 1)
    assert await run.catch_up() == run.position == 62
    assert (await counted(log))[0] == 31


async def test_two_runners_of_one_processor_do_each_event_once(place: Place) -> None:
    await ready(place, 60)
    logs = [await place.log(), await place.log()]
    runners = [runner(log, Counting(who, pause=0.001)) for who, log in enumerate(logs)]
    await asyncio.gather(*(run.catch_up() for run in runners))
    assert await counted(logs[0]) == (60, list(range(2, 121, 2)))


async def test_of_two_first_runs_the_later_one_is_fenced_before_it_does_anything(place: Place) -> None:
    await ready(place, 3)
    logs = [await place.log(), await place.log()]
    runners = [runner(log, Counting(who, pause=0.05)) for who, log in enumerate(logs)]
    moved = await asyncio.gather(*(run.step() for run in runners))
    assert sorted(moved) == [0, 6]
    assert [run.position for run in runners] == [6, 6]
    assert (await counted(logs[0]))[0] == 3


@pytest.mark.parametrize("seed", range(4))
async def test_what_a_feed_delivers_again_has_no_effect_again(place: Place, seed: int) -> None:
    await ready(place, 80)
    logs = [await place.log(), await place.log()]
    feeds = [RedeliveringFeed(LogFeed(log, poll=0.005), seed + who) for who, log in enumerate(logs)]
    runners = [
        Runner(Counting(who), feed, log.database, schema.checkpoints, batch=7)
        for who, (log, feed) in enumerate(zip(logs, feeds, strict=True))
    ]
    await asyncio.gather(*(run.catch_up() for run in runners))
    assert sum(feed.again for feed in feeds) > 10
    assert await counted(logs[0]) == (80, list(range(2, 161, 2)))


async def test_a_feed_that_leaves_something_out_is_not_followed(place: Place) -> None:
    log = await ready(place, 3)

    class Leaping(LogFeed):
        async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
            return await super().read(after + 2, wants, limit)

    run = Runner(Counting(), Leaping(log), log.database, schema.checkpoints)
    for _ in range(5):
        with pytest.raises(SkippedEvents):
            await run.step()
    assert await counted(log) == (0, [])


async def test_a_crash_between_write_and_commit_doubles_nothing(place: Place) -> None:
    log = await ready(place, 10)
    processor = Counting()
    run = runner(log, processor)
    await run.step()
    for fault in (ZeroDivisionError, asyncio.CancelledError):
        processor.fault = fault
        with pytest.raises(fault):
            await run.step()
        assert (await counted(log))[0] == 7
    processor.fault = None
    await run.catch_up()
    assert await counted(log) == (10, list(range(2, 21, 2)))


async def test_a_new_process_goes_on_where_the_old_one_was(place: Place) -> None:
    log = await ready(place, 10)
    await runner(log, Counting()).step()
    again = await place.log()
    await runner(again, Counting()).catch_up()
    assert await counted(again) == (10, list(range(2, 21, 2)))


async def test_following_survives_faults_and_stops(place: Place) -> None:
    log = await ready(place, 5)
    processor = Counting()
    processor.fault = OSError
    stop, there = asyncio.Event(), asyncio.Event()
    run = Runner(
        processor, LogFeed(log, poll=0.005), log.database, schema.checkpoints,
        on_progress=lambda position: there.set() if position == 20 else None,
    )  # fmt: skip
    following = asyncio.create_task(run.run(stop))
    await asyncio.sleep(0.05)
    assert (await counted(log))[0] == 0
    processor.fault = None
    await more(log, 5)
    await asyncio.wait_for(there.wait(), 10)
    stop.set()
    await asyncio.wait_for(following, 5)
    assert (await counted(log))[0] == 10


async def test_a_runner_that_keeps_failing_is_stuck_until_it_succeeds(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_FIRST_RETRY", 0.001)
    monkeypatch.setattr(following, "_LAST_RETRY", 0.002)
    log = await ready(place, 1)
    processor, stop = Counting(), asyncio.Event()
    run = runner(log, processor)
    task = asyncio.create_task(run.run(stop))

    async def until(there: Callable[[], bool]) -> None:
        for _ in range(5_000):
            if there():
                return
            await asyncio.sleep(0.001)
        raise AssertionError("not within five seconds")

    await until(lambda: run.position == 2)
    processor.fault = OSError  # of the database, not of an event: that would be parked
    await more(log, 1)
    assert not run.stuck  # one fault is no reason
    await until(lambda: run.stuck)
    processor.fault = None
    await until(lambda: not run.stuck)
    stop.set()
    await task
    assert (await counted(log))[0] == 2


async def test_what_is_not_wanted_costs_no_transaction_but_is_not_read_forever(place: Place) -> None:
    log = await place.log()
    processor = Counting()
    processor.wants = {Topic.FACTS: [FILLED]}
    run = runner(log, processor, batch=10)

    async def stored() -> int:
        async with log.database.transaction() as tx:
            return await Checkpoint(schema.checkpoints, processor.name).read(tx)

    for appended, expected in ((4, 0), (4, 0), (4, 12), (4, 12)):
        async with log.database.transaction() as tx:
            await log.append(tx, [opened(uuid4()) for _ in range(appended)], 1)
        await run.catch_up()
        assert await stored() == expected
    assert run.position == 16


async def test_the_checkpoint_compares_before_it_sets(place: Place) -> None:
    log = await place.log()
    checkpoint = Checkpoint(schema.checkpoints, "proef")
    async with log.database.transaction() as tx:
        assert await checkpoint.read(tx) == 0
        await checkpoint.take(tx, 0)
        await checkpoint.move(tx, 0, 5)
    with pytest.raises(Fenced) as fence:
        async with log.database.transaction() as tx:
            await checkpoint.take(tx, 0)
    assert fence.value.position == 5
    with pytest.raises(Fenced):
        async with log.database.transaction() as tx:
            await checkpoint.move(tx, 4, 9)
    async with log.database.transaction() as tx:
        assert await checkpoint.read(tx) == 5


class Choosing(Counting):
    """Of the same, only every fifth position concerns it."""

    async def is_concerned(self, connection: AsyncConnection, batch: Sequence[Recorded]) -> bool:
        return any(event.position % 5 == 0 for event in batch)


async def stored(log: EventLog) -> int:
    async with log.database.transaction() as tx:
        return await Checkpoint(schema.checkpoints, Counting.name).read(tx)


async def test_what_is_of_no_concern_takes_no_transaction_and_is_handled_with_what_comes_next(place: Place) -> None:
    log = await ready(place, 2)
    run = runner(log, Choosing())
    assert await run.step() == 4
    assert (run.position, await stored(log), (await counted(log))[0]) == (4, 0, 0)
    await more(log, 1)
    assert await run.catch_up() == 6
    assert await counted(log) == (0, [])
    again = runner(await place.log(), Choosing())  # another process, or this one after a kill: from the checkpoint
    await again.catch_up()
    await more(log, 2)
    await run.catch_up()
    await again.catch_up()
    assert await counted(log) == (5, [2, 4, 6, 8, 10])
    assert await stored(log) == run.position == again.position == 10


async def test_the_checkpoint_is_never_a_batch_behind_though_nothing_is_of_concern(place: Place) -> None:
    class Never(Counting):
        async def is_concerned(self, connection: AsyncConnection, batch: Sequence[Recorded]) -> bool:
            return False

    log = await ready(place, 0)
    run = runner(log, Never(), batch=6)
    for amount in (1, 1, 2, 1, 7, 1, 1, 30, 1):
        await more(log, amount)
        await run.catch_up()
        behind = run.position - await stored(log)
        assert behind < 6
        assert (await counted(log))[0] == await stored(log) // 2
    assert await stored(log) > 80


@pytest.mark.parametrize("seed", range(3))
async def test_who_passes_over_what_is_of_no_concern_misses_and_doubles_nothing(place: Place, seed: int) -> None:
    """Two runners, a feed that delivers again, and a fault now and then."""
    log = await ready(place, 10)
    logs = [await place.log(), await place.log()]
    feeds = [RedeliveringFeed(LogFeed(one, poll=0.005), seed + who) for who, one in enumerate(logs)]
    processors = [Choosing(who) for who in range(2)]
    runners = [
        Runner(processor, feed, one.database, schema.checkpoints, batch=9)
        for processor, one, feed in zip(processors, logs, feeds, strict=True)
    ]
    for turn in range(12):
        await more(log, 1 + turn % 3)
        processors[turn % 2].fault = OSError if turn % 4 == 1 else None
        await asyncio.gather(*(run.step() for run in runners), return_exceptions=True)
    for processor in processors:
        processor.fault = None
    head = await feeds[0].head()
    while head % 10:
        await more(log, 1)  # the last one concerns it
        head += 2
    await asyncio.gather(*(run.catch_up() for run in runners))
    assert await counted(log) == (head // 2, list(range(2, head + 1, 2)))


async def test_what_is_not_wanted_is_not_written_down(place: Place) -> None:
    """A view that gets nothing of what came in leaves its database alone."""
    log = await ready(place, 1)
    run = runner(log, Counting(), batch=64)
    await run.catch_up()
    before = await stored(log)
    async with log.database.transaction() as tx:
        await log.append(tx, [filled(uuid4()) for _ in range(9)], 1)
    await run.catch_up()
    assert (run.position, await stored(log)) == (before + 9, before)


async def test_a_runner_that_wants_few_knows_that_it_is_behind(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where intake is crowded it rests the longer, and where it is not it lets nothing come together first."""
    monkeypatch.setattr(feed_module, "_FETCHED", 8)
    told: list[bool] = []

    class Noting(Courtesy):
        def rest(self, worked: float, *, behind: bool) -> float:
            told.append(behind)
            return 0

    log, stop = await ready(place, 0), asyncio.Event()
    feed = LogFeed(log, poll=0.005)
    assert not (await feed.read(0, None, 1)).more  # from here on in memory
    async with log.database.transaction() as tx:
        await log.append(tx, [(opened if n % 4 == 3 else filled)(uuid4()) for n in range(20)], 1)
    run = Runner(
        Counting(), feed, log.database, schema.checkpoints, batch=8, courtesy=Noting(),
        on_progress=lambda position: stop.set() if position == 20 else None,
    )  # fmt: skip
    await asyncio.wait_for(run.run(stop), 10)
    assert told == [True, True, False]


async def test_a_runner_whose_checkpoint_was_taken_away_begins_anew(place: Place) -> None:
    """As where what it made is to be made again: also before the next event, as soon as it is asked to catch up."""
    log = await ready(place, events=3)
    runner = Runner(Counting(), LogFeed(log), log.database, schema.checkpoints)
    reached = await runner.catch_up()
    await _take_away(runner)
    assert await runner.catch_up() == reached
    await _take_away(runner)
    await more(log, 1)
    assert await runner.step() == 0  # fenced, without a fault
    assert await runner.catch_up() == reached + 2
    async with log.database.snapshot() as connection:
        assert await connection.scalar(select(total.c.n)) == 3 + 3 + 4


async def _take_away(runner: Runner) -> None:
    async with runner.database.transaction() as tx:
        await runner.checkpoint.remove(tx)
