"""The leerling context: invariant 8 for leaving, withdrawals of any type, and that nothing else is held or refused."""

from collections.abc import Callable

import pytest

from contracts.codes import Uitschrijfreden, Verzuimsoort
from contracts.dossiers import GebeurtenisIngetrokken
from eventlog.deciding.correction import TARGET_MISSING, TARGET_WITHDRAWN
from eventlog.testing import Event
from services.leerling import LEERLING
from services.leerling.regels import OP_GROND_VAN_ONDERSTEUNING, VOLGENDE_SCHOOL
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    aanspreekpunt,
    beginstand,
    given,
    groep_gewijzigd,
    ingeschreven,
    ingetrokken,
    koppelcode_vernieuwd,
    lopend_opp,
    met_id,
    ontvangen,
    opp_afgesloten,
    opp_vastgesteld,
    passend_aanbod,
    persoonsgegevens,
    thuiszitter,
    uitgeschreven,
    verlengd,
    verzuim_gemeld,
    verzuimgrens,
)

MET_EXTRA = [
    ingeschreven(extra=True), ontvangen(vermoeden=True), opp_vastgesteld(), beginstand(extra=True),
    beginstand(extra=False, opp=lopend_opp()),
]  # fmt: skip
VRIJWILLIG = sorted(set(Uitschrijfreden) - OP_GROND_VAN_ONDERSTEUNING)


@pytest.mark.parametrize("feit", MET_EXTRA)
@pytest.mark.parametrize("reden", sorted(OP_GROND_VAN_ONDERSTEUNING))
def test_invariant_8_uitschrijven_om_ondersteuning_zonder_volgende_school_wpo40_001(
    feit: Event, reden: Uitschrijfreden
) -> None:
    given(LEERLING, feit).when(uitgeschreven(reden=reden)).then_refused(VOLGENDE_SCHOOL)
    given(LEERLING, feit).when(uitgeschreven(reden=reden, volgende=ANDERE_SCHOOL)).then_accepted()


@pytest.mark.parametrize("reden", VRIJWILLIG)
def test_invariant_8_geldt_niet_om_een_andere_reden(reden: Uitschrijfreden) -> None:
    given(LEERLING, ingeschreven(extra=True)).when(uitgeschreven(reden=reden)).then_accepted()


@pytest.mark.parametrize("reden", list(Uitschrijfreden))
def test_invariant_8_geldt_niet_zonder_extra_ondersteuning(reden: Uitschrijfreden) -> None:
    given(LEERLING, ingeschreven(), ontvangen()).when(uitgeschreven(reden=reden)).then_accepted()
    given(LEERLING).when(uitgeschreven(reden=reden)).then_accepted()
    given(LEERLING, beginstand(extra=False)).when(uitgeschreven(reden=reden)).then_accepted()


def test_invariant_8_een_latere_inschrijving_zonder_extra_heft_het_niet_op() -> None:
    feiten = (ingeschreven("2025-08-18", extra=True), ingeschreven("2026-08-17", extra=False))
    given(LEERLING, *feiten).when(uitgeschreven(reden=Uitschrijfreden.VERWIJDERING)).then_refused(VOLGENDE_SCHOOL)


def test_invariant_8_wat_werd_gecorrigeerd_of_ingetrokken_telt_niet() -> None:
    om_ondersteuning = uitgeschreven(reden=Uitschrijfreden.ONDERSTEUNING)
    gecorrigeerd = (met_id("i", ingeschreven(extra=True)), ingeschreven(extra=False, corrigeert="i"))
    given(LEERLING, *gecorrigeerd).when(om_ondersteuning).then_accepted()
    given(LEERLING, met_id("a", ontvangen(vermoeden=True)), ingetrokken("a")).when(om_ondersteuning).then_accepted()


def test_invariant_8_een_correctie_mag_de_volgende_school_niet_weglaten() -> None:
    reden = Uitschrijfreden.ONDERSTEUNING
    feiten = (ingeschreven(extra=True), met_id("u", uitgeschreven(reden=reden, volgende=ANDERE_SCHOOL)))
    given(LEERLING, *feiten).when(uitgeschreven(reden=reden, corrigeert="u")).then_refused(VOLGENDE_SCHOOL)
    # Of a pupil who was never to leave for that reason it can be set right.
    verhuisd = uitgeschreven(reden=Uitschrijfreden.VERHUIZING, corrigeert="u")
    given(LEERLING, *feiten).when(verhuisd).then_accepted()


def test_invariant_8_een_opp_telt_tot_het_is_afgesloten() -> None:
    om_ondersteuning = uitgeschreven(reden=Uitschrijfreden.ONDERSTEUNING)
    for opp in (opp_vastgesteld("2026-10-23"), beginstand(extra=False, opp=lopend_opp("2025-11-10"))):
        given(LEERLING, opp, opp_afgesloten("2026-11-20")).when(om_ondersteuning).then_accepted()
        given(LEERLING, opp_afgesloten("2025-11-01"), opp).when(om_ondersteuning).then_refused(VOLGENDE_SCHOOL)
    weg = (met_id("o", opp_vastgesteld()), ingetrokken("o"))
    given(LEERLING, *weg).when(om_ondersteuning).then_accepted()


ALLES: tuple[Callable[[], Event], ...] = (
    ingeschreven, groep_gewijzigd, persoonsgegevens, aanspreekpunt, uitgeschreven, verzuimgrens, verzuim_gemeld,
    thuiszitter, koppelcode_vernieuwd,
)  # fmt: skip


@pytest.mark.parametrize("gebeurtenis", ALLES)
def test_niets_wacht_op_een_inschrijving_van_voor_de_hub(gebeurtenis: Callable[[], Event]) -> None:
    given(LEERLING).when(gebeurtenis()).then_accepted()
    given(LEERLING, uitgeschreven()).when(gebeurtenis()).then_accepted()


def test_luxe_verzuim_wordt_gemeld_zonder_verzuimgrens_leerplichtwet_21a() -> None:
    given(LEERLING, ingeschreven()).when(verzuim_gemeld(soort=Verzuimsoort.LUXE)).then_accepted()


def test_een_leerling_kan_opnieuw_worden_ingeschreven() -> None:
    given(LEERLING, ingeschreven("2025-08-18"), uitgeschreven("2026-03-01")).when(ingeschreven()).then_accepted()


# --- withdrawals, of any type ---


@pytest.mark.parametrize("gebeurtenis", [*ALLES, ontvangen, verlengd, passend_aanbod])
def test_elk_soort_gebeurtenis_kan_worden_ingetrokken(gebeurtenis: Callable[[], Event]) -> None:
    scenario = given(LEERLING, met_id("g", gebeurtenis())).when(ingetrokken("g")).then_accepted()
    scenario.then_facts(GebeurtenisIngetrokken).when(ingetrokken("g")).then_refused(TARGET_WITHDRAWN)


@pytest.mark.parametrize("gebeurtenis", [groep_gewijzigd, ontvangen, verlengd, passend_aanbod])
def test_een_intrekking_wacht_op_wat_zij_intrekt_ook_in_een_andere_context(gebeurtenis: Callable[[], Event]) -> None:
    scenario = given(LEERLING).when(ingetrokken("g")).then_held(rule=TARGET_MISSING)
    scenario.and_also(met_id("g", gebeurtenis())).then_accepted()
    assert gebeurtenis().kenmerken.type in LEERLING.follows


def test_een_intrekking_zonder_doel_wordt_na_veertien_dagen_afgewezen() -> None:
    scenario = given(LEERLING).when(ingetrokken("g")).after_days(14).then_held()
    scenario.after_days(1).then_refused(TARGET_MISSING)


def test_alleen_dezelfde_organisatie_trekt_in() -> None:
    swv = "urn:nld:oin:00000099000000000002:systeem:swv"
    given(LEERLING, met_id("g", ingeschreven())).when(ingetrokken("g"), rol="swv", source=swv).then_held(
        rule=TARGET_MISSING
    )
    ander_systeem = "urn:nld:brin:99AA00:systeem:rooster"
    given(LEERLING, met_id("g", ingeschreven())).when(ingetrokken("g"), source=ander_systeem).then_accepted()
