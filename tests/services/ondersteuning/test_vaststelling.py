"""Invariant 1: an OPP is set after it was discussed, the pupil heard, and the handelingsdeel of that versie agreed."""

import pytest

from contracts.codes import Canon
from contracts.ondersteuningsplannen import (
    HandelingsdeelIngestemd,
    LeerlingGehoord,
    LeerlingZietAfVanHoren,
    OppMetOudersBesproken,
    OppVastgesteld,
)
from eventlog.deciding.outcome import Rule
from eventlog.testing import Event, Named
from services.ondersteuning.regels import BESPROKEN, GEHOORD, INGESTEMD, VERSIE_EENMALIG
from tests.bouwstenen import (
    beginstand,
    besproken,
    concept_opgesteld,
    gehoord,
    given,
    ingestemd,
    ingetrokken,
    instemming_geweigerd,
    instemming_ingetrokken,
    lopend_opp,
    met_id,
    niveau_gewijzigd,
    opp_afgesloten,
    opp_vastgesteld,
    uitgeschreven,
    ziet_af,
)
from tests.services.ondersteuning.regios import DECIDER, GEDULDIG, PROFIELEN

# Of versie 1, set on 23 October 2026.
VOLLEDIG: tuple[Event, ...] = (gehoord("2026-10-15"), besproken("2026-10-20"), ingestemd("2026-10-20"))
EERSTE: tuple[Event, ...] = (*VOLLEDIG, opp_vastgesteld("2026-10-23"))


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
def test_invariant_1_een_opp_na_gesprek_horen_en_instemming_wpo40a_000_003(regio: str) -> None:
    given(DECIDER, *VOLLEDIG).when(opp_vastgesteld(), regio=regio).then_accepted()


def test_invariant_1_alles_ontbreekt_wpo40a() -> None:
    given(DECIDER, concept_opgesteld()).when(opp_vastgesteld()).then_held(
        OppMetOudersBesproken, LeerlingGehoord, LeerlingZietAfVanHoren, HandelingsdeelIngestemd, rule=BESPROKEN
    )


def test_invariant_1_zonder_horen_wacht_het_opp_tot_de_leerling_is_gehoord_wpo40a_000() -> None:
    scenario = given(DECIDER, besproken(), ingestemd()).when(opp_vastgesteld())
    scenario.then_held(LeerlingGehoord, LeerlingZietAfVanHoren, rule=GEHOORD)
    scenario.and_also(gehoord()).then_accepted().then_waiting()


def test_invariant_1_een_leerling_die_niet_gehoord_wil_worden_is_geen_beletsel_wpo40a_000() -> None:
    given(DECIDER, besproken(), ingestemd(), ziet_af()).when(opp_vastgesteld()).then_accepted()
    scenario = (
        given(DECIDER, besproken(), ingestemd())
        .when(opp_vastgesteld())
        .then_held(LeerlingGehoord, LeerlingZietAfVanHoren)
    )
    scenario.and_also(ziet_af()).then_accepted()


def test_invariant_1_zonder_gesprek_met_ouders_wacht_het_opp_wpo40a_003() -> None:
    scenario = given(DECIDER, gehoord(), ingestemd()).when(opp_vastgesteld())
    scenario.then_held(OppMetOudersBesproken, rule=BESPROKEN).and_also(besproken()).then_accepted()


def test_invariant_1_zonder_instemming_wordt_het_nooit_een_feit_wpo40a_003() -> None:
    scenario = given(DECIDER, besproken(), gehoord()).when(opp_vastgesteld())
    scenario.then_held(HandelingsdeelIngestemd, rule=INGESTEMD).after_days(14).then_held(HandelingsdeelIngestemd)
    scenario.after_days(1).then_refused(INGESTEMD).then_facts()
    # What comes after that is too late for this submission.
    scenario.and_also(ingestemd()).then_refused(INGESTEMD)


def test_invariant_1_geweigerde_instemming_is_geen_instemming_wpo40a() -> None:
    scenario = given(DECIDER, besproken(), gehoord(), instemming_geweigerd()).when(opp_vastgesteld())
    scenario.then_held(HandelingsdeelIngestemd, rule=INGESTEMD).and_also(ingestemd("2026-10-22")).then_accepted()


def test_invariant_1_instemming_met_een_andere_versie_telt_niet_wpo40a() -> None:
    scenario = given(DECIDER, besproken(), gehoord(), ingestemd(versie=2)).when(opp_vastgesteld(versie=1))
    scenario.then_held(HandelingsdeelIngestemd, rule=INGESTEMD).and_also(ingestemd(versie=1)).then_accepted()


def test_invariant_1_instemming_die_voor_de_vaststelling_is_ingetrokken_telt_niet_wpo40a() -> None:
    feiten = (*VOLLEDIG, instemming_ingetrokken("2026-10-22"))
    scenario = given(DECIDER, *feiten).when(opp_vastgesteld("2026-10-23")).then_held(HandelingsdeelIngestemd)
    scenario.and_also(ingestemd("2026-10-23")).then_accepted()
    # Whichever of the two arrives first, and of another versie it says nothing.
    omgekeerd = (besproken(), gehoord(), instemming_ingetrokken("2026-10-22"), ingestemd("2026-10-20"))
    given(DECIDER, *omgekeerd).when(opp_vastgesteld()).then_held(HandelingsdeelIngestemd)
    given(DECIDER, *VOLLEDIG, instemming_ingetrokken(versie=2)).when(opp_vastgesteld()).then_accepted()


def test_invariant_1_instemming_die_na_de_vaststelling_is_ingetrokken_stond_toen_nog_wpo40a() -> None:
    feiten = (*VOLLEDIG, instemming_ingetrokken("2026-10-26"))
    given(DECIDER, *feiten).when(opp_vastgesteld("2026-10-23")).then_accepted()


def test_invariant_1_op_dezelfde_dag_weegt_een_weigering_zwaarder_keuze() -> None:
    for nee in (instemming_geweigerd("2026-10-20"), instemming_ingetrokken("2026-10-20")):
        given(DECIDER, *VOLLEDIG, nee).when(opp_vastgesteld()).then_held(HandelingsdeelIngestemd)
        given(DECIDER, nee, *VOLLEDIG).when(opp_vastgesteld()).then_held(HandelingsdeelIngestemd)


@pytest.mark.parametrize(
    ("op_tijd", "laat", "regel"),
    [
        ((gehoord(), ingestemd()), besproken("2026-10-24"), BESPROKEN),
        ((besproken(), ingestemd()), gehoord("2026-10-24"), GEHOORD),
        ((besproken(), ingestemd()), ziet_af("2026-10-24"), GEHOORD),
        ((besproken(), gehoord()), ingestemd("2026-10-24"), INGESTEMD),
    ],
)
def test_invariant_1_wat_na_de_vaststelling_gebeurde_telt_niet_wpo40a(
    op_tijd: tuple[Event, ...], laat: Event, regel: Rule
) -> None:
    scenario = given(DECIDER, *op_tijd, laat).when(opp_vastgesteld("2026-10-23")).then_waiting(OppVastgesteld)
    scenario.after_days(15).then_refused(regel)
    # On the day itself it does.
    given(DECIDER, *op_tijd, laat).when(opp_vastgesteld("2026-10-24")).then_accepted()


def test_invariant_1_op_de_dag_zelf_is_op_tijd_wpo40a() -> None:
    op = "2026-10-23"
    given(DECIDER, gehoord(op), besproken(op), ingestemd(op)).when(opp_vastgesteld(op)).then_accepted()


# --- a next versie ---


def test_invariant_1_een_nieuwe_versie_vraagt_opnieuw_gesprek_horen_en_instemming_wpo40a() -> None:
    scenario = given(DECIDER, *EERSTE).when(opp_vastgesteld("2026-11-20", versie=2))
    scenario.then_held(
        OppMetOudersBesproken, LeerlingGehoord, LeerlingZietAfVanHoren, HandelingsdeelIngestemd, rule=BESPROKEN
    )
    scenario.and_also(besproken("2026-11-16")).then_held(
        LeerlingGehoord, LeerlingZietAfVanHoren, HandelingsdeelIngestemd, rule=GEHOORD
    )
    scenario.and_also(gehoord("2026-11-17")).then_held(HandelingsdeelIngestemd, rule=INGESTEMD)
    scenario.and_also(ingestemd("2026-11-18", versie=1)).then_held(HandelingsdeelIngestemd)
    scenario.and_also(ingestemd("2026-11-18", versie=2)).then_accepted()


def test_invariant_1_een_gesprek_op_de_dag_van_de_vorige_vaststelling_hoort_bij_die_vorige() -> None:
    op = "2026-10-23"
    feiten = (gehoord(op), besproken(op), ingestemd(op), opp_vastgesteld(op), ingestemd("2026-11-18", versie=2))
    scenario = given(DECIDER, *feiten).when(opp_vastgesteld("2026-11-20", versie=2))
    scenario.then_held(OppMetOudersBesproken, LeerlingGehoord, LeerlingZietAfVanHoren, rule=BESPROKEN)


def test_invariant_1_een_vorige_versie_die_later_binnenkomt_heeft_haar_eigen_gesprek() -> None:
    tweede = (gehoord("2026-11-17"), besproken("2026-11-16"), ingestemd("2026-11-18", versie=2))
    feiten = (*VOLLEDIG, *tweede, opp_vastgesteld("2026-11-20", versie=2))
    given(DECIDER, *feiten).when(opp_vastgesteld("2026-10-23", versie=1)).then_accepted()


def test_invariant_1_na_een_beginstand_telt_de_versie_door_wpo40a() -> None:
    stand = beginstand(opp=lopend_opp("2025-11-10", versie=2, gehoord="2025-11-05", ingestemd="2025-11-06"))
    oud = (gehoord("2025-11-05"), besproken("2025-11-06"), ingestemd("2025-11-06", versie=3))
    scenario = given(DECIDER, stand, *oud).when(opp_vastgesteld("2026-10-23", versie=3))
    scenario.then_held(OppMetOudersBesproken, LeerlingGehoord, LeerlingZietAfVanHoren)
    scenario.and_also(gehoord("2026-10-15"), besproken("2026-10-20")).then_accepted()


# --- the same versie once ---


def test_een_tweede_vaststelling_van_dezelfde_versie_wordt_afgewezen() -> None:
    later = (gehoord("2026-11-17"), besproken("2026-11-16"), ingestemd("2026-11-18"))
    given(DECIDER, *EERSTE, *later).when(opp_vastgesteld("2026-11-20")).then_refused(VERSIE_EENMALIG)
    given(DECIDER, *EERSTE).when(opp_vastgesteld("2026-10-23")).then_refused(VERSIE_EENMALIG)
    stand = beginstand(opp=lopend_opp(versie=1))
    given(DECIDER, stand, *VOLLEDIG).when(opp_vastgesteld(versie=1)).then_refused(VERSIE_EENMALIG)


@pytest.mark.parametrize("einde", [opp_afgesloten("2026-10-30"), uitgeschreven("2026-10-30")])
def test_een_nieuw_opp_na_het_einde_van_het_vorige_mag_weer_bij_versie_1_beginnen(einde: Event) -> None:
    scenario = given(DECIDER, *EERSTE, einde).when(opp_vastgesteld("2026-11-20"))
    # Nor does the instemming of then count for the OPP of now.
    scenario.then_held(OppMetOudersBesproken, LeerlingGehoord, LeerlingZietAfVanHoren, HandelingsdeelIngestemd)
    scenario.and_also(gehoord("2026-11-17"), besproken("2026-11-16"), ingestemd("2026-11-18")).then_accepted()


def test_een_opp_onder_het_niveau_waarop_het_moet_wordt_aanvaard_001() -> None:
    assert not PROFIELEN["sppoh"].opp_vereist(Canon.B3)
    feiten = (niveau_gewijzigd(canon=Canon.B3), *VOLLEDIG)
    given(DECIDER, *feiten).when(opp_vastgesteld(), regio="sppoh").then_accepted()


# --- waiting, correction, withdrawal ---


def test_de_wachttijd_is_die_van_de_regio_per_regel() -> None:
    scenario = given(GEDULDIG, besproken(), gehoord()).when(opp_vastgesteld()).after_days(42)
    scenario.then_held(HandelingsdeelIngestemd).after_days(1).then_refused(INGESTEMD)
    scenario = given(GEDULDIG, besproken(), ingestemd()).when(opp_vastgesteld()).after_days(30)
    scenario.then_held(LeerlingGehoord, LeerlingZietAfVanHoren).after_days(1).then_refused(GEHOORD)


@pytest.mark.parametrize("voorwaarde", range(3))
def test_invariant_1_wat_is_ingetrokken_telt_niet(voorwaarde: int) -> None:
    feiten: list[Event | Named] = [met_id(f"v{n}", feit) for n, feit in enumerate(VOLLEDIG)]
    scenario = given(DECIDER, *feiten, ingetrokken(f"v{voorwaarde}")).when(opp_vastgesteld())
    scenario.then_waiting(OppVastgesteld).and_also(VOLLEDIG[voorwaarde]).then_accepted()


def test_invariant_1_een_gecorrigeerde_dag_of_versie_telt_zoals_zij_nu_luidt() -> None:
    te_laat: tuple[Event | Named, ...] = (
        *VOLLEDIG[1:],
        met_id("g", gehoord("2026-10-15")),
        gehoord("2026-10-30", corrigeert="g"),
    )
    given(DECIDER, *te_laat).when(opp_vastgesteld()).then_held(LeerlingGehoord, LeerlingZietAfVanHoren)
    andere: tuple[Event | Named, ...] = (*VOLLEDIG[:2], met_id("i", ingestemd()), ingestemd(versie=2, corrigeert="i"))
    given(DECIDER, *andere).when(opp_vastgesteld()).then_held(HandelingsdeelIngestemd)


def test_een_ingetrokken_vaststelling_maakt_haar_versie_weer_vrij() -> None:
    feiten: tuple[Event | Named, ...] = (*VOLLEDIG, met_id("o", opp_vastgesteld("2026-10-23")), ingetrokken("o"))
    given(DECIDER, *feiten).when(opp_vastgesteld("2026-10-26")).then_accepted()


def test_een_correctie_van_een_opp_moet_zelf_ook_kloppen_wpo40a() -> None:
    feiten: tuple[Event | Named, ...] = (*VOLLEDIG, met_id("o", opp_vastgesteld("2026-10-23")))
    given(DECIDER, *feiten).when(opp_vastgesteld("2026-10-26", corrigeert="o")).then_accepted()
    given(DECIDER, *feiten).when(opp_vastgesteld("2026-10-16", corrigeert="o")).then_held(
        OppMetOudersBesproken, HandelingsdeelIngestemd, rule=BESPROKEN
    )
    given(DECIDER, *feiten).when(opp_vastgesteld(versie=2, corrigeert="o")).then_held(HandelingsdeelIngestemd)


def test_een_intrekking_na_aanvaarding_laat_het_opp_staan_invarianten_gelden_bij_aanvaarding() -> None:
    feiten: tuple[Event | Named, ...] = (*VOLLEDIG[:2], met_id("i", ingestemd()), opp_vastgesteld())
    scenario = given(DECIDER, *feiten).when().and_also(ingetrokken("i"))
    assert scenario.state.heeft_opp_op(opp_vastgesteld().datum)
