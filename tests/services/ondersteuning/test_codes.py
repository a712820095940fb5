"""Codes of a level and of an area are those of the sender's region, or the national ones."""

from collections.abc import Callable

import pytest

from contracts.codes import Canon
from contracts.regioprofiel import Gebied
from eventlog.testing import Event
from services.regioregels import GEBIED_ONBEKEND, NIVEAU_ONBEKEND
from tests.bouwstenen import given, handelingsverlegenheid, niveau_gewijzigd, plan_gestart, signaal
from tests.services.ondersteuning.regios import DECIDER, PROFIELEN

MET_GEBIED: tuple[Callable[..., Event], ...] = (signaal, handelingsverlegenheid, plan_gestart)
MET_NIVEAU: tuple[Callable[..., Event], ...] = (signaal, niveau_gewijzigd)


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
@pytest.mark.parametrize("maak", MET_NIVEAU)
def test_elk_niveau_van_de_regio_wordt_aanvaard(regio: str, maak: Callable[..., Event]) -> None:
    for niveau in PROFIELEN[regio].niveaus:
        given(DECIDER).when(maak(canon=niveau.canon, regionaal=niveau.regionaal), regio=regio).then_accepted()
    given(DECIDER).when(maak(canon=Canon.E1), regio=regio).then_accepted()
    given(DECIDER).when(maak(canon=Canon.E1, regionaal="bestaat niet"), regio=regio).then_refused(NIVEAU_ONBEKEND)


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
@pytest.mark.parametrize("maak", MET_GEBIED)
def test_elk_gebied_van_de_regio_en_elk_landelijk_gebied_wordt_aanvaard(regio: str, maak: Callable[..., Event]) -> None:
    for code in (*(g.regionaal for g in PROFIELEN[regio].gebieden), *Gebied):
        given(DECIDER).when(maak(gebied=code), regio=regio).then_accepted()
    given(DECIDER).when(maak(gebied="astrologie"), regio=regio).then_refused(GEBIED_ONBEKEND)


@pytest.mark.parametrize("maak", [*MET_NIVEAU, *MET_GEBIED])
def test_in_een_onbekende_regio_wordt_geen_code_afgewezen(maak: Callable[..., Event]) -> None:
    code = {"gebied": "astrologie"} if maak in MET_GEBIED else {"canon": Canon.E1, "regionaal": "x"}
    given(DECIDER).when(maak(**code), regio="onbekend").then_accepted()
