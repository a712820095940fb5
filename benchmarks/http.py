"""The public HTTP interface: batches and single submissions stored durably; beside the peer behind HTTP."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median

import msgspec

from benchmarks.events import gebeurtenissen
from benchmarks.figures import Figure, percentile, times
from benchmarks.hub import running_hub
from benchmarks.peer.running import running_peer
from benchmarks.sender import Sender
from benchmarks.stores import BACKENDS
from tests.servers.postgres import PostgresServer

_ROUNDS = 3
_BATCH = 100
_BATCHES = 200
_BATCH_CLIENTS = 4
_SINGLES = 3_000
_SINGLE_CLIENTS = 16


@dataclass(frozen=True)
class Run:
    """Events a second, and how long each request took (s)."""

    speed: float
    waits: list[float]


Load = Callable[[Sender], Awaitable[Run]]


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Events a second, median of rounds; p99 over all requests. A round: a fresh hub, then a fresh peer."""
    figures = []
    for backend in BACKENDS:
        figures += await _compare(
            backend, postgres, _batches, "batches of 100, 4 clients", "4 clients, 100 a transaction", "5,000/s"
        )
        figures += await _compare(backend, postgres, _singles, "single, 16 clients", "16 clients", "800/s, < 100 ms")
    return figures


async def _compare(
    backend: str, postgres: PostgresServer, load: Load, what: str, peers: str, target: str
) -> list[Figure]:
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        async with running_hub(backend, postgres) as hub, Sender.of(hub.server) as sender:
            ours.append(await load(sender))
        async with running_peer(backend, postgres) as peer, Sender.of(peer.server) as sender:
            theirs.append(await load(sender))
    ratio = times([run.speed for run in ours], [run.speed for run in theirs])
    return [
        Figure(f"HTTP, {what}, stored durably", backend, _text(ours), target),
        Figure(f"  peer: FastAPI endpoint that checks and saves, {peers}", backend, _text(theirs), ratio=ratio),
    ]


async def _batches(sender: Sender) -> Run:
    bodies = [msgspec.json.encode(list(gebeurtenissen(_BATCH))) for _ in range(_BATCHES)]
    run = await _requests(sender.batch, bodies, _BATCH_CLIENTS)
    return Run(run.speed * _BATCH, run.waits)


async def _singles(sender: Sender) -> Run:
    bodies = [msgspec.json.encode(event) for event in gebeurtenissen(_SINGLES)]
    return await _requests(sender.single, bodies, _SINGLE_CLIENTS)


async def _requests(send: Callable[[bytes], Awaitable[object]], bodies: Sequence[bytes], clients: int) -> Run:
    waits: list[float] = []

    async def client(start: int) -> None:
        for body in bodies[start::clients]:
            sent = time.perf_counter()
            await send(body)
            waits.append(time.perf_counter() - sent)

    started = time.perf_counter()
    await asyncio.gather(*(client(n) for n in range(clients)))
    return Run(len(bodies) / (time.perf_counter() - started), waits)


def _text(runs: Sequence[Run]) -> str:
    p99 = percentile([wait for run in runs for wait in run.waits], 0.99)
    return f"{median(run.speed for run in runs):,.0f}/s, p99 {p99 * 1_000:.0f} ms"
