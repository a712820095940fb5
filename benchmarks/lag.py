"""How soon a view shows what was sent, at a steady rate; beside the peer behind HTTP with its projection running."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
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
_SECONDS = 15
_WATCHED = 10
_PATIENCE = 60.0
_view = View(INZENDINGEN).main
_ours = select(_view.c.id).where(_view.c.status == "aanvaard")
_theirs: Select[UUID] = select(column("id")).select_from(table(TABLE, column("id")))


@dataclass(frozen=True)
class Lag:
    """Seconds from sending to showing, of those that were watched; and the rate at which all were shown."""

    waits: list[float]
    rate: float

    def __str__(self) -> str:
        p50, p99 = (percentile(self.waits, share) * 1_000 for share in (0.5, 0.99))
        return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms"

    def times(self, other: "Lag") -> str:
        """How many times as long the other takes, at the 50th and the 99th percentile."""
        p50, p99 = (percentile(other.waits, share) / percentile(self.waits, share) for share in (0.5, 0.99))
        return f"p50 {p50:.1f}×, p99 {p99:.1f}×"


async def measure(postgres: PostgresServer) -> list[Figure]:
    """A fresh hub on each backend, and right after the one on PostgreSQL a fresh server of the peer."""
    figures = []
    for backend in BACKENDS:
        async with (
            running_hub(backend, postgres) as hub,
            Sender.of(hub.server) as sender,
            open_databases(hub.settings) as databases,
        ):
            ours = await _lag(sender, databases.views, _ours)
        what = f"sent to accepted and visible, at {_RATE}/s"
        figures.append(Figure(what, backend, str(ours), "p99 < 250 ms"))
    figures.append(Figure("  peer: none, its SQLite recorder has no subscriptions", "SQLite", "-"))
    async with (
        running_peer("PostgreSQL", postgres, view=True) as peer,
        Sender.of(peer.server) as sender,
        _database(peer.url) as database,
    ):
        theirs = await _lag(sender, database, _theirs)
    what = f"  peer: POST to a row by its ProjectionRunner, at {theirs.rate:.0f}/s"
    figures.append(Figure(what, "PostgreSQL", str(theirs), ratio=ours.times(theirs)))
    return figures


@asynccontextmanager
async def _database(url: URL) -> AsyncIterator[Database]:
    database = Database.postgres(url, "public")
    try:
        yield database
    finally:
        await database.close()


async def _lag(sender: Sender, views: Database, shown: Select[UUID]) -> Lag:
    """Every tenth is watched: from just before it is sent until `shown` gives its id."""
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
    return Lag(waits, amount / (loop.time() - started))
