"""What must be there first: held until it is, refused by its rule when the waiting time of the region is over."""

from collections.abc import Callable

import pytest

from contracts.aanmeldingen import AanvullingGevraagd, Ontvangen, PassendePlekGezocht
from contracts.codes import ZoekAanleiding
from contracts.dossiers import BeginstandVastgelegd
from contracts.leerlingen import Ingeschreven
from eventlog.testing import Event
from services.aanmelding.regels import AANMELDING_EERST, AANVULLING_EERST, PLEK_GEZOCHT_EERST
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    beginstand,
    given,
    ingeschreven,
    onderwijsbehoefte,
    ontvangen,
    passend_aanbod,
    plek_gevonden,
    plek_gezocht,
    plek_voorgesteld,
    tijdelijk_geplaatst,
    toegelaten,
    verlengd,
    weigering,
)
from tests.services.aanmelding.regios import DECIDER, GEDULDIG

NA_AANMELDING: tuple[Callable[[], Event], ...] = (
    aanvulling_gevraagd, aanvulling_ontvangen, verlengd, toegelaten, weigering, tijdelijk_geplaatst,
)  # fmt: skip


@pytest.mark.parametrize("gebeurtenis", NA_AANMELDING)
def test_wacht_op_aanmelding_wpo40_000(gebeurtenis: Callable[[], Event]) -> None:
    given(DECIDER).when(gebeurtenis()).then_held(Ontvangen, rule=AANMELDING_EERST)
    given(DECIDER, ingeschreven()).when(gebeurtenis()).then_held(Ontvangen)


@pytest.mark.parametrize("gebeurtenis", [aanvulling_gevraagd, toegelaten, weigering, tijdelijk_geplaatst])
def test_wordt_aanvaard_zodra_de_aanmelding_er_is_wpo40_000(gebeurtenis: Callable[[], Event]) -> None:
    given(DECIDER).when(gebeurtenis()).then_held(Ontvangen).and_also(ontvangen()).then_accepted()
    given(DECIDER, ontvangen()).when(gebeurtenis()).then_accepted()


@pytest.mark.parametrize("gebeurtenis", [onderwijsbehoefte, passend_aanbod])
def test_zorgplicht_geldt_ook_voor_wie_al_is_ingeschreven_001(gebeurtenis: Callable[[], Event]) -> None:
    scenario = given(DECIDER).when(gebeurtenis())
    scenario.then_held(Ontvangen, Ingeschreven, BeginstandVastgelegd, rule=AANMELDING_EERST)
    scenario.and_also(ingeschreven()).then_accepted()
    given(DECIDER, beginstand()).when(gebeurtenis()).then_accepted()
    given(DECIDER, ontvangen()).when(gebeurtenis()).then_accepted()


def test_aanvulling_wacht_op_de_vraag_awb_4_15() -> None:
    scenario = given(DECIDER, ontvangen()).when(aanvulling_ontvangen("2026-03-17"))
    scenario.then_held(AanvullingGevraagd, rule=AANVULLING_EERST).and_also(aanvulling_gevraagd()).then_accepted()


def test_aanvulling_wacht_eerst_op_de_aanmelding_en_dan_op_de_vraag() -> None:
    scenario = given(DECIDER).when(aanvulling_ontvangen()).then_held(Ontvangen, rule=AANMELDING_EERST)
    scenario.and_also(ontvangen()).then_held(AanvullingGevraagd, rule=AANVULLING_EERST)
    scenario.and_also(aanvulling_gevraagd()).then_accepted()


def test_elke_aanvulling_beantwoordt_een_eigen_vraag_van_die_dag_of_eerder() -> None:
    scenario = given(DECIDER, ontvangen(), aanvulling_gevraagd("2026-03-10"))
    scenario.when(aanvulling_ontvangen("2026-03-09")).then_held(AanvullingGevraagd)
    scenario.when(aanvulling_ontvangen("2026-03-10")).then_accepted()
    scenario.when(aanvulling_ontvangen("2026-03-20")).then_held(AanvullingGevraagd)
    scenario.and_also(aanvulling_gevraagd("2026-03-18")).then_accepted()


def test_aanvullingen_die_door_elkaar_binnenkomen_worden_alle_aanvaard() -> None:
    feiten = (ontvangen(), aanvulling_gevraagd("2026-03-10"), aanvulling_gevraagd("2026-03-20"))
    scenario = given(DECIDER, *feiten).when(aanvulling_ontvangen("2026-03-25")).then_accepted()
    scenario.when(aanvulling_ontvangen("2026-03-17")).then_accepted()


@pytest.mark.parametrize("gebeurtenis", [plek_voorgesteld, plek_gevonden])
def test_een_plek_wacht_op_de_zoektocht_zorgplicht_001_004(gebeurtenis: Callable[[], Event]) -> None:
    scenario = given(DECIDER, ontvangen()).when(gebeurtenis())
    scenario.then_held(PassendePlekGezocht, rule=PLEK_GEZOCHT_EERST).and_also(plek_gezocht()).then_accepted()


def test_een_zoektocht_heeft_geen_aanmelding_nodig_001_004() -> None:
    scenario = given(DECIDER, ingeschreven()).when(plek_gezocht(aanleiding=ZoekAanleiding.THUISZITTEN), rol="swv")
    scenario.then_accepted().when(plek_voorgesteld(), rol="swv").then_accepted().when(plek_gevonden()).then_accepted()
    given(DECIDER).when(plek_gezocht()).then_accepted()


def test_de_wachttijd_is_die_van_de_regio_per_regel() -> None:
    aanmelding = given(GEDULDIG).when(toegelaten()).after_days(3).then_held(Ontvangen)
    aanmelding.after_days(1).then_refused(AANMELDING_EERST)
    plek = given(GEDULDIG).when(plek_gevonden()).after_days(30).then_held(PassendePlekGezocht)
    plek.after_days(1).then_refused(PLEK_GEZOCHT_EERST)


def test_de_wachttijd_is_veertien_dagen_in_een_onbekende_regio() -> None:
    scenario = given(GEDULDIG).when(toegelaten(), regio="onbekend").after_days(14).then_held(Ontvangen)
    scenario.after_days(1).then_refused(AANMELDING_EERST)


# --- unusual but lawful ---


def test_meer_aanmeldingen_na_elkaar_worden_aanvaard() -> None:
    scenario = given(DECIDER, ontvangen("2025-03-03"), weigering("2025-04-01", bereid=ANDERE_SCHOOL))
    scenario.when(ontvangen("2026-03-02")).then_accepted().when(toegelaten("2026-03-20")).then_accepted()


def test_een_besluit_voor_de_schriftelijke_aanmelding_wordt_aanvaard() -> None:
    given(DECIDER, ontvangen("2026-03-02")).when(toegelaten("2026-02-27")).then_accepted()


def test_twee_besluiten_en_een_herzien_besluit_worden_aanvaard() -> None:
    scenario = given(DECIDER, ontvangen()).when(passend_aanbod()).then_accepted().when(toegelaten()).then_accepted()
    scenario.when(toegelaten("2026-04-15")).then_accepted().when(weigering("2026-04-20")).then_accepted()


def test_tijdelijk_geplaatst_voor_en_na_een_besluit_wordt_aanvaard() -> None:
    given(DECIDER, ontvangen(), toegelaten()).when(tijdelijk_geplaatst()).then_accepted()
