"""One story for each thing that moves, meets or ends a deadline, named with its rule and basis."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.regio import profielen
from contracts.termijnen import REGELS, Duur, Eenheid, Grond
from contracts.termijnen.berekening import Termijnstatus

from .verhaal import BESLISSING, PLAATSING, Verhaal, dag

LAAT = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("ontvangen", "einde"),
    [
        ("2025-03-10", "2025-04-22"),  # Tweede Paasdag
        ("2026-02-20", "2026-04-07"),  # Goede Vrijdag up to Tweede Paasdag
        ("2026-03-24", "2026-05-06"),  # 5 mei
        ("2025-11-13", "2025-12-29"),  # Kerst and the weekend
        ("2026-03-16", "2026-04-28"),  # Koningsdag
        ("2026-03-02", "2026-04-13"),  # a plain Monday
    ],
)
def test_the_school_decides_within_six_weeks_of_receipt__wpo_40(ontvangen: str, einde: str) -> None:
    verhaal = Verhaal()
    verhaal.ontvangen(ontvangen)
    assert verhaal.einde() == einde
    verhaal.toegelaten(einde)
    termijn = verhaal.termijn()
    assert (termijn.gehaald_op, termijn.dagen_te_laat) == (dag(einde), 0)
    assert termijn.status(LAAT) is Termijnstatus.GEHAALD


def test_with_an_extension_ten_weeks__wpo_40() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.verlengd("2026-04-07", "2026-05-11")
    assert verhaal.einde() == "2026-05-11"


def test_an_extension_is_at_most_four_weeks__wpo_40() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.verlengd("2026-04-07", "9999-12-31")
    assert verhaal.einde() == "2026-05-11"


def test_the_first_extension_counts__wpo_40_eenmalig() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.verlengd("2026-04-07", "2026-04-20")
    verhaal.verlengd("2026-04-10", "2026-05-11")
    assert verhaal.einde() == "2026-04-20"


def test_a_corrected_extension_counts_in_its_own_place() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    eerste = verhaal.verlengd("2026-04-07", "2026-05-11")
    verhaal.verlengd("2026-04-07", "2026-04-28", corrigeert=eerste)
    assert verhaal.einde() == "2026-04-28"


def test_an_open_request_for_an_aanvulling_suspends__awb_4_15() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    termijn = verhaal.termijn()
    assert (termijn.einddatum, termijn.opgeschort_sinds) == (None, dag("2026-03-11"))
    assert termijn.status(LAAT) is Termijnstatus.OPGESCHORT
    verhaal.aangevuld("2026-03-17")  # the 11th up to and including the 16th: six days
    assert verhaal.einde() == "2026-04-20"  # from Sunday the 19th


def test_one_answer_ends_every_open_request__keuze() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    verhaal.gevraagd("2026-03-12")
    verhaal.aangevuld("2026-03-17")
    assert verhaal.einde() == "2026-04-20"


def test_a_school_that_asks_again_on_the_day_of_the_answer_is_suspended_again__awb_4_15() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    verhaal.aangevuld("2026-03-17")
    verhaal.gevraagd("2026-03-17")
    assert verhaal.termijn().opgeschort_sinds == dag("2026-03-18")


def test_a_child_without_a_decision_is_placed_after_ten_weeks__wpo_40() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2025-03-10")
    verhaal.gevraagd("2025-03-17")  # does not hold up this one
    assert verhaal.einde(PLAATSING) == "2025-05-20"
    verhaal.tijdelijk_geplaatst("2025-05-20")
    assert verhaal.termijn(PLAATSING).gehaald_op == dag("2025-05-20")
    assert verhaal.termijn(BESLISSING).gehaald_op is None


@pytest.mark.parametrize("beslissing", ["toegelaten", "geweigerd"])
def test_any_decision_ends_the_wait_for_a_temporary_place__wpo_40(beslissing: str) -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    getattr(verhaal, beslissing)("2026-04-08")
    assert verhaal.termijn(PLAATSING).gehaald_op == verhaal.termijn(BESLISSING).gehaald_op == dag("2026-04-08")


def test_met_too_late_counts_the_days() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.geweigerd("2026-04-20")
    termijn = verhaal.termijn()
    assert termijn.dagen_te_laat == 7
    assert termijn.status(LAAT) is Termijnstatus.TE_LAAT_GEHAALD


def test_what_happens_after_it_was_met_no_longer_moves_it__keuze() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten("2026-04-08")
    verhaal.gevraagd("2026-04-09")
    verhaal.verlengd("2026-04-09", "2026-05-11")
    assert verhaal.einde() == "2026-04-13"


def test_a_pupil_who_leaves_needs_no_decision_any_more() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    weg = verhaal.uitgeschreven("2026-03-20")
    assert verhaal.termijn().vervallen_op == dag("2026-03-20")
    assert verhaal.termijn().status(dag("2026-03-19")) is Termijnstatus.LOPEND
    verhaal.ingetrokken(weg, "2026-03-21")
    assert verhaal.termijn().vervallen_op is None


def test_leaving_after_the_decision_leaves_it_met() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten("2026-04-08")
    verhaal.uitgeschreven("2026-07-31")
    assert verhaal.termijn().status(LAAT) is Termijnstatus.GEHAALD


def test_the_version_of_the_start_day_holds() -> None:
    nieuw = replace(REGELS[0], versie=2, geldt_vanaf=date(2027, 8, 1), duur=Duur(5, Eenheid.WEKEN))
    verhaal = Verhaal()
    verhaal.ontvangen("2027-07-31")
    verhaal.ontvangen("2027-08-02")
    oud, jong = verhaal.termijnen(BESLISSING, (*REGELS, nieuw))
    assert (oud.versie, oud.einddatum) == (1, dag("2027-09-13"))
    assert (jong.versie, jong.einddatum) == (2, dag("2027-09-06"))


def test_before_its_first_version_a_rule_starts_nothing() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("1999-03-01")
    assert verhaal.termijnen(BESLISSING) == []


def test_a_region_may_have_its_own_length_and_let_agreed_ends_roll() -> None:
    afgesproken = replace(
        REGELS[1], id="advies", duur=Duur(6, Eenheid.WEKEN), grondslag=Grond("regioprofiel", "keuze", wettelijk=False)
    )
    profiel = profielen()["plein-013"]
    kort = profiel.model_validate(
        {**profiel.model_dump(), "termijnen": {"advies": {"weken": 4}}, "afspraken_schuiven": True}
    )
    verhaal = Verhaal("plein-013")
    verhaal.ontvangen("2026-03-08")  # four weeks later it is Eerste Paasdag
    (hier,) = verhaal.termijnen("advies", (afgesproken,), {"plein-013": kort})
    (elders,) = verhaal.termijnen("advies", (afgesproken,), {"sppoh": kort})
    assert (hier.einddatum, elders.einddatum) == (dag("2026-04-07"), dag("2026-04-19"))


def test_it_nears_two_weeks_before_its_end_and_never_before_its_start() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    assert verhaal.termijn().nadert_op == dag("2026-03-30")
    kort = replace(REGELS[0], id="kort", duur=Duur(3, Eenheid.DAGEN))
    assert verhaal.termijnen("kort", (kort,))[0].nadert_op == dag("2026-03-02")
