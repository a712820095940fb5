"""Inzage as others read it: every answer described, every example true, nothing left unsaid."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from services.inzage import antwoord

from .hub import ONE_IS_ENOUGH, Hub

MODELLEN = [
    model for model in vars(antwoord).values()
    if isinstance(model, type) and issubclass(model, antwoord.Antwoord) and model is not antwoord.Antwoord
]  # fmt: skip


@ONE_IS_ENOUGH
async def test_every_route_says_what_it_takes_and_gives(hub: Hub) -> None:
    document: dict[str, Any] = (await hub.http.get("/v1/openapi.json")).json()
    routes = {
        path: item["get"]
        for path, item in document["paths"].items()
        if path.startswith(("/v1/inz", "/v1/sch", "/v1/uit", "/v1/dos"))
    }
    assert set(routes) == {
        "/v1/inzendingen", "/v1/inzendingen/{id}", "/v1/uitkomsten", "/v1/scholen/{school}/leerlingen",
        "/v1/scholen/{school}/termijnen", "/v1/scholen/{school}/signalen", "/v1/scholen/{school}/kengetallen",
        "/v1/scholen/{school}/groepen", "/v1/dossiers/{pseudoniem}/tijdlijn",
    }  # fmt: skip
    for operation in routes.values():
        assert operation["operationId"]
        assert operation["summary"]
        assert operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert {"400", "401", "403"} <= set(operation["responses"])
        assert all("description" in parameter for parameter in operation["parameters"])
    names = {parameter["name"] for parameter in routes["/v1/scholen/{school}/leerlingen"]["parameters"]}
    assert names == {
        "school",
        "groep",
        "niveau",
        "extraOndersteuning",
        "voorwaardeVervallen",
        "binnenDagen",
        "teLaat",
        "uitgeschreven",
        "na",
        "aantal",
    }
    assert "Link" in routes["/v1/scholen/{school}/leerlingen"]["responses"]["200"]["headers"]


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_every_example_is_a_valid_answer_and_names_every_field(model: type[BaseModel]) -> None:
    schema = model.model_json_schema(by_alias=True, mode="serialization")
    for example in schema.get("examples", ()):
        Draft202012Validator(schema).validate(example)
        read = model.model_validate(example)
        assert read.model_dump(mode="json", by_alias=True) == example


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_names_on_the_wire_are_camel_case(model: type[BaseModel]) -> None:
    for name in model.model_json_schema(by_alias=True)["properties"]:
        assert name.isalnum()
        assert name[0].islower()
