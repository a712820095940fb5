"""What needs an OPP or a plan waits for it; dates that cannot be are refused; nothing else waits or is refused."""

from collections.abc import Callable

import pytest

from contracts.dossiers import BeginstandVastgelegd
from contracts.ondersteuningsplannen import OppVastgesteld, PlanGestart
from eventlog.testing import Event
from services.ondersteuning.regels import OPP_EERST, PLAN_DATUMS, PLAN_EERST
from tests.bouwstenen import (
    beginstand,
    besproken,
    concept_opgesteld,
    diagnose,
    gehoord,
    given,
    groepsplan,
    groepsplan_besproken,
    handelingsverlegenheid,
    ingestemd,
    ingetrokken,
    instemming_geweigerd,
    instemming_ingetrokken,
    lopend_opp,
    lopend_plan,
    medisch_beeindigd,
    medisch_overeengekomen,
    met_id,
    niveau_gewijzigd,
    opp_afgesloten,
    opp_bijgesteld,
    opp_geevalueerd,
    opp_vastgesteld,
    ouders_gesproken,
    plan_geevalueerd,
    plan_gestart,
    rod_geregistreerd,
    rod_geweigerd,
    seo_meting,
    signaal,
    teruggekoppeld,
    ziet_af,
    zorgdossier,
)
from tests.services.ondersteuning.regios import DECIDER, GEDULDIG

NA_OPP: tuple[Callable[[], Event], ...] = (
    opp_geevalueerd, opp_bijgesteld, opp_afgesloten, rod_geregistreerd, rod_geweigerd,
)  # fmt: skip


@pytest.mark.parametrize("gebeurtenis", NA_OPP)
def test_wacht_op_een_opp_000(gebeurtenis: Callable[[], Event]) -> None:
    scenario = given(DECIDER).when(gebeurtenis()).then_held(OppVastgesteld, BeginstandVastgelegd, rule=OPP_EERST)
    scenario.and_also(opp_vastgesteld("2026-10-23")).then_accepted()
    given(DECIDER, opp_vastgesteld("2026-10-23")).when(gebeurtenis()).then_accepted()
    scenario = given(GEDULDIG).when(gebeurtenis()).after_days(30).then_held(OppVastgesteld, BeginstandVastgelegd)
    scenario.after_days(1).then_refused(OPP_EERST)


@pytest.mark.parametrize("gebeurtenis", NA_OPP)
def test_gaat_verder_vanaf_het_opp_van_een_beginstand(gebeurtenis: Callable[[], Event]) -> None:
    given(DECIDER, beginstand(opp=lopend_opp())).when(gebeurtenis()).then_accepted()
    given(DECIDER, beginstand()).when(gebeurtenis()).then_held(OppVastgesteld, BeginstandVastgelegd)
    given(DECIDER).when(gebeurtenis(), beginstand(opp=lopend_opp())).then_waiting()


def test_wat_op_een_opp_wacht_gaat_verder_zodra_dat_zelf_niet_meer_wacht() -> None:
    scenario = given(DECIDER, besproken(), ingestemd())
    scenario.when(rod_geregistreerd(), opp_vastgesteld()).then_waiting(type(rod_geregistreerd()), OppVastgesteld)
    scenario.when(gehoord()).then_waiting()


def test_een_evaluatie_van_voor_de_vaststelling_wacht_op_een_ouder_opp() -> None:
    scenario = given(DECIDER, opp_vastgesteld("2026-10-23")).when(opp_geevalueerd("2026-10-22"))
    scenario.then_held(OppVastgesteld, BeginstandVastgelegd, rule=OPP_EERST)
    scenario.and_also(beginstand(opp=lopend_opp("2025-11-10"))).then_accepted()


def test_een_ingetrokken_of_gecorrigeerd_opp_is_er_niet() -> None:
    feit = met_id("o", opp_vastgesteld("2026-10-23"))
    given(DECIDER, feit, ingetrokken("o")).when(opp_geevalueerd()).then_held(OppVastgesteld, BeginstandVastgelegd)
    later = opp_vastgesteld("2026-11-21", corrigeert="o")
    given(DECIDER, feit, later).when(opp_geevalueerd("2026-11-20")).then_held(OppVastgesteld, BeginstandVastgelegd)
    stand = met_id("b", beginstand(opp=lopend_opp()))
    given(DECIDER, stand, ingetrokken("b")).when(opp_geevalueerd()).then_held(OppVastgesteld, BeginstandVastgelegd)
    given(DECIDER, stand, beginstand(corrigeert="b")).when(opp_geevalueerd()).then_held(
        OppVastgesteld, BeginstandVastgelegd
    )


@pytest.mark.parametrize("gebeurtenis", NA_OPP)
def test_ook_na_het_einde_van_een_opp_wordt_aanvaard_wat_er_nog_over_komt(gebeurtenis: Callable[[], Event]) -> None:
    feiten = (opp_vastgesteld("2026-10-23"), opp_afgesloten("2026-10-24"))
    given(DECIDER, *feiten).when(gebeurtenis()).then_accepted()


# --- plans below the OPP ---


def test_een_planevaluatie_wacht_op_het_plan_004() -> None:
    scenario = given(DECIDER, plan_gestart(plan_id="ander")).when(plan_geevalueerd(plan_id="plan-7f31"))
    scenario.then_held(PlanGestart, BeginstandVastgelegd, rule=PLAN_EERST)
    scenario.and_also(plan_gestart(plan_id="plan-7f31")).then_accepted()
    scenario = given(DECIDER).when(plan_geevalueerd()).after_days(14).then_held(PlanGestart, BeginstandVastgelegd)
    scenario.after_days(1).then_refused(PLAN_EERST)


def test_een_plan_van_een_beginstand_kan_worden_geevalueerd_004() -> None:
    stand = beginstand(plannen=(lopend_plan(plan_id="a"), lopend_plan(plan_id="b")))
    for plan_id in ("a", "b"):
        given(DECIDER, stand).when(plan_geevalueerd(plan_id=plan_id)).then_accepted()
    given(DECIDER, stand).when(plan_geevalueerd(plan_id="c")).then_held(PlanGestart, BeginstandVastgelegd)


def test_een_plan_eindigt_niet_voor_het_begint() -> None:
    given(DECIDER).when(plan_gestart("2026-09-21", evaluatie="2026-09-20")).then_refused(PLAN_DATUMS)
    given(DECIDER).when(plan_gestart("2026-09-21", evaluatie="2026-09-21")).then_accepted()
    begonnen = given(DECIDER, plan_gestart("2026-09-21"))
    begonnen.when(plan_geevalueerd("2026-09-20")).then_refused(PLAN_DATUMS)
    begonnen.when(plan_geevalueerd("2026-09-21")).then_accepted()


def test_een_plan_dat_werd_ingetrokken_of_gecorrigeerd() -> None:
    feit = met_id("p", plan_gestart("2026-09-21"))
    given(DECIDER, feit, ingetrokken("p")).when(plan_geevalueerd()).then_held(PlanGestart, BeginstandVastgelegd)
    vervroegd = plan_gestart("2026-09-01", corrigeert="p")
    given(DECIDER, feit, vervroegd).when(plan_geevalueerd("2026-09-10")).then_accepted()


# --- nothing else waits or is refused ---

ZONDER_VOORWAARDE: tuple[Callable[[], Event], ...] = (
    signaal, niveau_gewijzigd, handelingsverlegenheid, plan_gestart, ouders_gesproken, concept_opgesteld, gehoord,
    ziet_af, teruggekoppeld, besproken, ingestemd, instemming_geweigerd, instemming_ingetrokken, zorgdossier, diagnose,
    medisch_overeengekomen, medisch_beeindigd, groepsplan, groepsplan_besproken, seo_meting, beginstand,
)  # fmt: skip


@pytest.mark.parametrize("gebeurtenis", ZONDER_VOORWAARDE)
def test_wordt_aanvaard_zonder_dat_er_iets_aan_voorafging(gebeurtenis: Callable[[], Event]) -> None:
    given(DECIDER).when(gebeurtenis()).then_accepted()


@pytest.mark.parametrize("gebeurtenis", [g for g in (*ZONDER_VOORWAARDE, *NA_OPP) if g is not beginstand])
def test_wordt_ook_een_tweede_keer_aanvaard(gebeurtenis: Callable[[], Event]) -> None:
    given(DECIDER, opp_vastgesteld(), gebeurtenis()).when(gebeurtenis()).then_accepted()


def test_alle_gebeurtenissen_van_deze_context_zijn_beproefd() -> None:
    apart: tuple[Callable[[], Event], ...] = (opp_vastgesteld, plan_geevalueerd)
    beproefd = {maak().kenmerken.type for maak in (*ZONDER_VOORWAARDE, *NA_OPP, *apart)}
    assert beproefd == set(DECIDER.decides)
