"""How far a processor has read, kept in the transaction of its own writes and fenced (guarantee 3)."""

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.following.parking import Parking
from eventlog.storage.database import Transaction


class Fenced(Exception):
    """Another runner of the same processor moved the checkpoint: what was read is not ours to handle."""

    def __init__(self, processor: str, position: int) -> None:
        super().__init__(f"{processor} stands at {position}, moved by another runner")
        self.position = position


class Checkpoint:
    """The position of one processor in one checkpoint table."""

    def __init__(self, table: Table, processor: str) -> None:
        self._table = table
        self._processor = processor
        # Made once: they run for every batch.
        mine = table.c.processor == processor
        self._select = select(table.c.position).where(mine).with_for_update(of=table)
        self._select_both = (
            select(table.c.position, Parking(table, processor).amount).where(mine).with_for_update(of=table)
        )
        self._update = (
            update(table).where(mine, table.c.position == bindparam("expected")).values(position=bindparam("reached"))
        )

    async def read(self, tx: Transaction) -> int:
        """The position, locked until the transaction ends. 0 for a processor that never ran."""
        found = await tx.scalar(self._select)
        return 0 if found is None else int(found)

    async def lock(self, tx: Transaction) -> int:
        """The position, its row made where it is missing: of two first runs the later one waits here."""
        upsert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
        row = {"processor": self._processor, "position": 0}
        await tx.execute(upsert(self._table).values(row).on_conflict_do_nothing(index_elements=["processor"]))
        return await self.read(tx)

    async def take(self, tx: Transaction, expected: int) -> int:
        """Lock the row and check that it still stands at `expected`. Raises Fenced.

        Returns how many dossiers the processor has parked.
        """
        if expected == 0:
            await self.lock(tx)
        found = (await tx.execute(self._select_both)).one_or_none()
        if found is None:  # what it made is to be made again
            raise Fenced(self._processor, 0)
        actual, parked = found
        if actual != expected:
            raise Fenced(self._processor, int(actual))
        return int(parked)

    async def move(self, tx: Transaction, expected: int, position: int) -> None:
        """Compare and set, after `take`. Raises Fenced where another runner was first."""
        moved = await tx.execute(self._update, {"expected": expected, "reached": position})
        if moved.rowcount != 1:
            raise Fenced(self._processor, await self.read(tx))

    async def remove(self, tx: Transaction) -> None:
        """The processor is no more."""
        await tx.execute(delete(self._table).where(self._table.c.processor == self._processor))
