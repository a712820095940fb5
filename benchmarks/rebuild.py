"""Making the school view anew from 300 000 events, beside the peer's runner at a view of its own."""

from collections.abc import Callable
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from benchmarks.figures import Figure, times
from benchmarks.peer.project import projecting_peer
from benchmarks.stores import BACKENDS, Store, fresh_store
from eventlog.following.feed import LogFeed
from eventlog.views.rebuild import Rebuild
from eventlog.views.view import View, prepare
from projections.school import SCHOOL
from schakel.garbage import collect_seldom
from tests.projections.schoollog import SCHOOLS, Pupil, append_years, pupils_in
from tests.servers.postgres import PostgresServer

EVENTS = 300_000
_ROUNDS = 5
_OF_PEER = 2_000


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Events a second, median of rounds; each round of ours on PostgreSQL is followed by one of the peer."""
    figures = []
    theirs: list[float] = []
    with projecting_peer(postgres) as project:
        for backend in BACKENDS:
            async with fresh_store(backend, postgres) as store:
                ours = await _rounds(store, project if backend == "PostgreSQL" else None, theirs)
            what = f"rebuild (school), from {EVENTS:,} facts and signals to the switch"
            figures.append(Figure(what, backend, f"{median(ours):,.0f}/s", "15,000/s"))
    figures += [
        Figure("  peer: none, its SQLite recorder has no subscriptions", "SQLite", "-"),
        Figure(f"  peer: its ProjectionRunner, {_OF_PEER:,} events, a row and a transaction each", "PostgreSQL",
               f"{median(theirs):,.0f}/s", ratio=f"{times(ours, theirs)} (≥ 20)"),
    ]  # fmt: skip
    return figures


async def _rounds(store: Store, project: Callable[[int], float] | None, theirs: list[float]) -> list[float]:
    pupils = [Pupil(uuid4(), school) for school in islice(cycle(SCHOOLS), pupils_in(EVENTS))]
    await append_years(store.log, pupils)
    view = View(SCHOOL)
    await prepare(store.views, [view], head=EVENTS)
    speeds = []
    collect_seldom()  # as `schakel projecties herbouw` does
    for _ in range(_ROUNDS):
        rebuild = Rebuild(view, store.log, LogFeed(store.log), store.views)
        started = perf_counter()
        async with rebuild.alone():
            known, _ = await rebuild.begin()
            await rebuild.run(known)
            speeds.append(EVENTS / (perf_counter() - started))
            await rebuild.clean_up()
        if project is not None:
            theirs.append(_OF_PEER / project(_OF_PEER))
    await _check(store, view, len(pupils))
    return speeds


async def _check(store: Store, view: View[Any], pupils: int) -> None:
    async with store.views.snapshot() as connection:
        rows = await connection.scalar(select(func.count()).select_from((await view.generation(connection)).main))
    if rows != pupils:
        raise RuntimeError(f"the view has {rows} pupils")
