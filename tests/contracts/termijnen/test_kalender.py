"""Days of the calendar in every schooljaar, and which events are for which of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.codes import Meetperiode
from contracts.regio import profielen
from contracts.schooljaar import begin_schooljaar
from contracts.termijnen import REGELS, Halfjaar, Kalender, Telling, VeldIs

PER_ID = {regel.id: regel for regel in REGELS if regel.kalender is not None}


def _kalender(id_: str) -> Kalender:
    kalender = PER_ID[id_].kalender
    assert kalender is not None
    return kalender


@pytest.mark.parametrize(
    ("dagen", "jaar", "verwacht"),
    [
        (("11-30", "04-30"), 2026, ["2026-11-30", "2027-04-30"]),
        (("06-30", "11-30", "03-31"), 2027, ["2027-11-30", "2028-03-31", "2028-06-30"]),
        (("07-31", "08-01"), 2026, ["2026-08-01", "2027-07-31"]),  # the borders of a schooljaar
        (("02-28",), 2027, ["2028-02-28"]),  # a leap year
        ((), 2026, []),
    ],
)
def test_its_days_in_a_schooljaar(dagen: tuple[str, ...], jaar: int, verwacht: list[str]) -> None:
    assert [str(dag) for dag in Kalender(dagen).in_schooljaar(date(jaar, 8, 1))] == verwacht


@pytest.mark.parametrize(
    ("vanaf", "eerste"),
    [
        ("2026-08-01", "2026-11-30"),
        ("2026-11-30", "2026-11-30"),
        ("2026-12-01", "2027-04-30"),
        ("2027-05-01", "2027-11-30"),
    ],
)
def test_the_first_of_its_days_from_a_day_on(vanaf: str, eerste: str) -> None:
    assert _kalender("seo-meting").eerste_vanaf(date.fromisoformat(vanaf)) == date.fromisoformat(eerste)
    assert Kalender(()).eerste_vanaf(date.fromisoformat(vanaf)) is None


def test_the_first_day_asks_for_the_first_event_and_the_third_for_the_third() -> None:
    kalender = _kalender("groepsplan-bespreking")
    assert [kalender.hoeveelste(dag) for dag in kalender.in_schooljaar(date(2026, 8, 1))] == [0, 1, 2]


@pytest.mark.parametrize(
    ("dag", "periode"),
    [("2026-08-01", "nov"), ("2026-11-30", "nov"), ("2027-01-31", "nov"), ("2027-02-01", "apr"), ("2027-07-31", "apr")],
)
def test_a_day_of_either_half_asks_for_the_measurement_of_that_half__004(dag: str, periode: str) -> None:
    regel = PER_ID["seo-meting"]
    (moment,) = _kalender("seo-meting").momenten(regel.gehaald_door, date.fromisoformat(dag))
    assert moment.mits == (VeldIs("periode", Meetperiode(periode)),)


def test_two_days_in_one_half_ask_for_two_of_that_half() -> None:
    kalender = Kalender(("10-01", "11-30", "04-30"), halfjaar=Halfjaar("periode", "nov", "apr"))
    assert [kalender.hoeveelste(dag) for dag in kalender.in_schooljaar(date(2026, 8, 1))] == [0, 1, 0]


@pytest.mark.parametrize(
    ("telling", "dag", "schooljaren"),
    [
        (Telling.VOORUIT, "2027-07-31", ["2027-2028", "2028-2029"]),  # for the schooljaar that begins the next day
        (Telling.VOORUIT, "2026-10-01", ["2026-2027", "2027-2028", "2028-2029"]),
        (Telling.TERUG, "2027-07-31", ["2026-2027"]),
        (Telling.TERUG, "2027-10-01", ["2026-2027"]),  # reported in autumn: the schooljaar before
    ],
)
def test_what_is_about_a_schooljaar(telling: Telling, dag: str, schooljaren: list[str]) -> None:
    kalender = Kalender((dag[5:],), telling)
    alle = [f"{jaar}-{jaar + 1}" for jaar in range(2024, 2029)]
    assert [s for s in alle if kalender.gaat_over(s, date.fromisoformat(dag))] == schooljaren


def test_each_region_says_whether_it_has_a_calendar() -> None:
    for profiel in profielen().values():
        assert set(PER_ID) <= set(profiel.termijnen), profiel.code


@given(st.sampled_from(sorted(PER_ID)), st.dates(date(2014, 8, 1), date(2098, 7, 31)))
def test_every_day_is_in_its_schooljaar_and_comes_back_every_year(id_: str, dag: date) -> None:
    kalender, begin = _kalender(id_), begin_schooljaar(dag)
    dagen = kalender.in_schooljaar(begin)
    assert len(dagen) == len(kalender.dagen)
    assert {begin_schooljaar(d) for d in dagen} == {begin}
    eerste = kalender.eerste_vanaf(dag)
    assert eerste is not None
    assert 0 <= (eerste - dag).days <= 366
