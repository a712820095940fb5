"""An uitschrijving that turns out to break the zorgplicht by a withdrawal or correction (docs/decisions/0024)."""

from contracts.codes import Uitschrijfreden
from services.leerling import LEERLING
from services.leerling.regels import VOLGENDE_SCHOOL
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    given,
    ingeschreven,
    ingetrokken,
    met_id,
    opp_afgesloten,
    opp_vastgesteld,
    uitgeschreven,
)

WEG = met_id("weg", uitgeschreven(reden=Uitschrijfreden.ONDERSTEUNING))


def test_invariant_8_het_opp_blijkt_nog_te_lopen_wpo40_001() -> None:
    scenario = given(LEERLING, opp_vastgesteld("2026-10-23"), met_id("dicht", opp_afgesloten("2026-11-20")), WEG)
    scenario.then_lapsed({}).when(ingetrokken("dicht")).then_accepted().then_lapsed({"weg": VOLGENDE_SCHOOL})
    scenario.and_also(opp_afgesloten("2026-11-20")).then_lapsed({})


def test_invariant_8_de_inschrijving_wordt_gecorrigeerd_wpo40_001() -> None:
    scenario = given(LEERLING, met_id("in", ingeschreven(extra=False)), WEG)
    scenario.when(ingeschreven(extra=True, corrigeert="in")).then_accepted().then_lapsed({"weg": VOLGENDE_SCHOOL})
    beter = uitgeschreven(reden=Uitschrijfreden.ONDERSTEUNING, volgende=ANDERE_SCHOOL, corrigeert="weg")
    scenario.when(beter).then_accepted().then_lapsed({})
