"""Somebody who asks a hub at a steady pace, and writes down what is answered and how soon."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import count
from statistics import quantiles
from typing import Final, NamedTuple

import aiohttp

_PACE: Final = 0.1


class Asked(NamedTuple):
    """One question. `at`: when it was its turn, on the loop's clock. `answer`: None where nobody answered."""

    path: str
    at: float
    ended: float
    answer: bytes | None


@asynccontextmanager
async def asking(url: str, paths: Sequence[str], headers: Mapping[str, str]) -> AsyncIterator[list[Asked]]:
    """Ask these in turn, ten a second, whether or not the one before was answered. An answer but 200 fails."""
    asked: list[Asked] = []
    loop = asyncio.get_running_loop()

    async def ask(session: aiohttp.ClientSession, path: str, at: float) -> None:
        answer = None
        try:
            async with session.get(path) as response:
                answer = await response.read()
                assert response.status == 200, (response.status, answer)
        except aiohttp.ClientError:
            pass
        asked.append(Asked(path, at, loop.time(), answer))

    async def go_on(session: aiohttp.ClientSession, group: asyncio.TaskGroup) -> None:
        start = loop.time()
        for number in count():
            at = start + number * _PACE
            await asyncio.sleep(at - loop.time())
            group.create_task(ask(session, paths[number % len(paths)], at))

    async with aiohttp.ClientSession(url, headers=headers) as session, asyncio.TaskGroup() as group:
        going = group.create_task(go_on(session, group))
        yield asked
        going.cancel()


def waits(asked: Iterable[Asked]) -> str:
    """How long answers took, from the moment at which it was their turn to be asked."""
    took = [(one.ended - one.at) * 1_000 for one in asked if one.answer is not None]
    cuts = quantiles(took, n=100)
    return f"{len(took)} answers, p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms"
