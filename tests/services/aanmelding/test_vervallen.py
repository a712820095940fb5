"""What leans on an aanmelding, a request or a search that was withdrawn or corrected since (docs/decisions/0024)."""

from eventlog.testing import Named
from services.aanmelding.regels import (
    AANMELDING_EERST,
    AANMELDING_VOOR_DEZE_DAG,
    AANVULLING_EERST,
    PLEK_GEZOCHT_EERST,
    ZORGPLICHT,
)
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    given,
    ingeschreven,
    ingetrokken,
    met_id,
    ontvangen,
    plek_gevonden,
    plek_gezocht,
    toegelaten,
    verlengd,
    weigering,
)
from tests.services.aanmelding.regios import DECIDER

AANMELDING: Named = met_id("aanmelding", ontvangen("2026-03-02"))


def test_een_besluit_zonder_aanmelding_wpo40() -> None:
    scenario = given(DECIDER, AANMELDING, met_id("besluit", toegelaten("2026-04-01")))
    scenario.and_also(ingetrokken("aanmelding")).then_lapsed({"besluit": AANMELDING_EERST})
    scenario.when(ontvangen("2026-03-03")).then_accepted().then_lapsed({})


def test_invariant_2_een_verlenging_van_voor_de_gecorrigeerde_ontvangst_wpo40() -> None:
    """As docs/decisions/0022 has it: it counts no more, and now that is said in so many words."""
    scenario = given(DECIDER, AANMELDING, met_id("langer", verlengd("2026-03-10", tot="2026-05-11")))
    scenario.when(ontvangen("2026-03-16", corrigeert="aanmelding")).then_accepted()
    scenario.then_lapsed({"langer": AANMELDING_VOOR_DEZE_DAG})
    scenario.when(verlengd("2026-03-17", tot="2026-05-11", corrigeert="langer")).then_accepted().then_lapsed({})


def test_invariant_2_te_laat_of_te_lang_door_een_correctie_is_geen_voorwaarde_die_vervalt_wpo40() -> None:
    scenario = given(DECIDER, AANMELDING, met_id("langer", verlengd("2026-04-07", tot="2026-05-11")))
    scenario.when(ontvangen("2026-02-02", corrigeert="aanmelding")).then_accepted().then_lapsed({})


def test_een_antwoord_op_een_vraag_die_is_ingetrokken_awb_4_15() -> None:
    scenario = given(
        DECIDER, AANMELDING, met_id("vraag", aanvulling_gevraagd("2026-03-09")),
        met_id("antwoord", aanvulling_ontvangen("2026-03-11")),
    )  # fmt: skip
    scenario.and_also(ingetrokken("vraag")).then_lapsed({"antwoord": AANVULLING_EERST})


def test_een_plek_die_niemand_zocht_wpo40() -> None:
    scenario = given(DECIDER, met_id("zoeken", plek_gezocht()), met_id("plek", plek_gevonden()))
    scenario.and_also(ingetrokken("zoeken")).then_lapsed({"plek": PLEK_GEZOCHT_EERST})
    scenario.when(plek_gezocht()).then_lapsed({})


def test_invariant_8_een_weigering_blijkt_een_leerling_met_extra_ondersteuning_te_raken_wpo40_001() -> None:
    scenario = given(DECIDER, AANMELDING, met_id("nee", weigering("2026-04-01"))).then_lapsed({})
    scenario.when(ontvangen("2026-03-02", vermoeden=True, corrigeert="aanmelding")).then_accepted()
    scenario.then_lapsed({"nee": ZORGPLICHT})
    scenario.when(weigering("2026-04-01", bereid=ANDERE_SCHOOL, corrigeert="nee")).then_accepted().then_lapsed({})


def test_invariant_8_wat_later_blijkt_zonder_correctie_is_geen_intrekking() -> None:
    scenario = given(DECIDER, AANMELDING, met_id("nee", weigering("2026-04-01")), met_id("los", plek_gezocht()))
    scenario.and_also(ingeschreven(extra=True)).then_lapsed({})
    # Nor is it laid to a withdrawal that comes by later on.
    scenario.and_also(ingetrokken("los")).then_lapsed({})
