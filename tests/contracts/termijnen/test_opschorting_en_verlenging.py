"""A term that stands still or is extended (Awb 4:15, WPO 40): vectors reckoned by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.termijnen import REGELS, Grond, Verlengingsregel
from contracts.termijnen.berekening import Opschorting, bereken, uiterste_verlenging

BESLISSING, PLAATSING = REGELS[:2]
ZONDER_ATW = replace(BESLISSING, atw=False)
MAANDAG = date(2025, 3, 10)


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
