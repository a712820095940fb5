"""`POST /v1/gebeurtenissen` in OpenAPI. The route reads raw bytes, so what it takes and gives is written out here."""

from typing import Any, Final

from contracts.catalogue import voorbeeld
from contracts.envelope import BATCH, JSON, STRUCTURED
from eventlog.deciding.standing import NOT_NOW

from ..web.openapi import problem_response

_EXAMPLE_TYPE: Final = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"
_EXAMPLE: Final = voorbeeld(_EXAMPLE_TYPE)
_ID: Final = "2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10"

_CLOUD_EVENT: Final[dict[str, Any]] = {
    "type": "object",
    "description": "CloudEvent 1.0, NL GOV-profiel. `data` volgt het schema van het type (/v1/catalogus).",
    "required": ["specversion", "id", "source", "type", "subject", "data"],
    "additionalProperties": False,
    "properties": {
        "specversion": {"type": "string", "const": "1.0"},
        "id": {"type": "string", "minLength": 1, "maxLength": 128},
        "source": {"type": "string", "description": "`urn:nld:oin:…:systeem:…` of `urn:nld:brin:…:systeem:…`"},
        "type": {"type": "string", "pattern": r"^nl\.passendonderwijs\.[a-z]+\.[a-z]+\.v[1-9][0-9]{0,2}$"},
        "time": {"type": "string", "format": "date-time"},
        "subject": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$",
            "description": "Uw sleutel van de leerling; de schoolcode als het schema bij `x-dossier` school noemt.",
        },
        "datacontenttype": {"type": "string", "const": JSON},
        "dataschema": {"type": "string", "format": "uri-reference"},
        "dataclassification": {"type": "string"},
        "traceparent": {"type": "string"},
        "tracestate": {"type": "string"},
        "data": {"type": "object"},
    },
}
_STATUS: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Van de inzending."},
        "status": {"type": "string", "enum": ["ontvangen", "aanvaard", "aangehouden"]},
        "wachtOp": {"type": "array", "items": {"type": "string"}},
        "tot": {"type": "string", "format": "date"},
        "regel": {"type": "string"},
        "grondslag": {"type": "string"},
        "melding": {"type": "string"},
        "volgendeStap": {"type": "string"},
    },
}
_ITEM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["index", "status"],
    "properties": {
        "index": {"type": "integer", "minimum": 0},
        "id": {"type": "string", "format": "uuid"},
        "status": {"type": "string", "enum": ["ontvangen", "niet-opgeslagen"]},
        "problem": {"$ref": "#/components/schemas/Probleem"},
    },
}
_LOCATION: Final = {
    "description": "Waar u de inzending volgt: /v1/inzendingen/{id}.",
    "schema": {"type": "string", "format": "uri-reference"},
}
_APPLIED: Final = {"description": "De wachttijd die is toegepast.", "schema": {"type": "string"}}
_RETRY: Final = {"Retry-After": {"description": "Seconden.", "schema": {"type": "integer"}}}


def _binary_headers() -> list[dict[str, Any]]:
    needed = ("specversion", "id", "source", "type", "subject")
    return [
        {
            "name": "ce-" + name,
            "in": "header",
            "required": False,
            "description": "Alleen in de binaire vorm" + ("; daar verplicht." if name in needed else "."),
            "schema": {"type": "string"},
            "example": _EXAMPLE[name],
        }
        for name in (*needed, "time", "dataschema")
    ]


def _answer(description: str, schema: dict[str, Any], example: Any, **headers: Any) -> dict[str, Any]:
    return {"description": description, "headers": headers, "content": {JSON: {"schema": schema, "example": example}}}


_ACCEPTED: Final[dict[str, Any]] = {
    "description": "Opgeslagen. Bij een batch: per gebeurtenis of zij is opgeslagen.",
    "headers": {"Location": _LOCATION, "Preference-Applied": _APPLIED},
    "content": {
        JSON: {
            "schema": {"oneOf": [_STATUS, {"type": "array", "items": _ITEM}]},
            "examples": {
                "ontvangen": {"value": {"id": _ID, "status": "ontvangen"}},
                "uitgesteld": {
                    "value": {
                        "id": _ID,
                        "status": "ontvangen",
                        "regel": NOT_NOW.id,
                        "grondslag": NOT_NOW.basis,
                        "melding": NOT_NOW.text,
                        "volgendeStap": NOT_NOW.next_step,
                    }
                },
                "aangehouden": {
                    "value": {
                        "id": _ID,
                        "status": "aangehouden",
                        "wachtOp": [_EXAMPLE_TYPE],
                        "tot": "2026-03-16",
                        "regel": "aanmelding-eerst",
                        "grondslag": "WPO 40",
                        "melding": "De hub heeft nog geen aanmelding van deze leerling bij deze school.",
                    }
                },
                "batch": {
                    "value": [
                        {"index": 0, "id": _ID, "status": "ontvangen"},
                        {
                            "index": 1,
                            "status": "niet-opgeslagen",
                            "problem": {
                                "type": "/v1/problemen/onbekend-type",
                                "title": "Onbekend type",
                                "status": 400,
                                "detail": "De hub kent dit type gebeurtenis niet.",
                                "volgendeStap": "Kies een type uit /v1/catalogus.",
                            },
                        },
                    ]
                },
            },
        }
    },
}

SUBMIT: Final[dict[str, Any]] = {
    "status_code": 202,
    "operation_id": "stuurGebeurtenissen",
    "summary": "Stuur één gebeurtenis of een batch",
    "description": (
        "Eén CloudEvent (structured of binary, hoogstens 64 KiB) of een batch (hoogstens 1000 stuks en 4 MiB). "
        "De hub antwoordt als alles vast is opgeslagen. Stuurt u hetzelfde nog eens, dan krijgt u hetzelfde antwoord."
    ),
    "responses": {
        201: _answer(
            "Aanvaard (met `Prefer: wait`).", _STATUS, {"id": _ID, "status": "aanvaard"},
            Location=_LOCATION, **{"Preference-Applied": _APPLIED},
        ),
        202: _ACCEPTED,
        400: problem_response("De gebeurtenis klopt niet. Alle fouten staan erbij; er is niets opgeslagen."),
        401: problem_response("Het token ontbreekt of klopt niet."),
        403: problem_response("`source` of `data.school` hoort niet bij uw token."),
        409: problem_response("Zelfde `id` met andere inhoud, of (met `Prefer: wait`) afgewezen door een regel."),
        410: problem_response("Eerder ontvangen en inmiddels vergeten."),
        413: problem_response("Te groot."),
        415: problem_response("Inhoudstype niet ondersteund."),
        503: problem_response("De hub kan nu niets opslaan.") | {"headers": _RETRY},
    },
    "openapi_extra": {
        "parameters": [
            {
                "name": "Prefer",
                "in": "header",
                "required": False,
                "description": "`wait=N`: wacht hoogstens N (tot 30) seconden op de uitkomst. Niet bij een batch.",
                "schema": {"type": "string"},
                "example": "wait=5",
            },
            *_binary_headers(),
        ],
        "requestBody": {
            "required": True,
            "content": {
                STRUCTURED: {"schema": _CLOUD_EVENT, "examples": {"aanmelding": {"value": _EXAMPLE}}},
                BATCH: {
                    "schema": {"type": "array", "maxItems": 1000, "items": _CLOUD_EVENT},
                    "examples": {"batch": {"value": [_EXAMPLE]}},
                },
                JSON: {
                    "schema": {"type": "object", "description": "`data`, met de attributen in `ce-`-headers."},
                    "examples": {"aanmelding": {"value": _EXAMPLE["data"]}},
                },
            },
        },
    },
}  # fmt: skip
