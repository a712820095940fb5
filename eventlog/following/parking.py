"""Parked dossiers: what one processor cannot handle, kept with the reason until somebody has it done again."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import Table, delete, func, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import Recorded
from eventlog.fault_name import fault_place
from eventlog.following.poison import Stuck
from eventlog.storage.database import Transaction
from eventlog.storage.schema import PARKED

_log = structlog.get_logger()

HELD_SUBMISSION: Final = "wat nog wacht"
"""Stands for the event where a dossier was parked because of what it holds, not of what came in."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A dossier that a processor leaves alone from `position` on.

    `type`: of the event there. `reason`: what arose, and where in the source. `since`: µs since 1970 UTC.
    """

    processor: str
    dossier: UUID
    position: int
    type: str
    reason: str
    since: int


class Parking:
    """The parked dossiers of one processor. `checkpoints`: its table, beside which that of the parked stands."""

    def __init__(self, checkpoints: Table, processor: str) -> None:
        self._table = checkpoints.metadata.tables[PARKED]
        self._processor = processor
        self._mine = self._table.c.processor == processor
        self._count = select(func.count()).select_from(self._table).where(self._mine)
        self.amount = self._count.scalar_subquery()
        """SQL: how many there are; to be read along with the checkpoint."""

    async def count(self, connection: AsyncConnection) -> int:
        """How many there are."""
        return int(await connection.scalar(self._count) or 0)

    async def without(self, tx: Transaction, events: Sequence[Recorded]) -> Sequence[Recorded]:
        """Those of dossiers that are not parked."""
        c = self._table.c
        inside = set(await tx.scalars(select(c.dossier).where(self._mine, c.dossier.in_({e.dossier for e in events}))))
        return [event for event in events if event.dossier not in inside]

    async def list(
        self, connection: AsyncConnection, limit: int, after: tuple[int, UUID] = (0, UUID(int=0))
    ) -> "list[Parked]":
        """The first so many after a position and dossier, in that order."""
        c = self._table.c
        rows = await connection.execute(
            select(self._table)
            .where(self._mine, tuple_(c.position, c.dossier) > after)
            .order_by(c.position, c.dossier)
            .limit(limit)
        )
        return [Parked(r.processor, r.dossier, r.position, r.type, r.reason, r.since) for r in rows]

    async def add(self, tx: Transaction, stuck: Sequence[Stuck]) -> None:
        """Park from these events on. One that is parked already gets the new place and reason."""
        for one in stuck:
            event = one.event
            await self._put(tx, event.dossier, event.position, event.type, one.fault)

    async def add_held(self, tx: Transaction, dossier: UUID, reached: int, fault: Exception) -> None:
        """Park because of what is held in the dossier; all up to `reached` has been handled."""
        await self._put(tx, dossier, reached + 1, HELD_SUBMISSION, fault)

    async def remove(self, tx: Transaction, dossiers: Collection[UUID]) -> None:
        """No longer parked."""
        await tx.execute(delete(self._table).where(self._mine, self._table.c.dossier.in_(dossiers)))

    async def take_over(self, tx: Transaction, other: "Parking") -> None:
        """From now on what `other` had parked is parked here, and nothing else."""
        await tx.execute(delete(self._table).where(self._mine))
        await tx.execute(update(self._table).where(other._mine).values(processor=self._processor))

    async def clear(self, tx: Transaction) -> None:
        """The processor is no more."""
        await tx.execute(delete(self._table).where(self._mine))

    async def _put(self, tx: Transaction, dossier: UUID, position: int, type_: str, fault: Exception) -> None:
        upsert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
        row = {"position": position, "type": type_, "reason": fault_place(fault), "since": time.time_ns() // 1_000}
        await tx.execute(
            upsert(self._table)
            .values(processor=self._processor, dossier=dossier, **row)
            .on_conflict_do_update(index_elements=["processor", "dossier"], set_=row)
        )
        _log.error("parked", processor=self._processor, position=position, type=type_, fault=row["reason"])
