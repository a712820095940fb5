"""What goes wrong in a request, answered as problem+json: known problems, wrong input, and what nobody foresaw."""

import traceback
from collections.abc import Mapping
from typing import Any, Final, Literal

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eventlog.fault_name import fault_name
from eventlog.storage.unavailable import is_unavailable

from .problem import Fout, Problem, pointer
from .problem_kinds import (
    INHOUDSTYPE,
    METHODE,
    NIET_GEVONDEN,
    ONGELDIGE_INVOER,
    ONVERWACHT,
    TE_GROOT,
    ProblemKind,
)
from .unavailable import unavailable

_log = structlog.get_logger()

_PARAMETER: Final[dict[object, Literal["query", "path", "header"]]] = {
    "query": "query", "path": "path", "header": "header",
}  # fmt: skip
_BY_STATUS: Final = {404: NIET_GEVONDEN, 405: METHODE, 413: TE_GROOT, 415: INHOUDSTYPE}
_TEXTS: Final = {
    "missing": "Dit gegeven is verplicht.",
    "extra_forbidden": "Dit gegeven bestaat hier niet.",
    "date_from_datetime_parsing": "Dit is geen datum, zoals 2026-03-02.",
    "date_parsing": "Dit is geen datum, zoals 2026-03-02.",
    "int_parsing": "Dit is geen geheel getal.",
    "bool_parsing": "Kies true of false.",
    "uuid_parsing": "Dit is geen UUID.",
    "greater_than_equal": "Dit getal is te klein: minstens {ge}.",
    "less_than_equal": "Dit getal is te groot: hoogstens {le}.",
    "too_short": "Dit zijn er te weinig: minstens {min_length}.",
    "too_long": "Dit zijn er te veel: hoogstens {max_length}.",
    "enum": "Deze waarde staat niet in de lijst van mogelijke waarden.",
    "literal_error": "Deze waarde staat niet in de lijst van mogelijke waarden.",
    "json_invalid": "De tekst is geen geldige JSON.",
}


def handle_faults(app: FastAPI) -> None:
    """Let `app` answer every fault as problem+json."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _problem(_request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Problem):
        raise fault
    return fault.response()


async def _http(_request: Request, fault: Exception) -> Response:
    if not isinstance(fault, HTTPException):
        raise fault
    kind = _BY_STATUS.get(fault.status_code)
    if kind is None:
        kind = ONVERWACHT if fault.status_code >= 500 else _other(fault.status_code)
    headers = dict(fault.headers or {})
    if headers.get("Allow") == "GET":
        headers["Allow"] = "GET, HEAD"  # head.py
    return Problem(kind, headers=headers).response()


def _other(status: int) -> ProblemKind:
    return ProblemKind(
        ONGELDIGE_INVOER.naam, status, ONGELDIGE_INVOER.titel, "De hub kan dit verzoek niet verwerken.",
        ONGELDIGE_INVOER.volgende_stap,
    )  # fmt: skip


async def _invalid(_request: Request, fault: Exception) -> Response:
    if not isinstance(fault, RequestValidationError):
        raise fault
    return Problem(ONGELDIGE_INVOER, errors=[_fout(detail) for detail in fault.errors()]).response()


def _fout(detail: Mapping[str, Any]) -> Fout:
    where, *rest = detail.get("loc") or ("body",)
    code = str(detail.get("type"))
    text = _TEXTS.get(code, "Deze waarde heeft niet de vorm die de hub verwacht.").format(**detail.get("ctx", {}))
    if where in _PARAMETER:
        return Fout(code, text, in_=_PARAMETER[where], name=".".join(map(str, rest)))
    return Fout(code, text, pointer=pointer(*rest))


class CatchAll:
    """Answers what no handler knows: a database that cannot now with 503, the rest with a bare 500.

    Logged: the kind of fault and where, never its text, for that may hold what was sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as fault:
            place = traceback.extract_tb(fault.__traceback__)[-1]
            route = getattr(scope.get("route"), "path", None)
            _log.error("request failed", fault=fault_name(fault), at=f"{place.filename}:{place.lineno}", route=route)
            if begun:
                raise ConnectionError("answer broken off") from None
            problem = unavailable(fault) if is_unavailable(fault) else Problem(ONVERWACHT)
            await problem.response()(scope, receive, send)
