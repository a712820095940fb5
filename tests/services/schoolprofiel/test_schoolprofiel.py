"""The schoolprofiel context: consent of the MR waits for its profielversie, codes are those of the region."""

from collections.abc import Callable
from typing import Final

import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Gebied, Wachttijd
from contracts.schoolprofielen import OndersteuningsaanbodVastgesteld
from eventlog.testing import Event
from services.regioregels import GEBIED_ONBEKEND
from services.schoolprofiel import SCHOOLPROFIEL
from services.schoolprofiel.regels import AANBOD_EERST
from tests.bouwstenen import (
    aanbod_vastgesteld,
    expertise,
    given,
    ingetrokken,
    inzet_gerapporteerd,
    met_id,
    mr_instemming,
    vraag_zonder_aanbod,
)

PROFIELEN: Final = profielen()
DECIDER: Final = SCHOOLPROFIEL(PROFIELEN)
RAPPORTAGES: Final = (inzet_gerapporteerd, vraag_zonder_aanbod)


def test_instemming_van_de_mr_wacht_op_haar_profielversie_wms() -> None:
    scenario = given(DECIDER).when(mr_instemming()).then_held(OndersteuningsaanbodVastgesteld, rule=AANBOD_EERST)
    scenario.and_also(aanbod_vastgesteld(versie="2025-2026")).then_held(OndersteuningsaanbodVastgesteld)
    scenario.and_also(aanbod_vastgesteld()).then_accepted()


def test_de_mr_mag_voor_en_na_de_vaststelling_instemmen_wms() -> None:
    for dag in ("2026-06-29", "2026-07-06", "2026-09-01"):
        given(DECIDER, aanbod_vastgesteld("2026-07-06")).when(mr_instemming(dag)).then_accepted()


def test_instemming_van_de_mr_wordt_na_de_wachttijd_van_de_regio_afgewezen() -> None:
    scenario = given(DECIDER).when(mr_instemming()).after_days(14).then_held(OndersteuningsaanbodVastgesteld)
    scenario.after_days(1).then_refused(AANBOD_EERST)
    geduldig = SCHOOLPROFIEL({"22-02": PROFIELEN["22-02"].model_copy(update={"wachttijd": Wachttijd(dagen=60)})})
    given(geduldig).when(mr_instemming()).after_days(60).then_held(OndersteuningsaanbodVastgesteld)


def test_een_gecorrigeerd_of_ingetrokken_aanbod_telt_niet_meer() -> None:
    ander = (met_id("a", aanbod_vastgesteld()), aanbod_vastgesteld(versie="2026-2027b", corrigeert="a"))
    given(DECIDER, *ander).when(mr_instemming()).then_held(OndersteuningsaanbodVastgesteld)
    given(DECIDER, *ander).when(mr_instemming(versie="2026-2027b")).then_accepted()
    weg = (met_id("a", aanbod_vastgesteld()), ingetrokken("a"))
    given(DECIDER, *weg).when(mr_instemming()).then_held(OndersteuningsaanbodVastgesteld)


def test_een_correctie_van_de_instemming_moet_zelf_ook_kloppen() -> None:
    feiten = (aanbod_vastgesteld(), met_id("m", mr_instemming()))
    given(DECIDER, *feiten).when(mr_instemming("2026-07-01", corrigeert="m")).then_accepted()
    given(DECIDER, *feiten).when(mr_instemming(versie="nieuw", corrigeert="m")).then_held(
        OndersteuningsaanbodVastgesteld
    )


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
def test_het_gebied_van_een_rapportage_is_van_de_regio_of_landelijk_000(regio: str) -> None:
    codes = (*(g.regionaal for g in PROFIELEN[regio].gebieden), *Gebied)
    for rapportage in RAPPORTAGES:
        for code in codes:
            given(DECIDER).when(rapportage(gebied=code), regio=regio).then_accepted()
        given(DECIDER).when(rapportage(gebied="astrologie"), regio=regio).then_refused(GEBIED_ONBEKEND)
        given(DECIDER).when(rapportage(gebied="astrologie"), regio="onbekend").then_accepted()


ZONDER_VOORWAARDE: Final[tuple[Callable[[], Event], ...]] = (
    aanbod_vastgesteld, expertise, inzet_gerapporteerd, vraag_zonder_aanbod,
)  # fmt: skip


@pytest.mark.parametrize("gebeurtenis", ZONDER_VOORWAARDE)
def test_al_het_andere_wordt_aanvaard_ook_een_tweede_keer(gebeurtenis: Callable[[], Event]) -> None:
    given(DECIDER).when(gebeurtenis()).then_accepted().when(gebeurtenis()).then_accepted()
