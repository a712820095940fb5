"""The form of every service: headers, problems, health, metrics."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import httpx
import pytest
import structlog
from fastapi import APIRouter, Depends, Query

from contracts.codes import Rol
from eventlog.clock import FixedClock
from services.web.app import create_app
from services.web.authenticate import identity_of
from services.web.identity import Identity
from services.web.local_keys import AUDIENCE, ISSUER, LocalKeys
from services.web.problem import Fout, Problem, pointer
from services.web.problem_kinds import GEDEELD, ONGELDIGE_INVOER, ProblemKind, by_name
from services.web.public import Check
from services.web.tokens import TokenVerifier

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EIGEN = ProblemKind("eigen-probleem", 418, "Eigen", "Van deze dienst.", "Niets.")


async def _fails() -> bool:
    raise ConnectionError("geheim")


async def _fine() -> bool:
    return True


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    router = APIRouter()

    @router.get("/v1/wie/{school}")
    async def who(
        school: str, aantal: Annotated[int, Query(ge=1, le=500)], identity: Annotated[Identity, Depends(identity_of)]
    ) -> dict[str, str]:
        return {"organisatie": identity.organisatie}

    @router.get("/v1/stuk")
    async def broken() -> None:
        raise RuntimeError("hier staat Noor Verzonnen")

    @router.get("/v1/eigen")
    async def own() -> None:
        raise Problem(EIGEN)

    @router.get("/v1/weg")
    async def gone() -> None:
        raise ConnectionRefusedError

    keys, clock = LocalKeys.open(tmp_path / "sleutel"), FixedClock(NU)
    app = create_app(
        "Proef",
        [router],
        verifier=TokenVerifier(keys.public_keys, issuer=ISSUER, audience=AUDIENCE, clock=clock),
        checks={"log": Check(_fine, "Log weg.")},
        problems=[EIGEN],
    )
    headers = {"authorization": f"bearer {keys.issue(Identity(Rol.SCHOOL, '99AA00'), now=NU)}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub", headers=headers) as made:
        yield made


async def test_headers_on_every_response(client: httpx.AsyncClient) -> None:
    for path in ("/v1/wie/99AA00?aantal=1", "/v1/stuk", "/nergens", "/livez", "/v1/openapi.json", "/metrics"):
        headers = (await client.get(path)).headers
        assert headers["api-version"] == "1.0.0"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["strict-transport-security"].startswith("max-age=")
        assert headers["x-frame-options"] == "DENY"
        assert ("access-control-allow-origin" in headers) == (path == "/v1/openapi.json")


async def test_invalid_parameters_are_400(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/wie/99AA00?aantal=geheim")
    assert response.status_code == 400
    body = response.json()
    assert body["errors"] == [
        {"in": "query", "location": {"name": "aantal"}, "code": "int_parsing", "detail": "Dit is geen geheel getal."}
    ]
    assert "geheim" not in response.text


async def test_what_nobody_foresaw_tells_nothing(client: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs() as logs:
        response = await client.get("/v1/stuk")
    assert response.status_code == 500
    assert response.json()["type"] == "/v1/problemen/onverwachte-fout"
    assert "Noor" not in response.text + str(logs)
    assert logs[0]["fault"] == "RuntimeError"
    assert "test_app.py" in logs[0]["at"]


async def test_a_database_that_is_gone(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/weg")
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0


async def test_every_kind_of_problem_is_explained(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/v1/problemen")).json()["problemen"]
    assert {kind["naam"] for kind in listed} == {kind.naam for kind in (*GEDEELD, EIGEN)}
    told = (await client.get("/v1/eigen")).json()
    explained = (await client.get(told["type"])).json()
    assert (explained["titel"], explained["status"]) == (told["title"], told["status"])
    assert (await client.get("/v1/problemen/onbekend")).status_code == 404


def test_two_kinds_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="eigen-probleem"):
        by_name([EIGEN, ProblemKind("eigen-probleem", 400, "Anders", "", "")])


def test_the_form_of_a_problem() -> None:
    fouten = [
        Fout("verplicht", "Ontbreekt.", pointer=pointer("data", "a/b~c", 0), index=3),
        Fout("vorm", "Klopt niet.", in_="header", name="ce-id"),
    ]
    body = Problem(ONGELDIGE_INVOER, errors=fouten, extra={"regel": "r", "status": "nooit"}).as_json()
    assert body["status"] == 400
    assert body["regel"] == "r"
    assert body["errors"] == [
        {
            "in": "body", "location": {"pointer": "#/data/a~1b~0c/0", "index": 3},
            "code": "verplicht", "detail": "Ontbreekt.",
        },
        {"in": "header", "location": {"name": "ce-id"}, "code": "vorm", "detail": "Klopt niet."},
    ]  # fmt: skip


async def test_health(client: httpx.AsyncClient) -> None:
    assert (await client.get("/livez")).json() == {"status": "ok"}
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "onderdelen": {"log": "ok"}})


async def test_not_ready(tmp_path: Path) -> None:
    keys = LocalKeys.open(tmp_path / "sleutel")
    verifier = TokenVerifier(keys.public_keys, issuer=ISSUER, audience=AUDIENCE, clock=FixedClock(NU))
    checks = {"log": Check(_fine, "Log weg."), "sleutels": Check(_fails, "Zoek de sleutels.")}
    app = create_app("Proef", [], verifier=verifier, checks=checks)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        response = await client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "niet gereed",
        "onderdelen": {"log": "ok", "sleutels": "niet gereed"},
        "meldingen": {"sleutels": "Zoek de sleutels."},
    }
    assert "geheim" not in response.text


async def test_a_part_that_is_not_needed_is_told_and_leaves_the_service_ready(tmp_path: Path) -> None:
    keys = LocalKeys.open(tmp_path / "sleutel")
    verifier = TokenVerifier(keys.public_keys, issuer=ISSUER, audience=AUDIENCE, clock=FixedClock(NU))
    aside = Check(_fails, "Het overzicht loopt vast.", needed=False)
    for whole, status, needed in (("gestoord", 200, _fine), ("niet gereed", 503, _fails)):
        checks = {"log": Check(needed, "Log weg."), "overzicht": aside}
        app = create_app("Proef", [], verifier=verifier, checks=checks)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            response = await client.get("/readyz")
        assert (response.status_code, response.json()["status"]) == (status, whole)
        assert response.json()["onderdelen"]["overzicht"] == "gestoord"
        assert response.json()["meldingen"]["overzicht"] == "Het overzicht loopt vast."


async def test_metrics_name_routes_and_never_addresses(client: httpx.AsyncClient) -> None:
    await client.get("/v1/wie/99AA00?aantal=1")
    await client.get("/v1/wie/99AA00/nergens")
    text = (await client.get("/metrics")).text
    assert 'schakel_http_requests_total{method="GET",route="/v1/wie/{school}",status="200"} 1.0' in text
    assert 'route="geen",status="404"' in text
    assert "99AA00" not in text


async def test_a_number_out_of_bounds_is_told_its_bound(client: httpx.AsyncClient) -> None:
    for aantal, text in ((0, "Dit getal is te klein: minstens 1."), (501, "Dit getal is te groot: hoogstens 500.")):
        response = await client.get("/v1/wie/12AB00", params={"aantal": aantal})
        assert [fout["detail"] for fout in response.json()["errors"]] == [text]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/livez", 200),
        ("/v1/openapi.json", 200),
        ("/v1/wie/99AA00?aantal=1", 200),
        ("/v1/stuk", 500),
        ("/nergens", 404),
    ],
)
async def test_head_is_get_without_a_body(client: httpx.AsyncClient, path: str, status: int) -> None:
    get, head = await client.get(path), await client.head(path)
    assert (get.status_code, head.status_code) == (status, status)
    assert head.headers == get.headers
    assert get.content
    assert head.content == b""


async def test_head_is_counted_as_head_and_allowed_where_get_is(client: httpx.AsyncClient) -> None:
    await client.head("/v1/wie/99AA00?aantal=1")
    text = (await client.get("/metrics")).text
    assert 'schakel_http_requests_total{method="HEAD",route="/v1/wie/{school}",status="200"} 1.0' in text
    refused = await client.post("/v1/eigen")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
