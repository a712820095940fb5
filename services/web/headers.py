"""Headers on every response (NL API Design Rules; design §6), as plain ASGI: this runs on every request."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

API_VERSION: Final = "1.0.0"
PUBLIC: Final = ("/v1/openapi.json", "/v1/asyncapi.json", "/v1/catalogus", "/v1/schemas", "/v1/problemen")
"""Addresses that any web page may read: no token, no personal data."""

_ALWAYS: Final = [
    (b"api-version", API_VERSION.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
]
_NO_STORE: Final = (b"cache-control", b"no-store")
_CORS: Final = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"API-Version, ETag"),
]


class ResponseHeaders:
    """Adds the headers; a route that sets `Cache-Control` keeps its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        public = scope["path"].startswith(PUBLIC)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *_ALWAYS]
                if not any(name.lower() == b"cache-control" for name, _ in headers):
                    headers.append(_NO_STORE)
                if public:
                    headers += _CORS
                message["headers"] = headers
            await send(message)

        await self._app(scope, receive, with_headers)
