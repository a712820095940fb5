"""A hearing that is withdrawn after the OPP was set, through a whole hub over HTTP: told, shown, and put right."""

from typing import Any

from services.aanmelding.regels import AANMELDING_EERST
from services.ondersteuning.regels import GEHOORD
from services.schoolprofiel.regels import AANBOD_EERST
from tests.bouwstenen import (
    SCHOOL,
    aanbod_vastgesteld,
    besproken,
    gehoord,
    ingeschreven,
    ingestemd,
    ingetrokken,
    mr_instemming,
    ontvangen,
    opp_vastgesteld,
    toegelaten,
    ziet_af,
)
from tests.schakel.lvs import Lvs

VAN_SCHOOL = f"/v1/scholen/{SCHOOL}"
TIJDLIJN = f"/v1/dossiers/{SCHOOL}:leerling-001/tijdlijn"


async def een_opp(lvs: Lvs) -> str:
    """An OPP that was set by the rules. Returns its submission."""
    assert (await lvs.stuur(ingeschreven()))[0] == 201
    assert (await lvs.stuur(gehoord("2026-10-15"), id_="horen"))[0] == 201
    assert (await lvs.stuur(besproken("2026-10-20")))[0] == 201
    assert (await lvs.stuur(ingestemd("2026-10-20")))[0] == 201
    status, opp = await lvs.stuur(opp_vastgesteld("2026-10-23"), id_="opp")
    assert status == 201
    return str(opp["id"])


def soorten(antwoord: Any) -> list[str]:
    return [moment["type"].split(".")[3] for moment in antwoord["momenten"]]


async def test_a_hearing_is_withdrawn_and_another_one_comes_in_its_place(lvs: Lvs) -> None:
    opp = await een_opp(lvs)
    assert (await lvs.lees(f"/v1/inzendingen/{opp}"))["voorwaarde"] is None
    assert (await lvs.stuur(ingetrokken("horen")))[0] == 201

    inzending = await lvs.lees_tot(f"/v1/inzendingen/{opp}", lambda gezien: gezien["voorwaarde"] is not None)
    assert inzending["status"] == "aanvaard"
    assert inzending["voorwaarde"] == {
        "regel": GEHOORD.id, "grondslag": GEHOORD.basis, "sinds": "2026-11-23",
        "melding": "Het gesprek met de leerling over deze versie van het OPP is ingetrokken of gecorrigeerd.",
        "volgendeStap": "Leg vast wanneer de leerling is gehoord, of dat de leerling dat niet wilde. "
        "Is dat niet gebeurd? Trek dan het OPP in.",
    }  # fmt: skip
    uitkomsten = (await lvs.lees("/v1/uitkomsten", inzending=opp))["uitkomsten"]
    assert [uitkomst["voorwaarde"] for uitkomst in uitkomsten] == [inzending["voorwaarde"]]
    lijst = await lvs.lees("/v1/inzendingen", school=SCHOOL)
    assert {i["id"] for i in lijst["inzendingen"] if i["voorwaarde"]} == {opp}

    gevonden = await lvs.lees_tot(
        f"{VAN_SCHOOL}/leerlingen", lambda gezien: gezien["leerlingen"] != [], voorwaardeVervallen=True
    )
    [leerling] = gevonden["leerlingen"]
    assert leerling["voorwaarden"] == [
        inzending["voorwaarde"]
        | {
            "over": "nl.passendonderwijs.ondersteuningsplannen.oppvastgesteld.v1", "gebeurtenis": "opp",
            "inzending": opp,
        }
    ]  # fmt: skip
    assert (await lvs.lees(f"{VAN_SCHOOL}/leerlingen", voorwaardeVervallen=False))["leerlingen"] == []
    signalen = (await lvs.lees(f"{VAN_SCHOOL}/signalen"))["signalen"]
    [signaal] = [s for s in signalen if s["soort"] == "voorwaarde-vervallen"]
    assert (signaal["regel"], signaal["leerling"]["sleutel"]) == (GEHOORD.id, "leerling-001")
    assert signaal["voorwaarde"] == leerling["voorwaarden"][0]
    assert (await lvs.lees(f"{VAN_SCHOOL}/kengetallen"))["voorwaardenVervallen"] == 1
    momenten = (await lvs.lees(TIJDLIJN))["momenten"]
    [vervallen] = [m for m in momenten if m["type"].endswith("voorwaardevervallen.v1")]
    assert vervallen["gegevens"]["gebeurtenis"] == "opp"
    assert vervallen["gegevens"]["regel"]["id"] == GEHOORD.id

    assert (await lvs.stuur(ziet_af("2026-10-16")))[0] == 201
    await lvs.lees_tot(f"/v1/inzendingen/{opp}", lambda gezien: gezien["voorwaarde"] is None)
    await lvs.lees_tot(f"{VAN_SCHOOL}/leerlingen", lambda gezien: gezien["leerlingen"] == [], voorwaardeVervallen=True)
    assert (await lvs.lees(f"{VAN_SCHOOL}/kengetallen"))["voorwaardenVervallen"] == 0
    assert soorten(await lvs.lees(TIJDLIJN))[-2:] == ["leerlingzietafvanhoren", "voorwaardehersteld"]


async def test_the_opp_is_withdrawn_too_and_the_timeline_says_nothing_more_of_it(lvs: Lvs) -> None:
    opp = await een_opp(lvs)
    await lvs.stuur(ingetrokken("horen"))
    await lvs.lees_tot(f"/v1/inzendingen/{opp}", lambda gezien: gezien["voorwaarde"] is not None)
    await lvs.na_dagen(7)
    assert (await lvs.stuur(ingetrokken("opp")))[0] == 201
    await lvs.lees_tot(f"/v1/inzendingen/{opp}", lambda gezien: gezien["voorwaarde"] is None)
    nu = soorten(await lvs.lees(TIJDLIJN))
    assert not {"oppvastgesteld", "voorwaardevervallen", "voorwaardehersteld"} & set(nu)
    # As it was known a week before, and what came since.
    toen = soorten(await lvs.lees(TIJDLIJN, op="2026-11-23"))
    assert {"oppvastgesteld", "voorwaardevervallen"} <= set(toen)
    later = soorten(await lvs.lees(TIJDLIJN, op="2026-11-23", metLatereRegistraties=True))
    assert {"gebeurtenisingetrokken", "voorwaardehersteld"} <= set(later) - set(toen)


async def test_a_decision_without_its_aanmelding(lvs: Lvs) -> None:
    assert (await lvs.stuur(ontvangen("2026-03-02"), id_="aanmelding"))[0] == 201
    _, besluit = await lvs.stuur(toegelaten("2026-04-01"))
    assert (await lvs.stuur(ingetrokken("aanmelding")))[0] == 201
    gezien = await lvs.lees_tot(f"/v1/inzendingen/{besluit['id']}", lambda gezien: gezien["voorwaarde"] is not None)
    assert gezien["voorwaarde"]["regel"] == AANMELDING_EERST.id


async def test_in_the_dossier_of_the_school_itself(lvs: Lvs) -> None:
    assert (await lvs.stuur(aanbod_vastgesteld(), SCHOOL, id_="aanbod"))[0] == 201
    assert (await lvs.stuur(mr_instemming(), SCHOOL))[0] == 201
    assert (await lvs.stuur(ingetrokken("aanbod"), SCHOOL))[0] == 201

    def over_voorwaarde(gezien: Any) -> bool:
        return any(s["soort"] == "voorwaarde-vervallen" for s in gezien["signalen"])

    gezien = await lvs.lees_tot(f"{VAN_SCHOOL}/signalen", over_voorwaarde)
    [signaal] = [s for s in gezien["signalen"] if s["soort"] == "voorwaarde-vervallen"]
    assert (signaal["regel"], signaal["leerling"]) == (AANBOD_EERST.id, None)
