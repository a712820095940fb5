"""Requests that cannot be read as events at all."""

import json

import pytest

from contracts.envelope import BATCH, JSON, STRUCTURED

from ..hub import ONTVANGEN, Hub, codes, gebeurtenis, problem


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


async def test_envelope_without_anything(hub: Hub) -> None:
    body = problem(await hub.send({}), 400, "ongeldige-gebeurtenis")
    assert {place for place, _ in codes(body)} >= {"#/id", "#/source", "#/specversion", "#/type", "#/data", "#/subject"}
