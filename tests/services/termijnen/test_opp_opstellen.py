"""Stories of opp-opstellen: who needs an OPP, from when, and by when it is drawn up (WPO 40a; 000)."""

import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Schoolsoort

from .verhaal import Verhaal, dag

OPSTELLEN = "opp-opstellen"


def _school(regio: str, soort: Schoolsoort) -> str:
    return next(code for code, school in profielen()[regio].scholen.items() if school.soort is soort)


@pytest.mark.parametrize(
    ("ingeschreven", "einde"),
    [
        ("2026-08-17", "2026-09-28"),
        ("2026-02-20", "2026-04-07"),  # Goede Vrijdag up to Tweede Paasdag
        ("2026-03-16", "2026-04-28"),  # Koningsdag
        ("2026-03-24", "2026-05-06"),  # 5 mei, no lustrum year
        ("2025-11-13", "2025-12-29"),  # Kerst and the weekend
        ("2024-01-18", "2024-02-29"),  # a leap year
        ("2026-06-19", "2026-07-31"),  # the last day of a schooljaar; the summer holiday counts in full
    ],
)
def test_within_six_weeks_of_an_enrolment_with_extra_support__wpo_40a__22_02(ingeschreven: str, einde: str) -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven(ingeschreven)
    assert verhaal.einde(OPSTELLEN) == einde
    verhaal.opp(einde)
    termijn = verhaal.termijn(OPSTELLEN)
    assert (termijn.gehaald_op, termijn.dagen_te_laat) == (dag(einde), 0)


def test_who_was_withdrawn_before_the_enrolment_began_needs_no_opp__wpo_40a__22_02() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17")
    fout = verhaal.uitgeschreven("2026-06-12")
    assert verhaal.termijnen(OPSTELLEN) == []
    verhaal.ingetrokken(fout, "2026-06-15")
    assert verhaal.einde(OPSTELLEN) == "2026-09-28"


def test_a_return_told_before_who_was_enrolled_leaves_goes_on__wpo_40a__22_02() -> None:
    """The uitschrijving is of the enrolment that runs on its day."""
    verhaal = Verhaal()
    verhaal.beginstand("2025-08-18", inschrijfdatum="2022-08-22", groep="4")
    verhaal.ingeschreven("2026-08-17")
    verhaal.uitgeschreven("2026-05-29")
    assert [str(t.einddatum) for t in verhaal.termijnen(OPSTELLEN)] == ["2026-09-28"]


def test_without_extra_support_no_opp_is_due__wpo_40a__22_02() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17", extra=False)
    assert verhaal.termijnen(OPSTELLEN) == []


@pytest.mark.parametrize(
    ("regio", "soort", "nodig"),
    [
        ("22-02", Schoolsoort.SBO, True),
        ("22-02", Schoolsoort.SO, True),
        ("plein-013", Schoolsoort.SBO, True),
        ("swv-vo", Schoolsoort.VSO, True),
        ("swv-vo", Schoolsoort.PRO, False),  # [keuze]
        ("swv-vo", Schoolsoort.VO, False),
    ],
)
def test_an_sbo_or_so_needs_an_opp_for_everyone__000__wec_41a(regio: str, soort: Schoolsoort, nodig: bool) -> None:
    verhaal = Verhaal(regio, _school(regio, soort))
    verhaal.ingeschreven("2026-08-17", extra=False)
    assert [str(t.einddatum) for t in verhaal.termijnen(OPSTELLEN)] == (["2026-09-28"] if nodig else [])


@pytest.mark.parametrize("regio", profielen())
@pytest.mark.parametrize("canon", ["B1", "B2", "B3", "E1", "E2", "G1", "G4"])
def test_from_the_level_at_which_the_region_asks_for_one__regioprofiel(regio: str, canon: str) -> None:
    verhaal = Verhaal(regio, next(iter(profielen()[regio].scholen)))
    verhaal.niveau("2026-10-12", canon)
    assert [str(t.einddatum) for t in verhaal.termijnen(OPSTELLEN)] == (["2026-11-23"] if canon > "E" else [])


def test_a_region_that_asks_for_one_later_has_it_due_later__regioprofiel() -> None:
    profiel = profielen()["22-02"].model_copy(update={"opp_vanaf": "E2"})
    verhaal = Verhaal()
    verhaal.niveau("2026-10-12", "E1")
    assert verhaal.termijnen(OPSTELLEN, profielen={"22-02": profiel}) == []
    verhaal.niveau("2026-10-19", "E2")
    (termijn,) = verhaal.termijnen(OPSTELLEN, profielen={"22-02": profiel})
    assert termijn.gestart_op == dag("2026-10-19")


def test_what_calls_for_it_again_does_not_begin_it_again() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17")
    verhaal.niveau("2026-09-14", "E1")
    verhaal.niveau("2026-09-21", "E2")
    assert verhaal.einde(OPSTELLEN) == "2026-09-28"
    verhaal.opp("2026-09-25")
    assert verhaal.termijn(OPSTELLEN).gehaald_op == dag("2026-09-25")


def test_who_has_an_opp_needs_no_other_at_the_next_level__001_below_the_level_too() -> None:
    verhaal = Verhaal("sppoh", "99BA00")
    verhaal.opp("2026-09-25")  # below the level, which 001 allows
    verhaal.niveau("2026-10-12", "E1")
    verhaal.niveau("2026-11-02", "E2")
    assert verhaal.termijnen(OPSTELLEN) == []


def test_after_the_opp_was_closed_the_next_need_begins_it_again() -> None:
    verhaal = Verhaal()
    verhaal.niveau("2026-10-12", "E1")
    verhaal.opp("2026-11-09")
    verhaal.afgesloten("2027-03-01")
    verhaal.niveau("2027-03-01", "B2")
    verhaal.niveau("2027-05-10", "E1")
    eerste, tweede = verhaal.termijnen(OPSTELLEN)
    assert (eerste.gehaald_op, tweede.gestart_op) == (dag("2026-11-09"), dag("2027-05-10"))


def test_back_to_a_level_without_an_opp_it_lapses__keuze() -> None:
    verhaal = Verhaal()
    verhaal.niveau("2026-10-12", "E1")
    verhaal.niveau("2026-11-02", "B3")
    assert verhaal.termijn(OPSTELLEN).vervallen_op == dag("2026-11-02")


def test_at_an_sbo_no_level_makes_it_lapse__000() -> None:
    verhaal = Verhaal("22-02", _school("22-02", Schoolsoort.SBO))
    verhaal.ingeschreven("2026-08-17", extra=False)
    verhaal.niveau("2026-09-01", "B2")
    assert verhaal.termijn(OPSTELLEN).vervallen_op is None


@pytest.mark.parametrize("hoe", ["uitgeschreven", "afgesloten"])
def test_who_left_needs_none_any_more(hoe: str) -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17")
    getattr(verhaal, hoe)("2026-09-18")
    assert verhaal.termijn(OPSTELLEN).vervallen_op == dag("2026-09-18")


def test_who_comes_back_needs_a_new_one() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2025-08-18")
    verhaal.opp("2025-09-25")
    verhaal.uitgeschreven("2026-07-31")
    verhaal.ingeschreven("2027-08-16")
    assert [str(t.gehaald_op) for t in verhaal.termijnen(OPSTELLEN)] == ["2025-09-25", "None"]


def test_a_corrected_enrolment_without_extra_support_leaves_none() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ingeschreven("2026-08-17")
    verhaal.ingeschreven("2026-08-17", extra=False, corrigeert=eerste)
    assert verhaal.termijnen(OPSTELLEN) == []


def test_a_withdrawn_start_gives_way_to_the_next() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ingeschreven("2026-08-17")
    tweede = verhaal.niveau("2026-09-14", "E1")
    verhaal.ingetrokken(eerste, "2026-09-20")
    assert (verhaal.termijn(OPSTELLEN).start, verhaal.einde(OPSTELLEN)) == (tweede, "2026-10-26")
