"""Guarantee 7 of a context: a decision that cannot be made stops its own dossier alone, and is made once it can be."""

from uuid import UUID

from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.outcome import Outcome
from eventlog.following.parking import HELD_SUBMISSION, Parked, Parking
from eventlog.following.replay import Replayed, replay
from eventlog.storage import schema
from eventlog.store import EventLog
from tests.eventlog.context import Context, accepted, became, facts_of, outcomes, refused, store
from tests.eventlog.proef import (
    DAYS,
    FILLED,
    FILLER,
    OPEN_FIRST,
    OPENED,
    Box,
    decide,
    deciding_as,
    dossiers,
    filled,
    new_event,
    opened,
)


async def parked(log: EventLog) -> list[Parked]:
    async with log.database.snapshot() as connection:
        return await Parking(schema.checkpoints, FILLER.name).list(connection, 1_000)


def failing_for(dossier: UUID, type_: str) -> Decider[Box]:
    """The toy context with a mistake in it."""

    def failing(box: Box, submission: Fact) -> Outcome:
        if (submission.dossier, submission.type) == (dossier, type_):
            raise ZeroDivisionError
        return decide(box, submission)

    return deciding_as(FILLER, failing)


async def test_a_decision_that_fails_parks_its_dossier_and_is_taken_later(log: EventLog) -> None:
    sick, sound = dossiers(2)

    broken = Context(log, failing_for(sick, FILLED))
    fills = [filled(sick), filled(sick)]
    other = filled(sound)
    await store(log, opened(sick), opened(sound), *fills, other)
    await broken.runner.catch_up()
    assert await became(log, other) == accepted
    assert [type_ for _, type_, _ in await facts_of(log, sick)] == [OPENED]
    assert await outcomes(log, fills[0]) == []

    mended = Context(log)
    mended_again = await replay(mended.runner, log)
    assert (mended_again.done, mended_again.still_parked) == (1, 0)
    await mended.settle()
    assert [await outcomes(log, fill) for fill in fills] == [[accepted], [accepted]]
    assert [type_ for _, type_, _ in await facts_of(log, sick)] == [OPENED, FILLED, FILLED]


async def test_what_is_held_and_fails_stops_no_other_from_expiring(log: EventLog) -> None:
    sick, sound = dossiers(2)
    waiting, other = filled(sick), filled(sound)
    await Context(log).submit(waiting, other)
    broken = Context(log, failing_for(sick, FILLED))
    await broken.expire(DAYS + 1)
    assert await became(log, other) == refused(OPEN_FIRST)
    (only,) = await parked(log)
    assert (only.dossier, only.type) == (sick, HELD_SUBMISSION)
    assert await broken.expire(DAYS + 1) == 0

    assert await replay(broken.runner, log) == Replayed(still_parked=1)
    mended = Context(log)
    assert await replay(mended.runner, log) == Replayed(done=1)
    assert await mended.expire(DAYS + 1) == 1
    assert await became(log, waiting) == refused(OPEN_FIRST)


async def test_stored_data_that_cannot_be_read_is_poison_too(log: EventLog) -> None:
    sick, sound = dossiers(2)
    unreadable = new_event(FILLED, sick, data={"aantal": "veel"})
    other = opened(sound)
    await store(log, opened(sick), unreadable, other)
    context = Context(log)
    await context.runner.catch_up()
    assert await became(log, other) == accepted
    (only,) = await parked(log)
    assert (only.dossier, only.type) == (sick, FILLED)
    assert only.reason.startswith("ValidationError eventlog/body_reader.py")
