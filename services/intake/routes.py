"""`POST /v1/gebeurtenissen`: one CloudEvent (structured or binary) or a batch."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from contracts.envelope import BATCH, JSON, MAX_EVENT_BYTES, STRUCTURED
from eventlog.clock import Clock, day_of
from eventlog.following.courtesy import Courtesy

from ..web.authenticate import identity_of
from ..web.identity import Identity
from ..web.problem import Fout, Problem
from ..web.problem_kinds import INHOUDSTYPE, ONGELDIGE_INVOER, TE_GROOT
from .catalogue_routes import catalogue_routes
from .describe import SUBMIT
from .finding import Finding, Where, problem_of
from .outcomes import Outcome, Outcomes
from .prepare import Prepared, prepare_binary, prepare_structured
from .problems import AFGEWEZEN, GEEN_JSON
from .receive import Receiver
from .request_body import read_body

MAX_BATCH_ITEMS: Final = 1_000
MAX_BATCH_BYTES: Final = 4 * 1024 * 1024
MAX_WAIT: Final = 30
INZENDINGEN: Final = "/v1/inzendingen/"

_AT_A_TIME: Final = 64
"""Items prepared between two turns of the event loop, so that single submissions do not wait for a whole batch."""
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?([0-9]{1,6})\"?\s*(?:$|[,;])", re.IGNORECASE)
_json = msgspec.json.Encoder().encode
_items = msgspec.json.Decoder(list[msgspec.Raw]).decode


def create_router(receiver: Receiver, outcomes: Outcomes, clock: Clock, courtesy: Courtesy | None = None) -> APIRouter:
    """The routes of intake. The app must have the kinds of problem of problems.py (`VAN_INTAKE`).

    `courtesy`: told how many events are being stored, for the runners in the same process.
    """
    router = APIRouter(tags=["gebeurtenissen"])
    intake = _Intake(receiver, outcomes, clock, courtesy or Courtesy())

    @router.post("/v1/gebeurtenissen", response_class=Response, **SUBMIT)
    async def submit(request: Request) -> Response:
        return await intake.submit(request)

    router.include_router(catalogue_routes())
    return router


class _Intake:
    def __init__(self, receiver: Receiver, outcomes: Outcomes, clock: Clock, courtesy: Courtesy) -> None:
        self._courtesy = courtesy
        self._receiver = receiver
        self._outcomes = outcomes
        self._clock = clock

    async def submit(self, request: Request) -> Response:
        identity = await identity_of(request)
        mode = _mode(request)
        self._receiver.check_lag()
        now = self._clock.now()
        if mode == BATCH:
            body = await read_body(request, MAX_BATCH_BYTES)
            items = _batch_items(body)
            with self._courtesy.storing(len(items)):
                return await self._batch(items, identity, now, day_of(now))
        body = await read_body(request, MAX_EVENT_BYTES)
        with self._courtesy.storing(1):
            if mode == STRUCTURED:
                ready = prepare_structured(body, identity, now, day_of(now), Where())
            else:
                ready = prepare_binary(request.headers.items(), body, identity, now, day_of(now))
            if not isinstance(ready, Prepared):
                raise self._refused(ready)
            answer = (await self._receiver.submit([ready]))[0]
        if isinstance(answer, Problem):
            raise answer
        return await self._single(request, ready, answer.position)

    async def _single(self, request: Request, ready: Prepared, position: int) -> Response:
        headers = {"Location": f"{INZENDINGEN}{ready.submission}"}
        seconds = _seconds_to_wait(request)
        if seconds is None:
            return _stored(202, ready.submission, {"status": "ontvangen"}, headers)
        outcome = await self._outcomes.wait_for(ready.submission, position, seconds)
        headers["Preference-Applied"] = f"wait={seconds}"
        return _with_outcome(ready.submission, outcome, headers)

    async def _batch(self, items: Sequence[msgspec.Raw], identity: Identity, now: datetime, today: date) -> Response:
        answers: list[dict[str, Any]] = []
        good: list[Prepared] = []
        places: list[int] = []
        for index, item in enumerate(items):
            if index and index % _AT_A_TIME == 0:
                await asyncio.sleep(0)
            content = bytes(item)
            if len(content) > MAX_EVENT_BYTES:
                self._receiver.counted.labels(TE_GROOT.naam).inc()
                answers.append(_not_stored(index, _item_too_large(index)))
                continue
            ready = prepare_structured(content, identity, now, today, Where(index=index))
            if isinstance(ready, Prepared):
                answers.append({"index": index, "id": str(ready.submission), "status": "ontvangen"})
                good.append(ready)
                places.append(index)
            else:
                answers.append(_not_stored(index, self._refused(ready)))
        for place, answer in zip(places, await self._receiver.submit(good), strict=True):
            if isinstance(answer, Problem):
                answers[place] = _not_stored(place, answer)
        return Response(_json(answers), 202, media_type=JSON)

    def _refused(self, found: Sequence[Finding]) -> Problem:
        problem = problem_of(found)
        self._receiver.counted.labels(problem.kind.naam).inc()
        return problem


def _mode(request: Request) -> str:
    """The way in which the event is carried: STRUCTURED, BATCH or JSON (binary). Raises Problem (415)."""
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [p.partition("=")[2].strip('"') for p in parameters if p.startswith("charset=")]
    binary = any(name.startswith("ce-") for name in request.headers)
    if charsets and charsets != ["utf-8"]:
        detail = "De hub leest alleen UTF-8."
    elif media_type in (STRUCTURED, BATCH):
        return media_type
    elif media_type == JSON and binary:
        return JSON
    elif media_type == JSON:
        detail = "Bij `application/json` horen de attributen in `ce-`-headers (binaire vorm). Die zijn er niet."
    else:
        detail = INHOUDSTYPE.uitleg
    raise Problem(
        INHOUDSTYPE,
        detail,
        next_step=f"Gebruik `{STRUCTURED}` voor één, `{BATCH}` voor een lijst, of `{JSON}` met `ce-`-headers.",
        headers={"Accept": f"{STRUCTURED}, {BATCH}, {JSON}"},
    )


def _batch_items(body: bytes) -> list[msgspec.Raw]:
    try:
        items = _items(body)
    except msgspec.ValidationError:
        fout = Fout("lijst", "Een batch is een JSON-lijst van gebeurtenissen.", pointer="")
        raise Problem(ONGELDIGE_INVOER, errors=[fout]) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Problem(GEEN_JSON) from None
    if len(items) > MAX_BATCH_ITEMS:
        raise Problem(TE_GROOT, f"Een batch heeft hoogstens {MAX_BATCH_ITEMS} gebeurtenissen. Er is niets opgeslagen.")
    return items


def _item_too_large(index: int) -> Problem:
    text = f"Een gebeurtenis is hoogstens {MAX_EVENT_BYTES // 1024} KiB. Zij is niet opgeslagen."
    return Problem(TE_GROOT, text, errors=[Fout("te-groot", text, pointer="", index=index)])


def _not_stored(index: int, problem: Problem) -> dict[str, Any]:
    return {"index": index, "status": "niet-opgeslagen", "problem": problem.as_json()}


def _seconds_to_wait(request: Request) -> int | None:
    """`Prefer: wait=N` (RFC 7240), at most 30; None where it is not asked."""
    asked = _WAIT.search(",".join(request.headers.getlist("prefer")))
    return min(int(asked[1]), MAX_WAIT) if asked else None


def _stored(status: int, submission: UUID, body: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    return Response(_json({"id": str(submission), **body}), status, headers, JSON)


def _with_outcome(submission: UUID, outcome: Outcome | None, headers: Mapping[str, str]) -> Response:
    if outcome is None:
        return _stored(202, submission, {"status": "ontvangen"}, headers)
    told: dict[str, Any] = msgspec.to_builtins(outcome)
    if outcome.status == "afgewezen":
        del told["status"]
        raise Problem(
            AFGEWEZEN, outcome.melding, next_step=outcome.volgende_stap, headers=headers,
            extra={"id": str(submission), **told},
        )  # fmt: skip
    return _stored(201 if outcome.status == "aanvaard" else 202, submission, told, headers)
