"""The steps of a reckoning, for who asks on the command line."""

from datetime import date

import pytest

from contracts.regio import profielen
from contracts.termijnen import OnbekendeTermijn
from services.termijnen.overzicht import EinddatumHoortErbij, GeenKalender, bereken_stappen


def test_each_step_has_its_basis_and_the_last_the_end_date() -> None:
    berekening = bereken_stappen("aanmelding-beslissing", date(2025, 3, 10), profielen()["22-02"])
    assert berekening.einddatum == date(2025, 4, 22)
    assert [stap.grondslag for stap in berekening.stappen] == [
        "WPO 40",
        "WPO 40",
        "Atw 1 lid 1 en 3",
        "WPO 40",
    ]
    assert "dinsdag 22 april 2025" in berekening.stappen[-1].omschrijving


def test_without_a_region_the_rule_itself_counts() -> None:
    zonder = bereken_stappen("tijdelijke-plaatsing", date(2026, 3, 2), None)
    assert zonder.einddatum == bereken_stappen("tijdelijke-plaatsing", date(2026, 3, 2), profielen()["sppoh"]).einddatum


def test_an_unknown_rule_names_the_known_ones() -> None:
    with pytest.raises(OnbekendeTermijn, match=r"bekend zijn: aanmelding-beslissing, .*, tijdelijke-plaatsing"):
        bereken_stappen("aanmelding", date(2026, 3, 2), None)


def test_a_term_in_years_does_not_roll() -> None:
    berekening = bereken_stappen("opp-evaluatie", date(2026, 10, 23), profielen()["22-02"])
    assert berekening.einddatum == date(2027, 10, 23)  # a Saturday
    assert {stap.grondslag for stap in berekening.stappen} == {"WPO 40a"}


def test_an_agreed_last_day_is_asked_for() -> None:
    berekening = bereken_stappen("plan-evaluatie", date(2026, 9, 21), None, date(2026, 12, 14))
    assert berekening.einddatum == date(2026, 12, 14)
    assert "De afgesproken laatste dag is maandag 14 december 2026." in {s.omschrijving for s in berekening.stappen}
    with pytest.raises(EinddatumHoortErbij, match="Geef die met --einddatum"):
        bereken_stappen("plan-evaluatie", date(2026, 9, 21), None)
    with pytest.raises(EinddatumHoortErbij, match="Laat --einddatum weg"):
        bereken_stappen("opp-rod", date(2026, 9, 21), None, date(2026, 12, 14))


@pytest.mark.parametrize(
    ("regel", "regio", "einde"),
    [
        ("seo-meting", "de-meierij", date(2027, 4, 30)),
        ("groepsplan-bespreking", "swv-vo", date(2027, 3, 31)),
        ("sop-actualisatie", "sppoh", date(2027, 7, 31)),
        ("monitoring", "22-02", date(2027, 7, 31)),
        ("groepsplan-gedrag", "de-meierij", date(2027, 1, 12)),
    ],
)
def test_of_a_calendar_the_first_day_that_is_still_to_come(regel: str, regio: str, einde: date) -> None:
    berekening = bereken_stappen(regel, date(2026, 12, 1), profielen()[regio])
    assert berekening.einddatum == berekening.stappen[-1].datum == einde


def test_a_region_without_the_calendar_is_told_so() -> None:
    with pytest.raises(GeenKalender, match="heeft voor seo-meting geen dagen"):
        bereken_stappen("seo-meting", date(2026, 12, 1), profielen()["22-02"])
