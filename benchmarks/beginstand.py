"""A region's first day: `schakel ingest` of the beginstand of 25 000 pupils, while the hub decides and shows."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final

import msgspec
from sqlalchemy import Select, column, func, select, table

from benchmarks.events import REGIO
from benchmarks.figures import Figure, times
from benchmarks.hub import RunningHub, running_hub
from benchmarks.peer.running import RunningPeer, running_peer
from benchmarks.peer.view import TABLE
from benchmarks.stores import BACKENDS
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.storage.database import Database
from eventlog.views.view import View
from projections.school import SCHOOL
from schakel.client import HubClient
from schakel.databases import open_databases
from schakel.ingest import Journal, Report, follow, numbered, send
from schakel.ingest.sending import BATCH
from schakel.simulatie import beginstanden
from tests.servers.postgres import PostgresServer

PUPILS: Final = 25_000
_OF_PEER: Final = 5_000
_ROUNDS: Final = 3
_PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Run:
    """Events a second: stored, decided on as the sender is told, and shown in the view."""

    stored: float
    decided: float
    shown: float


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Events a second, median of rounds. A round: a fresh hub, then a fresh peer with the first of the same events."""
    today = day_of(SystemClock().now())
    stream = beginstanden(profielen()[REGIO], aantal=PUPILS, seed=7, tot=today)
    lines = [msgspec.json.encode(inzending.gebeurtenis) for inzending in stream]
    figures = []
    for backend in BACKENDS:
        ours, theirs = [], []
        for _ in range(_ROUNDS):
            async with running_hub(backend, postgres) as hub:
                ours.append(await _ingest(hub, lines))
            view = backend == "PostgreSQL"
            async with running_peer(backend, postgres, view=view) as peer:
                theirs.append(await _to_peer(peer, lines[:_OF_PEER], view=view))
        figures += _figures(backend, ours, theirs)
    return figures


def _figures(backend: str, ours: Sequence[Run], theirs: Sequence[Run]) -> list[Figure]:
    sent = times([run.stored for run in ours], [run.stored for run in theirs])
    found = [
        Figure(f"ingest of {PUPILS:,} beginstanden, stored", backend, _rate([run.stored for run in ours])),
        Figure("  decided, and the sender told of each", backend, _rate([run.decided for run in ours])),
        Figure("  and each pupil in the school view", backend, _rate([run.shown for run in ours])),
        Figure(f"  peer: {_OF_PEER:,} of them saved", backend, _rate([run.stored for run in theirs]), ratio=sent),
    ]
    if backend == "PostgreSQL":
        shown = times([run.shown for run in ours], [run.shown for run in theirs])
        rate = _rate([run.shown for run in theirs])
        found.append(Figure("  peer: and a row of each by its ProjectionRunner", backend, rate, ratio=shown))
    return found


async def _ingest(hub: RunningHub, lines: Sequence[bytes]) -> Run:
    report = Report()
    async with (
        HubClient.open(hub.server.url, hub.token) as client,
        open_databases(hub.settings) as databases,
    ):
        started = perf_counter()
        await send(client, numbered(lines), report, Journal(hub.server.url), on_progress=lambda _: None)
        stored = perf_counter() - started
        await follow(client, report, patience=_PATIENCE, on_progress=lambda _: None)
        decided = perf_counter() - started
        if report.accepted != len(lines):
            raise RuntimeError(f"{report.counts()}")
        async with databases.views.snapshot() as connection:
            rows = (await View(SCHOOL).generation(connection)).main
        await _until(databases.views, select(func.count()).select_from(rows), len(lines))
        shown = perf_counter() - started
    return Run(len(lines) / stored, len(lines) / decided, len(lines) / shown)


async def _to_peer(peer: RunningPeer, lines: Sequence[bytes], *, view: bool) -> Run:
    async with HubClient.open(peer.server.url, "") as client:
        started = perf_counter()
        for start in range(0, len(lines), BATCH):
            answers = await client.send(lines[start : start + BATCH])
            if any(answer.problem for answer in answers):
                raise RuntimeError("an event was not stored")
        stored = shown = perf_counter() - started
        if view:
            database = Database.postgres(peer.url, "public")
            try:
                await _until(database, select(func.count()).select_from(table(TABLE, column("id"))), len(lines))
            finally:
                await database.close()
            shown = perf_counter() - started
    return Run(len(lines) / stored, 0.0, len(lines) / shown)


async def _until(database: Database, count: Select[int], wanted: int) -> None:
    """Wait until there are so many rows. Raises RuntimeError when no more come."""
    last, since = -1, perf_counter()
    while True:
        async with database.snapshot() as connection:
            rows: int = await connection.scalar(count) or 0
        if rows == wanted:
            return
        if rows != last:
            last, since = rows, perf_counter()
        elif perf_counter() - since > _PATIENCE:
            raise RuntimeError(f"the view stays at {rows} rows")
        await asyncio.sleep(0.05)


def _rate(rates: Sequence[float]) -> str:
    return f"{median(rates):,.0f}/s"
