"""Wrong input: each a clear problem, with every fault at once, and nothing stored."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from contracts.codes import Rol
from contracts.envelope import BATCH, JSON, STRUCTURED
from eventlog.storage.database import Database
from services.web.identity import Identity
from services.web.local_keys import AUDIENCE, ISSUER, LocalKeys
from tests.servers.postgres import PostgresServer

from .hub import LVS, NU, ONTVANGEN, SCHOOL, Hub, codes, gebeurtenis, problem

BSN = "111222333"


@pytest.fixture(scope="module")
def empty_postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """One for all: nothing is ever stored in it."""
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Database, Database]:
    if request.param == "sqlite":
        return Database.sqlite(tmp_path / "log.db"), Database.sqlite(tmp_path / "keys.db")
    url: str = request.getfixturevalue("empty_postgres_url")
    return Database.postgres(url, "log"), Database.postgres(url, "keys")


@pytest.fixture(autouse=True)
async def nothing_is_stored(hub: Hub) -> AsyncIterator[None]:
    yield
    assert await hub.stored() == []
    assert await hub.dossiers() == 0


async def test_bad_json(hub: Hub) -> None:
    body = problem(await hub.post('{"id": "a", geheim', STRUCTURED), 400, "geen-json")
    assert codes(body) == [("#", "json")]
    assert "geheim" not in json.dumps(body)
    problem(await hub.post("[{]", BATCH), 400, "geen-json")
    problem(await hub.post(b'{"naam": "\xff"}', STRUCTURED), 400, "geen-json")
    problem(await hub.post("[" * 100_000, BATCH), 400, "geen-json")
    problem(await hub.post("", STRUCTURED), 400, "geen-json")


async def test_a_name_twice_in_one_object(hub: Hub) -> None:
    event = gebeurtenis()
    text = json.dumps(event).replace('"leerjaar":', '"leerjaar": 3, "leerjaar":')
    body = problem(await hub.post(text, STRUCTURED), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#", "dubbele-naam")]
    (item,) = (await hub.post(f"[{text}]", BATCH)).json()
    assert codes(item["problem"]) == [("#", "dubbele-naam")]
    headers = {f"ce-{name}": value for name, value in event.items() if name not in ("data", "datacontenttype")}
    data = json.dumps(event["data"]).replace('"leerjaar":', '"leerjaar": 3, "leerjaar":')
    body = problem(await hub.post(data, JSON, headers=headers), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#", "dubbele-naam")]


async def test_not_an_object(hub: Hub) -> None:
    assert codes(problem(await hub.send([1]), 400, "ongeldige-gebeurtenis")) == [("#", "object")]
    problem(await hub.send_batch({"id": 1}), 400, "ongeldige-invoer")  # type: ignore[arg-type]


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


async def test_envelope_without_anything(hub: Hub) -> None:
    body = problem(await hub.send({}), 400, "ongeldige-gebeurtenis")
    assert {place for place, _ in codes(body)} >= {"#/id", "#/source", "#/specversion", "#/type", "#/data", "#/subject"}


@pytest.mark.parametrize("subject", ["", "Noor Verzonnen", "é", "x" * 65, "a/b", 12])
async def test_subject_is_a_key(hub: Hub, subject: Any) -> None:
    body = problem(await hub.send(gebeurtenis(subject=subject)), 400, "ongeldige-gebeurtenis")
    assert [place for place, _ in codes(body)] == ["#/subject"]


AANBOD = "nl.passendonderwijs.schoolprofielen.ondersteuningsaanbodvastgesteld.v1"
BEGINSTAND = "nl.passendonderwijs.dossiers.beginstandvastgelegd.v1"
ROD = "nl.passendonderwijs.ondersteuningsplannen.oppgeregistreerdinrod.v1"


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


async def test_a_school_outside_namens(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(data={"school": "99ZZ00"})), 403, "school-niet-van-u")
    assert codes(body) == [("#/data/school", "school-niet-van-u")]


async def test_a_source_of_somebody_else(hub: Hub) -> None:
    for source in (
        "urn:nld:oin:00000099000000000003:systeem:lvs",
        "urn:nld:brin:99ZZ00:systeem:lvs",
        "urn:nld:oin:00000099000000000001:systeem:schakel",
    ):
        body = problem(await hub.send(gebeurtenis(source=source)), 403, "bron-niet-van-u")
        assert codes(body) == [("#/source", "bron-niet-van-u")]


async def test_nobody_sends_as_the_hub(hub: Hub) -> None:
    as_hub = replace(LVS, organisatie="00000099000000000001")
    event = gebeurtenis(source="urn:nld:oin:00000099000000000001:systeem:schakel")
    problem(await hub.send(event, identity=as_hub), 403, "bron-niet-van-u")


async def test_other_faults_beside_a_foreign_school_make_it_a_400(hub: Hub) -> None:
    body = problem(await hub.send(gebeurtenis(data={"school": "99ZZ00", "leerjaar": 9})), 400, "ongeldige-gebeurtenis")
    assert set(codes(body)) == {("#/data/school", "school-niet-van-u"), ("#/data/leerjaar", "te-groot")}


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.LVS, Rol.SCHOOL}))
async def test_other_roles_have_no_names_yet(hub: Hub, rol: Rol) -> None:
    body = problem(await hub.send(gebeurtenis(), identity=replace(LVS, rol=rol)), 400, "dossier-niet-te-vinden")
    assert codes(body) == [("#/subject", "dossier-niet-te-vinden")]


async def test_a_school_of_no_region(hub: Hub) -> None:
    stranger = Identity(Rol.LVS, LVS.organisatie, frozenset({"98ZZ00"}))
    problem(await hub.send(gebeurtenis(data={"school": "98ZZ00"}), identity=stranger), 400, "regio-onbekend")
    stranger = replace(stranger, regio="atlantis")
    problem(await hub.send(gebeurtenis(data={"school": "98ZZ00"}), identity=stranger), 400, "regio-onbekend")


@pytest.mark.parametrize("regio", ["plein-013", "atlantis"])
async def test_a_token_does_not_move_a_school_to_another_region(hub: Hub, regio: str) -> None:
    body = problem(await hub.send(gebeurtenis(), identity=replace(LVS, regio=regio)), 400, "regio-onbekend")
    (fout,) = body["errors"]
    assert fout["location"]["pointer"] == "#/data/school"
    assert fout["detail"] == "Deze school hoort bij een andere regio dan de regio in uw token."
    assert await hub.stored() == []


async def test_school_is_required_where_the_contract_leaves_it_open(hub: Hub) -> None:
    event = gebeurtenis("nl.passendonderwijs.aanmeldingen.passendeplekgezocht.v1", {"school": ...})
    body = problem(await hub.send(event), 400, "ongeldige-gebeurtenis")
    assert codes(body) == [("#/data/school", "verplicht")]


async def test_tokens(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = LocalKeys.open(tmp_path_factory.mktemp("ander") / "sleutel")
    claims = {"iss": ISSUER, "aud": AUDIENCE, "exp": int(NU.timestamp()) + 60, "rol": "lvs", "organisatie": "x"}
    unsigned = "eyJhbGciOiJub25lIn0.eyJyb2wiOiJsdnMifQ."
    shared = jwt.encode({"alg": "HS256"}, claims, OctKey.generate_key())
    for token, naam in {
        hub.token(now=NU - timedelta(hours=2)): "token-verlopen",
        unsigned: "token-niet-ondertekend",
        shared: "token-niet-ondertekend",
        other.issue(LVS, now=NU): "token-handtekening",
        hub.token()[:-6] + "AAAAAA": "token-handtekening",
        hub.token(audience="een-ander"): "token-bestemming",
        hub.token(issuer="een-ander"): "token-bestemming",
        hub.token(now=NU + timedelta(minutes=5)): "token-claim",
        hub.signing.sign({k: v for k, v in claims.items() if k != "organisatie"}): "token-claim",
        hub.signing.sign({k: v for k, v in claims.items() if k != "exp"}): "token-claim",
        hub.signing.sign(claims | {"rol": "koning"}): "token-claim",
        hub.signing.sign(claims | {"namens": ["overal"]}): "token-claim",
        hub.signing.sign(claims | {"gebruiker": BSN}): "token-claim",
        "onzin": "token-onleesbaar",
        "x" * 20_000: "token-onleesbaar",
    }.items():
        response = await hub.send(gebeurtenis(), token=token)
        problem(response, 401, naam)
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert token not in response.text
    response = await hub.http.post("/v1/gebeurtenissen", content=b"{}", headers={"content-type": STRUCTURED})
    problem(response, 401, "token-ontbreekt")


async def test_too_large(hub: Hub) -> None:
    type_ = "nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1"
    large = gebeurtenis(type_, {"reden": "x" * 66_000})
    problem(await hub.send(large), 413, "te-groot")
    problem(await hub.post(json.dumps(large["data"]), JSON, headers={"ce-type": type_}), 413, "te-groot")
    problem(await hub.send_batch([gebeurtenis()] * 1_001), 413, "te-groot")
    problem(await hub.post(b"[" + b" " * 4_194_304 + b"]", BATCH), 413, "te-groot")
    answer = await hub.send_batch([large])
    assert answer.status_code == 202
    assert answer.json()[0]["problem"]["type"] == "/v1/problemen/te-groot"


@pytest.mark.parametrize("content_type", ["", "text/plain", JSON, "application/cloudevents+avro"])
async def test_unsupported_content_type(hub: Hub, content_type: str) -> None:
    body = problem(await hub.post(json.dumps(gebeurtenis()), content_type), 415, "inhoudstype")
    assert STRUCTURED in body["volgendeStap"]
    problem(await hub.post("{}", STRUCTURED + "; charset=latin-1"), 415, "inhoudstype")


async def test_binary_faults_are_in_headers_and_body(hub: Hub) -> None:
    headers = {"ce-specversion": "1.0", "ce-type": ONTVANGEN, "ce-time": "nu"}
    response = await hub.post('{"school": "99AA00"}', JSON, headers=headers)
    body = problem(response, 400, "ongeldige-gebeurtenis")
    assert set(codes(body)) >= {
        ("ce-id", "verplicht"), ("ce-source", "verplicht"), ("ce-time", "time"), ("ce-subject", "verplicht"),
        ("#/leerjaar", "verplicht"),
    }  # fmt: skip
    broken = problem(await hub.post("{", JSON, headers=headers | {"ce-type": "x"}), 400, "ongeldige-gebeurtenis")
    assert {code for _, code in codes(broken)} >= {"json", "type", "verplicht"}
