"""A region's year under way to one or more hubs, sent by several at once who send again until they get an answer."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final
from uuid import UUID

import aiohttp
import msgspec

from contracts.envelope import BATCH
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from schakel.client import ItemAnswer
from schakel.simulatie import simuleer
from tests.faults.hub_process import HubProcess

REGIO: Final = "plein-013"
_SENDERS: Final = 3
_SIZES: Final = (1, 1, 10, 50, 100)
_PAUSE: Final = 0.2
_answers = msgspec.json.Decoder(list[ItemAnswer])


class Load:
    """What is sent follows from the seed, and so does in which batches."""

    def __init__(self, events: int, *, seed: int) -> None:
        self._chance = random.Random(seed)
        year = simuleer(profielen()[REGIO], aantal=events, seed=seed, tot=day_of(SystemClock().now()))
        self.events = [inzending.gebeurtenis for inzending in year]
        self.answers: list[ItemAnswer] = []
        self._moved = asyncio.Condition()
        self._waiting: deque[list[bytes]] = deque()
        lines = deque(map(msgspec.json.encode, self.events))
        while lines:
            size = min(self._chance.choice(_SIZES), len(lines))
            self._waiting.append([lines.popleft() for _ in range(size)])

    @property
    def stored(self) -> set[UUID]:
        """The submissions of which a hub said that it has them."""
        return {UUID(answer.id) for answer in self.answers if answer.problem is None and answer.id}

    async def send(self, hubs: Sequence[HubProcess]) -> None:
        """Send everything, each part to the hub whose sender comes first."""
        async with asyncio.TaskGroup() as group:
            for hub in hubs:
                for _ in range(_SENDERS):
                    group.create_task(self._sender(hub))

    async def reached(self, share: float) -> None:
        """Return once this share of it is answered."""
        async with self._moved:
            await self._moved.wait_for(lambda: len(self.answers) >= share * len(self.events))

    async def meanwhile(self, times: int, harm: Callable[[random.Random], Awaitable[None]]) -> None:
        """Do harm so many times, each at a moment of its own share of the load, so that none falls after the end."""
        for number in range(times):
            await self.reached((number + self._chance.random()) / times)
            await asyncio.sleep(self._chance.random() * 0.05)
            await harm(self._chance)

    async def _sender(self, hub: HubProcess) -> None:
        headers = {
            "Authorization": f"Bearer {hub.token(sorted(profielen()[REGIO].scholen), REGIO)}",
            "Content-Type": BATCH,
        }
        async with aiohttp.ClientSession(hub.url, headers=headers) as session:
            while self._waiting:
                batch = self._waiting.popleft()
                found = await _until_answered(session, b"[" + b",".join(batch) + b"]")
                assert len(found) == len(batch)
                async with self._moved:
                    self.answers += found
                    self._moved.notify_all()


async def _until_answered(session: aiohttp.ClientSession, body: bytes) -> list[ItemAnswer]:
    until = asyncio.get_running_loop().time() + 120
    while asyncio.get_running_loop().time() < until:
        # Without an answer it is not known whether it was stored: it is sent again.
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.post("/v1/gebeurtenissen", data=body) as response:
                answer = await response.read()
                if response.status == 202:
                    return _answers.decode(answer)
                assert response.status == 503, (response.status, answer)
                assert int(response.headers["Retry-After"]) > 0
        await asyncio.sleep(_PAUSE)
    raise AssertionError("no answer for two minutes")
