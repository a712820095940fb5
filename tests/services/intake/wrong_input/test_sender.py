"""Senders who may not: another school, source, role or region; tokens."""

from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from contracts.codes import Rol
from contracts.envelope import STRUCTURED
from services.web.identity import Identity
from services.web.local_keys import AUDIENCE, ISSUER, LocalKeys

from ..hub import LVS, NU, Hub, codes, gebeurtenis, problem

BSN = "111222333"


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
