"""The catalogue: every event type, its model, its version and an example of a whole CloudEvent."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from . import (
    aanmeldingen,
    beheer,
    dossiers,
    inzendingen,
    leerlingen,
    ondersteuningsplannen,
    schoolprofielen,
    termijnsignalen,
)
from .codes import Bewaarklasse, Dossiersoort
from .gebeurtenis import Gebeurtenis, Veldwijzer, merken_van, ondermodel, veldwijzer
from .visibility import Gebeurd, Verzegeld, Zicht

_DOMEINEN: Final = (
    aanmeldingen, leerlingen, ondersteuningsplannen, schoolprofielen, dossiers, inzendingen, termijnsignalen,
    beheer,
)  # fmt: skip
SCHEMA_PAD: Final = "/v1/schemas/"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

CATALOGUS: Final[Mapping[str, type[Gebeurtenis]]] = MappingProxyType(
    {model.kenmerken.type: model for domein in _DOMEINEN for model in domein.GEBEURTENISSEN}
)
"""CloudEvents type → contract."""


@cache
def velden_van(type_: str) -> Veldwijzer:
    """The fields of a type with their audiences and sealing. KeyError for an unknown type."""
    return veldwijzer(CATALOGUS[type_])


def versies(type_: str) -> tuple[int, ...]:
    """The versions the hub knows of the event that `type_` names, whatever its `v<n>`; empty when it knows none."""
    stam = type_.rsplit(".v", 1)[0] + ".v"
    return tuple(sorted(int(t.removeprefix(stam)) for t in CATALOGUS if t.startswith(stam)))


def bewaarklasse(type_: str) -> Bewaarklasse:
    """Retention class of a type. KeyError for an unknown type."""
    return CATALOGUS[type_].kenmerken.bewaarklasse


def voorbeeld(type_: str) -> dict[str, Any]:
    """A whole valid CloudEvent of this type, of invented people."""
    model = CATALOGUS[type_]
    hub = not model.kenmerken.afzenders
    data = dict(model.kenmerken.voorbeeld)
    return {
        "specversion": "1.0",
        "id": "1b671a64-40d5-491e-99b0-da01ff1f3341",
        "source": f"urn:nld:oin:{'00000099000000000001' if hub else '00000099000000000002'}:systeem:"
        + ("schakel" if hub else "lvs"),
        "type": type_,
        "time": "2027-08-31T10:00:00Z" if hub else "2026-11-02T09:30:00Z",
        "subject": _subject(model),
        "datacontenttype": "application/json",
        "dataschema": SCHEMA_PAD + type_,
        "data": data,
    }


def _subject(model: type[Gebeurtenis]) -> str:
    dossiers = model.kenmerken.dossiers
    if Dossiersoort.LEERLING in dossiers:
        return "leerling-001"
    return "hub" if Dossiersoort.HUB in dossiers else str(model.kenmerken.voorbeeld["school"])


def schema(type_: str) -> dict[str, Any]:
    """JSON Schema 2020-12 of `data`, with audience (`x-zicht`), sealing and retention on each field."""
    model = CATALOGUS[type_]
    inhoud = model.model_json_schema(by_alias=True)
    for velden, uitleg in _modellen(model, inhoud):
        for naam, info in velden.model_fields.items():
            veld = uitleg["properties"][info.alias or naam]
            for merk in merken_van(info):
                match merk:
                    case Zicht():
                        veld["x-zicht"] = str(merk)
                    case Verzegeld():
                        veld["x-verzegeld"] = True
                    case Gebeurd():
                        veld["x-gebeurd"] = True
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_PAD + type_,
        **inhoud,
        "title": model.__name__,
        "description": model.kenmerken.omschrijving,
        "x-dossier": sorted(model.kenmerken.dossiers),
        "x-bewaarklasse": model.kenmerken.bewaarklasse.value,
        "x-afzenders": sorted(model.kenmerken.afzenders),
        "x-datumveld": model.kenmerken.datumveld,
    }


def _modellen(model: type[Any], inhoud: dict[str, Any]) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    """Each model in a contract, with the part of the schema that is of it."""
    yield model, inhoud
    for onder in _onder(model):
        yield onder, inhoud["$defs"][onder.__name__]


def _onder(model: type[Any]) -> Iterator[type[Any]]:
    for info in model.model_fields.values():
        onder = ondermodel(info.annotation)
        if onder is not None:
            yield onder
            yield from _onder(onder)
