"""Stories of plan-evaluatie: each plan is evaluated by the day that it names [004; keuze]."""

import pytest

from contracts.regio import profielen

from .verhaal import Verhaal, dag

PLAN = "plan-evaluatie"


def test_a_plan_is_evaluated_by_its_own_date__004__de_meierij() -> None:
    verhaal = Verhaal("de-meierij")
    verhaal.plan("2026-09-21", "2026-12-26")  # Tweede Kerstdag, a Saturday: agreed, so it stays
    termijn = verhaal.termijn(PLAN)
    assert (termijn.gestart_op, termijn.einddatum) == (dag("2026-09-21"), dag("2026-12-26"))
    assert termijn.nadert_op == dag("2026-12-12")
    verhaal.plan_geevalueerd("2027-01-04")
    assert verhaal.termijn(PLAN).dagen_te_laat == 9


def test_it_may_be_evaluated_before() -> None:
    verhaal = Verhaal()
    verhaal.plan("2026-09-21", "2026-12-14")
    verhaal.plan_geevalueerd("2026-11-02")
    assert verhaal.termijn(PLAN).gehaald_op == dag("2026-11-02")


def test_each_plan_has_its_own() -> None:
    verhaal = Verhaal()
    verhaal.plan("2026-09-21", "2026-12-14", "plan-1")
    verhaal.plan("2026-10-05", "2027-01-18", "plan-2")
    verhaal.plan_geevalueerd("2026-12-07", "plan-2")
    een, twee = verhaal.termijnen(PLAN)
    assert (een.sleutel, een.gehaald_op, een.einddatum) == ("plan-1", None, dag("2026-12-14"))
    assert (twee.sleutel, twee.gehaald_op, twee.einddatum) == ("plan-2", dag("2026-12-07"), dag("2027-01-18"))


def test_the_same_plan_started_again_has_its_new_date() -> None:
    verhaal = Verhaal()
    verhaal.plan("2026-09-21", "2026-12-14")
    verhaal.plan("2026-11-30", "2027-03-01")
    een, twee = verhaal.termijnen(PLAN)
    assert (een.vervallen_op, twee.einddatum) == (dag("2026-11-30"), dag("2027-03-01"))


def test_after_its_evaluation_a_plan_may_start_again() -> None:
    verhaal = Verhaal()
    verhaal.plan("2026-09-21", "2026-12-14")
    verhaal.plan_geevalueerd("2026-12-14")
    verhaal.plan("2027-01-04", "2027-04-12")
    assert [str(t.gehaald_op) for t in verhaal.termijnen(PLAN)] == ["2026-12-14", "None"]


def test_a_corrected_date_moves_it_and_leaves_its_id() -> None:
    verhaal = Verhaal()
    eerste = verhaal.plan("2026-09-21", "2026-12-14")
    voor = verhaal.termijn(PLAN)
    verhaal.plan("2026-09-21", "2027-01-11", corrigeert=eerste)
    assert (verhaal.termijn(PLAN).id, verhaal.einde(PLAN)) == (voor.id, "2027-01-11")


def test_a_pupil_who_left_has_no_plans() -> None:
    verhaal = Verhaal()
    verhaal.plan("2026-09-21", "2026-12-14", "plan-1")
    verhaal.plan("2026-09-21", "2026-12-14", "plan-2")
    verhaal.uitgeschreven("2026-10-30")
    assert [t.vervallen_op for t in verhaal.termijnen(PLAN)] == [dag("2026-10-30")] * 2


@pytest.mark.parametrize(("schuiven", "einde"), [(False, "2027-03-28"), (True, "2027-03-30")])
def test_an_agreed_date_rolls_where_the_region_says_so__atw__regioprofiel(schuiven: bool, einde: str) -> None:
    profiel = profielen()["22-02"].model_copy(update={"afspraken_schuiven": schuiven})
    verhaal = Verhaal()
    verhaal.plan("2027-01-04", "2027-03-28")  # Eerste Paasdag
    (termijn,) = verhaal.termijnen(PLAN, profielen={"22-02": profiel})
    assert termijn.einddatum == dag(einde)
