"""Codes of a level and of an area are those of the sender's region, or the national ones."""

from itertools import product

import pytest

from contracts.codes import Canon
from contracts.regioprofiel import Gebied
from services.regioregels import GEBIED_ONBEKEND, NIVEAU_ONBEKEND
from tests.bouwstenen import given, onderwijsbehoefte, ontvangen, passend_aanbod
from tests.services.aanmelding.regios import DECIDER, PROFIELEN


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
def test_elk_niveau_van_de_regio_wordt_aanvaard(regio: str) -> None:
    for niveau in PROFIELEN[regio].niveaus:
        aanbod = passend_aanbod(canon=niveau.canon, regionaal=niveau.regionaal)
        given(DECIDER, ontvangen()).when(aanbod, regio=regio).then_accepted()


def test_een_niveau_van_een_andere_regio_wordt_afgewezen_regioprofiel() -> None:
    plein_013 = passend_aanbod(canon=Canon.E1, regionaal="2a")
    given(DECIDER, ontvangen()).when(plein_013, regio="plein-013").then_accepted()
    given(DECIDER, ontvangen()).when(plein_013, regio="22-02").then_refused(NIVEAU_ONBEKEND)
    verkeerd_canon = passend_aanbod(canon=Canon.E2, regionaal="2a")
    given(DECIDER, ontvangen()).when(verkeerd_canon, regio="plein-013").then_refused(NIVEAU_ONBEKEND)
    # Whatever still arrives, the code stays wrong: not held.
    given(DECIDER).when(plein_013, regio="22-02").then_refused(NIVEAU_ONBEKEND)


def test_zonder_regionale_code_of_niveau_wordt_aanvaard() -> None:
    given(DECIDER, ontvangen()).when(passend_aanbod(canon=Canon.E1)).then_accepted()
    given(DECIDER, ontvangen()).when(passend_aanbod()).then_accepted()


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
def test_elk_gebied_van_de_regio_en_elk_landelijk_gebied_wordt_aanvaard(regio: str) -> None:
    codes = (*(g.regionaal for g in PROFIELEN[regio].gebieden), *(g.value for g in Gebied))
    given(DECIDER, ontvangen()).when(onderwijsbehoefte(gebied=codes), regio=regio).then_accepted()


def test_een_onbekend_gebied_wordt_afgewezen_regioprofiel() -> None:
    for codes in (("astrologie",), ("rekenen", "astrologie"), ("leren-leren",)):
        given(DECIDER, ontvangen()).when(onderwijsbehoefte(gebied=codes)).then_refused(GEBIED_ONBEKEND)
    given(DECIDER).when(onderwijsbehoefte(gebied=("astrologie",))).then_refused(GEBIED_ONBEKEND)


def test_in_een_onbekende_regio_wordt_geen_code_afgewezen() -> None:
    gebeurtenissen = (passend_aanbod(canon=Canon.E1, regionaal="x"), onderwijsbehoefte(gebied=("x",)))
    for gebeurtenis, regio in product(gebeurtenissen, ("onbekend", "")):
        given(DECIDER, ontvangen()).when(gebeurtenis, regio=regio).then_accepted()
