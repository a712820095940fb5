"""Request metrics, by route template and never by address: an address may name a dossier."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class HttpMetrics:
    """Counter and duration of requests."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "schakel_http_requests", "HTTP requests", ("method", "route", "status"), registry=registry
        )
        self.seconds = Histogram(
            "schakel_http_seconds",
            "Duration of HTTP requests",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=registry,
        )


class Measure:
    """Pure ASGI middleware that counts and times."""

    def __init__(self, app: ASGIApp, metrics: HttpMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        started = time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            route = getattr(scope.get("route"), "path", "geen")
            method = scope["method"] if route != "geen" else "-"
            self._metrics.requests.labels(method, route, str(status)).inc()
            self._metrics.seconds.labels(method, route).observe(time.perf_counter() - started)
