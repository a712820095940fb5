"""Invariant 2: the term is extended once, before the six weeks end, by at most four weeks, with word to ouders."""

from datetime import date, timedelta

import pytest

from contracts.aanmeldingen import BeslistermijnVerlengd, Ontvangen
from eventlog.testing import Event
from services.aanmelding.regels import (
    AANMELDING_EERST,
    AANMELDING_VOOR_DEZE_DAG,
    VERLENGING_EENMALIG,
    VERLENGING_MEDEDELING,
    VERLENGING_NIET_TE_BEREKENEN,
    VERLENGING_OP_TIJD,
    VERLENGING_VIER_WEKEN,
)
from tests.bouwstenen import (
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    given,
    ingetrokken,
    met_id,
    ontvangen,
    toegelaten,
    verlengd,
)
from tests.services.aanmelding.regios import DECIDER


def test_invariant_2_verlenging_wordt_aanvaard_wpo40_000() -> None:
    given(DECIDER, ontvangen("2026-03-02")).when(verlengd("2026-04-07", tot="2026-05-11")).then_accepted()


def test_invariant_2_verlenging_eenmalig_wpo40_000() -> None:
    given(DECIDER, ontvangen("2026-03-02"), verlengd("2026-03-20", tot="2026-04-20")).when(
        verlengd("2026-04-07", tot="2026-05-11")
    ).then_refused(VERLENGING_EENMALIG)


def test_invariant_2_verlenging_met_ouder_mededeling_wpo40_000() -> None:
    given(DECIDER, ontvangen()).when(verlengd(mededeling=None)).then_refused(VERLENGING_MEDEDELING)
    # That is missing whatever may still arrive: not held.
    given(DECIDER).when(verlengd(mededeling=None)).then_refused(VERLENGING_MEDEDELING)


@pytest.mark.parametrize(
    ("ontvangst", "laatste_dag"),
    [
        ("2026-03-02", "2026-04-13"),
        ("2025-03-10", "2025-04-22"),  # domain.md §5: second day of Easter
        ("2026-02-20", "2026-04-07"),  # Good Friday and Easter
        ("2026-03-24", "2026-05-06"),  # 5 mei, of every year
        ("2025-11-13", "2025-12-29"),  # Christmas, then a weekend
    ],
)
def test_invariant_2_verlenging_voor_einde_van_zes_weken_wpo40_000(ontvangst: str, laatste_dag: str) -> None:
    laatste = date.fromisoformat(laatste_dag)
    nieuw = laatste + timedelta(days=7)
    given(DECIDER, ontvangen(ontvangst)).when(verlengd(laatste, tot=nieuw)).then_accepted()
    given(DECIDER, ontvangen(ontvangst)).when(verlengd(laatste + timedelta(days=1), tot=nieuw)).then_refused(
        VERLENGING_OP_TIJD
    )


@pytest.mark.parametrize(
    ("ontvangst", "uiterste"),
    [
        ("2026-03-02", "2026-05-11"),
        ("2026-02-20", "2026-05-01"),  # ten weeks from receipt, not from the end that Easter moved
        ("2026-02-23", "2026-05-04"),
        ("2026-02-24", "2026-05-06"),  # 5 mei rolls
        ("2026-03-05", "2026-05-18"),  # Ascension Day, the Friday after it made equal by KB, a weekend
    ],
)
def test_invariant_2_verlenging_ten_hoogste_vier_weken_wpo40_000(ontvangst: str, uiterste: str) -> None:
    uiterste_dag = date.fromisoformat(uiterste)
    op = date.fromisoformat(ontvangst) + timedelta(days=20)
    given(DECIDER, ontvangen(ontvangst)).when(verlengd(op, tot=uiterste_dag)).then_accepted()
    given(DECIDER, ontvangen(ontvangst)).when(verlengd(op, tot=uiterste_dag + timedelta(days=1))).then_refused(
        VERLENGING_VIER_WEKEN
    )


def test_invariant_2_een_aanvulling_schuift_beide_grenzen_op_awb_4_15() -> None:
    feiten = (ontvangen("2026-03-02"), aanvulling_gevraagd("2026-03-10"), aanvulling_ontvangen("2026-03-17"))
    # Six days of standstill: 11 to 16 March.
    given(DECIDER, *feiten).when(verlengd("2026-04-20", tot="2026-05-18")).then_accepted()
    given(DECIDER, *feiten).when(verlengd("2026-04-21", tot="2026-05-18")).then_refused(VERLENGING_OP_TIJD)
    given(DECIDER, *feiten).when(verlengd("2026-04-20", tot="2026-05-19")).then_refused(VERLENGING_VIER_WEKEN)


def test_invariant_2_zolang_een_aanvulling_openstaat_is_verlengen_op_tijd_awb_4_15() -> None:
    feiten = (ontvangen("2026-03-02"), aanvulling_gevraagd("2026-03-10"))
    given(DECIDER, *feiten).when(verlengd("2026-06-01", tot="2026-06-15")).then_accepted()


def test_invariant_2_wat_nog_openstaat_telt_voor_de_nieuwe_datum_tot_en_met_de_dag_ervoor_keuze() -> None:
    feiten = (ontvangen("2026-03-02"), aanvulling_gevraagd("2026-03-10"))
    given(DECIDER, *feiten).when(verlengd("2026-03-17", tot="2026-05-18")).then_accepted()
    given(DECIDER, *feiten).when(verlengd("2026-03-17", tot="2026-05-19")).then_refused(VERLENGING_VIER_WEKEN)
    given(DECIDER, *feiten).when(verlengd("2026-03-09", tot="2026-05-11")).then_accepted()


def test_invariant_2_een_nieuwe_datum_voor_het_gewone_einde_is_niet_verboden_keuze() -> None:
    given(DECIDER, ontvangen("2026-03-02")).when(verlengd("2026-03-20", tot="2026-03-27")).then_accepted()


def test_invariant_2_na_een_besluit_mag_nog_wpo40() -> None:
    given(DECIDER, ontvangen("2026-03-02"), toegelaten("2026-03-20")).when(verlengd("2026-04-07")).then_accepted()


# --- held until the aanmelding is there ---


def test_invariant_2_verlenging_wacht_op_aanmelding_wpo40_000() -> None:
    scenario = given(DECIDER).when(verlengd("2026-04-07")).then_held(Ontvangen, rule=AANMELDING_EERST)
    scenario.when(ontvangen("2026-03-02")).then_accepted().then_facts(Ontvangen, BeslistermijnVerlengd)


def test_invariant_2_wat_wachtte_wordt_alsnog_afgewezen_als_een_regel_het_verbiedt() -> None:
    scenario = given(DECIDER).when(met_id("laat", verlengd("2026-06-01", tot="2026-06-15"))).then_held(Ontvangen)
    scenario.when(ontvangen("2026-03-02")).then_accepted().about("laat").then_refused(VERLENGING_OP_TIJD)


def test_invariant_2_verlenging_van_voor_de_ontvangst_wacht_op_een_eerdere_aanmelding() -> None:
    scenario = given(DECIDER, ontvangen("2026-03-02")).when(verlengd("2025-04-01", tot="2025-05-01"))
    scenario.then_held(Ontvangen, rule=AANMELDING_VOOR_DEZE_DAG)
    scenario.when(ontvangen("2025-03-01")).then_accepted().then_facts(Ontvangen, BeslistermijnVerlengd)


# --- several aanmeldingen ---


def test_invariant_2_te_laat_voor_de_bekende_aanmelding_wacht_niet_op_een_tweede_wpo40() -> None:
    given(DECIDER, ontvangen("2025-03-03")).when(verlengd("2026-04-07")).then_refused(VERLENGING_OP_TIJD)


def test_invariant_2_elke_aanmelding_mag_eenmaal_worden_verlengd() -> None:
    feiten = (ontvangen("2025-03-03"), verlengd("2025-04-01", tot="2025-05-05"), ontvangen("2026-03-02"))
    scenario = given(DECIDER, *feiten).when(verlengd("2026-04-07")).then_accepted()
    scenario.when(verlengd("2025-04-02", tot="2025-05-05")).then_refused(VERLENGING_EENMALIG)


def test_invariant_2_een_open_aanvulling_van_een_eerdere_aanmelding_schort_een_latere_niet_op() -> None:
    feiten = (ontvangen("2025-03-03"), aanvulling_gevraagd("2025-03-10"), ontvangen("2026-03-02"))
    given(DECIDER, *feiten).when(verlengd("2026-04-14")).then_refused(VERLENGING_OP_TIJD)


# --- correction and withdrawal ---


def test_een_gecorrigeerde_ontvangstdatum_wordt_opnieuw_beslist_en_schuift_de_termijn() -> None:
    scenario = given(DECIDER, met_id("a", ontvangen("2026-03-02")))
    scenario.when(ontvangen("2026-03-16", corrigeert="a")).then_accepted()
    scenario.when(verlengd("2026-04-27", tot="2026-05-26")).then_accepted()  # Whit Monday rolls ten weeks to Tuesday
    given(DECIDER, met_id("a", ontvangen("2026-03-02"))).when(verlengd("2026-04-27")).then_refused(VERLENGING_OP_TIJD)


def test_een_verlenging_van_voor_de_gecorrigeerde_ontvangst_telt_niet_meer_en_mag_opnieuw_keuze() -> None:
    """Decision 0022."""
    feiten = (met_id("a", ontvangen("2026-03-02")), met_id("v", verlengd("2026-03-10", tot="2026-05-04")))
    scenario = given(DECIDER, *feiten).when(met_id("b", ontvangen("2026-03-16", corrigeert="a"))).then_accepted()
    scenario.when(verlengd("2026-04-07", tot="2026-05-11")).then_accepted()
    # Or the extension is corrected itself, as its day was wrong too.
    scenario = given(DECIDER, *feiten).when(ontvangen("2026-03-16", corrigeert="a")).then_accepted()
    scenario.when(verlengd("2026-03-17", tot="2026-05-04", corrigeert="v")).then_accepted()
    scenario.when(verlengd("2026-04-07", tot="2026-05-11")).then_refused(VERLENGING_EENMALIG)


def test_een_gecorrigeerde_verlenging_is_geen_tweede() -> None:
    scenario = given(DECIDER, ontvangen("2026-03-02"), met_id("v", verlengd("2026-04-07", tot="2026-05-04")))
    scenario.when(met_id("w", verlengd("2026-04-07", tot="2026-05-11", corrigeert="v"))).then_accepted()
    scenario.when(verlengd("2026-04-07", tot="2026-05-08", corrigeert="w")).then_accepted()
    scenario.when(verlengd("2026-04-07")).then_refused(VERLENGING_EENMALIG)


def test_een_correctie_van_de_verlenging_moet_zelf_kloppen() -> None:
    feiten = (ontvangen("2026-03-02"), met_id("v", verlengd("2026-04-07")))
    given(DECIDER, *feiten).when(verlengd("2026-04-07", tot="2026-05-12", corrigeert="v")).then_refused(
        VERLENGING_VIER_WEKEN
    )


def test_een_correctie_naar_een_andere_aanmelding_die_al_verlengd_is_wordt_afgewezen() -> None:
    feiten = (
        ontvangen("2025-03-03"), met_id("v", verlengd("2025-04-01", tot="2025-05-05")),
        ontvangen("2026-03-02"), verlengd("2026-04-07"),
    )  # fmt: skip
    given(DECIDER, *feiten).when(verlengd("2026-04-08", corrigeert="v")).then_refused(VERLENGING_EENMALIG)


def test_een_ingetrokken_verlenging_maakt_plaats_voor_een_andere() -> None:
    feiten = (ontvangen("2026-03-02"), met_id("v", verlengd("2026-04-07")), ingetrokken("v"))
    given(DECIDER, *feiten).when(verlengd("2026-04-08")).then_accepted().when(verlengd("2026-04-09")).then_refused(
        VERLENGING_EENMALIG
    )


def test_na_intrekken_van_de_aanmelding_wacht_een_verlenging_weer() -> None:
    feiten = (met_id("a", ontvangen("2026-03-02")), ingetrokken("a"))
    given(DECIDER, *feiten).when(verlengd("2026-04-07")).then_held(Ontvangen, rule=AANMELDING_EERST)


# --- dates beyond reckoning ---


@pytest.mark.parametrize(
    "feiten",
    [
        (ontvangen("2014-07-31"),),  # before the Wet passend onderwijs
        (ontvangen("0001-01-01"),),
        (ontvangen("2100-12-01"),),
        (ontvangen("9999-12-30"),),
        (ontvangen("2026-03-02"), aanvulling_gevraagd("2026-03-10"), aanvulling_ontvangen("9999-12-31")),
    ],
)
def test_datums_waarmee_niet_te_rekenen_is_worden_afgewezen_zonder_fout(feiten: tuple[Event, ...]) -> None:
    given(DECIDER, *feiten).when(verlengd("9999-12-31", tot="9999-12-31")).then_refused(VERLENGING_NIET_TE_BEREKENEN)
