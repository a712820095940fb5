"""Events that say what cannot be: type, dossier, fields, a number of a person, a day to come."""

import json
from typing import Any

import pytest

from ..hub import ONTVANGEN, SCHOOL, Hub, codes, gebeurtenis, problem

BSN = "111222333"
AANBOD = "nl.passendonderwijs.schoolprofielen.ondersteuningsaanbodvastgesteld.v1"
BEGINSTAND = "nl.passendonderwijs.dossiers.beginstandvastgelegd.v1"
ROD = "nl.passendonderwijs.ondersteuningsplannen.oppgeregistreerdinrod.v1"


async def test_unknown_type(hub: Hub) -> None:
    event = gebeurtenis(type="nl.passendonderwijs.aanmeldingen.verzonnen.v1", dataschema=...)
    body = problem(await hub.send(event), 400, "onbekend-type")
    assert codes(body) == [("#/type", "onbekend-type")]
    assert "/v1/catalogus" in body["volgendeStap"]


async def test_unknown_version_names_the_known_ones(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(type=ONTVANGEN[:-1] + "7", dataschema=...)), 400, "onbekende-versie")
    assert body["errors"][0]["detail"] == "De hub kent van deze gebeurtenis: v1."


async def test_a_type_of_the_hub_itself(hub: Hub) -> None:
    data = {"school": SCHOOL, "datum": "2026-11-01"}
    event = gebeurtenis("nl.passendonderwijs.leerlingen.bewaartermijnverstreken.v1", data, time=...)
    body = problem(await hub.send(event), 400, "type-van-de-hub")
    assert codes(body) == [("#/type", "type-van-de-hub")]


async def test_missing_and_extra_fields_all_at_once(hub: Hub) -> None:
    event = gebeurtenis(
        data={"leerjaar": ..., "ontvangstdatum": "vorige week", "schriftelijk": "ja", "hobby": "schaken"},
        subject=..., dataschema="/v1/schemas/iets.anders", time="gisteren",
    )  # fmt: skip
    body = problem(await hub.send(event), 400, "ongeldige-gebeurtenis")
    assert set(codes(body)) == {
        ("#/time", "time"), ("#/subject", "verplicht"), ("#/dataschema", "dataschema"),
        ("#/data/leerjaar", "verplicht"), ("#/data/ontvangstdatum", "datum"), ("#/data/schriftelijk", "ja-nee"),
        ("#/data/hobby", "onbekend-veld"),
    }  # fmt: skip
    for value in ("vorige week", "schaken", "gisteren"):
        assert value not in json.dumps(body)


@pytest.mark.parametrize("subject", ["", "Noor Verzonnen", "é", "x" * 65, "a/b", 12])
async def test_subject_is_a_key(hub: Hub, subject: Any) -> None:
    body = problem(await hub.send(gebeurtenis(subject=subject)), 400, "ongeldige-gebeurtenis")
    assert [place for place, _ in codes(body)] == ["#/subject"]


@pytest.mark.parametrize("subject", ["leerling-001", "99AB00", "99aa00", SCHOOL + "0"])
async def test_a_matter_of_the_school_is_under_its_own_code(hub: Hub, subject: str) -> None:
    body = problem(await hub.send(gebeurtenis(AANBOD, subject=subject)), 400, "ander-soort-dossier")
    assert codes(body) == [("#/subject", "ander-soort-dossier")]
    assert "schoolcode" in body["errors"][0]["detail"]
    assert subject not in json.dumps(body)


async def test_a_pupil_is_not_under_the_code_of_the_school(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(subject=SCHOOL)), 400, "ander-soort-dossier")
    assert codes(body) == [("#/subject", "ander-soort-dossier")]
    assert "leerling" in body["errors"][0]["detail"]
    batch = (await hub.send_batch([gebeurtenis(subject=SCHOOL)])).json()
    assert batch[0]["problem"]["type"] == "/v1/problemen/ander-soort-dossier"


async def test_the_kind_of_dossier_is_told_beside_other_faults(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(AANBOD, {"basis": "x"}, subject="a")), 400, "ongeldige-gebeurtenis")
    assert set(codes(body)) == {("#/data/basis", "lijst"), ("#/subject", "ander-soort-dossier")}


async def test_without_a_school_no_kind_of_dossier_is_asked_for(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(AANBOD, {"school": ...})), 400, "ongeldige-gebeurtenis")
    assert "ander-soort-dossier" not in {code for _, code in codes(body)}


@pytest.mark.parametrize("schooljaar", ["2026-2028", "2026-2026", "2027-2026"])
async def test_a_schooljaar_is_two_years_in_a_row(hub: Hub, schooljaar: str) -> None:
    body = problem(await hub.send(gebeurtenis(AANBOD, {"schooljaar": schooljaar})), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/schooljaar", "schooljaar")]


async def test_own_ids_and_tlv_numbers_have_their_form_told(hub: Hub) -> None:
    plan = gebeurtenis("nl.passendonderwijs.ondersteuningsplannen.plangestart.v1", {"planId": "Noor Verzonnen"})
    body = problem(await hub.send(plan), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/planId", "sleutel")]
    tlv = {"tlvNummer": "(1)", "soort": "SO", "categorie": "L", "ingang": "2026-08-01"}
    body = problem(await hub.send(gebeurtenis(BEGINSTAND, {"tlv": tlv})), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/tlv/tlvNummer", "tlvnummer")]


async def test_a_fault_within_a_list_is_told_with_its_place(hub: Hub) -> None:
    terms = [{"regel": "vervolg", "gestartOp": "2026-07-13"}, {"regel": "vervolg", "gestartOp": "2027-07-13"}]
    body = problem(await hub.send(gebeurtenis(BEGINSTAND, {"openTermijnen": terms})), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/openTermijnen/1/gestartOp", "datum_in_toekomst")]


@pytest.mark.parametrize("veld", [{"nummer": "12345"}, {"naam": "Noor Verzonnen"}, {"kenmerk": "00012345"}])
async def test_invariant_10_a_rod_registration_carries_dates_only(hub: Hub, veld: dict[str, str]) -> None:
    body = problem(await hub.send(gebeurtenis(ROD, veld)), 400, "ongeldige-gebeurtenis")
    assert codes(body) in ([(f"#/data/{naam}", code)] for naam in veld for code in ("onbekend-veld", "keuzelijst"))
    assert not any(waarde in json.dumps(body) for waarde in veld.values())


async def test_wrong_brin(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(data={"school": "99aa00"})), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/school", "schoolcode")]
    body = problem(await hub.send(gebeurtenis(data={"vorigeSchool": "Veenbloem"})), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/vorigeSchool", "schoolcode")]
    assert "12AB00" in body["errors"][0]["detail"]


@pytest.mark.parametrize(
    "event",
    [
        gebeurtenis(subject=BSN),
        gebeurtenis(id=BSN),
        gebeurtenis(data={"vorigeSchool": BSN}),
        gebeurtenis(data={"bsn": int(BSN)}),
        gebeurtenis("nl.passendonderwijs.ondersteuningsplannen.oppgeregistreerdinrod.v1", {"kenmerk": BSN}),
        gebeurtenis("nl.passendonderwijs.ondersteuningsplannen.plangestart.v1", {"planId": BSN}),
        gebeurtenis(data={BSN: 1}),
        gebeurtenis(time=..., specversion=..., data={"x": [{"y": BSN}]}),
        gebeurtenis("nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1", {"reden": f"Kind (BSN {BSN})"}),
        gebeurtenis() | {BSN: "x"},
        gebeurtenis(type=BSN),
    ],
)
async def test_a_bsn_is_refused_and_not_echoed(hub: Hub, event: dict[str, Any]) -> None:
    response = await hub.send(event)
    problem(response, 400, "persoonsnummer")
    assert BSN not in response.text
    assert BSN not in str(response.headers)
    batch = await hub.send_batch([event])
    assert batch.json()[0]["problem"]["type"] == "/v1/problemen/persoonsnummer"
    assert BSN not in batch.text


async def test_dates_in_the_future(hub: Hub) -> None:
    late = gebeurtenis(data={"ontvangstdatum": "2026-11-23"}, time="2026-11-22T09:06:00Z")
    body = problem(await hub.send(late), 400, "ongeldige-gebeurtenis")
    assert set(codes(body)) == {("#/time", "datum_in_toekomst"), ("#/data/ontvangstdatum", "datum_in_toekomst")}


async def test_a_timestamp_is_no_date(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(data={"ontvangstdatum": "1772409600"})), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/ontvangstdatum", "datum")]
