"""A log with a view that follows it, to rebuild; and, run as a program, a rebuild that waits to be killed."""

import asyncio
import sys
from collections.abc import Callable
from random import Random
from typing import Any

from sqlalchemy import select

from eventlog.events import NewEvent
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.store import EventLog
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import Projection
from eventlog.views.rebuild import Rebuild
from eventlog.views.registry import checkpoints
from eventlog.views.view import View
from projections.school import SCHOOL
from tests.eventlog.places import Place

from .geschiedenis import geschiedenis

CHUNK = 5
SEED = 20261122


class Half(Exception):
    """Stops a rebuild where a process might have died."""


class Wereld:
    """One process at work on a place: opened anew, as another process has it."""

    def __init__(self, log: EventLog, views: Database, projection: Projection[Any] = SCHOOL) -> None:
        self.log = log
        self.views = views
        self.view: View[Any] = View(projection)
        self.feed = LogFeed(log, poll=0.005)
        self.runner = Runner(ProjectionProcessor(self.view, log), self.feed, views, checkpoints)

    @classmethod
    async def open(cls, place: Place, projection: Projection[Any] = SCHOOL) -> "Wereld":
        return cls(await place.log(), place.open("views"), projection)

    async def append(self, *events: NewEvent) -> None:
        async with self.log.database.transaction() as tx:
            await self.log.append(tx, events, 1_772_000_000_000_000)

    async def histories(self, amount: int, seed: int = SEED) -> None:
        """Append so many random histories, with corrections and withdrawals."""
        chance = Random(seed)
        for _ in range(amount):
            await self.append(*geschiedenis(chance))

    def rebuilding(self, chunk: int = CHUNK) -> Rebuild[Any]:
        return Rebuild(self.view, self.log, self.feed, self.views, chunk=chunk)

    async def rebuild(self, on_progress: Callable[[int], None] = lambda _: None) -> bool:
        """A whole rebuild. Returns whether it went on with one that was left."""
        rebuild = self.rebuilding()
        async with rebuild.alone():
            known, resumed = await rebuild.begin()
            await rebuild.run(known, on_progress)
            await rebuild.clean_up()
        return resumed

    async def number(self) -> int:
        """Which generation answers."""
        async with self.views.snapshot() as connection:
            return (await self.view.generation(connection)).number

    async def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the generation which answers holds."""
        found = {}
        async with self.views.snapshot() as connection:
            chosen = await self.view.generation(connection)
            for template in self.view.projection.tables:
                rows = await connection.execute(select(chosen.table(template)))
                found[template.name] = sorted((tuple(row) for row in rows), key=str)
        return found


async def main(backend: str, where: str) -> None:
    """Tell how far it is after each chunk, and wait half-way."""
    wereld = await Wereld.open(Place("sqlite" if backend == "sqlite" else "postgres", where))
    rebuild = wereld.rebuilding()

    def tell(seen: int) -> None:
        print(seen, flush=True)
        sys.stdin.readline()

    async with rebuild.alone():
        known, _ = await rebuild.begin()
        await rebuild.run(known, tell)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
