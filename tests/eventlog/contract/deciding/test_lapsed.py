"""A fact whose condition is withdrawn or corrected since: signalled once, and once again when it is met.

Whoever decided on the withdrawal, however the log comes in batches, with two runners and after redelivery.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy import event as sqlalchemy_event

from contracts.envelope import WITHDRAWAL
from eventlog.body import Nothing, decode_body
from eventlog.clock import FixedClock, day_of
from eventlog.deciding.decider import Decider
from eventlog.deciding.lapsed import lapsed_of
from eventlog.deciding.outcome import ACCEPT, LAPSED, MET_AGAIN
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import NewEvent, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage import schema
from eventlog.store import EventLog
from tests.eventlog.context import START, Context, accepted, became, facts_of, rows, store, whole
from tests.eventlog.lapsed_from_scratch import lapsed_as_from_scratch
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CHECK_FIRST,
    CHECKED,
    CHECKER,
    CLOSED,
    FILLED,
    FILLER,
    OPEN_FIRST,
    OPENED,
    SWV,
    Box,
    checked,
    closed,
    filled,
    new_event,
    opened,
    withdrawn,
)
from tests.eventlog.redelivering_feed import RedeliveringFeed

BOXES = replace(FILLER, name="dozen", decides={t: s for t, s in FILLER.decides.items() if t != WITHDRAWAL})
"""The context under test: withdrawals are for another."""
TAKING_BACK: Decider[Box] = replace(
    FILLER, name="intrekken", decide=lambda _box, _submission: ACCEPT, decides={WITHDRAWAL: Nothing}, reads={},
    follows={OPENED, FILLED, CHECKED, CLOSED},
)  # fmt: skip


class Hub:
    """Three contexts in one process."""

    def __init__(self, log: EventLog, *, batch: int = 512) -> None:
        self.log = log
        self.contexts = [Context(log, decider, batch=batch) for decider in (BOXES, CHECKER, TAKING_BACK)]

    async def submit(self, *events: NewEvent) -> None:
        await store(self.log, *events)
        await self.settle()

    async def settle(self) -> None:
        reached = -1
        while reached != (reached := len(await whole(self.log))):
            for context in self.contexts:
                await context.settle()


async def signals(log: EventLog) -> list[tuple[str, str, str | None]]:
    """All of them, in order: which type, of which fact, and the rule."""
    return [
        (e.type, (data := decode_body(e.open).data)["gebeurtenis"], data.get("regel", {}).get("id"))
        for e in await whole(log)
        if e.type in (LAPSED, MET_AGAIN)
    ]


async def test_a_withdrawal_by_another_context_is_signalled_and_the_fact_stays(log: EventLog) -> None:
    hub, dossier = Hub(log), uuid4()
    shut = closed(dossier, id_="dicht")
    await hub.submit(opened(dossier), checked(dossier, id_="gezien"), shut)
    back = withdrawn(dossier, "gezien", id_="weg")
    await hub.submit(back)
    assert await became(log, back) == accepted
    assert await signals(log) == [(LAPSED, "dicht", CHECK_FIRST.id)]
    assert "dicht" in {id_ for _, _, id_ in await facts_of(log, dossier)}
    async with log.database.snapshot() as connection:
        assert shut.cause is not None
        row = (await lapsed_of(connection, [shut.cause]))[shut.cause]
    (cause,) = [e for e in await whole(log) if e.topic is Topic.FACTS and e.id == "weg"]
    (signal,) = [e for e in await whole(log) if e.type == LAPSED]
    assert (row.rule, row.dossier, row.since) == (CHECK_FIRST, dossier, day_of(START))
    assert (signal.topic, signal.version, signal.cause, signal.dossier) == (Topic.FACTS, None, shut.cause, dossier)
    assert decode_body(signal.open).data == {
        "inzending": str(shut.cause), "over": CLOSED, "gebeurtenis": "dicht", "door": cause.id,
        "datum": day_of(START).isoformat(),
        "regel": {
            "id": CHECK_FIRST.id, "grondslag": "proef", "melding": CHECK_FIRST.text,
            "volgendeStap": CHECK_FIRST.next_step,
        },
    }  # fmt: skip


async def test_it_is_met_again_once_what_it_lacked_comes(log: EventLog) -> None:
    hub, dossier = Hub(log), uuid4()
    await hub.submit(opened(dossier), checked(dossier, id_="gezien"), closed(dossier, id_="dicht"))
    await hub.submit(withdrawn(dossier, "gezien"))
    await hub.submit(filled(dossier))  # has nothing to do with it
    assert len(await signals(log)) == 1
    await hub.submit(checked(dossier))
    assert await signals(log) == [(LAPSED, "dicht", CHECK_FIRST.id), (MET_AGAIN, "dicht", None)]
    assert await rows(log, schema.lapsed) == []


async def test_its_own_withdrawals_and_corrections_too(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await context.submit(opened(dossier, id_="open"), filled(dossier, id_="een"), filled(dossier, id_="twee"))
    await context.submit(withdrawn(dossier, "open"))
    assert await signals(log) == [(LAPSED, "een", OPEN_FIRST.id), (LAPSED, "twee", OPEN_FIRST.id)]
    await context.submit(withdrawn(dossier, "een"))
    await context.submit(opened(dossier))
    assert (await signals(log))[2:] == [(MET_AGAIN, "een", None), (MET_AGAIN, "twee", None)]


async def test_of_two_organisations_with_one_id_the_right_one_is_signalled(log: EventLog) -> None:
    hub, dossier = Hub(log), uuid4()
    theirs = closed(dossier, id_="1", source=SWV)
    await hub.submit(opened(dossier, id_="1"), checked(dossier, id_="gezien"), theirs)
    await hub.submit(withdrawn(dossier, "gezien"))
    assert [row.submission for row in await rows(log, schema.lapsed)] == [theirs.cause]


async def test_where_nothing_is_withdrawn_no_more_is_asked_of_the_database(place: Place) -> None:
    """One look at what waits and what lapsed a batch, as there was before; nothing per dossier."""

    log = await place.log()
    context = Context(log, BOXES)
    await context.submit(opened(dossier := uuid4()), filled(dossier))
    said: list[str] = []

    @sqlalchemy_event.listens_for(Engine, "before_cursor_execute")
    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    try:
        await context.submit(*(filled(dossier, 0) for _ in range(5)))
    finally:
        sqlalchemy_event.remove(Engine, "before_cursor_execute", listen)
    looks = [statement for statement in said if "lapsed" in statement]
    assert looks
    assert all("holds" in statement for statement in looks), "one look at both"


async def test_two_runners_at_once_and_a_feed_that_delivers_again_signal_once(place: Place) -> None:
    chance = Random(20260302)
    logs = [await place.log() for _ in range(2)]
    boxes = [UUID(int=n) for n in range(6)]
    await store(logs[0], *history(chance, boxes, 240))

    def runner(log: EventLog, decider: Decider[Box], seed: int) -> Runner:
        context = DecidingProcessor(decider, log, FixedClock(START))
        feed = RedeliveringFeed(LogFeed(log, poll=0.005), seed)
        return Runner(context, feed, log.database, schema.checkpoints, batch=16)

    runners = [
        runner(log, decider, n + m)
        for n, log in enumerate(logs)
        for m, decider in enumerate((BOXES, CHECKER, TAKING_BACK))
    ]
    head = LogFeed(logs[0]).head

    async def follow(one: Runner) -> None:
        while one.position < await head():
            await one.step()

    reached = -1
    while reached != (reached := await head()):
        await asyncio.gather(*map(follow, runners))
    await as_from_scratch(logs[0])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("batch", [1, 7, 512])
async def test_any_history_in_any_batches_is_as_from_scratch(log: EventLog, seed: int, batch: int) -> None:
    hub = Hub(log, batch=batch)
    chance = Random(seed)
    boxes = [UUID(int=n) for n in range(4)]
    events = history(chance, boxes, 120)
    while events:
        now, events = events[: (n := chance.randint(1, 40))], events[n:]
        await hub.submit(*now)
    await as_from_scratch(log)


def history(chance: Random, boxes: Sequence[UUID], number: int) -> list[NewEvent]:
    """Submissions, of which every third withdraws or corrects an earlier one of its box."""
    found: list[NewEvent] = []
    for n in range(number):
        box = chance.choice(boxes)
        earlier = [e for e in found if e.dossier == box and e.type != WITHDRAWAL]
        way = chance.choice(["new", "new", "withdraw", "correct"]) if len(earlier) > 2 else "new"
        target = chance.choice(earlier) if earlier else None
        if way == "withdraw" and target is not None:
            found.append(withdrawn(box, target.id, id_=f"{n}"))
        elif way == "correct" and target is not None:
            found.append(new_event(target.type, box, id_=f"{n}", corrects=target.id))
        else:
            found.append(new_event(chance.choice([OPENED, FILLED, CHECKED, CLOSED]), box, id_=f"{n}"))
    return found


async def as_from_scratch(log: EventLog) -> None:
    """And there is something to see."""
    events = await whole(log)
    await lapsed_as_from_scratch(log, (BOXES, CHECKER, TAKING_BACK), events)
    assert {LAPSED, MET_AGAIN} <= {event.type for event in events}
