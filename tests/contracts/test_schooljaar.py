"""The schooljaar runs from 1 augustus up to and including 31 juli (domain.md §7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.schooljaar import begin_schooljaar, einde_schooljaar


@pytest.mark.parametrize(
    ("dag", "begin"),
    [("2026-07-31", 2025), ("2026-08-01", 2026), ("2026-12-31", 2026), ("2027-01-01", 2026), ("2028-02-29", 2027)],
)
def test_its_first_and_last_day(dag: str, begin: int) -> None:
    assert begin_schooljaar(date.fromisoformat(dag)) == date(begin, 8, 1)
    assert einde_schooljaar(date.fromisoformat(dag)) == date(begin + 1, 7, 31)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_one_schooljaar(dag: date) -> None:
    begin, einde = begin_schooljaar(dag), einde_schooljaar(dag)
    assert begin <= dag <= einde
    assert begin_schooljaar(einde + timedelta(days=1)) == einde + timedelta(days=1)
