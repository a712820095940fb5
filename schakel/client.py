"""A sender over the public HTTP interface, as an LVS is one: batches, pauses when told so, resends safely."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlencode, urlsplit

import aiohttp
import msgspec

BATCH: Final = 100
OUTCOMES_AT_ONCE: Final = 100
"""As many as `GET /v1/uitkomsten` takes."""
_TRIES: Final = 8
_TRIES_UNSEEN: Final = 4
_BATCH_TYPE: Final = "application/cloudevents-batch+json"


class HubUnreachable(Exception):
    """The hub gave no usable answer, also not after waiting. The text says what to do."""


class ItemAnswer(msgspec.Struct, frozen=True):
    """What the hub said of one event. `status`: `ontvangen`, or `niet-opgeslagen` with the reason as problem+json."""

    index: int
    status: str
    id: str | None = None
    problem: dict[str, Any] | None = None


class Uitkomst(msgspec.Struct, frozen=True, rename="camel"):
    """Where a submission stands: `ontvangen`, `aangehouden`, `aanvaard` or `afgewezen`, and by which rule."""

    id: str
    status: str
    wacht_op: tuple[str, ...] = ()
    tot: str | None = None
    regel: str | None = None
    grondslag: str | None = None
    melding: str | None = None
    volgende_stap: str | None = None


class _Uitkomsten(msgspec.Struct):
    uitkomsten: list[Uitkomst]


_answers = msgspec.json.Decoder(list[ItemAnswer])
_outcomes = msgspec.json.Decoder(_Uitkomsten)
A = TypeVar("A")


class HubClient:
    """Use as `async with HubClient.open(url, token) as client`."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._seen = False  # a hub that never answered is not likely to be there

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, token: str) -> AsyncIterator[Self]:
        """A client for the hub at `url`; `token` is a bearer token."""
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}, timeout=timeout) as session:
            yield cls(session, url)

    async def send(self, events: Sequence[bytes]) -> list[ItemAnswer]:
        """Send these events (JSON each) as one batch, in order. Raises HubUnreachable; then none or all are stored."""
        body = b"[" + b",".join(events) + b"]"
        answer = await self._asked("POST", "/v1/gebeurtenissen", 202, data=body, headers={"Content-Type": _BATCH_TYPE})
        return _read(answer, 202, _answers)

    async def outcomes(self, submissions: Sequence[str]) -> list[Uitkomst]:
        """What became of these, at most `OUTCOMES_AT_ONCE`; what the hub does not have is left out.

        Raises HubUnreachable.
        """
        query = urlencode([("inzending", id_) for id_ in submissions])
        return _read(await self._asked("GET", f"/v1/uitkomsten?{query}", 200), 200, _outcomes).uitkomsten

    async def _asked(
        self, method: str, address: str, expected: int, *, data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:  # fmt: skip
        """The answer to a request that may be made again; patient with a hub that is busy or away for a moment."""
        attempt = 0
        while attempt < (_TRIES if self._seen else _TRIES_UNSEEN):
            pause = min(0.25 * 2**attempt, 15.0)
            attempt += 1
            try:
                async with self._session.request(
                    method, f"{self._url}{address}", data=data, headers=headers
                ) as response:
                    self._seen = True
                    answer = await response.read()
                    if response.status == expected:
                        return answer
                    if response.status not in (429, 503):
                        raise HubUnreachable(_refusal(response.status, answer))
                    pause = _seconds(response.headers.get("Retry-After"), pause)
            except aiohttp.InvalidURL:
                raise HubUnreachable(
                    f"{self._url} is geen webadres. Geef een adres als http://127.0.0.1:8000."
                ) from None
            except (aiohttp.ClientError, TimeoutError):
                pass  # not known whether it was stored: sending it again is safe, the hub knows it by its id
            await asyncio.sleep(pause)
        raise HubUnreachable(f"De hub op {self._url} geeft geen antwoord. Draait hij (`schakel serve`)?")

    async def get(self, path: str) -> dict[str, Any]:
        """The JSON answer to `GET path` of what is no list. Raises HubUnreachable for anything but 200."""
        answer, _ = await self._page(path)
        return answer

    async def get_all(self, path: str, **query: Any) -> dict[str, list[Any]]:
        """The JSON answer to `GET path` of a list, with the items of every page; a list in `query` is a key given more
        than once.

        Raises HubUnreachable for anything but 200.
        """
        wanted = [
            (name, str(value))
            for name, values in query.items()
            for value in (values if isinstance(values, list) else [values])
            if value is not None
        ]
        whole: dict[str, list[Any]] = {}
        further: str | None = f"{path}?{urlencode(wanted)}"
        while further is not None:
            page, further = await self._page(further)
            for name, items in page.items():
                whole.setdefault(name, []).extend(items)
        return whole

    async def _page(self, address: str) -> tuple[dict[str, Any], str | None]:
        """One page, and the address of the next."""
        try:
            async with self._session.get(f"{self._url}{address}") as response:
                answer = await response.read()
        except (aiohttp.ClientError, TimeoutError):
            raise HubUnreachable(f"De hub op {self._url} geeft geen antwoord.") from None
        if response.status != 200:
            raise HubUnreachable(_refusal(response.status, answer))
        page: dict[str, Any] = msgspec.json.decode(answer)
        link = response.links.get("next")
        if link is None:
            return page, None
        # Path and query alone: whatever host a link names, our token goes to our hub.
        parts = urlsplit(str(link["url"]))
        return page, f"{parts.path}?{parts.query}"


def _read(answer: bytes, status: int, form: "msgspec.json.Decoder[A]") -> A:
    try:
        return form.decode(answer)
    except msgspec.DecodeError:
        raise HubUnreachable(_refusal(status, b"")) from None


def _seconds(retry_after: str | None, otherwise: float) -> float:
    # A proxy may give a date; then our own pace will do.
    return float(retry_after) if retry_after is not None and retry_after.isdecimal() else otherwise


def _refusal(status: int, answer: bytes) -> str:
    try:
        problem = msgspec.json.decode(answer)
        text = f"{problem['title']} {problem.get('detail', '')}".strip()
    except (msgspec.DecodeError, KeyError, TypeError):
        text = "Dit is geen antwoord van een Schakel-hub. Klopt het adres?"
    return f"De hub weigert het verzoek ({status}). {text}"
