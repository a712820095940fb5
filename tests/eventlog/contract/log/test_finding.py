"""Every way of finding an event again."""

from uuid import UUID, uuid4

from eventlog.events import Topic
from eventlog.storage.backends.port import Wants
from eventlog.store import EventLog
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

from .appending import append


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
