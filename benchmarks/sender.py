"""The sender of the benchmarks over HTTP: the same code to our hub and to the peer's server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import aiohttp
import msgspec

from benchmarks.events import PUPILS, gebeurtenissen
from benchmarks.server import Server
from contracts.envelope import BATCH, STRUCTURED

SETTLED = 3.0
"""Seconds in which a hub has decided on one event of every pupil."""


class Sender:
    """Posts events to one server, over connections that stay open. Raises RuntimeError for what is not taken."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = f"{url}/v1/gebeurtenissen"

    @classmethod
    @asynccontextmanager
    async def of(cls, server: Server) -> AsyncIterator[Self]:
        """Of a server that knows the pupils: each has one event."""
        async with aiohttp.ClientSession(headers=server.headers) as session:
            sender = cls(session, server.url)
            for _ in range(PUPILS // 100):
                await sender.batch(msgspec.json.encode(list(gebeurtenissen(100))))
            await asyncio.sleep(SETTLED)
            yield sender

    async def batch(self, body: bytes) -> None:
        """Many events in one request."""
        answers = await self._post(body, BATCH)
        if any("problem" in answer for answer in answers):
            raise RuntimeError("an event was not stored")

    async def single(self, body: bytes) -> str:
        """One event. Returns the id under which the server keeps it."""
        id_: str = (await self._post(body, STRUCTURED))["id"]
        return id_

    async def _post(self, body: bytes, kind: str) -> Any:
        async with self._session.post(self._url, data=body, headers={"Content-Type": kind}) as response:
            answer = await response.read()
            if response.status != 202:
                raise RuntimeError(f"{response.status}: {answer[:300]!r}")
            return msgspec.json.decode(answer)
