"""Filling a view from the log: submissions become rows, beside the peer's projection doing so."""

from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from benchmarks.figures import Figure, times
from benchmarks.peer.project import projecting_peer
from benchmarks.stores import BACKENDS, Store, fresh_store
from benchmarks.submissions import submit
from eventlog.following.feed import LogFeed
from eventlog.following.processor import BATCH, Runner
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.registry import checkpoints
from eventlog.views.view import View, prepare
from projections.inzendingen import INZENDINGEN
from tests.servers.postgres import PostgresServer

_EVENTS = 2_000
_ROUNDS = 5
_TYPE = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Events a second, median of rounds; each round of ours on PostgreSQL is followed by one of the peer."""
    figures = []
    theirs: list[float] = []
    with projecting_peer(postgres) as project:
        for backend in BACKENDS:
            ours: list[float] = []
            async with fresh_store(backend, postgres) as store:
                view = View(INZENDINGEN)
                await prepare(store.views, [view], head=0)
                runner = Runner(ProjectionProcessor(view, store.log), LogFeed(store.log), store.views, checkpoints)
                pupils = count()
                for _ in range(_ROUNDS + 1):
                    await submit(store, [f"leerling-{next(pupils)}" for _ in range(_EVENTS)], _TYPE, {"leerjaar": 5})
                    started = perf_counter()
                    await runner.catch_up()
                    ours.append(_EVENTS / (perf_counter() - started))
                    if backend == "PostgreSQL":
                        theirs.append(_EVENTS / project(_EVENTS))
                await _check(store, view)
            ours = ours[1:]  # the first round warms up
            what = f"project (inzendingen), a row an event, {BATCH} a transaction"
            figures.append(Figure(what, backend, f"{median(ours):,.0f}/s"))
    theirs = theirs[1:]
    figures += [
        Figure("  peer: none, its SQLite recorder has no subscriptions", "SQLite", "-"),
        Figure("  peer: its ProjectionRunner, a transaction an event", "PostgreSQL",
               f"{median(theirs):,.0f}/s", ratio=times(ours, theirs)),
    ]  # fmt: skip
    return figures


async def _check(store: Store, view: View[Any]) -> None:
    async with store.views.snapshot() as connection:
        rows = await connection.scalar(select(func.count()).select_from((await view.generation(connection)).main))
    if rows != _EVENTS * (_ROUNDS + 1):
        raise RuntimeError(f"the view has {rows} rows")
