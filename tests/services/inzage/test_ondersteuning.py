"""`/v1/scholen/{school}/…`: the support of pupils as their school sees it, its figures, and its groepen."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest

from contracts.codes import Canon, Groepsplansoort, Meetperiode, Planresultaat, Plansoort, Rol
from services.web.identity import Identity
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    SCHOOL,
    beginstand,
    besproken,
    concept_opgesteld,
    gehoord,
    geldende_tlv,
    groepsplan,
    groepsplan_besproken,
    ingeschreven,
    ingestemd,
    ingetrokken,
    laatste_overleg,
    lopend_arrangement,
    lopend_opp,
    lopend_plan,
    niveau_gewijzigd,
    open_termijn,
    opp_geevalueerd,
    opp_vastgesteld,
    plan_geevalueerd,
    plan_gestart,
    rod_geregistreerd,
    seo_meting,
    uitgeschreven,
)
from tests.projections.feiten import gestart, nadert, verstreken

from .hub import ONE_IS_ENOUGH, Hub, problem

SCHOOLPAD: Final = f"/v1/scholen/{SCHOOL}"
LEERLINGEN: Final = f"{SCHOOLPAD}/leerlingen"
GROEPEN: Final = f"{SCHOOLPAD}/groepen"
VAN_DE_SCHOOL: Final = ""
"""How the school's own dossier is named (docs/decisions/0013)."""


@pytest.fixture(autouse=True)
def vandaag(hub: Hub) -> None:
    hub.clock.moment = datetime(2026, 11, 30, 7, tzinfo=UTC)


async def kengetallen(hub: Hub) -> dict[str, Any]:
    answer = await hub.get(f"{SCHOOLPAD}/kengetallen")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def test_a_pupil_with_an_opp_and_a_plan(hub: Hub) -> None:
    await hub.gebeurt(
        "leerling-001", ingeschreven("2022-08-22", groep="5", extra=True), plan_gestart("2026-09-21"),
        niveau_gewijzigd("2026-10-12", canon=Canon.E1, regionaal="2a"), gehoord("2026-10-15"), besproken("2026-10-20"),
        ingestemd("2026-10-20"), opp_vastgesteld("2026-10-23"), rod_geregistreerd("2026-10-26", begin="2026-10-23"),
    )  # fmt: skip
    await hub.bij()
    [gezien] = await hub.lijst(LEERLINGEN)
    assert (gezien["niveau"], gezien["niveauSinds"]) == ({"canon": "E1", "regionaal": "2a"}, "2026-10-12")
    assert gezien["opp"] == {
        "versie": 1, "vastgesteldOp": "2026-10-23", "ingangsdatum": "2026-11-02", "uitstroombestemming": "vmbo-tl",
        "bijgesteldOp": None, "evaluatie": None, "teEvalueren": False, "inVoorbereiding": False, "ontbreekt": [],
    }  # fmt: skip
    assert gezien["plannen"] == [
        {
            "planId": "plan-7f31", "soort": "ihp", "nummer": 1, "gebied": "lezen-spelling", "gestartOp": "2026-09-21",
            "evaluatiedatum": "2026-12-14", "geevalueerdOp": None, "resultaat": None,
        }
    ]  # fmt: skip
    assert gezien["instemming"] == {"versie": 1, "status": "ingestemd", "datum": "2026-10-20"}
    assert gezien["hoorrecht"] == {"status": "gehoord", "datum": "2026-10-15", "teruggekoppeldOp": None}
    assert gezien["samenspraakOntbreekt"] == []
    assert gezien["rod"] == {
        "status": "geregistreerd", "datum": "2026-10-26", "begindatum": "2026-10-23", "einddatum": None,
    }  # fmt: skip


async def test_what_was_granted_before_the_hub_and_what_the_school_must_watch_itself(hub: Hub) -> None:
    await hub.gebeurt(
        "leerling-001",
        beginstand(
            op="2026-08-03", tlv=geldende_tlv(), arrangementen=(lopend_arrangement(),), overleg=laatste_overleg(),
            open_termijnen=(open_termijn("opp-opstellen"), open_termijn("eigen-afspraak", einde="2026-12-07")),
        ),
    )  # fmt: skip
    await hub.bij()
    [gezien] = await hub.lijst(LEERLINGEN)
    assert gezien["tlv"] == {
        "tlvNummer": "2202-0417", "soort": "SBO", "categorie": "nvt", "ingang": "2025-08-01", "einde": "2027-07-31",
        "swv": None,
    }  # fmt: skip
    assert gezien["arrangementen"] == [
        {"soort": "bovenschools", "ingang": "2026-02-01", "einde": None, "evaluatiedatum": "2027-01-18"}
    ]
    assert gezien["laatsteOverleg"] == {"soort": "mdo", "datum": "2026-06-15"}
    assert gezien["nietBewaakteTermijnen"] == [
        {"regel": "eigen-afspraak", "gestartOp": "2026-07-13", "einddatum": "2026-12-07"}
    ]


async def test_what_an_opp_in_the_making_lacks(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ingeschreven("2022-08-22"), concept_opgesteld(), besproken("2026-10-20"))
    await hub.bij()
    [gezien] = await hub.lijst(LEERLINGEN)
    assert (gezien["opp"]["versie"], gezien["opp"]["inVoorbereiding"]) == (None, True)
    assert gezien["opp"]["ontbreekt"] == ["hoorrecht", "instemming"]
    assert gezien["rod"] is None


async def test_text_of_a_plan_is_in_no_answer_and_in_no_view(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ingeschreven(), plan_gestart(), gehoord(), opp_vastgesteld())
    await hub.bij()
    antwoord = (await hub.get(LEERLINGEN)).text
    for tekst in ("Woorden met twee lettergrepen", "klein groepje", "Vier keer per week"):
        assert tekst not in antwoord


@pytest.mark.parametrize(
    ("niveau", "verwacht"),
    [("E1", {"een", "twee"}), ("2a", {"een"}), ("B2", {"drie"}), ("E2", set()), ("extra met jeugdhulp", {"twee"})],
)
async def test_the_filter_on_niveau_takes_the_code_of_the_region_too(hub: Hub, niveau: str, verwacht: set[str]) -> None:
    await hub.gebeurt("een", ingeschreven(), niveau_gewijzigd(canon=Canon.E1, regionaal="2a"))
    await hub.gebeurt("twee", ingeschreven(), niveau_gewijzigd(canon=Canon.E1, regionaal="extra met jeugdhulp"))
    await hub.gebeurt("drie", ingeschreven(), niveau_gewijzigd(canon=Canon.B2, regionaal="1b"))
    await hub.gebeurt("geen", ingeschreven())
    await hub.bij()
    found = {leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN, niveau=niveau)}
    assert found == verwacht


async def test_figures_of_a_school(hub: Hub) -> None:
    vorig_jaar = lopend_opp("2025-11-10", rod="2025-11-12", gehoord="2025-11-05", ingestemd="2025-11-06")
    await hub.gebeurt(
        "te-evalueren", beginstand(canon=Canon.E1, opp=vorig_jaar), gestart("2027-07-30", regel="opp-evaluatie")
    )
    await hub.gebeurt(
        "geevalueerd", beginstand(canon=Canon.E1, opp=vorig_jaar), opp_geevalueerd("2026-10-05"),
        gestart("2027-10-05", regel="opp-evaluatie"),
    )  # fmt: skip
    await hub.gebeurt("niet-in-rod", beginstand(canon=Canon.E2, opp=lopend_opp("2026-09-14")))
    await hub.gebeurt("in-de-maak", ingeschreven("2022-08-22"), concept_opgesteld())
    await hub.gebeurt("zonder-samenspraak", ingeschreven("2022-08-22"), niveau_gewijzigd(canon=Canon.B2))
    await hub.gebeurt("loopt", beginstand(plannen=(lopend_plan(evaluatie="2026-12-14"),)))
    await hub.gebeurt("over-datum", beginstand(plannen=(lopend_plan(evaluatie="2026-11-23"),)))
    niet_behaald = plan_geevalueerd("2026-10-05").model_copy(update={"resultaat": Planresultaat.NIET_BEHAALD})
    await hub.gebeurt("zonder-resultaat", beginstand(plannen=(lopend_plan(),)), niet_behaald)
    await hub.gebeurt("te-laat", ingeschreven("2022-08-22"), gestart("2026-11-27"))
    await hub.gebeurt("weg", beginstand(canon=Canon.E1, opp=vorig_jaar), uitgeschreven("2026-09-01"))
    await hub.gebeurt("komt-nog", ingeschreven("2027-01-04"), niveau_gewijzigd())
    await hub.gebeurt("elders", beginstand(canon=Canon.E1, opp=vorig_jaar), school=ANDERE_SCHOOL)
    await hub.bij()
    assert await kengetallen(hub) == {
        "schooljaar": "2026-2027", "ingeschreven": 9, "teLaat": 1, "perNiveau": {"B2": 1, "E1": 2, "E2": 1},
        "metOpp": 3, "oppTeEvalueren": 1, "oppNietInRod": 1, "oppInVoorbereiding": 1, "samenspraakOntbreekt": 1,
        "lopendePlannen": 2, "plannenZonderResultaat": 1, "plannenOverDatum": 1, "voorwaardenVervallen": 0,
    }  # fmt: skip


async def test_figures_follow_a_withdrawal(hub: Hub) -> None:
    await hub.gebeurt("een", ingeschreven("2022-08-22"), plan_gestart(soort=Plansoort.TRAINING))
    await hub.bij()
    assert (await kengetallen(hub))["lopendePlannen"] == 1
    await hub.gebeurt("een", ingetrokken("feit-2"))
    await hub.bij()
    assert (await kengetallen(hub))["lopendePlannen"] == 0


async def test_the_calendar_of_groepen(hub: Hub) -> None:
    await hub.gebeurt("een", ingeschreven("2022-08-22", groep="5"))
    await hub.gebeurt("twee", ingeschreven("2022-08-22", groep="5"))
    await hub.gebeurt("drie", ingeschreven("2022-08-22", groep="6"))
    await hub.gebeurt(
        VAN_DE_SCHOOL, seo_meting("2026-04-13", groep="5", periode=Meetperiode.APRIL),
        seo_meting("2026-10-30", groep="5"), groepsplan("2026-11-16", groep="5"),
        groepsplan("2026-09-14", groep="7", soort=Groepsplansoort.VAK), groepsplan_besproken("2026-10-05", groep="5"),
    )  # fmt: skip
    await hub.bij()
    answer = (await hub.get(GROEPEN)).json()
    assert answer["schooljaar"] == "2026-2027"
    leeg: dict[str, Any] = {
        "seoNov": None, "seoApr": None, "groepsplanVak": [], "groepsplanGedrag": [], "groepsplanBesproken": [],
    }  # fmt: skip
    assert answer["groepen"] == [
        leeg | {
            "groep": "5", "leerlingen": 2, "groepsplanGedrag": ["2026-11-16"], "groepsplanBesproken": ["2026-10-05"],
            "seoNov": {"datum": "2026-10-30", "instrument": "kijk-op-welbevinden"},
        },
        leeg | {"groep": "6", "leerlingen": 1},
        leeg | {"groep": "7", "leerlingen": 0, "groepsplanVak": ["2026-09-14"]},
    ]  # fmt: skip
    vorig = (await hub.get(GROEPEN, params={"schooljaar": "2025-2026"})).json()
    assert vorig["groepen"][0]["seoApr"] == {"datum": "2026-04-13", "instrument": "kijk-op-welbevinden"}
    assert vorig["groepen"][0]["seoNov"] is None


async def test_the_schools_own_dossier_is_no_pupil_but_its_deadlines_are_listed(hub: Hub) -> None:
    await hub.gebeurt("een", ingeschreven(), gestart("2026-12-14", termijn="b"))
    await hub.gebeurt(VAN_DE_SCHOOL, gestart("2026-11-27", termijn="a"), verstreken("2026-11-27", termijn="a"))
    await hub.gebeurt(VAN_DE_SCHOOL, seo_meting("2026-10-30"))
    await hub.bij()
    assert [leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN)] == ["een"]
    termijnen = await hub.lijst(f"{SCHOOLPAD}/termijnen")
    assert [(t["id"], t["leerling"] and t["leerling"]["sleutel"]) for t in termijnen] == [("a", None), ("b", "een")]
    [signaal] = await hub.lijst(f"{SCHOOLPAD}/signalen")
    assert (signaal["termijn"], signaal["leerling"]) == ("a", None)


async def test_a_deadline_says_which_groep_or_plan_it_is_about(hub: Hub) -> None:
    seo = gestart("2026-11-30", termijn="a").model_copy(update={"groep": "5"})
    plan = gestart("2026-12-14", termijn="b").model_copy(update={"plan_id": "plan-7f31"})
    await hub.gebeurt(VAN_DE_SCHOOL, seo, nadert("2026-11-30", termijn="a"))
    await hub.gebeurt("een", ingeschreven(), plan)
    await hub.bij()
    found = await hub.lijst(f"{SCHOOLPAD}/termijnen")
    assert [(t["overGroep"], t["overPlan"]) for t in found] == [("5", None), (None, "plan-7f31")]
    [signaal] = await hub.lijst(f"{SCHOOLPAD}/signalen")
    assert (signaal["overGroep"], signaal["overPlan"]) == ("5", None)


@ONE_IS_ENOUGH
@pytest.mark.parametrize("schooljaar", ["2026", "2026-2028", "dit jaar", ""])
async def test_a_schooljaar_is_two_years_in_a_row(hub: Hub, schooljaar: str) -> None:
    body = problem(await hub.get(GROEPEN, params={"schooljaar": schooljaar}), 400, "ongeldige-invoer")
    assert [f["location"]["name"] for f in body["errors"]] == ["schooljaar"]


@ONE_IS_ENOUGH
async def test_the_first_and_last_schooljaar_that_can_be_written(hub: Hub) -> None:
    for schooljaar in ("0000-0001", "9998-9999"):
        assert (await hub.get(GROEPEN, params={"schooljaar": schooljaar})).json()["groepen"] == []


@ONE_IS_ENOUGH
async def test_figures_and_groepen_are_for_the_school_alone(hub: Hub) -> None:
    for pad in (f"{SCHOOLPAD}/kengetallen", GROEPEN):
        for identity in (Identity(Rol.SCHOOL, ANDERE_SCHOOL), Identity(Rol.SWV, "PO2202", frozenset({SCHOOL}))):
            problem(await hub.get(pad, identity), 403, "geen-toegang")
