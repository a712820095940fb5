"""Filling an empty generation: dossier by dossier, each folded whole and written once (docs/decisions/0017).

Nothing is read back and nothing is changed twice, which is what following the log does for each event.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from uuid import UUID

from eventlog.events import Recorded, Topic
from eventlog.following.checkpoint import Checkpoint
from eventlog.following.courtesy import Courtesy
from eventlog.following.parking import Parking
from eventlog.following.poison import Widespread, attempt, handle_around, is_poison, too_many
from eventlog.storage.database import Database, Transaction
from eventlog.store import EventLog
from eventlog.views import registry
from eventlog.views import rows as view_rows
from eventlog.views.generation import Generation
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import Kept, Row, ViewReader
from eventlog.views.registry import Known, Stage
from eventlog.views.view import View

S = TypeVar("S")

CHUNK: Final = 10_000
"""How many facts are gone through in one transaction."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Wanted facts of some dossiers. `before`: the dossier after them, None when these are the last."""

    before: UUID | None
    wanted: Sequence[Recorded]


@dataclass(frozen=True, slots=True)
class Folded(Generic[S]):
    """What was simply folded. `rest`: events of dossiers with a correction, or that cannot be folded."""

    kept: dict[UUID, Kept[S]]
    rest: Sequence[Recorded]


class Fill(Generic[S]):
    """Fills one generation with all facts up to one position, and goes on where it was broken off.

    A dossier that cannot be folded is parked from the event that fails, as by who follows the log (guarantee 7).
    """

    def __init__(
        self,
        view: View[S],
        generation: Generation[S],
        log: EventLog,
        views: Database,
        chunk: int,
        courtesy: Courtesy,
    ) -> None:
        self._generation = generation
        self._processor = ProjectionProcessor(view, log, generation)
        self._parking = Parking(registry.checkpoints, self._processor.name)
        self._projection = generation.projection
        self._types = self._processor.wants[Topic.FACTS]
        self._log = log
        self._views = views
        self._chunk = chunk
        self._courtesy = courtesy
        self._reader = ViewReader(self._projection.reads, log.upcasters)
        self._tables = view_rows.for_dialect(views.dialect)

    async def run(self, known: Known, on_progress: Callable[[int], None]) -> Known:
        """Fill, and make the indexes. Raises Fenced where another process fills it too.

        Returns the generation as it is known then. `on_progress` is told about how many of them are in it.
        """
        while known.next is not None:
            known = await self._fill(known, known.next, on_progress)
        async with self._views.transaction() as tx:
            known = await registry.change(tx, known, stage=Stage.FOLLOWING)
            await self._generation.make_indexes(tx)
            checkpoint = Checkpoint(registry.checkpoints, known.processor)
            await checkpoint.move(tx, await checkpoint.lock(tx), known.upto)
        return known

    async def _fill(self, known: Known, first: UUID, on_progress: Callable[[int], None]) -> Known:
        reading = asyncio.create_task(self._read(first, known.upto))
        try:
            while True:
                chunk = await reading
                started = time.monotonic()
                if chunk.before is not None:
                    # The server looks for the next while this one is folded and written.
                    reading = asyncio.create_task(self._read(chunk.before, known.upto))
                folded = self._fold(chunk)
                async with self._views.transaction() as tx:
                    known = await registry.change(tx, known, next=chunk.before)
                    rest = folded.rest
                    if await attempt(tx, self._write(tx, folded.kept)) is not None:
                        rest = chunk.wanted
                    stuck = await handle_around(self._processor.handle, tx, rest)
                    if too_many(stuck, chunk.wanted):
                        raise Widespread(stuck)  # rather no new generation than one with little in it
                    await self._parking.add(tx, stuck)
                on_progress(known.filled)
                if chunk.before is None:
                    return known
                await asyncio.sleep(self._courtesy.rest(time.monotonic() - started, behind=True))
                await self._courtesy.make_way()
        finally:
            reading.cancel()

    async def _read(self, first: UUID, upto: int) -> Chunk:
        async with self._log.database.snapshot() as connection:
            before = await self._log.dossier_after(connection, first, self._chunk)
            wanted = await self._log.span(connection, first, before, upto=upto, types=self._types)
        return Chunk(before, wanted)

    def _fold(self, chunk: Chunk) -> Folded[S]:
        dossiers: dict[UUID, list[Recorded]] = {}
        for recorded in chunk.wanted:
            dossiers.setdefault(recorded.dossier, []).append(recorded)
        projection = self._projection
        folded: dict[UUID, Kept[S]] = {}
        otherwise: set[UUID] = set()
        for dossier, recorded_of in dossiers.items():
            try:
                events = [self._reader.read(recorded) for recorded in recorded_of]
                corrected = any(e.corrects is not None or e.withdraws is not None for e in events)
                kept = None if corrected else projection.after(projection.nothing, events)
                if kept is None:
                    otherwise.add(dossier)
                elif kept.state != projection.initial:
                    folded[dossier] = kept
            except Exception as fault:
                if not is_poison(fault):
                    raise
                otherwise.add(dossier)
        return Folded(folded, [recorded for recorded in chunk.wanted if recorded.dossier in otherwise])

    async def _write(self, tx: Transaction, folded: dict[UUID, Kept[S]]) -> None:
        columns, encode = self._projection.columns, self._projection.encode
        main: list[Row] = [(key, *columns(key, kept.state), encode(kept)) for key, kept in folded.items()]
        await self._tables.insert(tx, self._generation.main, main)
        for part in self._projection.parts:
            rows: list[Row] = [(key, *row) for key, kept in folded.items() for row in part.rows(kept.state)]
            await self._tables.insert(tx, self._generation.table(part.table), rows)
