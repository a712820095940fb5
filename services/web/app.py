"""The form of every HTTP service: routes in, an app out that keeps the rules of the wire (standards.md)."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI
from prometheus_client import CollectorRegistry
from starlette.requests import Request
from starlette.responses import Response

from .faults import CatchAll, handle_faults
from .head import HeadAsGet
from .headers import ResponseHeaders
from .measure import HttpMetrics, Measure
from .openapi import document
from .problem_kinds import GEDEELD, ProblemKind, by_name
from .public import PUBLIC_ROUTE, Check, operator_routes, problem_routes
from .tokens import TokenVerifier

_json = msgspec.json.Encoder().encode


def create_app(
    title: str,
    routers: Iterable[APIRouter],
    *,
    verifier: TokenVerifier,
    description: str = "",
    checks: Mapping[str, Check] | None = None,
    problems: Iterable[ProblemKind] = (),
    registry: CollectorRegistry | None = None,
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None,
) -> FastAPI:
    """An app with these routes, and all that each service of the hub has.

    `verifier` is found again on `app.state` (authenticate.py). `checks`: what `/readyz` asks. `problems`: kinds of
    problem of the services themselves, beside the shared ones. `registry`: what `/metrics` shows, its own when None.
    """
    metrics = registry or CollectorRegistry()
    app = FastAPI(
        title=title, description=description, redirect_slashes=False, openapi_url=None, docs_url=None, redoc_url=None,
        lifespan=lifespan, telemetry={"tracing": False, "metrics": False},
    )  # fmt: skip
    app.state.verifier = verifier
    handle_faults(app)
    # The one added last is outermost.
    app.add_middleware(CatchAll)
    app.add_middleware(ResponseHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Measure, metrics=HttpMetrics(metrics))
    app.include_router(operator_routes(checks or {}, metrics))
    app.include_router(problem_routes(by_name((*GEDEELD, *problems))))
    for router in routers:
        app.include_router(router)
    _serve_openapi(app)
    return app


def _serve_openapi(app: FastAPI) -> None:
    def openapi() -> dict[str, Any]:
        return document(app)

    app.openapi = openapi  # type: ignore[method-assign]

    @app.get(
        "/v1/openapi.json",
        operation_id="leesOpenApi",
        summary="Deze beschrijving",
        tags=["uitleg"],
        response_class=Response,
        responses={
            200: {
                "description": "OpenAPI 3.1",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
        openapi_extra=PUBLIC_ROUTE,
    )
    async def read_openapi(_request: Request) -> Response:
        return Response(_json(document(app)), media_type="application/json")
