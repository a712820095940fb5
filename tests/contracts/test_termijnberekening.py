"""When a term ends: vectors reckoned by hand, and what holds for every start and suspension."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.algemene_termijnenwet import naar_werkdag, werkdag
from contracts.termijnberekening import (
    Berekening,
    Opschorting,
    Termijnstatus,
    bereken,
    dagen_te_laat,
    status,
    uiterste_verlenging,
)
from contracts.termijnen import REGELS, Duur, Eenheid, Grond, Verlengingsregel

BESLISSING, PLAATSING = REGELS
ZONDER_ATW = replace(BESLISSING, atw=False)
MAANDAG = date(2025, 3, 10)

STARTDAGEN = st.dates(date(2014, 8, 1), date(2098, 12, 31))


@st.composite
def opschortingen_na(draw: st.DrawFn, vanaf: date, *, open_ook: bool = False) -> list[Opschorting]:
    gevonden = []
    for _ in range(draw(st.integers(0, 4))):
        begin = vanaf + timedelta(days=draw(st.integers(-5, 100)))
        tot = begin + timedelta(days=draw(st.integers(0, 40)))
        is_open = open_ook and draw(st.booleans())
        gevonden.append(Opschorting(begin, None if is_open else tot))
    return gevonden


def _einde(berekening: Berekening) -> date:
    assert berekening.einddatum is not None
    return berekening.einddatum


@pytest.mark.parametrize(
    ("vanaf", "einde"),
    [
        ("2025-03-10", "2025-04-22"),  # Tweede Paasdag
        ("2026-02-20", "2026-04-07"),  # Goede Vrijdag, weekend, Tweede Paasdag
        ("2026-03-24", "2026-05-06"),  # 5 mei, no lustrum year
        ("2025-11-13", "2025-12-29"),  # Eerste and Tweede Kerstdag, weekend
        ("2025-03-03", "2025-04-14"),  # a plain Monday
        ("2025-03-07", "2025-04-22"),  # Goede Vrijdag itself
        ("2025-03-15", "2025-04-28"),  # Koningsdag moved to Saturday the 26th
        ("2026-03-16", "2026-04-28"),  # Koningsdag on Monday
        ("2026-04-02", "2026-05-18"),  # Hemelvaart and the KB day after it
        ("2026-04-03", "2026-05-18"),  # the KB day itself
        ("2027-03-24", "2027-05-10"),  # 5 mei, Hemelvaart, KB day, weekend
        ("2026-04-13", "2026-05-26"),  # Tweede Pinksterdag
        ("2025-11-20", "2026-01-05"),  # Nieuwjaarsdag and its KB day, over the year's end
        ("2025-11-19", "2025-12-31"),  # Oudejaarsdag is a werkdag
        ("2025-09-06", "2025-10-20"),  # Saturday
        ("2025-09-07", "2025-10-20"),  # Sunday
    ],
)
def test_six_weeks(vanaf: str, einde: str) -> None:
    assert bereken(BESLISSING, date.fromisoformat(vanaf)).einddatum == date.fromisoformat(einde)


@pytest.mark.parametrize(
    ("vanaf", "einde"),
    [
        ("2025-03-10", "2025-05-20"),
        ("2025-03-12", "2025-05-22"),
        ("2025-03-14", "2025-05-26"),  # the day after ten weeks is a Saturday
        ("2026-03-04", "2026-05-18"),  # Hemelvaart
    ],
)
def test_the_day_after_ten_weeks(vanaf: str, einde: str) -> None:
    assert bereken(PLAATSING, date.fromisoformat(vanaf)).einddatum == date.fromisoformat(einde)


@pytest.mark.parametrize(
    ("duur", "einde"),
    [
        (Duur(0, Eenheid.DAGEN), date(2024, 2, 29)),
        (Duur(10, Eenheid.WERKDAGEN), date(2024, 3, 14)),
        (Duur(1, Eenheid.JAREN), date(2025, 2, 28)),
        (Duur(4, Eenheid.JAREN), date(2028, 2, 29)),
        (Duur(13, Eenheid.WEKEN), date(2024, 5, 30)),
        (Duur(2, Eenheid.JAREN), date(2026, 2, 28)),  # a Saturday: the Atw does not cover years
    ],
)
def test_other_durations(duur: Duur, einde: date) -> None:
    assert bereken(PLAATSING, date(2024, 2, 29), profiel_duur=duur).einddatum == einde


def _op(vanaf: int, tot: int | None) -> Opschorting:
    """Asked and received so many days after the start."""
    return Opschorting(MAANDAG + timedelta(days=vanaf), None if tot is None else MAANDAG + timedelta(days=tot))


@pytest.mark.parametrize(
    ("opschortingen", "dagen"),
    [
        ([], 42),
        ([_op(5, 15)], 51),  # the 6th up to and including the 14th: nine days
        ([_op(5, 6)], 42),  # received the next day
        ([_op(5, 5)], 42),
        ([_op(5, 15), _op(10, 20)], 56),  # overlap counts once
        ([_op(10, 20), _op(5, 15)], 56),  # in any order
        ([_op(5, 25), _op(10, 15)], 61),  # one within the other
        ([_op(5, 15), _op(20, 30)], 60),
        ([_op(41, 51)], 51),  # from the last day
        ([_op(42, 52)], 42),  # asked on the last day: the term is over before the clock stops
        ([_op(60, 70)], 42),
        ([_op(5, 15), _op(47, 57)], 60),  # runs on to day 51 through the first, so the second counts
        ([_op(-10, 10)], 51),  # asked before receipt: only days of the term count
        ([_op(-10, -5)], 42),
    ],
)
def test_days_of_standstill_are_added(opschortingen: Sequence[Opschorting], dagen: int) -> None:
    berekening = bereken(ZONDER_ATW, MAANDAG, opschortingen=opschortingen)
    assert berekening.einddatum == MAANDAG + timedelta(days=dagen)
    assert berekening.opgeschort_sinds is None


def test_the_clock_may_stop_on_a_day_that_only_the_atw_added() -> None:
    zaterdag = date(2025, 10, 18)
    assert bereken(BESLISSING, zaterdag - timedelta(weeks=6)).einddatum == date(2025, 10, 20)
    tot_dinsdag = Opschorting(date(2025, 10, 19), date(2025, 10, 21))
    berekening = bereken(BESLISSING, zaterdag - timedelta(weeks=6), opschortingen=[tot_dinsdag])
    assert berekening.einddatum == date(2025, 10, 21)


@pytest.mark.parametrize(
    ("opschortingen", "sinds"),
    [([_op(5, None)], 6), ([_op(5, 15), _op(10, None)], 6), ([_op(5, 15), _op(20, None)], 21)],
)
def test_while_suspended_there_is_no_end_date(opschortingen: Sequence[Opschorting], sinds: int) -> None:
    berekening = bereken(BESLISSING, MAANDAG, opschortingen=opschortingen)
    assert berekening.einddatum is None
    assert berekening.opgeschort_sinds == MAANDAG + timedelta(days=sinds)
    assert berekening.stappen[-1].datum == berekening.opgeschort_sinds
    assert "nog geen einddatum" in berekening.stappen[-1].omschrijving


def test_an_open_suspension_after_the_end_has_no_effect() -> None:
    assert bereken(BESLISSING, MAANDAG, opschortingen=[_op(50, None)]).einddatum == date(2025, 4, 22)


def test_the_latest_extension_counts_from_receipt() -> None:
    assert uiterste_verlenging(BESLISSING, MAANDAG) == date(2025, 5, 19)
    assert uiterste_verlenging(BESLISSING, date(2026, 3, 5)) == date(2026, 5, 18)  # Hemelvaart, KB day
    assert uiterste_verlenging(BESLISSING, MAANDAG, [_op(5, 15)]) == date(2025, 5, 28)
    assert uiterste_verlenging(BESLISSING, MAANDAG, [_op(5, None)]) == date(2025, 5, 19)


def test_an_extension_sets_the_end() -> None:
    assert bereken(BESLISSING, MAANDAG, verlenging=date(2025, 5, 14)).einddatum == date(2025, 5, 14)


def test_an_extension_beyond_the_limit_ends_at_the_limit() -> None:
    berekening = bereken(BESLISSING, MAANDAG, verlenging=date(2025, 6, 2))
    assert berekening.einddatum == date(2025, 5, 19)
    assert any("Later dan maandag 19 mei 2025 mag niet" in s.omschrijving for s in berekening.stappen)


def test_an_extension_that_is_not_later_changes_nothing() -> None:
    berekening = bereken(BESLISSING, MAANDAG, verlenging=date(2025, 4, 1))
    assert berekening.einddatum == date(2025, 4, 22)
    assert any("verandert niets" in s.omschrijving for s in berekening.stappen)


@pytest.mark.parametrize(
    ("verlengd_op", "opschorting", "dagen"),
    [
        (30, _op(5, 15), 63),  # in the announced date already
        (30, _op(32, 37), 67),  # of later: the 33rd up to and including the 36th come on top
        (30, _op(28, 35), 67),  # half and half: the 31st up to and including the 34th
        (30, _op(50, 55), 67),  # after the ordinary end
        (None, _op(32, 37), 63),
        (None, _op(50, 55), 67),
    ],
)
def test_standstill_after_an_extension_comes_on_top(
    verlengd_op: int | None, opschorting: Opschorting, dagen: int
) -> None:
    berekening = bereken(
        ZONDER_ATW,
        MAANDAG,
        opschortingen=[opschorting],
        verlenging=MAANDAG + timedelta(days=63),
        verlengd_op=None if verlengd_op is None else MAANDAG + timedelta(days=verlengd_op),
    )
    assert berekening.einddatum == MAANDAG + timedelta(days=dagen)


@pytest.mark.parametrize("verlengd_op", [None, MAANDAG + timedelta(days=30)])
@pytest.mark.parametrize("gevraagd", [10, 35])
def test_an_extended_term_can_stand_still(verlengd_op: date | None, gevraagd: int) -> None:
    berekening = bereken(
        BESLISSING,
        MAANDAG,
        opschortingen=[_op(gevraagd, None)],
        verlenging=date(2025, 5, 12),
        verlengd_op=verlengd_op,
    )
    assert berekening.einddatum is None
    assert berekening.opgeschort_sinds == MAANDAG + timedelta(days=gevraagd + 1)


def test_a_rule_without_limit_takes_any_new_date() -> None:
    verlenging = Verlengingsregel(BESLISSING.start[0], None, Grond("Awb 4:14", "wet"))
    regel = replace(BESLISSING, verlenging=verlenging)
    assert bereken(regel, MAANDAG, verlenging=date(2025, 9, 1)).einddatum == date(2025, 9, 1)
    with pytest.raises(ValueError, match="geen grens"):
        uiterste_verlenging(regel, MAANDAG)


def test_what_a_rule_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match="kent geen opschorting"):
        bereken(PLAATSING, MAANDAG, opschortingen=[_op(5, 15)])
    with pytest.raises(ValueError, match="kent geen verlenging"):
        bereken(PLAATSING, MAANDAG, verlenging=date(2025, 6, 2))
    with pytest.raises(ValueError, match="geen grens"):
        uiterste_verlenging(PLAATSING, MAANDAG)
    with pytest.raises(ValueError, match="voor haar begin"):
        Opschorting(date(2025, 3, 2), date(2025, 3, 1))


def test_the_steps_tell_how_it_was_reckoned() -> None:
    berekening = bereken(
        BESLISSING,
        MAANDAG,
        opschortingen=[Opschorting(date(2025, 3, 17), date(2025, 3, 24))],
        verlenging=date(2025, 5, 17),
        verlengd_op=date(2025, 4, 7),
    )
    assert [(s.datum.isoformat(), s.omschrijving, s.grondslag) for s in berekening.stappen] == [
        (
            "2025-03-10",
            "De termijn voor de beslissing over de aanmelding begint na maandag 10 maart 2025.",
            "WPO 40 [wet; 000]",
        ),
        ("2025-04-21", "6 weken later is het maandag 21 april 2025.", "WPO 40 [wet; 000]"),
        (
            "2025-04-27",
            "De termijn stond 6 dagen stil: van dinsdag 18 maart 2025 tot en met zondag 23 maart 2025. "
            "De laatste dag wordt zondag 27 april 2025.",
            "Awb 4:15 lid 1 [wet]",
        ),
        ("2025-05-17", "De termijn is verlengd tot en met zaterdag 17 mei 2025.", "WPO 40 [wet; 000]"),
        (
            "2025-05-19",
            "Op zaterdag 17 mei 2025 kan de termijn niet eindigen. "
            "Hij loopt door tot en met de eerste werkdag daarna: maandag 19 mei 2025.",
            "Atw 1 lid 1 en 3 [wet]",
        ),
        ("2025-05-19", "De einddatum is maandag 19 mei 2025.", "WPO 40 [wet; 000]"),
    ]


def test_a_feestdag_is_named() -> None:
    assert any("(Tweede paasdag)" in stap.omschrijving for stap in bereken(BESLISSING, MAANDAG).stappen)


@given(STARTDAGEN)
def test_the_end_is_the_first_werkdag_from_the_term_on(vanaf: date) -> None:
    for regel, dagen in ((BESLISSING, 42), (PLAATSING, 71)):
        einde = _einde(bereken(regel, vanaf))
        assert werkdag(einde)
        assert einde == naar_werkdag(vanaf + timedelta(days=dagen))


@given(st.data(), STARTDAGEN)
def test_a_later_start_never_ends_earlier(data: st.DataObject, vanaf: date) -> None:
    opschortingen = data.draw(opschortingen_na(vanaf))
    later = vanaf + timedelta(days=data.draw(st.integers(0, 30)))
    eerste = _einde(bereken(BESLISSING, vanaf, opschortingen=opschortingen))
    assert eerste <= _einde(bereken(BESLISSING, later, opschortingen=opschortingen))


@given(st.data(), STARTDAGEN)
def test_suspension_gives_back_the_days_it_took(data: st.DataObject, vanaf: date) -> None:
    opschortingen = data.draw(opschortingen_na(vanaf))
    stil = {
        dag
        for o in opschortingen
        if o.tot is not None
        for i in range(1, (o.tot - o.vanaf).days)
        if (dag := o.vanaf + timedelta(days=i)) > vanaf
    }
    dag, gelopen = vanaf, 0
    while gelopen < 42:
        dag += timedelta(days=1)
        gelopen += dag not in stil
    assert bereken(ZONDER_ATW, vanaf, opschortingen=opschortingen).einddatum == dag
    while dag in stil or not werkdag(dag):
        dag += timedelta(days=1)
    einde = _einde(bereken(BESLISSING, vanaf, opschortingen=opschortingen))
    assert werkdag(einde)
    assert einde == dag


@given(st.data(), STARTDAGEN)
def test_an_extension_stays_between_the_ordinary_end_and_the_limit(data: st.DataObject, vanaf: date) -> None:
    opschortingen = data.draw(opschortingen_na(vanaf))
    verlenging = vanaf + timedelta(days=data.draw(st.integers(-10, 400)))
    op = data.draw(st.none() | st.integers(0, 42))
    verlengd_op = None if op is None else vanaf + timedelta(days=op)
    gewoon = _einde(bereken(BESLISSING, vanaf, opschortingen=opschortingen))
    einde = _einde(
        bereken(BESLISSING, vanaf, opschortingen=opschortingen, verlenging=verlenging, verlengd_op=verlengd_op)
    )
    assert werkdag(einde)
    assert gewoon <= einde <= uiterste_verlenging(BESLISSING, vanaf, opschortingen)


@given(st.data(), STARTDAGEN, st.booleans())
def test_the_last_step_always_states_the_outcome(data: st.DataObject, vanaf: date, verlengd: bool) -> None:
    berekening = bereken(
        BESLISSING,
        vanaf,
        opschortingen=data.draw(opschortingen_na(vanaf, open_ook=True)),
        verlenging=vanaf + timedelta(days=data.draw(st.integers(0, 100))) if verlengd else None,
        verlengd_op=data.draw(st.none() | st.just(vanaf + timedelta(days=20))),
    )
    assert (berekening.einddatum is None) == (berekening.opgeschort_sinds is not None)
    assert berekening.stappen[-1].datum == (berekening.einddatum or berekening.opgeschort_sinds)
    assert all(stap.grondslag for stap in berekening.stappen)


EIND = date(2025, 4, 22)


@pytest.mark.parametrize(
    ("op", "gehaald_op", "verwacht", "te_laat"),
    [
        (date(2025, 4, 7), None, Termijnstatus.LOPEND, 0),
        (date(2025, 4, 8), None, Termijnstatus.NADERT, 0),
        (EIND, None, Termijnstatus.NADERT, 0),
        (date(2025, 4, 23), None, Termijnstatus.VERSTREKEN, 1),
        (date(2025, 5, 22), None, Termijnstatus.VERSTREKEN, 30),
        (date(2025, 5, 22), EIND, Termijnstatus.GEHAALD, 0),
        (date(2025, 5, 22), date(2025, 4, 25), Termijnstatus.TE_LAAT_GEHAALD, 3),
        (date(2025, 4, 24), date(2025, 4, 25), Termijnstatus.VERSTREKEN, 2),  # not yet met on that day
    ],
)
def test_status(op: date, gehaald_op: date | None, verwacht: Termijnstatus, te_laat: int) -> None:
    assert status(EIND, op, 14, gehaald_op) is verwacht
    assert dagen_te_laat(EIND, op, gehaald_op) == te_laat


def test_status_of_a_suspended_term() -> None:
    assert status(None, EIND, 14) is Termijnstatus.OPGESCHORT
    assert status(None, EIND, 14, EIND) is Termijnstatus.GEHAALD
    assert dagen_te_laat(None, EIND) == 0
