"""The OpenAPI document: FastAPI's, with what the NL API Design Rules ask of every operation."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from .headers import API_VERSION
from .problem import MEDIA_TYPE

CONTACT: Final = {
    "name": "Beheer Schakel", "email": "beheer@schakel.example", "url": "https://schakel.example/contact",
}  # fmt: skip

_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "Een probleem volgens RFC 9457.",
    "required": ["type", "title", "status", "detail", "volgendeStap"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "examples": ["/v1/problemen/ongeldige-invoer"]},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "volgendeStap": {"type": "string", "description": "Wat u nu kunt doen."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fout"}},
    },
}
_FAULT: Final[dict[str, Any]] = {
    "type": "object",
    "description": "Eén fout. Alle fouten van een verzoek staan bij elkaar; waarden worden nooit herhaald.",
    "required": ["in", "location", "code", "detail"],
    "properties": {
        "in": {"type": "string", "enum": ["body", "header", "query", "path"]},
        "location": {
            "type": "object",
            "properties": {
                "pointer": {"type": "string", "description": "JSON Pointer in de inhoud."},
                "name": {"type": "string", "description": "Naam van de header of parameter."},
                "index": {"type": "integer", "description": "Plaats in een batch, vanaf 0."},
            },
        },
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
_VERSION: Final[dict[str, Any]] = {
    "description": "Volledige versie van de API.",
    "schema": {"type": "string", "examples": [API_VERSION]},
}
_WITH_TOKEN: Final = {"401": "Het token ontbreekt of klopt niet.", "403": "Het token geeft hier geen recht op."}
_ALWAYS: Final = {"default": "Een ander probleem."}


def problem_response(description: str) -> dict[str, Any]:
    """An OpenAPI response that is a problem."""
    return {"description": description, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Probleem"}}}}


def document(app: FastAPI) -> dict[str, Any]:
    """The document of `app`, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=API_VERSION,
            openapi_version="3.1.0",
            description=app.description,
            routes=app.routes,
            license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            servers=[{"url": "/"}],
        )
        made["info"]["contact"] = CONTACT
        _complete(made)
        app.openapi_schema = made
    return app.openapi_schema


def _complete(made: dict[str, Any]) -> None:
    parts = made.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    # Invalid input is 400 here; FastAPI's own 422 never leaves the hub.
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= {"Probleem": _PROBLEM, "Fout": _FAULT}
    parts["headers"] = {"API-Version": _VERSION}
    parts["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "OAuth2 client credentials. Claims: rol, organisatie, namens, regio, gebruiker.",
        }
    }
    made["security"] = [{"token": []}]
    for path in made.get("paths", {}).values():
        for operation in path.values():
            _complete_operation(operation)


def _complete_operation(operation: dict[str, Any]) -> None:
    responses = operation.setdefault("responses", {})
    if responses.pop("422", None) is not None:
        responses.setdefault("400", problem_response("De invoer klopt niet."))
    expected = _ALWAYS if operation.get("security") == [] else {**_WITH_TOKEN, **_ALWAYS}
    for status, description in expected.items():
        responses.setdefault(status, problem_response(description))
    for response in responses.values():
        response.setdefault("headers", {})["API-Version"] = {"$ref": "#/components/headers/API-Version"}
