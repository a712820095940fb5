"""Append: order, positions without gaps, versions; all or nothing."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from eventlog.events import NewEvent, Topic
from eventlog.storage.database import Database, after_commit
from eventlog.store import EventLog, VersionConflict
from tests.eventlog.places import as_dict
from tests.eventlog.proef import (
    FILLED,
    OPENED,
    SWV,
    dossiers,
    facts,
    filled,
    new_event,
    opened,
)

from .appending import NOW, append, whole


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
