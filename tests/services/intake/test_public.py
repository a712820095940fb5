"""The catalogue, the schemas and the description of the API: for anyone, and right."""

from typing import Any

import jsonschema
import pytest

from contracts.catalogue import CATALOGUS
from contracts.envelope import BATCH, JSON, STRUCTURED

from .hub import ONTVANGEN, Hub, problem


async def test_catalogue(sqlite_hub: Hub) -> None:
    response = await sqlite_hub.http.get("/v1/catalogus")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cache-control"].startswith("public")
    entries = response.json()
    assert {entry["type"] for entry in entries} == set(CATALOGUS)
    for entry in entries:
        assert set(entry) == {"type", "domein", "omschrijving", "schema", "voorbeeld", "afzenders"}
        schema = (await sqlite_hub.http.get(entry["schema"])).json()
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(entry["voorbeeld"]["data"], schema)


async def test_examples_in_the_catalogue_can_be_sent(sqlite_hub: Hub) -> None:
    examples = [e["voorbeeld"] for e in (await sqlite_hub.http.get("/v1/catalogus")).json() if e["afzenders"]]
    examples = [example | {"id": str(place)} for place, example in enumerate(examples)]
    sent = [e for e in examples if e["data"].get("datum", "2026-01-01") < "2026-11-22"]
    answers = (await sqlite_hub.send_batch(sent)).json()
    assert [answer["status"] for answer in answers] == ["ontvangen"] * len(sent)


async def test_schema_is_cached_by_its_tag(sqlite_hub: Hub) -> None:
    path = f"/v1/schemas/{ONTVANGEN}"
    first = await sqlite_hub.http.get(path)
    assert first.headers["content-type"] == "application/schema+json"
    assert first.json()["$id"] == path
    again = await sqlite_hub.http.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    problem(await sqlite_hub.http.get("/v1/schemas/nl.passendonderwijs.x.y.v1"), 404, "niet-gevonden")


async def test_openapi_describes_every_mode_and_answer(sqlite_hub: Hub) -> None:
    document: dict[str, Any] = (await sqlite_hub.http.get("/v1/openapi.json")).json()
    assert set(document["info"]["contact"]) == {"name", "email", "url"}
    operation = document["paths"]["/v1/gebeurtenissen"]["post"]
    assert set(operation["requestBody"]["content"]) == {STRUCTURED, BATCH, JSON}
    for content in operation["requestBody"]["content"].values():
        for example in content["examples"].values():
            jsonschema.validate(example["value"], content["schema"])
    assert set(operation["responses"]) == {
        "201", "202", "400", "401", "403", "409", "410", "413", "415", "503", "default",
    }  # fmt: skip
    for path in document["paths"].values():
        for described in path.values():
            assert "422" not in described["responses"]
            assert all("API-Version" in answer["headers"] for answer in described["responses"].values())
    assert operation.get("security") is None
    assert document["paths"]["/v1/catalogus"]["get"]["security"] == []


@pytest.mark.parametrize(
    ("method", "path", "status", "naam"),
    [
        ("GET", "/v1/gebeurtenissen/", 404, "niet-gevonden"),
        ("POST", "/v1/gebeurtenissen/", 404, "niet-gevonden"),
        ("DELETE", "/v1/gebeurtenissen", 405, "methode-niet-toegestaan"),
        ("GET", "/nergens", 404, "niet-gevonden"),
    ],
)
async def test_wrong_address_or_method(sqlite_hub: Hub, method: str, path: str, status: int, naam: str) -> None:
    problem(await sqlite_hub.http.request(method, path), status, naam)
