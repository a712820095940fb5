"""A dossier that opens half-way: deadlines go on from the dates of its beginstand (docs/decisions/0014)."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.catalogue import CATALOGUS
from contracts.codes import Rol
from contracts.gebeurtenis import TYPE_PREFIX
from contracts.regio import profielen
from contracts.regioprofiel import Schoolsoort
from contracts.termijnen import Duur, Eenheid, Grond, Moment, Termijnregel, bewaakt_open_termijn
from services.termijnen.reckoning.beginstand import BEGINSTAND, STAAT_VOOR, Beginstand
from tests.services.test_vormen import afwijkingen

from .verhaal import Verhaal, dag

OPSTELLEN, EVALUATIE, ROD, PLAN = "opp-opstellen", "opp-evaluatie", "opp-rod", "plan-evaluatie"
EERSTE_DAG = "2026-08-03"
OPP = {"versie": 2, "vastgesteldOp": "2025-11-10", "ingangsdatum": "2025-11-10"}


def _verhaal(school: str = "99AA00", **data: Any) -> Verhaal:
    verhaal = Verhaal(school=school)
    verhaal.beginstand(EERSTE_DAG, **data)
    return verhaal


def test_it_reads_a_part_of_the_contract() -> None:
    assert list(afwijkingen(Beginstand, CATALOGUS[BEGINSTAND], set())) == []
    assert set(CATALOGUS) >= STAAT_VOOR


def test_an_opp_is_evaluated_a_year_after_its_last_evaluation() -> None:
    verhaal = _verhaal(opp={**OPP, "laatsteEvaluatie": "2026-06-15", "rodGeregistreerdOp": "2025-11-12"})
    termijn = verhaal.termijn(EVALUATIE)
    assert (termijn.gestart_op, termijn.einddatum, termijn.gehaald_op) == (dag("2026-06-15"), dag("2027-06-15"), None)
    verhaal.geevalueerd("2027-06-01")
    assert [str(t.gehaald_op) for t in verhaal.termijnen(EVALUATIE)] == ["2027-06-01", "None"]


def test_one_that_was_never_evaluated_a_year_after_it_was_set() -> None:
    assert _verhaal(opp=OPP).einde(EVALUATIE) == "2026-11-10"


def test_a_new_versie_after_the_last_evaluation_counts() -> None:
    assert _verhaal(opp={**OPP, "laatsteEvaluatie": "2025-06-16"}).einde(EVALUATIE) == "2026-11-10"


def test_what_it_tells_as_done_was_never_a_deadline_here() -> None:
    verhaal = _verhaal(extraOndersteuning=True, opp={**OPP, "rodGeregistreerdOp": "2025-11-12"})
    assert [verhaal.termijnen(regel) for regel in (OPSTELLEN, ROD)] == [[], []]


def test_an_opp_that_is_not_in_the_rod_is_late() -> None:
    assert _verhaal(opp=OPP).einde(ROD) == "2025-11-17"


@pytest.mark.parametrize(
    ("data", "gestart"),
    [
        ({"inschrijfdatum": "2022-08-22"}, None),
        ({"inschrijfdatum": "2026-08-03", "extraOndersteuning": True}, "2026-08-03"),
        (
            {
                "inschrijfdatum": "2022-08-22", "extraOndersteuning": True, "niveau": {"canon": "E1"},
                "niveauSinds": "2026-07-06",
            },
            "2026-07-06",
        ),
        ({"inschrijfdatum": "2022-08-22", "niveau": {"canon": "E1"}}, "2022-08-22"),
        ({"inschrijfdatum": "2022-08-22", "niveau": {"canon": "B2"}, "niveauSinds": "2026-07-06"}, None),
    ],
)  # fmt: skip
def test_one_is_due_since_support_is_extra(data: dict[str, Any], gestart: str | None) -> None:
    assert [str(t.gestart_op) for t in _verhaal(**data).termijnen(OPSTELLEN)] == ([gestart] if gestart else [])


def test_at_an_sbo_since_the_enrolment__000() -> None:
    sbo = next(code for code, school in profielen()["22-02"].scholen.items() if school.soort is Schoolsoort.SBO)
    verhaal = _verhaal(sbo, inschrijfdatum="2026-07-27", niveau={"canon": "G3"}, niveauSinds="2026-07-27")
    assert (verhaal.termijn(OPSTELLEN).gestart_op, verhaal.einde(OPSTELLEN)) == (dag("2026-07-27"), "2026-09-07")


def test_each_running_plan_has_its_date() -> None:
    plan = {"soort": "training", "gebied": "gedrag", "gestartOp": "2026-06-01"}
    verhaal = _verhaal(
        plannen=[
            {**plan, "planId": "plan-1", "evaluatiedatum": "2026-10-05"},
            {**plan, "planId": "plan-2", "evaluatiedatum": "2026-11-09"},
        ]
    )
    verhaal.plan_geevalueerd("2026-11-02", "plan-2")
    gevonden = {t.sleutel: (str(t.einddatum), str(t.gehaald_op)) for t in verhaal.termijnen(PLAN)}
    assert gevonden == {"plan-1": ("2026-10-05", "None"), "plan-2": ("2026-11-09", "2026-11-02")}
    assert len({t.id for t in verhaal.termijnen(PLAN)}) == 2


def test_corrected_it_moves_and_withdrawn_it_leaves_nothing() -> None:
    verhaal = Verhaal()
    eerste = verhaal.beginstand(EERSTE_DAG, opp=OPP)
    id_ = verhaal.termijn(EVALUATIE).id
    verhaal.beginstand(EERSTE_DAG, opp={**OPP, "laatsteEvaluatie": "2026-06-15"}, corrigeert=eerste)
    assert (verhaal.termijn(EVALUATIE).id, verhaal.einde(EVALUATIE)) == (id_, "2027-06-15")
    verhaal.ingetrokken(eerste, "2026-08-04")
    assert verhaal.termijnen(EVALUATIE) == []


# --- open terms ---


def _open(regel: str, gestart: str, einddatum: str | None = None) -> dict[str, str]:
    return {"regel": regel, "gestartOp": gestart, **({} if einddatum is None else {"einddatum": einddatum})}


VERVOLG = Termijnregel(
    id="vervolg", versie=1, geldt_vanaf=dag("2014-08-01"), omschrijving="het vervolg", duur=Duur(2, Eenheid.WEKEN),
    start=(Moment(f"{TYPE_PREFIX}ondersteuningsplannen.handelingsverlegenheidvastgesteld.v1"),),
    gehaald_door=(Moment(f"{TYPE_PREFIX}ondersteuningsplannen.oppconceptopgesteld.v1"),),
    eigenaar=(Rol.SCHOOL,), grondslag=Grond("Twee weken", "keuze", wettelijk=False),
)  # fmt: skip
"""A rule that begins a deadline with each start, as most of domain.md §5 do."""


def test_an_open_term_runs_on_by_its_rule_and_is_met_by_what_meets_it() -> None:
    verhaal = _verhaal(openTermijnen=[_open("vervolg", "2026-07-27")])
    (termijn,) = verhaal.termijnen("vervolg", (VERVOLG,))
    assert (termijn.gestart_op, termijn.einddatum) == (dag("2026-07-27"), dag("2026-08-10"))
    verhaal.feit("ondersteuningsplannen.oppconceptopgesteld", datum="2026-08-06")
    assert [str(t.gehaald_op) for t in verhaal.termijnen("vervolg", (VERVOLG,))] == ["2026-08-06"]


def test_its_end_is_as_agreed_where_that_is_told() -> None:
    verhaal = _verhaal(openTermijnen=[_open("vervolg", "2026-07-27", "2026-09-14")])
    assert [str(t.einddatum) for t in verhaal.termijnen("vervolg", (VERVOLG,))] == ["2026-09-14"]


def test_two_under_one_rule_are_two() -> None:
    verhaal = _verhaal(openTermijnen=[_open("vervolg", "2026-07-20"), _open("vervolg", "2026-07-27")])
    termijnen = verhaal.termijnen("vervolg", (VERVOLG,))
    assert [str(t.einddatum) for t in termijnen] == ["2026-08-03", "2026-08-10"]
    assert len({t.id for t in termijnen}) == 2


def test_withdrawn_with_its_beginstand_it_lapses() -> None:
    verhaal = Verhaal()
    eerste = verhaal.beginstand(EERSTE_DAG, openTermijnen=[_open("vervolg", "2026-07-27")])
    verhaal.ingetrokken(eerste, "2026-08-04")
    assert [str(t.vervallen_op) for t in verhaal.termijnen("vervolg", (VERVOLG,))] == ["2026-08-04"]


@pytest.mark.parametrize(
    ("regel", "delen", "einde"),
    [
        (OPSTELLEN, {"niveau": {"canon": "E1"}, "niveauSinds": "2026-07-06"}, "2026-08-17"),
        (EVALUATIE, {"opp": OPP}, "2026-11-10"),
        (ROD, {"opp": OPP}, "2025-11-17"),
    ],
)
def test_told_as_a_term_and_by_another_part_it_is_one__as_the_term_says(
    regel: str, delen: dict[str, Any], einde: str
) -> None:
    assert _verhaal(**delen).einde(regel) == einde
    assert _verhaal(**delen, openTermijnen=[_open(regel, "2026-07-13", "2026-09-21")]).einde(regel) == "2026-09-21"


def test_an_opp_that_is_there_is_not_to_be_drawn_up() -> None:
    assert _verhaal(opp=OPP, openTermijnen=[_open(OPSTELLEN, "2025-10-06")]).termijnen(OPSTELLEN) == []


@pytest.mark.parametrize("regel", ["tlv-besluit", "seo-meting", PLAN])
def test_what_no_rule_can_watch_begins_nothing(regel: str) -> None:
    """Not known, begun by the calendar, or of one plan among several."""
    assert not bewaakt_open_termijn(regel, dag("2026-07-27"), dag("2026-09-21"))
    assert _verhaal(openTermijnen=[_open(regel, "2026-07-27", "2026-09-21")]).termijnen(regel) == []


def test_a_rule_that_ends_on_an_agreed_day_needs_that_day() -> None:
    regel = replace(VERVOLG, eindveld="voor")
    assert (regel.kan_al_lopen(None), regel.kan_al_lopen(dag("2026-09-21"))) == (False, True)
