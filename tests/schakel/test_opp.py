"""The OPP route through a whole hub over HTTP: held for a hearing, accepted; refused when instemming never comes."""

from contracts.ondersteuningsplannen import LeerlingGehoord, LeerlingZietAfVanHoren
from services.ondersteuning.regels import BESPROKEN, GEHOORD, INGESTEMD
from services.schoolprofiel.regels import AANBOD_EERST
from tests.bouwstenen import (
    SCHOOL,
    aanbod_vastgesteld,
    beginstand,
    besproken,
    gehoord,
    ingestemd,
    ingetrokken,
    instemming_ingetrokken,
    lopend_opp,
    mr_instemming,
    opp_geevalueerd,
    opp_vastgesteld,
    rod_geregistreerd,
    ziet_af,
)
from tests.schakel.lvs import Lvs


async def test_an_opp_without_hearing_is_held_and_accepted_when_the_hearing_comes(lvs: Lvs) -> None:
    status, opp = await lvs.stuur(opp_vastgesteld())
    assert (status, opp["regel"]) == (202, BESPROKEN.id)
    _, rod = await lvs.stuur(rod_geregistreerd())
    assert (await lvs.stuur(besproken()))[0] == 201
    assert (await lvs.stuur(ingestemd(versie=2)))[0] == 201  # of another versie: it does not count
    assert (await lvs.stuur(ingestemd()))[0] == 201
    horen = [soort.kenmerken.type for soort in (LeerlingGehoord, LeerlingZietAfVanHoren)]
    held = await lvs.wacht_op(opp["id"], "aangehouden", horen)
    assert held["regel"] == GEHOORD.id
    assert (await lvs.stuur(gehoord()))[0] == 201
    await lvs.wacht_op(opp["id"], "aanvaard")
    await lvs.wacht_op(rod["id"], "aanvaard")


async def test_an_opp_without_instemming_never_becomes_a_fact(lvs: Lvs) -> None:
    for eerst in (besproken(), ziet_af(), ingestemd("2026-10-20"), instemming_ingetrokken("2026-10-22")):
        assert (await lvs.stuur(eerst))[0] == 201
    status, opp = await lvs.stuur(opp_vastgesteld("2026-10-23"))
    assert (status, opp["regel"], opp["tot"]) == (202, INGESTEMD.id, "2026-12-07")
    await lvs.na_dagen(14)
    await lvs.wacht_op(opp["id"], "aangehouden")
    await lvs.na_dagen(1)
    refused = await lvs.wacht_op(opp["id"], "afgewezen")
    assert (refused["regel"], refused["grondslag"], refused["melding"]) == (INGESTEMD.id, "WPO 40a", INGESTEMD.text)


async def test_a_pupil_who_declines_to_be_heard_is_no_obstacle_and_what_is_withdrawn_does_not_count(lvs: Lvs) -> None:
    for eerst in (besproken(), ziet_af()):
        assert (await lvs.stuur(eerst))[0] == 201
    assert (await lvs.stuur(ingestemd(), id_="instemming"))[0] == 201
    assert (await lvs.stuur(ingetrokken("instemming")))[0] == 201
    status, opp = await lvs.stuur(opp_vastgesteld())
    assert (status, opp["regel"]) == (202, INGESTEMD.id)
    assert (await lvs.stuur(ingestemd()))[0] == 201
    await lvs.wacht_op(opp["id"], "aanvaard")


async def test_what_follows_a_running_opp_goes_on_from_the_beginstand(lvs: Lvs) -> None:
    _, evaluatie = await lvs.stuur(opp_geevalueerd())
    assert evaluatie["status"] == "aangehouden"
    assert (await lvs.stuur(beginstand(opp=lopend_opp())))[0] == 201
    await lvs.wacht_op(evaluatie["id"], "aanvaard")
    assert (await lvs.stuur(beginstand()))[0] == 409


async def test_a_school_has_its_profile_in_its_own_dossier(lvs: Lvs) -> None:
    status, instemming = await lvs.stuur(mr_instemming(), SCHOOL)
    assert (status, instemming["regel"]) == (202, AANBOD_EERST.id)
    assert (await lvs.stuur(aanbod_vastgesteld(), SCHOOL))[0] == 201
    await lvs.wacht_op(instemming["id"], "aanvaard")
