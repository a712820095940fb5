"""Invariant 8: who needs extra support is refused only when another school is willing."""

import pytest

from contracts.aanmeldingen import Ontvangen
from contracts.codes import Weigeringsgrond
from services.aanmelding.regels import AANMELDING_VOOR_DEZE_DAG, ZORGPLICHT
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    beginstand,
    given,
    ingeschreven,
    ingetrokken,
    lopend_opp,
    met_id,
    ontvangen,
    opp_afgesloten,
    opp_vastgesteld,
    toegelaten,
    weigering,
)
from tests.services.aanmelding.regios import DECIDER


@pytest.mark.parametrize("grond", list(Weigeringsgrond))
def test_invariant_8_weigering_zonder_bereid_gevonden_school_wpo40_001(grond: Weigeringsgrond) -> None:
    given(DECIDER, ontvangen(vermoeden=True)).when(weigering(grond=grond)).then_refused(ZORGPLICHT)


def test_invariant_8_weigering_met_bereid_gevonden_school_wpo40_001() -> None:
    given(DECIDER, ontvangen(vermoeden=True)).when(weigering(bereid=ANDERE_SCHOOL)).then_accepted()


def test_invariant_8_geldt_niet_zonder_extra_ondersteuning_wpo40() -> None:
    given(DECIDER, ontvangen(vermoeden=False)).when(weigering()).then_accepted()
    given(DECIDER, ontvangen(), ingeschreven(extra=False)).when(weigering()).then_accepted()


def test_invariant_8_extra_ondersteuning_bij_inschrijving_telt_ook_001() -> None:
    given(DECIDER, ontvangen(vermoeden=False), ingeschreven(extra=True)).when(weigering()).then_refused(ZORGPLICHT)
    given(DECIDER, ingeschreven(extra=True)).when(weigering()).then_refused(ZORGPLICHT)


def test_invariant_8_het_vermoeden_van_die_aanmelding_telt() -> None:
    feiten = (ontvangen("2025-03-03", vermoeden=False), ontvangen("2026-03-02", vermoeden=True))
    given(DECIDER, *feiten).when(weigering("2025-04-01")).then_accepted()
    given(DECIDER, *feiten).when(weigering("2026-04-01")).then_refused(ZORGPLICHT)


def test_invariant_8_een_vermoeden_dat_werd_gecorrigeerd_of_ingetrokken_telt_niet() -> None:
    feiten = (met_id("a", ontvangen(vermoeden=True)), ontvangen(vermoeden=False, corrigeert="a"))
    given(DECIDER, *feiten).when(weigering()).then_accepted()
    feiten_2 = (ontvangen(), met_id("i", ingeschreven(extra=True)), ingetrokken("i"))
    given(DECIDER, *feiten_2).when(weigering()).then_accepted()


def test_invariant_8_een_correctie_mag_de_school_niet_weglaten() -> None:
    feiten = (ontvangen(vermoeden=True), met_id("w", weigering(bereid=ANDERE_SCHOOL)))
    given(DECIDER, *feiten).when(weigering(corrigeert="w")).then_refused(ZORGPLICHT)
    given(DECIDER, *feiten).when(weigering(bereid="99AB00", corrigeert="w")).then_accepted()


def test_invariant_8_weigering_van_voor_de_ontvangst_wacht_als_de_aanmelding_ertoe_doet() -> None:
    scenario = given(DECIDER, ontvangen("2026-03-02")).when(weigering("2026-03-01"))
    scenario.then_held(Ontvangen, rule=AANMELDING_VOOR_DEZE_DAG)
    given(DECIDER, ontvangen("2026-03-02")).when(weigering("2026-03-01", bereid=ANDERE_SCHOOL)).then_accepted()


def test_een_besluit_mag_worden_herzien() -> None:
    given(DECIDER, ontvangen(vermoeden=True), toegelaten()).when(weigering(bereid=ANDERE_SCHOOL)).then_accepted().when(
        toegelaten("2026-05-01")
    ).then_accepted()


def test_invariant_8_een_opp_of_een_beginstand_met_extra_ondersteuning_telt_ook_001() -> None:
    for feit in (opp_vastgesteld(), beginstand(extra=True), beginstand(extra=False, opp=lopend_opp())):
        given(DECIDER, ontvangen(), feit).when(weigering()).then_refused(ZORGPLICHT)
        given(DECIDER, ontvangen(), feit).when(weigering(bereid=ANDERE_SCHOOL)).then_accepted()
    given(DECIDER, ontvangen(), beginstand(extra=False)).when(weigering()).then_accepted()


def test_invariant_8_een_opp_dat_is_afgesloten_of_ingetrokken_telt_niet() -> None:
    opp = met_id("o", opp_vastgesteld("2026-10-23"))
    given(DECIDER, ontvangen(), opp, opp_afgesloten("2026-11-20")).when(weigering()).then_accepted()
    given(DECIDER, ontvangen(), opp, opp_afgesloten("2026-10-20")).when(weigering()).then_refused(ZORGPLICHT)
    given(DECIDER, ontvangen(), opp, ingetrokken("o")).when(weigering()).then_accepted()
