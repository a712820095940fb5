"""How soon a view shows what was sent, at a steady rate; beside the peer behind HTTP, its projection running."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from sqlalchemy import URL, Select, column, select, table

from benchmarks.events import gebeurtenissen
from benchmarks.figures import Figure, percentile
from benchmarks.hub import running_hub
from benchmarks.peer.running import running_peer
from benchmarks.peer.view import TABLE
from benchmarks.sender import Sender
from benchmarks.stores import BACKENDS
from eventlog.storage.database import Database
from eventlog.views.view import View
from projections.inzendingen import INZENDINGEN
from schakel.databases import open_databases
from tests.servers.postgres import PostgresServer

_RATE = 200
_ROUNDS = 3
_SECONDS = 6
_WATCHED = 10
_PATIENCE = 60.0
_view = View(INZENDINGEN).numbered(1).main  # of a fresh hub
_ours = select(_view.c.id).where(_view.c.status == "aanvaard")
_theirs: Select[UUID] = select(column("id")).select_from(table(TABLE, column("id")))


@dataclass
class Lags:
    """Of those that were watched, in all rounds: seconds from sending to showing. And how long the rounds took (s)."""

    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        return percentile(self.waits, share) * 1_000

    @property
    def rate(self) -> float:
        """Sent and shown a second."""
        return _ROUNDS * _SECONDS * _RATE / self.seconds

    def __str__(self) -> str:
        return f"p50 {self.percentile(0.5):.0f} ms, p99 {self.percentile(0.99):.0f} ms"


async def measure(postgres: PostgresServer) -> list[Figure]:
    """In rounds: a fresh hub, and on PostgreSQL after each a fresh server of the peer."""
    figures = []
    theirs = Lags()
    for backend in BACKENDS:
        ours = Lags()
        for _ in range(_ROUNDS):
            async with (
                running_hub(backend, postgres) as hub,
                Sender.of(hub.server) as sender,
                open_databases(hub.settings) as databases,
            ):
                await _watch(ours, sender, databases.views, _ours)
            if backend == "PostgreSQL":
                async with (
                    running_peer(backend, postgres, view=True) as peer,
                    Sender.of(peer.server) as sender,
                    _database(peer.url) as database,
                ):
                    await _watch(theirs, sender, database, _theirs)
        what = f"sent to accepted and visible, at {ours.rate:.0f}/s (of {_RATE})"
        figures.append(Figure(what, backend, str(ours), "p99 < 250 ms"))
    p50, p99 = (theirs.percentile(share) / ours.percentile(share) for share in (0.5, 0.99))
    return [
        *figures,
        Figure("  peer: none, its SQLite recorder has no subscriptions", "SQLite", "-"),
        Figure(f"  peer: sent to a row by its ProjectionRunner, at {theirs.rate:.0f}/s", "PostgreSQL", str(theirs),
               ratio=f"p50 {p50:.1f}×, p99 {p99:.1f}×"),
    ]  # fmt: skip


@asynccontextmanager
async def _database(url: URL) -> AsyncIterator[Database]:
    database = Database.postgres(url, "public")
    try:
        yield database
    finally:
        await database.close()


async def _watch(lags: Lags, sender: Sender, views: Database, shown: Select[UUID]) -> None:
    """One round. Every tenth is watched: from just before it is sent until `shown` gives its id."""
    sent: dict[UUID, float] = {}
    waiting: set[UUID] = set()
    waits: list[float] = []
    loop = asyncio.get_running_loop()
    amount = _SECONDS * _RATE

    async def submit(body: bytes, watched: bool) -> None:
        started = time.perf_counter()
        id_ = UUID(await sender.single(body))
        if watched:
            sent[id_] = started
            waiting.add(id_)

    async def watch() -> None:
        # In the view itself: asking over HTTP a hundred times a second would be the load that is measured.
        while len(waits) < amount // _WATCHED:
            if waiting:
                async with views.snapshot() as connection:
                    query = shown.where(shown.selected_columns.id.in_(waiting))
                    seen = set((await connection.execute(query)).scalars())
                now = time.perf_counter()
                waits.extend(now - sent[id_] for id_ in seen)
                waiting.difference_update(seen)
            await asyncio.sleep(0.01)

    watcher = asyncio.create_task(watch())
    started = loop.time()
    tasks = []
    for number, event in enumerate(gebeurtenissen(amount)):
        await asyncio.sleep(max(0.0, started + number / _RATE - loop.time()))
        tasks.append(asyncio.create_task(submit(msgspec.json.encode(event), number % _WATCHED == 0)))
    await asyncio.gather(*tasks)
    await asyncio.wait_for(watcher, _PATIENCE)
    lags.waits += waits
    lags.seconds += loop.time() - started
