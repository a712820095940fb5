"""Guarantee 5: contexts that decide in one dossier at the same time heed each other."""

import asyncio
from collections import Counter
from uuid import UUID, uuid4

import pytest

from eventlog.body import decode_body
from eventlog.deciding.decider import Fact
from eventlog.deciding.outcome import ACCEPTED, REFUSED, Accept, Outcome, Refuse
from eventlog.events import Topic
from eventlog.storage.database import Transaction
from eventlog.store import EventLog
from eventlog.verify import verify
from tests.eventlog.context import Context, accepted, became, facts_of, numbers, refused, store, whole
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    CHECKED,
    CHECKER,
    FILLED,
    FILLER,
    FULL,
    LARGEST,
    OPENED,
    Box,
    checked,
    deciding_as,
    dossiers,
    filled,
    numbered,
    opened,
)


class Gated(EventLog):
    """A log before whose lock one waits: what was decided so far was decided on what was read before."""

    def __init__(self, log: EventLog) -> None:
        super().__init__(log.database)
        self.reached, self.passable = asyncio.Event(), asyncio.Event()

    async def lock(self, tx: Transaction) -> None:
        self.reached.set()
        await self.passable.wait()
        await super().lock(tx)


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
async def test_a_stale_dossier_is_decided_again_under_the_lock(place: Place) -> None:
    """SQLite has no such moment: its writers take turns from the beginning."""
    gated = Gated(await place.log())
    context, checker = Context(gated), Context(await place.log(), CHECKER)
    stale, fresh = dossiers(2)
    await Context(await place.log()).submit(opened(stale), filled(stale, 2), opened(fresh))
    await context.runner.catch_up()

    last, other, check = filled(stale, 1), filled(fresh, 1), checked(stale)
    looked: list[int] = []

    def watch(box: Box, submission: Fact) -> Outcome:
        looked.append(box.inside)
        return FILLER.decide(box, submission)

    watching = Context(gated, deciding_as(FILLER, watch))
    await store(checker.log, last, other)
    deciding = asyncio.create_task(watching.runner.catch_up())
    await gated.reached.wait()
    await checker.submit(check)
    assert await became(checker.log, check) == accepted
    gated.passable.set()
    await deciding

    assert await became(gated, last) == accepted
    assert looked == [2, 0, 2]
    assert [(v, t) for v, t, _ in await facts_of(gated, stale)] == [(1, OPENED), (2, FILLED), (3, CHECKED), (4, FILLED)]


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
async def test_what_was_right_when_it_was_read_may_be_refused_in_the_end(place: Place) -> None:
    gated = Gated(await place.log())
    dossier = uuid4()
    await Context(await place.log()).submit(opened(dossier), filled(dossier, 2))
    check, fill = checked(dossier), filled(dossier, 1)
    checker, filler = Context(gated, CHECKER), Context(await place.log())
    await store(filler.log, check)
    deciding = asyncio.create_task(checker.runner.catch_up())
    await gated.reached.wait()
    await filler.submit(fill)
    gated.passable.set()
    await deciding
    assert await became(gated, fill) == accepted
    assert await became(gated, check) == refused(FULL)


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
async def test_who_lost_a_claim_to_one_that_fell_through_is_decided_again(place: Place) -> None:
    """Of two in a batch the first takes the number; then it turns out stale, and may not be numbered at all."""
    gated = Gated(await place.log())
    one, two = dossiers(2)

    def strict(box: Box, submission: Fact) -> Accept | Refuse:
        outcome = FILLER.decide(box, submission)
        return Refuse(FULL) if box.checked or not isinstance(outcome, Accept) else outcome

    context, checker = Context(gated, deciding_as(FILLER, strict)), Context(await place.log(), CHECKER)
    first, second = numbered(one, "A"), numbered(two, "A")
    await store(checker.log, first, second)
    deciding = asyncio.create_task(context.runner.catch_up())
    await gated.reached.wait()
    await checker.submit(checked(one))
    gated.passable.set()
    await deciding
    assert [await became(gated, e) for e in (first, second)] == [refused(FULL), accepted]
    assert await numbers(gated) == {"A": two}


async def test_two_contexts_and_two_processes_each_under_load(place: Place) -> None:
    """Every submission ends once, versions have no holes, and no box is fuller than it may be."""
    boxes = dossiers(12)
    writer = await place.log()
    contexts = [Context(await place.log(), decider, batch=8) for decider in (FILLER, CHECKER) for _ in range(2)]
    sent = []
    for _ in range(6):
        wave = [event for box in boxes for event in (filled(box), checked(box), opened(box))]
        sent += wave
        await store(writer, *wave)
        await asyncio.gather(*(context.runner.catch_up() for context in contexts))
    await asyncio.gather(*(context.settle() for context in contexts))

    events = await whole(writer)
    final = Counter(e.cause for e in events if e.type in (ACCEPTED, REFUSED))
    assert final == Counter(e.cause for e in sent)
    by_box: dict[UUID, list[str]] = {box: [] for box in boxes}
    for event in events:
        if event.topic is Topic.FACTS:
            by_box[event.dossier].append(event.type)
            assert event.version == len(by_box[event.dossier])
            if event.type == CHECKED:
                assert by_box[event.dossier].count(FILLED) < LARGEST
    for types in by_box.values():
        assert (types.count(OPENED), types.count(FILLED)) == (1, LARGEST)
    for event in events:
        if event.type == ACCEPTED:
            assert decode_body(event.open).data["inzending"] == str(event.cause)
    assert (await verify(writer)).finding is None
