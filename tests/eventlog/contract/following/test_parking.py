"""Guarantee 7: what cannot be handled stops its own dossier alone, and is done again in order once it can be."""

import asyncio
import random
import sqlite3
from collections.abc import Collection, Sequence
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Uuid, insert, select

from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.parking import Parked, Parking
from eventlog.following.poison import Widespread
from eventlog.following.processor import Runner
from eventlog.following.replay import Replayed, replay
from eventlog.storage import schema
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.store import EventLog
from tests.eventlog.context import store
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CLOSED,
    FILLED,
    OPENED,
    dossiers,
    filled,
    opened,
)

_metadata = MetaData()
taken = Table("taken", _metadata, Column("dossier", Uuid, nullable=False), Column("position", Integer, nullable=False))


class Taking:
    """Writes down what it handles; of some events it cannot be made to."""

    name = "noteren"

    def __init__(self, poison: Collection[int] = (), *, slow: float = 0) -> None:
        self.slow = slow
        self.wants: Wants = {Topic.SUBMISSIONS: [OPENED, FILLED], Topic.FACTS: [CLOSED]}
        self.poison = set(poison)
        self.unavailable = False

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        for event in batch:
            await asyncio.sleep(self.slow)
            await tx.execute(insert(taken).values(dossier=event.dossier, position=event.position))
            if event.position in self.poison:
                raise KeyError("Noor Verzonnen")
        if self.unavailable:
            raise sqlite3.OperationalError("database is locked")


async def ready(place: Place, *events: NewEvent) -> EventLog:
    log = await place.log()
    await log.database.create(_metadata)
    await store(log, *events)
    return log


def runner(log: EventLog, processor: Taking, batch: int = 512) -> Runner:
    return Runner(processor, LogFeed(log, poll=0.005), log.database, schema.checkpoints, batch=batch)


async def handled(log: EventLog) -> dict[UUID, list[int]]:
    """What was taken in, a dossier at a time, in the order in which it was."""
    async with log.database.snapshot() as connection:
        found: dict[UUID, list[int]] = {}
        for row in await connection.execute(select(taken)):
            found.setdefault(row.dossier, []).append(row.position)
        return found


async def parked(log: EventLog) -> list[Parked]:
    async with log.database.snapshot() as connection:
        return await Parking(schema.checkpoints, Taking.name).list(connection, 1_000)


async def again(log: EventLog, processor: Taking) -> Replayed:
    return await replay(runner(log, processor), log)


async def test_a_poison_event_parks_its_dossier_alone_and_keeps_its_order(place: Place) -> None:
    one, two, three = dossiers(3)
    log = await ready(place, opened(one), opened(two), filled(two), filled(one), filled(two), opened(three))
    run = runner(log, processor := Taking([3]))
    await run.catch_up()
    assert await handled(log) == {one: [1, 4], two: [2], three: [6]}
    (only,) = await parked(log)
    assert (only.dossier, only.position, only.type) == (two, 3, FILLED)
    assert run.parked == 1

    await store(log, filled(two), filled(three))
    await run.catch_up()
    assert await handled(log) == {one: [1, 4], two: [2], three: [6, 8]}
    assert run.parked == 1

    processor.poison = {5}
    assert await again(log, processor) == Replayed(done=0, still_parked=1, events=3)
    (only,) = await parked(log)
    assert (only.dossier, only.position) == (two, 5)
    processor.poison = set()
    assert await again(log, processor) == Replayed(done=1, still_parked=0, events=2)
    assert (await handled(log))[two] == [2, 3, 5, 7]
    assert await parked(log) == []
    assert await again(log, processor) == Replayed()
    await store(log, filled(two))
    await run.catch_up()
    assert (await handled(log))[two] == [2, 3, 5, 7, 9]


async def test_it_is_tried_before_it_is_parked(place: Place) -> None:
    log = await ready(place, opened(uuid4()))
    run = runner(log, processor := Taking([1]))
    for _ in range(3):
        with pytest.raises(KeyError):
            await run.step()
    assert await parked(log) == []
    processor.poison = set()
    await run.step()
    assert len(await handled(log)) == 1


async def test_the_reason_says_what_and_where_and_nothing_of_what_was_sent(place: Place) -> None:
    log = await ready(place, opened(uuid4()))
    await runner(log, Taking([1])).catch_up()
    (only,) = await parked(log)
    assert only.reason.startswith("KeyError tests/eventlog/contract/following/test_parking.py:")
    assert "Noor" not in repr(only)


async def test_a_database_that_cannot_do_it_now_parks_nothing(place: Place) -> None:
    log = await ready(place, opened(uuid4()))
    run = runner(log, processor := Taking())
    processor.unavailable = True
    for _ in range(10):
        with pytest.raises(sqlite3.OperationalError):
            await run.step()
    assert await parked(log) == []
    processor.unavailable = False
    await run.catch_up()
    assert len(await handled(log)) == 1


@pytest.mark.parametrize("seed", range(4))
async def test_parked_and_done_again_is_as_if_nothing_had_failed(place: Place, seed: int) -> None:
    dice = random.Random(seed)
    ours = dossiers(12)
    log = await ready(place, *(filled(dice.choice(ours)) for _ in range(120)))
    processor = Taking(set(dice.sample(range(1, 121), 9)))
    run = runner(log, processor, batch=17)
    await run.catch_up()
    before = await handled(log)
    async with log.database.snapshot() as connection:
        whole = await log.read(connection, 0, 200)
    expected: dict[UUID, list[int]] = {}
    for event in whole:
        expected.setdefault(event.dossier, []).append(event.position)
    stuck = {p.dossier: p.position for p in await parked(log)}
    firsts = {dossier: min(processor.poison.intersection(all_), default=0) for dossier, all_ in expected.items()}
    assert stuck == {dossier: first for dossier, first in firsts.items() if first}
    for dossier, all_ in expected.items():
        upto = stuck.get(dossier, 1_000)
        assert before.get(dossier, []) == [position for position in all_ if position < upto]
    processor.poison = set()
    assert (await again(log, processor)).done == len(stuck)
    assert await handled(log) == expected


async def test_two_that_do_it_again_do_it_once(place: Place) -> None:
    ours = dossiers(8)
    log = await ready(place, *(event for one in ours for event in (opened(one), filled(one))))
    await runner(log, Taking(range(1, 16, 2))).catch_up()
    others = [await place.log(), await place.log()]
    done = await asyncio.gather(*(again(other, Taking(slow=0.002)) for other in others))
    assert sum(one.done for one in done) == 8
    assert await handled(log) == {one: [2 * n + 1, 2 * n + 2] for n, one in enumerate(ours)}


async def test_doing_it_again_beside_a_runner_that_goes_on_keeps_the_order(place: Place) -> None:
    ours = dossiers(6)
    log = await ready(place, *(opened(one) for one in ours))
    await runner(log, Taking(range(1, 7))).catch_up()
    stop, other = asyncio.Event(), await place.log()
    following = asyncio.create_task(runner(other, Taking(slow=0.001), batch=3).run(stop))
    for _ in range(10):
        await store(log, *(filled(one) for one in ours))
        await again(log, Taking(slow=0.001))
    await runner(await place.log(), Taking()).catch_up()
    stop.set()
    await following
    assert await handled(log) == {one: list(range(n, 67, 6)) for n, one in enumerate(ours, start=1)}


async def test_when_nearly_all_fail_it_is_not_they_and_none_is_parked(place: Place) -> None:
    log = await ready(place, *(opened(one) for one in dossiers(30)))
    run = runner(log, processor := Taking(range(1, 31)))
    with pytest.raises(Widespread):
        await run.catch_up()
    assert await parked(log) == []
    processor.poison = set(range(1, 13))  # twelve of thirty: these may well be wrong themselves
    await run.catch_up()
    assert len(await parked(log)) == 12


async def test_one_after_another_no_more_than_ten_are_parked(place: Place) -> None:
    log = await ready(place)
    run = runner(log, processor := Taking(range(1, 100)))
    for _ in range(10):
        await store(log, opened(uuid4()))
        await run.catch_up()
    assert run.parked == 10
    await store(log, opened(uuid4()))
    with pytest.raises(Widespread):
        await run.catch_up()
    assert len(await parked(log)) == 10
    processor.poison = set()
    await run.catch_up()
    assert len(await handled(log)) == 1


async def test_a_new_process_knows_what_is_parked(place: Place) -> None:
    log = await ready(place, opened(uuid4()))
    await runner(log, Taking([1])).catch_up()
    new = runner(await place.log(), Taking())
    assert await new.step() == 0
    assert new.parked == 1
