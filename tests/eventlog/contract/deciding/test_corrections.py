"""Corrections and withdrawals as submissions: what they may point at, and what they do to the state."""

from uuid import uuid4

from eventlog.deciding.correction import TARGET_IS_WITHDRAWAL, TARGET_MISSING, TARGET_OF_OTHER_TYPE, TARGET_WITHDRAWN
from eventlog.deciding.session import DAYS_FOR_TARGET
from eventlog.store import EventLog
from tests.eventlog.context import Context, accepted, became, facts_of, held, outcomes, refused
from tests.eventlog.proef import (
    CHECKER,
    FULL,
    SCHOOL_TOO,
    SWV,
    checked,
    closed,
    dossiers,
    filled,
    opened,
    withdrawn,
)


async def test_a_correction_counts_instead_of_what_it_corrects(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await context.submit(opened(dossier), filled(dossier, 3, id_="te-veel"))
    more = filled(dossier, 2)
    await context.submit(more)
    assert await became(log, more) == refused(FULL)
    await context.submit(filled(dossier, 1, id_="beter", corrects="te-veel"))
    again = filled(dossier, 2)
    await context.submit(again)
    assert await became(log, again) == accepted
    assert len(await facts_of(log, dossier)) == 4


async def test_a_correction_must_itself_be_right(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await context.submit(opened(dossier), filled(dossier, 2, id_="a"), filled(dossier, 1))
    wrong = filled(dossier, 3, corrects="a")
    right = filled(dossier, 1, id_="b", corrects="a")
    # Of a correction in turn: neither it nor what it corrects counts.
    in_turn = filled(dossier, 2, corrects="b")
    await context.submit(wrong, right, in_turn)
    assert [await became(log, e) for e in (wrong, right, in_turn)] == [refused(FULL), accepted, accepted]


async def test_withdrawing_makes_room_and_is_final(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await context.submit(opened(dossier), filled(dossier, 3, id_="a"))
    withdrawal = withdrawn(dossier, "a", id_="weg")
    room = filled(dossier, 3)
    late, double, undo = filled(dossier, 1, corrects="a"), withdrawn(dossier, "a"), withdrawn(dossier, "weg")
    other = withdrawn(dossier, "a", corrects="weg")
    await context.submit(withdrawal, room, late, double, undo, other)
    assert [await became(log, e) for e in (withdrawal, room, late, double, undo, other)] == [
        accepted, accepted, refused(TARGET_WITHDRAWN), refused(TARGET_WITHDRAWN), refused(TARGET_IS_WITHDRAWAL),
        refused(TARGET_IS_WITHDRAWAL),
    ]  # fmt: skip


async def test_withdrawing_a_correction_brings_back_what_it_replaced(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await context.submit(opened(dossier), filled(dossier, 3, id_="a"), filled(dossier, 1, id_="b", corrects="a"))
    await context.submit(withdrawn(dossier, "b"))
    full = filled(dossier, 1)
    await context.submit(full)
    assert await became(log, full) == refused(FULL)


async def test_what_points_at_nothing_waits_for_it(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    correction, withdrawal = filled(dossier, 1, corrects="a"), withdrawn(dossier, "b")
    await context.submit(opened(dossier), correction, withdrawal)
    assert await became(log, correction) == held(TARGET_MISSING)
    assert await became(log, withdrawal) == held(TARGET_MISSING)
    await context.submit(filled(dossier, 3, id_="a"))
    assert await became(log, correction) == accepted
    await context.expire(DAYS_FOR_TARGET + 1)
    assert await outcomes(log, withdrawal) == [held(TARGET_MISSING), refused(TARGET_MISSING)]


async def test_only_of_the_same_type_dossier_and_organisation(log: EventLog) -> None:
    context = Context(log)
    dossier, elsewhere = dossiers(2)
    await context.submit(opened(dossier), filled(dossier, 1, id_="a"))
    other_type, other_dossier = closed(dossier, corrects="a"), filled(elsewhere, 1, corrects="a")
    stranger, same_house = (
        filled(dossier, 1, corrects="a", source=SWV),
        filled(dossier, 2, corrects="a", source=SCHOOL_TOO),
    )
    await context.submit(other_type, other_dossier, stranger, same_house)
    assert [await became(log, e) for e in (other_type, other_dossier, stranger, same_house)] == [
        refused(TARGET_OF_OTHER_TYPE), held(TARGET_MISSING), held(TARGET_MISSING), accepted,
    ]  # fmt: skip


async def test_a_fact_of_another_context_can_be_withdrawn(log: EventLog) -> None:
    """And this context heeds it, though it reads no such type."""
    filler, checker = Context(log), Context(log, CHECKER)
    dossier = uuid4()
    await checker.submit(checked(dossier, id_="gezien"))
    await filler.submit(withdrawn(dossier, "gezien"))
    waiting = closed(dossier)
    await filler.submit(waiting)
    assert (await became(log, waiting))[1] == "eerst-controleren"


async def test_two_systems_of_one_organisation_may_use_one_id(log: EventLog) -> None:
    context, dossier = Context(log), uuid4()
    await context.submit(opened(dossier), filled(dossier, 1, id_="1"), filled(dossier, 1, id_="1", source=SCHOOL_TOO))
    await context.submit(withdrawn(dossier, "1", source=SCHOOL_TOO))
    fits, full = filled(dossier, 2), filled(dossier, 1)
    await context.submit(fits, full)
    assert [await became(log, e) for e in (fits, full)] == [accepted, refused(FULL)]
