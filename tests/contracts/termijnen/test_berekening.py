"""When a term ends, reckoned by hand: durations around feestdagen, the steps that are told, and the status of a day."""

from datetime import date

import pytest

from contracts.termijnen import REGELS, Duur, Eenheid
from contracts.termijnen.berekening import Opschorting, Termijnstatus, bereken, dagen_te_laat, status

BESLISSING, PLAATSING = REGELS[:2]
MAANDAG = date(2025, 3, 10)


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
            "WPO 40",
        ),
        ("2025-04-21", "6 weken later is het maandag 21 april 2025.", "WPO 40"),
        (
            "2025-04-27",
            "De termijn stond 6 dagen stil: van dinsdag 18 maart 2025 tot en met zondag 23 maart 2025. "
            "De laatste dag wordt zondag 27 april 2025.",
            "Awb 4:15 lid 1",
        ),
        ("2025-05-17", "De termijn is verlengd tot en met zaterdag 17 mei 2025.", "WPO 40"),
        (
            "2025-05-19",
            "Op zaterdag 17 mei 2025 kan de termijn niet eindigen. "
            "Hij loopt door tot en met de eerste werkdag daarna: maandag 19 mei 2025.",
            "Atw 1 lid 1 en 3",
        ),
        ("2025-05-19", "De einddatum is maandag 19 mei 2025.", "WPO 40"),
    ]


def test_a_feestdag_is_named() -> None:
    assert any("(Tweede paasdag)" in stap.omschrijving for stap in bereken(BESLISSING, MAANDAG).stappen)


@pytest.mark.parametrize(
    ("vanaf", "gedaan_op", "einde"),
    [
        ("2026-10-23", None, "2027-10-23"),
        ("2026-09-21", "2025-10-23", "2027-07-31"),
        ("2027-07-31", "2025-10-23", "2027-07-31"),
        ("2027-08-01", "2025-10-23", "2028-07-31"),
        ("2026-08-01", "2026-07-31", "2027-07-31"),
        ("2028-02-29", "2026-09-01", "2028-07-31"),
    ],
)
def test_what_must_be_done_each_schooljaar_ends_with_it(vanaf: str, gedaan_op: str | None, einde: str) -> None:
    (regel,) = (r for r in REGELS if r.id == "opp-evaluatie")
    berekening = bereken(
        regel, date.fromisoformat(vanaf), gedaan_op=date.fromisoformat(gedaan_op) if gedaan_op else None
    )
    assert berekening.einddatum == berekening.stappen[-1].datum == date.fromisoformat(einde)
    begrensd = [s for s in berekening.stappen if "in elk schooljaar" in s.omschrijving]
    assert [s.datum for s in begrensd] == ([] if gedaan_op is None else [date.fromisoformat(einde)])


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
