"""Feestdagen and werkdagen by the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.termijnen import algemene_termijnenwet
from contracts.termijnen.algemene_termijnenwet import (
    EERSTE_JAAR,
    GELIJKGESTELDE_DAGEN,
    LAATSTE_JAAR,
    feestdagen,
    naar_werkdag,
    werkdag,
    werkdagen_na,
)

DAGEN = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_the_feestdagen_of_a_year() -> None:
    assert dict(feestdagen(2026)) == {
        date(2026, 1, 1): "Nieuwjaarsdag",
        date(2026, 1, 2): "de vrijdag na Nieuwjaarsdag",
        date(2026, 4, 3): "Goede vrijdag",
        date(2026, 4, 6): "Tweede paasdag",
        date(2026, 4, 27): "Koningsdag",
        date(2026, 5, 5): "Bevrijdingsdag",
        date(2026, 5, 14): "Hemelvaartsdag",
        date(2026, 5, 15): "de vrijdag na Hemelvaartsdag",
        date(2026, 5, 25): "Tweede pinksterdag",
        date(2026, 12, 25): "Eerste kerstdag",
        date(2026, 12, 26): "Tweede kerstdag",
    }


@pytest.mark.parametrize("jaar", range(EERSTE_JAAR, LAATSTE_JAAR + 1))
def test_every_year_has_what_the_law_names_and_no_more(jaar: int) -> None:
    dagen = feestdagen(jaar)
    pasen = next(dag for dag, naam in dagen.items() if "Tweede paasdag" in naam) - timedelta(days=1)
    verwacht = {
        date(jaar, 1, 1),
        pasen - timedelta(days=2),
        pasen + timedelta(days=1),
        pasen + timedelta(days=39),
        pasen + timedelta(days=50),
        date(jaar, 5, 5),
        date(jaar, 12, 25),
        date(jaar, 12, 26),
    }
    koning = date(jaar, 4, 30 if jaar < 2014 else 27)
    verwacht.add(koning - timedelta(days=koning.weekday() == 6))
    assert dagen.keys() == verwacht | {dag for dag in GELIJKGESTELDE_DAGEN if dag.year == jaar}
    assert pasen.weekday() == 6


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (date(2025, 4, 18), False),  # Goede Vrijdag
        (date(2025, 4, 26), False),  # Koningsdag: the 27th is a Sunday
        (date(2025, 4, 28), True),  # and does not move to Monday
        (date(2026, 5, 5), False),  # 5 mei, no lustrum year
        (date(2026, 5, 4), True),  # Dodenherdenking
        (date(2026, 5, 15), False),  # by KB
        (date(2025, 5, 30), True),  # the Friday after Hemelvaart, without a KB in the table
        (date(2025, 12, 24), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 2), False),  # by KB
        (date(2005, 5, 5), False),  # Hemelvaart and 5 mei in one
        (date(2026, 12, 28), True),  # Kerst on a Saturday gives no day off later
    ],
)
def test_werkdag(dag: date, verwacht: bool) -> None:
    assert werkdag(dag) is verwacht


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (date(2025, 4, 17), date(2025, 4, 17)),
        (date(2025, 4, 18), date(2025, 4, 22)),  # Goede Vrijdag through Tweede Paasdag
        (date(2025, 4, 26), date(2025, 4, 28)),
        (date(2026, 1, 1), date(2026, 1, 5)),  # a KB day makes it a long weekend
        (date(2026, 5, 14), date(2026, 5, 18)),
        (date(2027, 5, 5), date(2027, 5, 10)),  # 5 mei, Hemelvaart, KB day, weekend
        (date(2028, 4, 27), date(2028, 5, 1)),
        (date(2025, 12, 25), date(2025, 12, 29)),
        (date(2027, 12, 25), date(2027, 12, 27)),
        (date(2022, 12, 31), date(2023, 1, 2)),  # over the year's end
    ],
)
def test_naar_werkdag(dag: date, verwacht: date) -> None:
    assert naar_werkdag(dag) == verwacht


@pytest.mark.parametrize(
    ("dag", "aantal", "verwacht"),
    [
        (date(2025, 3, 10), 1, date(2025, 3, 11)),
        (date(2025, 3, 7), 1, date(2025, 3, 10)),
        (date(2025, 3, 8), 1, date(2025, 3, 10)),
        (date(2026, 4, 30), 10, date(2026, 5, 19)),  # 5, 14 and 15 mei do not count
        (date(2025, 12, 24), 3, date(2025, 12, 31)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
    ],
)
def test_werkdagen_na(dag: date, aantal: int, verwacht: date) -> None:
    assert werkdagen_na(dag, aantal) == verwacht


@given(DAGEN)
def test_naar_werkdag_is_the_first_werkdag_from_there(dag: date) -> None:
    gerold = naar_werkdag(dag)
    assert werkdag(gerold)
    assert not any(werkdag(dag + timedelta(days=i)) for i in range((gerold - dag).days))


@given(DAGEN, st.integers(1, 60))
def test_werkdagen_na_counts_each_werkdag_once(dag: date, aantal: int) -> None:
    einde = werkdagen_na(dag, aantal)
    assert werkdag(einde)
    assert sum(werkdag(dag + timedelta(days=i)) for i in range(1, (einde - dag).days + 1)) == aantal


@pytest.mark.parametrize("jaar", [1999, 2101])
def test_outside_the_known_years_is_an_error_that_says_so(jaar: int) -> None:
    with pytest.raises(ValueError, match=f"van 2000 tot en met 2100, niet voor {jaar}"):
        werkdag(date(jaar, 6, 1))


@pytest.mark.parametrize("aantal", [0, -1])
def test_fewer_than_one_werkdag_is_an_error(aantal: int) -> None:
    with pytest.raises(ValueError, match="minstens één werkdag"):
        werkdagen_na(date(2025, 1, 1), aantal)


def test_a_library_that_lost_a_feestdag_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    feestdagen.cache_clear()
    monkeypatch.setattr(algemene_termijnenwet, "_ATW_3", algemene_termijnenwet._ATW_3 | {"Bededag"})
    with pytest.raises(RuntimeError, match="Bededag"):
        feestdagen(2026)
