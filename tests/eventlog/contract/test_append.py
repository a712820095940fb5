"""Append and read: order, positions without gaps, versions, and every way of finding an event again."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID, uuid4

import pytest

from eventlog.events import NewEvent, Recorded, Topic
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Database, after_commit
from eventlog.store import EventLog, VersionConflict
from eventlog.verify import verify
from tests.eventlog.places import Place, as_dict
from tests.eventlog.proef import (
    FILLED,
    OPENED,
    SCHOOL,
    SWV,
    checked,
    dossiers,
    facts,
    filled,
    new_event,
    opened,
)

NOW = 1_772_000_000_000_000


async def append(log: EventLog, *events: NewEvent) -> list[Recorded]:
    async with log.database.transaction() as tx:
        return await log.append(tx, events, NOW)


async def whole(log: EventLog) -> list[Recorded]:
    async with log.database.snapshot() as connection:
        return await log.read(connection, 0, 10**9, limit=10**6)


async def test_what_is_read_is_what_was_appended(log: EventLog) -> None:
    dossier = uuid4()
    events = [
        opened(dossier, sealed=b"\x00\xff verzegeld"),
        new_event(OPENED, dossier, topic=Topic.FACTS),
        *facts(dossier, [OPENED, FILLED]),
        NewEvent(topic=Topic.FACTS, dossier=dossier, type=FILLED, source=SWV, id="ē€𝄞", regio="", open=b""),
    ]
    stored = await append(log, *events)
    assert stored == await whole(log)
    for event, recorded in zip(events, stored, strict=True):
        assert as_dict(recorded) == as_dict(event) | {"position": recorded.position, "recorded": NOW}
        assert recorded.topic is event.topic
        assert isinstance(recorded.dossier, UUID)


async def test_a_transaction_that_begins_with_a_statement_of_the_driver_is_rolled_back_too(log: EventLog) -> None:
    async def crash() -> None:
        async with log.database.transaction() as tx:
            await log.append_locked(tx, [opened(uuid4())], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert await whole(log) == []


async def test_positions_are_1_2_3_in_the_order_of_commits(log: EventLog) -> None:
    first, second = dossiers(2)
    await append(log, opened(first), opened(second))
    await append(log, filled(first))
    await append(log, *[filled(second) for _ in range(1_500)])
    stored = await whole(log)
    assert [event.position for event in stored] == list(range(1, 1_504))
    assert [event.dossier for event in stored[:4]] == [first, second, first, second]


async def test_a_rollback_leaves_no_gap(log: EventLog) -> None:
    async def fail() -> None:
        async with log.database.transaction() as tx:
            await log.append(tx, [opened(uuid4())], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert [event.position for event in await append(log, opened(uuid4()))] == [1]


async def test_two_appends_in_one_transaction_follow_each_other(log: EventLog) -> None:
    async with log.database.transaction() as tx:
        await log.append(tx, [opened(uuid4())], NOW)
        await log.append(tx, [opened(uuid4())], NOW)
    assert [event.position for event in await whole(log)] == [1, 2]


async def test_nothing_to_append_is_nothing(log: EventLog) -> None:
    assert await append(log) == []
    async with log.database.snapshot() as connection:
        assert await log.head(connection) == 0


async def test_many_writers_at_once_leave_no_gap_and_no_double(place: Place) -> None:
    logs = [await place.log() for _ in range(3)]

    async def write(log: EventLog) -> None:
        for _ in range(10):
            await append(log, *[opened(uuid4()) for _ in range(3)])

    await asyncio.gather(*(write(log) for log in logs for _ in range(2)))
    stored = await whole(logs[0])
    assert [event.position for event in stored] == list(range(1, 181))
    assert len({event.id for event in stored}) == 180


@pytest.mark.parametrize(
    "versions", [[2], [0], [1, 3], [1, 1], [1, 2, 2]], ids=["ahead", "behind", "gap", "double", "double-last"]
)
async def test_a_version_that_does_not_follow_is_a_conflict_and_stores_nothing(
    log: EventLog, versions: Sequence[int]
) -> None:
    dossier, other = dossiers(2)
    wrong = [new_event(OPENED, dossier, version=version) for version in versions]
    async with log.database.transaction() as tx:
        with pytest.raises(VersionConflict) as conflict:
            await log.append(tx, [*facts(other, [OPENED]), *wrong], NOW)
        assert conflict.value.dossiers == {dossier}
        # The transaction itself is still good.
        await log.append(tx, facts(dossier, [OPENED, FILLED]), NOW)
    assert [event.version for event in await whole(log)] == [1, 2]


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


async def test_the_unique_indexes_are_the_net(log: EventLog) -> None:
    dossier = uuid4()
    first = opened(dossier, id_="een")
    await append(log, first, *facts(dossier, [OPENED]))

    async def append_unchecked(doubled: NewEvent) -> None:
        async with log.database.transaction() as tx:
            await log.lock(tx)
            await log.append_locked(tx, [opened(uuid4()), doubled], NOW)

    for doubled in (first, *facts(dossier, [OPENED])):
        with pytest.raises(Exception, match=r"(?i)unique"):
            await append_unchecked(doubled)
    assert len(await whole(log)) == 2
    await append(log, opened(dossier))


async def test_known_finds_by_source_and_id_within_a_topic(log: EventLog) -> None:
    dossier = uuid4()
    await append(
        log,
        opened(dossier, id_="a"),
        opened(dossier, id_="a", source=SWV),
        new_event(OPENED, dossier, id_="b", version=1),
    )
    asked = [(SCHOOL, "a"), (SCHOOL, "a"), (SWV, "a"), (SWV, "b"), (SCHOOL, "b"), ("", "")]
    async with log.database.snapshot() as connection:
        found = await log.known(connection, Topic.SUBMISSIONS, asked)
        assert {key: event.position for key, event in found.items()} == {(SCHOOL, "a"): 1, (SWV, "a"): 2}
        assert set(await log.known(connection, Topic.FACTS, asked)) == {(SCHOOL, "b")}
        assert await log.known(connection, Topic.FACTS, []) == {}


async def test_versions_facts_and_at(log: EventLog) -> None:
    one, two, none = dossiers(3)
    await append(
        log, *facts(one, [OPENED, FILLED, FILLED]), opened(none), *facts(two, [OPENED]),
        new_event(OPENED, two, topic=Topic.FACTS),
    )  # fmt: skip
    async with log.database.snapshot() as connection:
        assert await log.versions(connection, [one, two, none]) == {one: 3, two: 1}
        assert await log.versions(connection, []) == {}

        async def positions(*asked: UUID, types: list[str] | None = None, **rest: int) -> dict[UUID, list[int]]:
            found = await log.facts(connection, asked, types, upto=rest.get("upto"), unversioned="all" in rest)
            return {dossier: [event.position for event in events] for dossier, events in found.items()}

        assert await positions(one, two, none) == {one: [1, 2, 3], two: [5], none: []}
        assert await positions(one, types=[FILLED]) == {one: [2, 3]}
        assert await positions(one, types=[]) == {one: []}
        assert await positions(one, two, upto=2) == {one: [1, 2], two: []}
        assert await positions(two, none, all=1) == {two: [5, 6], none: []}
        assert await positions() == {}

        found = await log.at(connection, [2, 4, 99])
        assert {position: event.type for position, event in found.items()} == {2: FILLED, 4: OPENED}
        assert await log.at(connection, []) == {}


async def test_by_cause_finds_what_a_submission_led_to(log: EventLog) -> None:
    dossier = uuid4()
    one, other = opened(dossier, id_="een"), opened(dossier, id_="twee")
    fact = new_event(OPENED, dossier, id_="een", version=1)
    await append(log, one, other, fact)
    assert one.cause is not None
    async with log.database.snapshot() as connection:
        assert [e.position for e in await log.by_cause(connection, 0, [one.cause])] == [1, 3]
        assert [e.position for e in await log.by_cause(connection, 1, [one.cause, uuid4()])] == [3]
        assert await log.by_cause(connection, 0, []) == []


async def test_read_by_position_topic_and_type(log: EventLog) -> None:
    dossier = uuid4()
    await append(
        log, opened(dossier), filled(dossier), *facts(dossier, [OPENED, FILLED]), checked(dossier), opened(dossier)
    )
    wants: Wants = {Topic.SUBMISSIONS: [OPENED], Topic.FACTS: [FILLED]}
    async with log.database.snapshot() as connection:

        async def positions(after: int, upto: int, limit: int = 100, wanted: bool = True) -> list[int]:
            read = await log.read(connection, after, upto, wants if wanted else None, limit)
            return [event.position for event in read]

        assert await positions(0, 6) == [1, 4, 6]
        assert await positions(1, 5) == [4]
        assert await positions(0, 6, limit=2) == [1, 4]
        assert await positions(2, 5, wanted=False) == [3, 4, 5]
        assert await log.read(connection, 0, 6, {Topic.FACTS: [OPENED]}, 10) != []
        assert await log.read(connection, 0, 6, {}, 10) == []


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


async def test_after_commit_is_told_only_when_it_is_committed(log: EventLog) -> None:
    told: list[str] = []

    async def write(database: Database, name: str, *, fails: bool) -> None:
        async with database.transaction() as tx:
            after_commit(tx, lambda: told.append(name))
            assert name not in told
            if fails:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write(log.database, "mislukt", fails=True)
    await write(log.database, "gelukt", fails=False)
    assert told == ["gelukt"]


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
