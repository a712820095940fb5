"""`/v1/catalogus` and `/v1/schemas/{type}`: what can be sent, for anyone to read."""

import hashlib
from functools import cache
from typing import Any, Final

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from contracts.catalogue import CATALOGUS, DIALECT, SCHEMA_PAD, schema, voorbeeld

from ..web.problem import Problem
from ..web.problem_kinds import NIET_GEVONDEN
from ..web.public import PUBLIC_ROUTE

_MAX_AGE: Final = "public, max-age=3600"
_SCHEMA_JSON: Final = "application/schema+json"
_json = msgspec.json.Encoder(order="deterministic").encode

_ENTRY: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "domein", "omschrijving", "schema", "voorbeeld", "afzenders"],
    "properties": {
        "type": {"type": "string", "examples": ["nl.passendonderwijs.aanmeldingen.ontvangen.v1"]},
        "domein": {"type": "string", "examples": ["aanmeldingen"]},
        "omschrijving": {"type": "string"},
        "schema": {"type": "string", "format": "uri-reference"},
        "voorbeeld": {"type": "object", "description": "Een hele geldige CloudEvent."},
        "afzenders": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Rollen die dit type mogen sturen. Leeg: alleen de hub zelf.",
        },
    },
}
_NOT_CHANGED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "Niet veranderd sinds de `ETag` in `If-None-Match`."}
}


def catalogue_routes() -> APIRouter:
    """The public routes on contracts."""
    router = APIRouter(tags=["catalogus"])

    @router.get(
        "/v1/catalogus", operation_id="leesCatalogus", summary="Alle types gebeurtenissen", response_class=Response,
        responses={
            200: {
                "description": "Alle types",
                "content": {"application/json": {"schema": {"type": "array", "items": _ENTRY}}},
            },
            **_NOT_CHANGED,
        },
        openapi_extra=PUBLIC_ROUTE,
    )  # fmt: skip
    async def read_catalogue(request: Request) -> Response:
        """Elk type dat de hub kent, met wat het betekent, zijn schema en een voorbeeld."""
        return _cached(request, _catalogue(), "application/json")

    @router.get(
        "/v1/schemas/{type}", operation_id="leesSchema", summary="Het schema van een type", response_class=Response,
        responses={
            200: {
                "description": f"JSON Schema ({DIALECT}) van `data`",
                "content": {_SCHEMA_JSON: {"schema": {"type": "object"}}},
            },
            404: {"description": "De hub kent dit type niet."},
            **_NOT_CHANGED,
        },
        openapi_extra=PUBLIC_ROUTE,
    )  # fmt: skip
    async def read_schema(request: Request, type: str) -> Response:
        """JSON Schema 2020-12 van `data`, met per veld wie het ziet (`x-zicht`) en of het verzegeld wordt."""
        if type not in CATALOGUS:
            raise Problem(NIET_GEVONDEN, "De hub kent dit type niet.", next_step="Kies een type uit /v1/catalogus.")
        return _cached(request, _schema(type), _SCHEMA_JSON)

    return router


@cache
def _catalogue() -> bytes:
    return _json(
        [
            {
                "type": type_,
                "domein": model.kenmerken.domein,
                "omschrijving": model.kenmerken.omschrijving,
                "schema": SCHEMA_PAD + type_,
                "voorbeeld": voorbeeld(type_),
                "afzenders": sorted(model.kenmerken.afzenders),
            }
            for type_, model in CATALOGUS.items()
        ]
    )


@cache
def _schema(type_: str) -> bytes:
    return _json(schema(type_))


def _cached(request: Request, body: bytes, media_type: str) -> Response:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": _MAX_AGE, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
