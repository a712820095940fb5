"""Stories of opp-evaluatie: each year, with ouders and the pupil (WPO 40a; 000)."""

import pytest

from .verhaal import Verhaal, dag

EVALUATIE, ROD = "opp-evaluatie", "opp-rod"


@pytest.mark.parametrize(
    ("vastgesteld", "einde"),
    [
        ("2026-10-23", "2027-10-23"),  # a Saturday: the Atw does not reach terms in years
        ("2027-05-05", "2028-05-05"),
        ("2028-02-29", "2029-02-28"),
        ("2026-07-31", "2027-07-31"),  # the last day of one schooljaar, and of the next
        ("2026-08-01", "2027-08-01"),  # the first of one, and of the next: its 31 juli is a year off
        ("2025-12-25", "2026-12-25"),
        ("2025-04-20", "2026-04-20"),
    ],
)
def test_evaluated_within_a_year__wpo_40a__22_02(vastgesteld: str, einde: str) -> None:
    verhaal = Verhaal()
    verhaal.opp(vastgesteld)
    assert verhaal.einde(EVALUATIE) == einde


def test_each_evaluation_begins_the_next_year__wpo_40a__22_02() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15")
    verhaal.geevalueerd("2027-06-21")
    eerste, tweede, derde = verhaal.termijnen(EVALUATIE)
    assert (eerste.einddatum, eerste.gehaald_op) == (dag("2026-10-23"), dag("2026-06-15"))
    assert (tweede.einddatum, tweede.gehaald_op, tweede.dagen_te_laat) == (dag("2027-06-15"), dag("2027-06-21"), 6)
    assert (derde.gestart_op, derde.einddatum, derde.gehaald_op) == (dag("2027-06-21"), dag("2028-06-21"), None)


@pytest.mark.parametrize(("ouders", "leerling"), [(True, False), (False, True), (False, False)])
def test_an_evaluation_without_ouders_or_pupil_does_not_meet_it__wpo_40a__000(ouders: bool, leerling: bool) -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15", ouders=ouders, leerling=leerling)
    termijn = verhaal.termijn(EVALUATIE)
    assert (termijn.gehaald_op, termijn.einddatum) == (None, dag("2026-10-23"))


def test_corrected_to_with_the_pupil_it_meets_it() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    zonder = verhaal.geevalueerd("2026-06-15", leerling=False)
    verhaal.geevalueerd("2026-06-15", corrigeert=zonder)
    assert [str(t.gehaald_op) for t in verhaal.termijnen(EVALUATIE)] == ["2026-06-15", "None"]


@pytest.mark.parametrize(
    ("ziet_af", "telt"),
    [
        ("2025-10-20", False),  # of the hearing before the OPP was set
        ("2025-10-23", False),  # as it is on that day
        ("2025-10-24", True),
        ("2026-06-15", True),  # on the day itself, also when recorded after
        ("2026-06-16", False),
    ],
)
def test_a_pupil_who_declines_to_be_heard_is_no_obstacle__hoorrecht(ziet_af: str, telt: bool) -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15", leerling=False)
    verhaal.ziet_af(ziet_af)
    assert verhaal.termijnen(EVALUATIE)[0].gehaald_op == (dag("2026-06-15") if telt else None)


def test_declining_once_counts_for_one_evaluation() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.ziet_af("2026-06-10")
    verhaal.geevalueerd("2026-06-15", leerling=False)
    verhaal.geevalueerd("2027-06-14", leerling=False)
    assert [str(t.gehaald_op) for t in verhaal.termijnen(EVALUATIE)] == ["2026-06-15", "None"]


def test_declining_does_not_stand_in_for_ouders() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.ziet_af("2026-06-10")
    verhaal.geevalueerd("2026-06-15", ouders=False, leerling=False)
    assert verhaal.termijn(EVALUATIE).gehaald_op is None


def test_a_new_versie_begins_the_year_again__keuze() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.opp("2026-06-01", 2)
    eerste, tweede = verhaal.termijnen(EVALUATIE)
    assert (eerste.vervallen_op, eerste.gehaald_op) == (dag("2026-06-01"), None)
    assert tweede.einddatum == dag("2027-06-01")


@pytest.mark.parametrize(
    ("versies", "einde"),
    [
        (["2025-10-23", "2026-09-21"], "2027-07-31"),  # 2026-2027 must have its evaluation
        (["2025-10-23", "2026-09-21", "2027-07-12"], "2027-07-31"),
        (["2025-10-23", "2026-09-21", "2027-08-30"], "2028-07-31"),  # that one was missed; the next must not be
        (["2025-10-23", "2026-07-31"], "2027-07-31"),
    ],
)
def test_new_versies_do_not_put_off_the_31_juli_of_any_schooljaar__wpo_40a__keuze(
    versies: list[str], einde: str
) -> None:
    verhaal = Verhaal()
    for nummer, op in enumerate(versies, 1):
        verhaal.opp(op, nummer)
    assert verhaal.termijnen(EVALUATIE)[-1].einddatum == dag(einde)


def test_after_an_evaluation_the_schooljaren_count_from_that() -> None:
    verhaal = Verhaal()
    verhaal.opp("2024-10-23")
    verhaal.geevalueerd("2026-10-12")
    verhaal.opp("2026-11-02", 2)
    assert verhaal.termijnen(EVALUATIE)[-1].einddatum == dag("2027-11-02")


@pytest.mark.parametrize("hoe", ["uitgeschreven", "afgesloten"])
def test_without_an_opp_nothing_is_evaluated(hoe: str) -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    getattr(verhaal, hoe)("2026-03-02")
    verhaal.geevalueerd("2026-06-15")
    assert verhaal.termijn(EVALUATIE).vervallen_op == dag("2026-03-02")


def test_a_withdrawn_opp_leaves_no_deadline() -> None:
    verhaal = Verhaal()
    opp = verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15")
    verhaal.ingetrokken(opp, "2026-06-20")
    assert [verhaal.termijnen(regel) for regel in (EVALUATIE, ROD)] == [[], []]


def test_a_withdrawn_evaluation_leaves_the_year_running() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    evaluatie = verhaal.geevalueerd("2026-06-15")
    verhaal.ingetrokken(evaluatie, "2026-06-20")
    assert (verhaal.einde(EVALUATIE), verhaal.termijn(EVALUATIE).gehaald_op) == ("2026-10-23", None)
