"""Claims: what is unique over dossiers, through corrections, withdrawals and contexts that decide at once."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest

from contracts.envelope import WITHDRAWAL
from eventlog.body import Nothing
from eventlog.store import EventLog
from tests.eventlog.context import Context, accepted, became, numbers, refused, store
from tests.eventlog.places import Place
from tests.eventlog.proef import (
    FILLER,
    NUMBER_TAKEN,
    NUMBERED,
    SCHOOL_TOO,
    SWV,
    dossiers,
    new_event,
    numbered,
    renumbering,
    withdrawn,
)


async def test_a_claim_belongs_to_one_dossier(log: EventLog) -> None:
    context = Context(log)
    one, two, three = dossiers(3)
    first, second, third, other = numbered(one, "A"), numbered(two, "A"), numbered(three, "A"), numbered(three, "B")
    await context.submit(first, second, other)  # two in one batch
    await context.submit(third)
    assert [await became(log, e) for e in (first, second, other, third)] == [
        accepted, refused(NUMBER_TAKEN), accepted, refused(NUMBER_TAKEN),
    ]  # fmt: skip
    assert await numbers(log) == {"A": one, "B": three}
    again = numbered(one, "A")
    await context.submit(again)
    assert await became(log, again) == refused(NUMBER_TAKEN)


async def test_many_claims_in_one_batch(log: EventLog) -> None:
    context = Context(log, batch=2_000)
    events = [numbered(uuid4(), f"{n % 700}") for n in range(1_400)]
    await context.submit(*events)
    found = await numbers(log)
    assert found == {f"{n}": events[n].dossier for n in range(700)}


async def test_contexts_in_several_processes_give_a_number_once(place: Place) -> None:
    """Each has a decider of its own name, as two contexts with one scope would."""
    logs = [await place.log() for _ in range(3)]
    types = [f"nl.passendonderwijs.proeven.genummerd{n}.v1" for n in range(3)]
    contexts = [Context(log, renumbering(f"nummeren-{n}", types[n])) for n, log in enumerate(logs)]
    events = [new_event(types[who], uuid4(), data={"nummer": f"{n}"}) for n in range(30) for who in range(3)]
    await store(logs[0], *events)
    await asyncio.gather(*(context.settle() for context in contexts))
    results = [await became(logs[0], event) for event in events]
    for n in range(30):
        assert sorted(results[3 * n : 3 * n + 3], key=str) == sorted(
            [accepted, refused(NUMBER_TAKEN), refused(NUMBER_TAKEN)], key=str
        )
    found = await numbers(logs[0])
    assert found == {f"{i // 3}": events[i].dossier for i, result in enumerate(results) if result == accepted}


async def test_a_correction_may_keep_its_number_or_take_another(log: EventLog) -> None:
    context = Context(log)
    one, two = dossiers(2)
    await context.submit(numbered(one, "A", id_="eerst"), numbered(two, "B"))
    same = numbered(one, "A", corrects="eerst")
    await context.submit(same)
    assert await became(log, same) == accepted
    other = numbered(one, "C", corrects="eerst")
    await context.submit(other)
    assert await became(log, other) == accepted
    assert await numbers(log) == {"C": one, "B": two}
    taken = numbered(one, "B", corrects="eerst")
    await context.submit(taken)
    assert await became(log, taken) == refused(NUMBER_TAKEN)
    assert await numbers(log) == {"C": one, "B": two}


async def test_a_number_and_its_correction_in_one_batch(log: EventLog) -> None:
    context, one = Context(log), uuid4()
    await context.submit(
        numbered(one, "A", id_="x"), numbered(one, "A", corrects="x"), numbered(one, "B", corrects="x")
    )
    assert await numbers(log) == {"B": one}


async def test_a_withdrawal_frees_the_number_and_those_of_its_corrections(log: EventLog) -> None:
    context = Context(log)
    one, two = dossiers(2)
    await context.submit(numbered(one, "A", id_="eerst"), numbered(one, "B", corrects="eerst"))
    await context.submit(withdrawn(one, "eerst"))
    assert await numbers(log) == {}
    free = numbered(two, "B")
    await context.submit(free)
    assert await became(log, free) == accepted


async def test_a_number_is_free_within_the_batch_that_withdraws_it(log: EventLog) -> None:
    context = Context(log)
    one, two = dossiers(2)
    await context.submit(numbered(one, "A", id_="eerst"))
    later = numbered(two, "A")
    await context.submit(withdrawn(one, "eerst"), later)
    assert await became(log, later) == accepted
    assert await numbers(log) == {"A": two}


async def test_a_fact_that_counts_again_takes_its_number_back_when_it_can(log: EventLog) -> None:
    context = Context(log)
    one, two = dossiers(2)
    await context.submit(numbered(one, "A", id_="eerst"), numbered(one, "B", id_="beter", corrects="eerst"))
    await context.submit(withdrawn(one, "beter"))
    assert await numbers(log) == {"A": one}
    await context.submit(numbered(one, "B", id_="nog-eens", corrects="eerst"), numbered(two, "A"))
    await context.submit(withdrawn(one, "nog-eens"))
    assert await numbers(log) == {"A": two}


async def test_so_it_does_when_another_context_decided_on_the_withdrawal(log: EventLog) -> None:
    numbering = Context(log, renumbering("nummeren", NUMBERED))
    taking_back = Context(log, replace(FILLER, name="intrekken", decides={WITHDRAWAL: Nothing}, reads={}))
    one, two = dossiers(2)
    await numbering.submit(numbered(one, "A", id_="eerst"), numbered(one, "B", id_="beter", corrects="eerst"))
    await taking_back.submit(withdrawn(one, "beter"))
    await numbering.settle()
    assert await numbers(log) == {"A": one}
    late = numbered(two, "A")
    await numbering.submit(late)
    assert await became(log, late) == refused(NUMBER_TAKEN)
    # Replaced once more before the context has come so far: it gets nothing.
    await numbering.submit(numbered(one, "C", id_="nog-eens", corrects="eerst"))
    await taking_back.submit(withdrawn(one, "nog-eens"))
    await store(log, numbered(one, "D", id_="en-weer", corrects="eerst"))
    await numbering.settle()
    assert await numbers(log) == {"D": one}
    # What another takes meanwhile is left to that one.
    await taking_back.submit(withdrawn(one, "en-weer"))
    await store(log, numbered(two, "A"))
    await numbering.settle()
    assert await numbers(log) == {"A": two}


@pytest.mark.parametrize("source", [SWV, SCHOOL_TOO])
async def test_the_same_id_of_another_sender_keeps_its_number(log: EventLog, source: str) -> None:
    context, one = Context(log), uuid4()
    mine, theirs = numbered(one, "A", id_="1"), numbered(one, "B", id_="1", source=source)
    await context.submit(mine, theirs)
    assert await numbers(log) == {"A": one, "B": one}
    await context.submit(withdrawn(one, "1"))
    assert await numbers(log) == {"B": one}
