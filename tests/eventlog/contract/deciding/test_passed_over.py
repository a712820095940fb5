"""Facts that change nothing take no transaction of a context, and none that does is missed for it."""

from uuid import UUID, uuid4

import pytest

from contracts.envelope import WITHDRAWAL
from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.outcome import LAPSED, MET_AGAIN, Outcome
from eventlog.events import NewEvent
from eventlog.following.checkpoint import Checkpoint
from eventlog.following.replay import replay
from eventlog.storage import schema
from eventlog.store import EventLog
from tests.eventlog.context import Context, accepted, became, held, outcomes, rows, store
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CHECK_FIRST,
    CHECKED,
    CHECKER,
    CLOSED,
    FILLER,
    OPENED,
    Box,
    checked,
    closed,
    decide,
    deciding_as,
    facts,
    new_event,
    opened,
    withdrawn,
)

from .test_lapsed import BOXES, TAKING_BACK, signals


async def checkpoint(log: EventLog) -> int:
    async with log.database.transaction() as tx:
        return await Checkpoint(schema.checkpoints, FILLER.name).read(tx)


async def test_facts_alone_take_no_transaction_and_count_in_what_comes_after(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await store(log, *facts(dossier, [OPENED, CHECKED]))
    await context.settle()
    assert (context.runner.position, await checkpoint(log)) == (2, 0)
    shut = closed(dossier)
    await context.submit(shut)
    assert await became(log, shut) == accepted
    assert await checkpoint(log) >= 3


async def test_a_fact_in_a_dossier_where_something_waits_ends_the_wait_at_once(log: EventLog) -> None:
    context, waiting_for, other = Context(log), uuid4(), uuid4()
    shut = closed(waiting_for)
    await context.submit(shut)
    assert await became(log, shut) == held(CHECK_FIRST)
    before = await checkpoint(log)
    await store(log, *facts(other, [OPENED, CHECKED]))
    await context.runner.step()
    assert await checkpoint(log) == before  # what waits is elsewhere
    await store(log, *facts(waiting_for, [CHECKED]))
    await context.runner.step()
    assert await outcomes(log, shut) == [held(CHECK_FIRST), accepted]


@pytest.mark.parametrize("how", ["withdraws", "corrects"])
async def test_a_fact_that_takes_back_is_always_looked_at(log: EventLog, how: str) -> None:
    context, dossier = Context(log, BOXES), uuid4()
    await context.submit(opened(dossier, id_="open"))
    before = await rows(log, schema.checkpoints)
    if how == "withdraws":
        await store(log, new_event(WITHDRAWAL, dossier, version=2, withdraws="open"))
    else:
        await store(log, new_event(OPENED, dossier, version=2, corrects="open"))
    await context.runner.step()
    assert await rows(log, schema.checkpoints) != before


def failing_for(dossier: UUID) -> Decider[Box]:
    """The boxes, with a mistake that shows when a closed one is looked at again."""

    def failing(box: Box, submission: Fact) -> Outcome:
        if (submission.dossier, submission.type) == (dossier, CLOSED):
            raise ZeroDivisionError
        return decide(box, submission)

    return deciding_as(BOXES, failing)


async def test_a_condition_that_a_replay_finds_lapsed_further_back_is_met_by_what_was_passed_over(
    place: Place,
) -> None:
    here, there = await place.log(), await place.log()
    dossier = uuid4()
    boxes, checks, back = Context(here, BOXES), Context(here, CHECKER), Context(here, TAKING_BACK)

    async def submit(*events: NewEvent) -> None:
        await store(here, *events)
        await checks.settle()
        await back.settle()

    await submit(opened(dossier), checked(dossier, id_="gezien"))
    await boxes.settle()
    await submit(closed(dossier, id_="dicht"))
    await boxes.settle()
    # In another process, with a mistake: the withdrawal parks the dossier. This runner is fenced, and has not heard.
    await submit(withdrawn(dossier, "gezien"))
    await Context(there, failing_for(dossier)).runner.catch_up()
    await boxes.settle()
    assert boxes.runner.parked == 0
    await submit(checked(dossier))
    await boxes.settle()
    assert await signals(here) == []
    # Mended there: what follows from the withdrawal is told, as far as the checkpoint has come.
    assert (await replay(Context(there, BOXES).runner, there)).done == 1
    assert await signals(here) == [(LAPSED, "dicht", CHECK_FIRST.id)]
    await submit(opened(uuid4()))
    await boxes.settle()
    assert await signals(here) == [(LAPSED, "dicht", CHECK_FIRST.id), (MET_AGAIN, "dicht", None)]
