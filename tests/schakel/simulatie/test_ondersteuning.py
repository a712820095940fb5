"""The simulated support: what a school works on through the year, with everything in it that a view or rule looks for.

Read from the events themselves, without the hub: what the contexts make of them is in test_simulatie_beslist.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from contracts.codes import Canon
from contracts.regio import profielen
from contracts.regioprofiel import Regioprofiel, Schoolsoort
from schakel.simulatie import Verwacht, simuleer

TOT = date(2026, 11, 22)
AANTAL = 12_000
GESPECIALISEERD = {Schoolsoort.SBO, Schoolsoort.SO, Schoolsoort.VSO, Schoolsoort.PRO}
MEIERIJ, PLEIN, VO = (profielen()[code] for code in ("de-meierij", "plein-013", "swv-vo"))

Feit = dict[str, Any]
alle_regios = pytest.mark.parametrize("profiel", profielen().values(), ids=lambda p: p.code)


@cache
def dossiers(code: str) -> dict[str, list[Feit]]:
    """The accepted events per dossier, as `data` with the name of the event and its id; withdrawn ones left out."""
    feiten: dict[str, list[Feit]] = defaultdict(list)
    weg = set()
    for inzending in simuleer(profielen()[code], aantal=AANTAL, seed=21, tot=TOT):
        if inzending.verwacht is Verwacht.AANVAARD:
            gebeurtenis = inzending.gebeurtenis
            data = gebeurtenis["data"]
            naam = gebeurtenis["type"].split(".")[3]
            feiten[gebeurtenis["subject"]].append(data | {"wat": naam, "eigen": gebeurtenis["id"]})
            weg.add(data["id"] if naam == "gebeurtenisingetrokken" else data.get("corrigeert", {}).get("id"))
    return {sleutel: [f for f in lijst if f["eigen"] not in weg] for sleutel, lijst in feiten.items()}


def van_soort(code: str, wat: str) -> list[Feit]:
    return [f for feiten in dossiers(code).values() for f in feiten if f["wat"] == wat]


def dagen(einde: str, begin: str) -> int:
    return (date.fromisoformat(einde) - date.fromisoformat(begin)).days


def opps(feiten: list[Feit]) -> list[str]:
    """The days on which an OPP of this pupil was set."""
    uit_begin = [f["opp"]["vastgesteldOp"] for f in feiten if f["wat"] == "beginstandvastgelegd" and "opp" in f]
    return uit_begin + [f["datum"] for f in feiten if f["wat"] == "oppvastgesteld"]


@alle_regios
def test_at_a_specialised_school_nearly_everybody_has_an_opp(profiel: Regioprofiel) -> None:
    met = Counter[bool]()
    for sleutel, feiten in dossiers(profiel.code).items():
        school = feiten[0]["school"]
        lang = any(f["wat"] == "beginstandvastgelegd" for f in feiten)
        if sleutel != school and lang and profiel.scholen[school].soort in GESPECIALISEERD:
            met[bool(opps(feiten))] += 1
    assert met[True] >= max(10, 19 * met[False])


@alle_regios
def test_a_pupil_at_a_level_that_asks_for_an_opp_is_at_the_school_for_that_level(profiel: Regioprofiel) -> None:
    gezien = Counter[str]()
    for feiten in dossiers(profiel.code).values():
        soort = profiel.scholen[feiten[0]["school"]].soort
        for feit in feiten:
            if feit["wat"] in ("niveaugewijzigd", "beginstandvastgelegd") and "niveau" in feit:
                canon = Canon(feit["niveau"]["canon"])
                gezien[canon] += 1
                assert (canon in (Canon.G3, Canon.G4)) <= (soort in GESPECIALISEERD)
                if feit.get("opp"):
                    assert profiel.opp_vereist(canon)
    assert {Canon.B2, Canon.E1, Canon.G4} <= gezien.keys()
    assert gezien[Canon.B2] > gezien[Canon.E2]


def test_a_special_school_has_a_tlv_of_its_own_soort_and_no_number_twice() -> None:
    nummers = Counter[str]()
    for stand in van_soort("plein-013", "beginstandvastgelegd"):
        soort = PLEIN.scholen[stand["school"]].soort
        assert ("tlv" in stand) == (soort in GESPECIALISEERD and "opp" in stand)
        if "tlv" in stand:
            assert stand["tlv"]["soort"] == soort.value
            nummers[stand["tlv"]["tlvNummer"]] += 1
    assert set(nummers.values()) == {1}


@alle_regios
def test_the_ways_to_an_opp_all_occur(profiel: Regioprofiel) -> None:
    soorten = Counter(f["wat"] for feiten in dossiers(profiel.code).values() for f in feiten)
    for wat in (
        "leerlinggehoord", "leerlingzietafvanhoren", "oppmetoudersbesproken", "handelingsdeelingestemd",
        "handelingsdeelinstemminggeweigerd", "handelingsdeelinstemmingingetrokken", "oppvastgesteld",
        "oppgeregistreerdinrod", "rodregistratiegeweigerd", "leerlingteruggekoppeld", "oppbijgesteld",
    ):  # fmt: skip
        assert soorten[wat] >= 1, wat
    assert soorten["leerlinggehoord"] > 4 * soorten["leerlingzietafvanhoren"]
    assert soorten["handelingsdeelingestemd"] > 5 * soorten["handelingsdeelinstemminggeweigerd"]
    versies = {f["versie"] for f in van_soort(profiel.code, "oppvastgesteld")}
    assert len(versies) >= 3


@alle_regios
def test_most_opps_are_set_within_six_weeks_and_some_later(profiel: Regioprofiel) -> None:
    duur = []
    for feiten in dossiers(profiel.code).values():
        op = [f["datum"] for f in feiten if f["wat"] == "niveaugewijzigd" and f["richting"] == "op"
              and profiel.opp_vereist(Canon(f["niveau"]["canon"]))]  # fmt: skip
        gezet = [f["datum"] for f in feiten if f["wat"] == "oppvastgesteld"]
        if op and gezet:
            duur.append(dagen(gezet[0], op[0]))
    op_tijd = sum(d <= 42 for d in duur)
    assert len(duur) > op_tijd > 0.7 * len(duur)


@alle_regios
def test_registration_in_the_rod_is_in_time_late_or_missing(profiel: Regioprofiel) -> None:
    hoe = Counter[str]()
    for feiten in dossiers(profiel.code).values():
        geregistreerd = {f["begindatum"]: f["datum"] for f in feiten if f["wat"] == "oppgeregistreerdinrod"}
        for opp in (f for f in feiten if f["wat"] == "oppvastgesteld"):
            if (dag := geregistreerd.get(opp["datum"])) is None:
                hoe["niet"] += 1
            else:
                hoe["op tijd" if dagen(dag, opp["datum"]) <= 7 else "te laat"] += 1
    assert min(hoe["niet"], hoe["te laat"]) >= 3
    assert hoe["op tijd"] > 0.6 * hoe.total()


@alle_regios
def test_an_opp_of_over_a_year_is_evaluated_in_time_late_without_somebody_or_not(profiel: Regioprofiel) -> None:
    hoe = Counter[str]()
    for feiten in dossiers(profiel.code).values():
        for stand in (f for f in feiten if f["wat"] == "beginstandvastgelegd" and "opp" in f):
            begin = stand["opp"].get("laatsteEvaluatie", stand["opp"]["vastgesteldOp"])
            uiterlijk = date.fromisoformat(begin) + timedelta(days=365)
            evaluaties = [f for f in feiten if f["wat"] == "oppgeevalueerd"]
            weg = any(f["wat"] in ("uitgeschreven", "handelingsdeelinstemmingingetrokken") for f in feiten)
            if uiterlijk < TOT - timedelta(days=30) and not weg:
                samen = [e for e in evaluaties if e["metOuders"] and e["metLeerling"]]
                hoe["zonder iemand"] += len(samen) < len(evaluaties)
                eerste = date.fromisoformat(samen[0]["datum"]) if samen else date.max
                hoe["op tijd" if eerste <= uiterlijk else "niet" if not samen else "te laat"] += 1
    assert min(hoe["zonder iemand"], hoe["niet"], hoe["te laat"]) >= 2, hoe
    assert hoe["op tijd"] > 0.6 * (hoe["op tijd"] + hoe["niet"] + hoe["te laat"])


@alle_regios
def test_plans_are_those_of_the_region_and_evaluated_in_time_late_or_not(profiel: Regioprofiel) -> None:
    plannen = van_soort(profiel.code, "plangestart")
    assert any(p["soort"] == "ihp" for p in plannen) == (profiel.code == "de-meierij")
    hoe = Counter[str]()
    for feiten in dossiers(profiel.code).values():
        klaar = {f["planId"]: f["datum"] for f in feiten if f["wat"] == "plangeevalueerd"}
        for plan in (f for f in feiten if f["wat"] == "plangestart" and f["evaluatiedatum"] < "2026-10-20"):
            dag = klaar.get(plan["planId"])
            hoe["niet" if dag is None else "op tijd" if dag <= plan["evaluatiedatum"] else "te laat"] += 1
    assert min(hoe["niet"], hoe["te laat"]) >= 2, hoe
    assert hoe["op tijd"] > 0.5 * hoe.total()


def test_an_opp_that_ends_is_mostly_ended_in_the_rod_and_never_at_a_specialised_school() -> None:
    geeindigd = Counter[bool]()
    for code, profiel in profielen().items():
        einden = {(f["school"], f.get("einddatum")) for f in van_soort(code, "oppgeregistreerdinrod")}
        for feit in van_soort(code, "oppafgesloten"):
            assert profiel.scholen[feit["school"]].soort not in GESPECIALISEERD
            geeindigd[(feit["school"], feit["datum"]) in einden] += 1
    assert geeindigd[True] > 4 * geeindigd[False]


@alle_regios
def test_every_school_tells_its_own_year_in_its_own_dossier(profiel: Regioprofiel) -> None:
    for school in profiel.scholen:
        soorten = {f["wat"] for f in dossiers(profiel.code)[school]}
        assert soorten >= {"ondersteuningsaanbodvastgesteld", "expertisegeregistreerd", "groepsplanvastgesteld"}
    for wat in ("mrinstemmingverleend", "ondersteuningsinzetgerapporteerd", "vraagzonderaanbodgerapporteerd"):
        assert van_soort(profiel.code, wat)


def test_where_the_region_has_a_calendar_nearly_every_groep_is_measured_and_elsewhere_some() -> None:
    gemeten = {(f["school"], f["groep"]) for f in van_soort("de-meierij", "seometingafgenomen")}
    assert len(gemeten) > 0.95 * 8 * len(MEIERIJ.scholen)
    elders = {(f["school"], f["groep"]) for f in van_soort("plein-013", "seometingafgenomen")}
    assert 0 < len(elders) < 0.6 * 8 * len(PLEIN.scholen)
    metingen = van_soort("de-meierij", "seometingafgenomen")
    najaar = [f["datum"] for f in metingen if f["periode"] == "nov" and "2026-09" < f["datum"] < TOT.isoformat()]
    assert najaar
    assert any(f["periode"] == "apr" and "2026-04-30" < f["datum"] < "2026-07" for f in metingen), "late"


def test_the_groepsplan_is_discussed_by_the_days_of_the_region() -> None:
    assert VO.termijnen["groepsplan-bespreking"].datums
    besproken = Counter((f["school"], f["groep"]) for f in van_soort("swv-vo", "groepsplanbesproken"))
    assert len(besproken) == 10 * len(VO.scholen)
    assert 2 <= besproken.total() / len(besproken) <= 4


def test_support_is_corrected_and_withdrawn_too() -> None:
    soort_van, gecorrigeerd, ingetrokken = {}, Counter[str](), Counter[str]()
    for profiel in profielen().values():
        for inzending in simuleer(profiel, aantal=AANTAL, seed=21, tot=TOT):
            gebeurtenis = inzending.gebeurtenis
            soort_van[gebeurtenis["id"]] = naam = gebeurtenis["type"].split(".")[3]
            if inzending.verwacht is Verwacht.AANVAARD:
                gecorrigeerd[naam] += "corrigeert" in gebeurtenis["data"]
                if naam == "gebeurtenisingetrokken":
                    ingetrokken[soort_van[gebeurtenis["data"]["id"]]] += 1
    assert min(gecorrigeerd[s] for s in ("oppvastgesteld", "plangestart", "beginstandvastgelegd")) >= 3
    assert min(ingetrokken[s] for s in ("signaalvastgelegd", "oppgeevalueerd", "seometingafgenomen")) >= 3
