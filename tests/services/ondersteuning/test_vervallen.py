"""An OPP, or what follows it, that leans on what was withdrawn or corrected since (docs/decisions/0024)."""

import pytest

from eventlog.deciding.outcome import Rule
from eventlog.testing import Event, Named
from services.ondersteuning.regels import BESPROKEN, GEHOORD, INGESTEMD, OPP_EERST, PLAN_EERST, VERSIE_EENMALIG
from tests.bouwstenen import (
    besproken,
    gehoord,
    given,
    ingestemd,
    ingetrokken,
    instemming_ingetrokken,
    met_id,
    opp_afgesloten,
    opp_geevalueerd,
    opp_vastgesteld,
    plan_geevalueerd,
    plan_gestart,
    rod_geregistreerd,
    uitgeschreven,
    ziet_af,
)
from tests.services.ondersteuning.regios import DECIDER

OPP: tuple[Event | Named, ...] = (
    met_id("horen", gehoord("2026-10-15")), met_id("gesprek", besproken("2026-10-20")),
    met_id("instemming", ingestemd("2026-10-20")), met_id("opp", opp_vastgesteld("2026-10-23")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("weg", "regel", "opnieuw"),
    [
        ("horen", GEHOORD, gehoord("2026-10-16")),
        ("horen", GEHOORD, ziet_af("2026-10-16")),
        ("gesprek", BESPROKEN, besproken("2026-10-16")),
        ("instemming", INGESTEMD, ingestemd("2026-10-22")),
    ],
)
def test_invariant_1_wat_aan_een_opp_voorafging_wordt_ingetrokken_wpo40a_000_003(
    weg: str, regel: Rule, opnieuw: Event
) -> None:
    scenario = given(DECIDER, *OPP).then_lapsed({}).and_also(ingetrokken(weg)).then_lapsed({"opp": regel})
    scenario.when(opnieuw).then_accepted().then_lapsed({})


def test_invariant_1_opnieuw_horen_na_de_vaststelling_herstelt_niets_wpo40a() -> None:
    scenario = given(DECIDER, *OPP).and_also(ingetrokken("horen")).when(gehoord("2026-11-02")).then_accepted()
    scenario.then_lapsed({"opp": GEHOORD})
    # The OPP is set anew, on a day after that, in the place of the old one.
    scenario.when(met_id("beter", opp_vastgesteld("2026-11-03", corrigeert="opp"))).then_accepted().then_lapsed({})


def test_invariant_1_het_opp_zelf_intrekken_maakt_er_een_einde_aan() -> None:
    given(DECIDER, *OPP).and_also(ingetrokken("horen"), ingetrokken("opp")).then_lapsed({})


def test_invariant_1_een_verkeerde_dag_die_wordt_gecorrigeerd() -> None:
    scenario = given(DECIDER, *OPP).when(met_id("later", gehoord("2026-10-30", corrigeert="horen"))).then_accepted()
    scenario.then_lapsed({"opp": GEHOORD})
    scenario.and_also(ingetrokken("later")).then_lapsed({})  # the first day counts again


def test_invariant_1_horen_voor_de_volgende_versie_telt_niet_voor_de_vorige() -> None:
    tweede = (gehoord("2027-10-15"), besproken("2027-10-15"), ingestemd("2027-10-15", versie=2))
    scenario = given(DECIDER, *OPP, *tweede, met_id("opp-2", opp_vastgesteld("2027-10-20", versie=2)))
    scenario.and_also(ingetrokken("horen")).then_lapsed({"opp": GEHOORD})


def test_invariant_1_ouders_die_later_hun_instemming_intrekken_breken_niets() -> None:
    """That is a fact of its own, of after the day on which the OPP was set: nothing was withdrawn from the log."""
    given(DECIDER, *OPP).when(instemming_ingetrokken("2026-11-10")).then_accepted().then_lapsed({})


def test_een_versie_die_dubbel_komt_is_geen_voorwaarde_die_vervalt() -> None:
    """'Once' is about what comes in; two of one number side by side are for the school to sort out."""
    nieuw = (gehoord("2027-01-11"), besproken("2027-01-12"), ingestemd("2027-01-12"))
    scenario = given(DECIDER, *OPP, met_id("dicht", opp_afgesloten("2026-12-01")), *nieuw)
    scenario.when(met_id("ander", opp_vastgesteld("2027-01-13"))).then_accepted()
    scenario.when(opp_vastgesteld("2027-02-01")).then_refused(VERSIE_EENMALIG)
    scenario.and_also(ingetrokken("dicht")).then_lapsed({})


def test_wat_op_een_opp_volgt_leunt_erop_000() -> None:
    volgt = (
        met_id("evaluatie", opp_geevalueerd("2026-11-16")), met_id("rod", rod_geregistreerd("2026-10-26")),
        met_id("sluiting", opp_afgesloten("2026-11-20")),
    )  # fmt: skip
    scenario = given(DECIDER, *OPP, *volgt).and_also(ingetrokken("opp"))
    scenario.then_lapsed(dict.fromkeys(("evaluatie", "rod", "sluiting"), OPP_EERST))
    scenario.when(opp_vastgesteld("2026-10-23")).then_accepted().then_lapsed({})


def test_een_evaluatie_leunt_op_haar_plan_004() -> None:
    plannen = (met_id("plan", plan_gestart("2026-09-21")), met_id("klaar", plan_geevalueerd("2026-11-02")))
    scenario = given(DECIDER, *plannen).and_also(ingetrokken("plan")).then_lapsed({"klaar": PLAN_EERST})
    scenario.when(plan_gestart("2026-09-21")).then_lapsed({})
    # Before it began: in order in time, which is no condition that lapses.
    given(DECIDER, *plannen).when(plan_gestart("2026-11-09", corrigeert="plan")).then_lapsed({})


def test_een_intrekking_die_er_niets_mee_te_maken_heeft() -> None:
    given(DECIDER, *OPP, met_id("weg", uitgeschreven("2026-11-20"))).and_also(ingetrokken("weg")).then_lapsed({})
