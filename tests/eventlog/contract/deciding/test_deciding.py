"""A decider on the log: accept, hold and refuse, and what time does to a hold."""

import asyncio
from uuid import uuid4

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from eventlog.body import decode_body
from eventlog.deciding.outcome import ACCEPTED, HELD, REFUSED, Hold, Rule
from eventlog.events import Topic
from eventlog.following.feed import LogFeed
from eventlog.storage import schema
from eventlog.store import EventLog
from tests.eventlog.context import Context, accepted, became, facts_of, held, outcomes, refused, rows, store, whole
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CHECK_FIRST,
    CHECKED,
    CHECKER,
    CLOSED,
    DAYS,
    FILLER,
    FULL,
    OPEN_ALREADY,
    OPEN_FIRST,
    OPENED,
    checked,
    closed,
    deciding_as,
    dossiers,
    filled,
    opened,
)


async def test_accepted_becomes_a_fact_with_the_same_body(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    event = opened(dossier, sealed=b"verzegeld", data={"lade": 3})
    await context.submit(event)
    submission, fact, outcome = await whole(log)
    assert msgspec.structs.asdict(fact) == msgspec.structs.asdict(submission) | {
        "position": 2, "topic": Topic.FACTS, "version": 1, "recorded": fact.recorded,
    }  # fmt: skip
    assert (outcome.topic, outcome.type, outcome.cause, outcome.version) == (
        Topic.SUBMISSIONS,
        ACCEPTED,
        event.cause,
        None,
    )
    assert decode_body(outcome.open).data == {"inzending": str(event.cause), "over": OPENED}
    assert context.told == [1, 3]


async def test_refused_by_a_rule_and_kept(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    again = opened(dossier)
    await context.submit(opened(dossier))
    await context.submit(again)
    assert await outcomes(log, again) == [refused(OPEN_ALREADY)]
    assert [version for version, *_ in await facts_of(log, dossier)] == [1]
    data = decode_body((await whole(log))[-1].open).data
    assert data["regel"] == {
        "id": "al-open", "grondslag": "proef", "melding": "De doos is al open.", "volgendeStap": "Doe dat.",
    }  # fmt: skip


async def test_held_until_the_fact_is_there_in_order_of_arrival(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    two, three, one = filled(dossier, 2), filled(dossier, 2), filled(dossier, 1)
    await context.submit(two, three, one)
    assert await became(log, two) == held(OPEN_FIRST)
    assert [(row.dossier, row.waits_for) for row in await rows(log, schema.holds)] == [(dossier, OPENED)] * 3
    data = decode_body((await whole(log))[-1].open).data
    assert (data["wachtOp"], data["tot"]) == ([OPENED], "2026-03-16")
    await context.submit(opened(dossier))
    # The second would make it overfull: it is the later one of the two, so it is the one refused.
    assert await became(log, two) == accepted
    assert await became(log, three) == refused(FULL)
    assert await became(log, one) == accepted
    assert await rows(log, schema.holds) == []
    assert [id_ for _, _, id_ in await facts_of(log, dossier)][1:] == [two.id, one.id]


async def test_out_of_order_within_one_batch(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    early = filled(dossier)
    await context.submit(early, opened(dossier))
    assert await outcomes(log, early) == [held(OPEN_FIRST), accepted]
    assert await rows(log, schema.holds) == []


async def test_a_hold_is_released_by_a_fact_of_another_context(log: EventLog) -> None:
    filler, checker = Context(log), Context(log, CHECKER)
    dossier, elsewhere = dossiers(2)
    waiting, other = closed(dossier), closed(elsewhere)
    await filler.submit(waiting, other)
    assert await became(log, waiting) == held(CHECK_FIRST)
    await checker.submit(checked(dossier))
    await filler.settle()
    assert await outcomes(log, waiting) == [held(CHECK_FIRST), accepted]
    assert await became(log, other) == held(CHECK_FIRST)
    assert [type_ for _, type_, _ in await facts_of(log, dossier)] == [CHECKED, CLOSED]


async def test_a_hold_is_refused_when_its_time_is_over(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    waiting = filled(dossier)
    await context.submit(waiting)
    assert await context.expire(DAYS) == 0
    assert await became(log, waiting) == held(OPEN_FIRST)
    assert await context.expire(DAYS + 1) == 1
    assert await outcomes(log, waiting) == [held(OPEN_FIRST), refused(OPEN_FIRST)]
    assert await context.expire(DAYS + 1) == 0
    assert await rows(log, schema.holds) == []


async def test_the_clock_accepts_what_can_be_accepted_by_now(log: EventLog) -> None:
    """The fact it waited for is in the log; the context has not read it yet."""
    context, dossier = Context(log), uuid4()
    waiting = closed(dossier)
    await context.submit(waiting)
    checker = Context(log, CHECKER)
    await checker.submit(checked(dossier))
    assert await context.expire(DAYS + 1) == 1
    assert await became(log, waiting) == accepted
    await context.settle()
    assert await outcomes(log, waiting) == [held(CHECK_FIRST), accepted]


@pytest.mark.parametrize(
    ("rule", "became_held"),
    [
        (replace(OPEN_FIRST, text="Open de doos eerst."), [held(OPEN_FIRST)]),
        (replace(OPEN_FIRST, id="anders"), [held(OPEN_FIRST), (HELD, "anders")]),
    ],
)
async def test_a_hold_outlives_a_new_version_of_its_rule(
    log: EventLog, rule: Rule, became_held: list[tuple[str, str | None]]
) -> None:
    """The hub is started with another rule text, or another rule, while no fact has changed the dossier."""
    dossier = uuid4()
    waiting, again = filled(dossier), filled(dossier)
    await Context(log).submit(waiting)
    renewed = Context(log, deciding_as(FILLER, lambda _box, _submission: Hold((OPENED,), rule, DAYS)))
    await renewed.submit(again)
    assert await outcomes(log, waiting) == became_held
    assert await became(log, again) == (HELD, rule.id)
    assert await renewed.expire(DAYS + 1) == 1
    assert await became(log, waiting) == (REFUSED, became_held[-1][1])


async def test_two_clocks_refuse_each_hold_once(place: Place) -> None:
    logs = [await place.log(), await place.log()]
    contexts = [Context(log) for log in logs]
    events = [filled(uuid4()) for _ in range(20)]
    await contexts[0].submit(*events)
    looked = await asyncio.gather(*(context.expire(DAYS + 1) for context in contexts))
    assert sum(looked) == 20
    for event in events:
        assert await outcomes(logs[0], event) == [held(OPEN_FIRST), refused(OPEN_FIRST)]


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
async def test_the_clock_locks_holds_in_the_order_in_which_a_runner_does(place: Place) -> None:
    """Out of that order the two would wait for each other, until PostgreSQL ends one of them."""
    log, other = await place.log(), await place.log()
    context, dossier = Context(log), uuid4()
    first, second = filled(dossier), filled(dossier)
    await context.submit(first, second)
    async with other.database.transaction() as tx:
        lock = select(schema.holds).with_for_update()
        await tx.execute(lock.where(schema.holds.c.submission == first.cause))
        expiring = asyncio.create_task(context.expire(DAYS + 1))
        await asyncio.sleep(0.2)
        await asyncio.wait_for(tx.execute(lock.where(schema.holds.c.submission == second.cause)), 5)
    assert await expiring == 1


async def test_readers_hear_of_what_is_committed_and_of_nothing_else(log: EventLog) -> None:
    context = Context(log)
    await store(log, opened(uuid4()))
    batch = await LogFeed(log).read(0, context.deciding.wants, 10)

    async def crash() -> None:
        async with log.database.transaction() as tx:
            await context.deciding.handle(tx, batch.events)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert context.told == [1]
    async with log.database.transaction() as tx:
        await context.deciding.handle(tx, batch.events)
        assert context.told == [1]
    assert context.told == [1, 3]
