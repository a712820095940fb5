"""Routes that every app has and anyone may read: kinds of problem, health, metrics."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import structlog
from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from .problem import Problem
from .problem_kinds import NIET_GEVONDEN, ProblemKind


@dataclass(frozen=True)
class Check:
    """A part of the service. `passes`: whether it does its work; may raise. `otherwise`: what an operator reads when it
    does not, in Dutch: what is wrong and what to do. `needed`: no request can be answered without it. Where another
    part fails the service is ready all the same, and says so (docs/decisions/0027)."""

    passes: Callable[[], Awaitable[bool]]
    otherwise: str
    needed: bool = True


PUBLIC_ROUTE: Final[dict[str, Any]] = {"security": []}
"""`openapi_extra` of a route without token."""

_log = structlog.get_logger()
_CHECK_SECONDS: Final = 2.0
_OK: Final = "ok"
_DISTURBED: Final = "gestoord"
_NOT_READY: Final = "niet gereed"
_CACHE: Final = {"Cache-Control": "public, max-age=3600"}
_json = msgspec.json.Encoder().encode

_KIND_SCHEMA: Final = {
    "type": "object",
    "required": ["naam", "status", "titel", "uitleg", "volgendeStap"],
    "properties": {
        "naam": {"type": "string"},
        "status": {"type": "integer"},
        "titel": {"type": "string"},
        "uitleg": {"type": "string"},
        "volgendeStap": {"type": "string"},
    },
}


def _ok(description: str, schema: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": description, "content": {"application/json": {"schema": schema}}}}


def problem_routes(kinds: Mapping[str, ProblemKind]) -> APIRouter:
    """`/v1/problemen`: what each `type` of problem+json means."""
    router = APIRouter(tags=["uitleg"])
    everything = _json({"problemen": sorted(kinds.values(), key=lambda kind: kind.naam)})

    @router.get(
        "/v1/problemen", operation_id="lijstProblemen", summary="Alle soorten problemen", response_class=Response,
        responses=_ok("Alle soorten problemen", {
            "type": "object", "required": ["problemen"],
            "properties": {"problemen": {"type": "array", "items": _KIND_SCHEMA}},
        }), openapi_extra=PUBLIC_ROUTE,
    )  # fmt: skip
    async def list_kinds() -> Response:
        """De soorten problemen die de hub kan melden, met wat u dan kunt doen."""
        return Response(everything, media_type="application/json", headers=_CACHE)

    @router.get(
        "/v1/problemen/{naam}", operation_id="leesProbleem", summary="Eén soort probleem", response_class=Response,
        responses=_ok("Uitleg", _KIND_SCHEMA), openapi_extra=PUBLIC_ROUTE,
    )  # fmt: skip
    async def read_kind(naam: str) -> Response:
        """Wat een soort probleem betekent. Het adres is de `type` in het antwoord met het probleem."""
        if naam not in kinds:
            raise Problem(NIET_GEVONDEN)
        return Response(_json(kinds[naam]), media_type="application/json", headers=_CACHE)

    return router


def operator_routes(checks: Mapping[str, Check], registry: CollectorRegistry) -> APIRouter:
    """`/livez`, `/readyz`, `/metrics`: for whoever runs the hub; not part of the API."""
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def live() -> Response:
        return Response(b'{"status":"ok"}', media_type="application/json")

    @router.get("/readyz")
    async def ready() -> Response:
        results = await asyncio.gather(*(_passes(name, check) for name, check in checks.items()))
        wrong = {name: check for (name, check), good in zip(checks.items(), results, strict=True) if not good}
        states = {name: _state([wrong[name]] if name in wrong else []) for name in checks}
        body: dict[str, Any] = {"status": _state(wrong.values()), "onderdelen": states}
        if wrong:
            body["meldingen"] = {name: check.otherwise for name, check in wrong.items()}
        return Response(_json(body), 503 if body["status"] == _NOT_READY else 200, media_type="application/json")

    @router.get("/metrics")
    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router


def _state(wrong: Iterable[Check]) -> str:
    """What is said of the whole, or of one part, where these checks fail."""
    needed = [check.needed for check in wrong]
    return _NOT_READY if any(needed) else _DISTURBED if needed else _OK


async def _passes(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            return await check.passes()
    except Exception as fault:
        _log.warning("not ready", part=name, fault=type(fault).__name__)
        return False
