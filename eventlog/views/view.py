"""The tables of views: made when they are new, made again when their projection changed. Never migrated (design §4)."""

from collections.abc import Iterable
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Column, MetaData, String, Table, Text, delete, insert, quoted_name, select, text

from eventlog.storage.database import Database, Transaction
from eventlog.storage.schema import checkpoint_table, parked_table
from eventlog.views.projection import STATE, Projection

S = TypeVar("S")

metadata: Final = MetaData()
checkpoints: Final = checkpoint_table(metadata)
parked: Final = parked_table(metadata)
_made: Final = Table(
    "views",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("tables", Text, nullable=False),
)


class View(Generic[S]):
    """The tables of one projection, in one generation. All reading and writing of a view goes through this.

    `generation`: goes behind the name of every table and index, so that two generations can stand side by side.
    """

    def __init__(self, projection: Projection[S], generation: str = "") -> None:
        self.projection = projection
        self._metadata = MetaData()
        self._tables = {table.name: _copy(table, self._metadata, generation) for table in projection.tables}
        self.main = self._tables[projection.main.name]
        self.key = self.main.columns[0]
        self.state = self.main.columns[STATE]
        self._decode = msgspec.msgpack.Decoder(projection.state).decode
        self.encode = msgspec.msgpack.Encoder().encode

    def table(self, template: Table) -> Table:
        """The table of this generation that stands for the one its projection was written with."""
        return self._tables[template.name]

    def decode(self, state: bytes) -> S:
        """A stored state."""
        return self._decode(state)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables as they are in the database."""
        return tuple(table.name for table in self._tables.values())

    async def get(self, connection: Transaction, key: UUID) -> S | None:
        """The state of one key."""
        found = await connection.scalar(select(self.state).where(self.key == key))
        return None if found is None else self.decode(found)

    async def make(self, tx: Transaction) -> None:
        """Make the tables, empty."""
        await tx.run_sync(self._metadata.create_all)


async def prepare(database: Database, views: Iterable[View[Any]]) -> list[str]:
    """Make what is not there. A view whose projection changed starts over: tables emptied, checkpoint back to 0.

    Returns the names of the views that start over or are new.
    """
    started: list[str] = []
    async with database.transaction() as tx:
        await database.prepare_schema(tx)
        await tx.run_sync(metadata.create_all)
        for view in views:
            name, fingerprint = view.projection.name, view.projection.fingerprint()
            made = (await tx.execute(select(_made).where(_made.c.name == name))).one_or_none()
            if made is not None and made.fingerprint == fingerprint:
                continue
            for table in {*view.names, *(made.tables.split() if made is not None else ())}:
                await tx.execute(text(f'DROP TABLE IF EXISTS "{table}"'))
            await view.make(tx)
            await tx.execute(delete(_made).where(_made.c.name == name))
            await tx.execute(insert(_made).values(name=name, fingerprint=fingerprint, tables=" ".join(view.names)))
            await tx.execute(delete(checkpoints).where(checkpoints.c.processor == name))
            await tx.execute(delete(parked).where(parked.c.processor == name))
            started.append(name)
    return started


def _copy(template: Table, target: MetaData, generation: str) -> Table:
    copy = template.to_metadata(target, name=template.name + generation)
    for index in copy.indexes:
        # Names of indexes are unique in a database, as those of tables are.
        index.name = quoted_name(f"{index.name}{generation}", None)
    return copy
