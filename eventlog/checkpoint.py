"""How far a processor has read, kept in the transaction of its own writes and fenced (guarantee 3)."""

from sqlalchemy import Table, insert, select, update

from .database import Transaction


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

    async def read(self, tx: Transaction) -> int:
        """The position, locked until the transaction ends. 0 for a processor that never ran."""
        found = await tx.scalar(
            select(self._table.c.position).where(self._table.c.processor == self._processor).with_for_update()
        )
        return 0 if found is None else int(found)

    async def take(self, tx: Transaction, expected: int) -> None:
        """Lock the row and check that it still stands at `expected`. Raises Fenced."""
        actual = await self.read(tx)
        if actual != expected:
            raise Fenced(self._processor, actual)

    async def move(self, tx: Transaction, expected: int, position: int) -> None:
        """Compare and set. Raises Fenced where another runner was first."""
        if expected == 0:
            exists = await tx.scalar(select(self._table.c.position).where(self._table.c.processor == self._processor))
            if exists is None:
                # Two first runs collide here on the primary key, and one of them starts over.
                await tx.execute(insert(self._table).values(processor=self._processor, position=position))
                return
        moved = await tx.execute(
            update(self._table)
            .where(self._table.c.processor == self._processor, self._table.c.position == expected)
            .values(position=position)
        )
        if moved.rowcount != 1:
            raise Fenced(self._processor, await self.read(tx))
