"""Memory of a whole hub while a million events go through it, beside the peer's server taking in what was sent.

`--events` sets how many.
"""

from collections.abc import Iterator
from itertools import islice

import msgspec

from benchmarks.events import REGIO
from benchmarks.figures import Figure
from benchmarks.hub import running_hub
from benchmarks.peer.running import running_peer
from benchmarks.stores import BACKENDS
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.store import EventLog
from schakel.client import BATCH, HubClient
from schakel.databases import open_databases
from schakel.simulatie import simuleer
from tests.servers.postgres import PostgresServer

_STEPS = 10
_LOOKS = 100


async def measure(postgres: PostgresServer, events: int) -> list[Figure]:
    """Resident memory after each tenth of the events in the log: a region's years, and what follows from them."""
    figures = []
    for backend in BACKENDS:
        ours, sent, head = await _hub(backend, postgres, events)
        theirs = await _peer(backend, postgres, sent)
        figures += [
            Figure(f"memory of the hub, {sent:,} sent, {head:,} events (MB, each tenth)", backend, _megabytes(ours),
                   "flat", f"end / middle {ours[-1] / ours[len(ours) // 2]:.2f}"),
            Figure(f"  peer: the server of `http`, the same {sent:,} sent", backend, _megabytes(theirs),
                   ratio=f"{theirs[-1] / ours[-1]:.1f}×"),
        ]  # fmt: skip
    return figures


async def _hub(backend: str, postgres: PostgresServer, events: int) -> tuple[list[int], int, int]:
    """Sizes, how many were sent, and how many are in the log then."""
    sizes: list[int] = []
    async with running_hub(backend, postgres) as hub, open_databases(hub.settings) as databases:
        log = EventLog(databases.log)
        stories = _bodies(events)
        batches = max(1, events // (_LOOKS * BATCH))  # between two looks
        async with HubClient.open(hub.server.url, hub.token) as client:
            sent = head = 0
            while head < events:
                sent += await _send(client, stories, batches)
                async with databases.log.snapshot() as connection:
                    head = await log.head(connection)
                if head * _STEPS >= events * (len(sizes) + 1):
                    sizes.append(hub.server.memory())
    return sizes, sent, head


async def _peer(backend: str, postgres: PostgresServer, amount: int) -> list[int]:
    sizes: list[int] = []
    async with running_peer(backend, postgres) as peer, HubClient.open(peer.server.url, "") as client:
        stories = _bodies(amount)
        sent = 0
        while sent < amount:
            sent += await _send(client, stories, 1)
            if sent * _STEPS >= amount * (len(sizes) + 1):
                sizes.append(peer.server.memory())
    return sizes


def _bodies(amount: int) -> Iterator[bytes]:
    """The same ones each time, as JSON."""
    stories = simuleer(profielen()[REGIO], aantal=amount, seed=5, tot=day_of(SystemClock().now()))
    return (msgspec.json.encode(story.gebeurtenis) for story in stories)


async def _send(client: HubClient, bodies: Iterator[bytes], batches: int) -> int:
    """Returns how many were sent. A few of them are wrong on purpose."""
    sent = refused = 0
    for _ in range(batches):
        answers = await client.send(list(islice(bodies, BATCH)))
        sent += len(answers)
        refused += sum(answer.problem is not None for answer in answers)
    if refused * 10 > sent:
        raise RuntimeError(f"{refused} of {sent} were refused")
    return sent


def _megabytes(sizes: list[int]) -> str:
    return " ".join(f"{size / 2**20:.0f}" for size in sizes)
