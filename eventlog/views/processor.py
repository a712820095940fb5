"""A projection as a processor: per batch one read of the states it touches, and one write per table."""

from collections.abc import Collection, Mapping, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Table

from eventlog.events import Recorded, Topic
from eventlog.storage.database import Transaction
from eventlog.store import EventLog
from eventlog.views import rows as view_rows
from eventlog.views.generation import Generation, processor_name
from eventlog.views.projection import Kept, Row, ViewEvent, ViewReader
from eventlog.views.view import View

S = TypeVar("S")


class ProjectionProcessor(Generic[S]):
    """Keeps a view equal to its fold from scratch, whatever the batches (tests/projections/test_any_history.py).

    A correction or withdrawal has its dossier folded anew from the log, and so has a fact that is told after what
    happened later: the log is asked for nothing else. What it writes to is the generation that answers, or the one it
    is given.
    """

    def __init__(self, view: View[S], log: EventLog, generation: Generation[S] | None = None) -> None:
        name = view.projection.name
        self.name = name if generation is None else processor_name(name, generation.number)
        self.wants = log.upcasters.wants(view.projection.wants)
        self._view = view
        self._generation = generation
        self._projection = view.projection
        self._log = log
        self._reader = ViewReader(self._projection.reads, log.upcasters)
        view_rows.check_columns(view.projection.tables)
        self._tables = view_rows.for_dialect(log.database.dialect)

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        """Fold the batch into the states it touches, and write what changed. Raises ViewNotReady."""
        generation = self._generation or await self._view.followed(tx)
        events: dict[UUID, list[ViewEvent]] = {}
        anew: set[UUID] = set()
        for recorded in batch:
            event = self._reader.read(recorded)
            key = self._projection.key(event)
            events.setdefault(key, []).append(event)
            if event.topic is Topic.FACTS and (event.corrects is not None or event.withdraws is not None):
                anew.add(key)
        packed = await self._tables.states(tx, generation.main, list(events))
        before = {key: self._projection.decode(kept) for key, kept in packed.items()}
        after: dict[UUID, Kept[S]] = {}
        for key, happened in events.items():
            if key not in anew:
                kept = self._projection.after(before.get(key, self._projection.nothing), happened)
                if kept is None:
                    anew.add(key)
                else:
                    after[key] = kept
        if anew:
            for key, history in (await self._history(anew, upto=batch[-1].position)).items():
                after[key] = self._projection.anew(history)
        after = {key: kept for key, kept in after.items() if kept != before.get(key, self._projection.nothing)}
        await self._write_main(tx, generation.main, before, after)
        await self._write_parts(tx, generation, before, after)

    async def _write_main(
        self, tx: Transaction, main: Table, before: Mapping[UUID, Kept[S]], after: Mapping[UUID, Kept[S]]
    ) -> None:
        initial, columns, encode = self._projection.initial, self._projection.columns, self._projection.encode
        gone: list[UUID] = []
        new: list[Row] = []
        moved: list[Row] = []
        same: list[tuple[UUID, bytes]] = []
        for key, kept in after.items():
            if kept.state == initial:
                gone.append(key)
                continue
            row = columns(key, kept.state)
            if key not in before:
                new.append((key, *row, encode(kept)))
            elif columns(key, before[key].state) != row:
                moved.append((key, *row, encode(kept)))
            else:
                same.append((key, encode(kept)))
        await self._tables.delete(tx, main, gone)
        await self._tables.insert(tx, main, new)
        await self._tables.update(tx, main, moved)
        await self._tables.update_states(tx, main, same)

    async def _write_parts(
        self, tx: Transaction, generation: Generation[S], before: Mapping[UUID, Kept[S]], after: Mapping[UUID, Kept[S]]
    ) -> None:
        for part in self._projection.parts:
            gone: list[UUID] = []
            new: list[Row] = []
            for key, kept in after.items():
                rows_before = part.rows(before[key].state) if key in before else ()
                rows = part.rows(kept.state)
                if rows != rows_before:
                    if rows_before:
                        gone.append(key)
                    new.extend((key, *row) for row in rows)
            table = generation.table(part.table)
            await self._tables.delete(tx, table, gone)
            await self._tables.insert(tx, table, new)

    async def _history(self, dossiers: Collection[UUID], upto: int) -> dict[UUID, list[ViewEvent]]:
        # Of all types: what a withdrawal means may be one that this view does not read.
        async with self._log.database.snapshot() as connection:
            found = await self._log.facts(connection, dossiers, None, upto=upto, unversioned=True)
        return {dossier: [self._reader.read(event) for event in facts] for dossier, facts in found.items()}
