"""One generation of a view: tables of its own, filled from the log once, thrown away when the next one answers."""

from typing import Generic, TypeVar

from sqlalchemy import MetaData, Table, quoted_name, text
from sqlalchemy.schema import CreateTable

from eventlog.storage.database import Transaction
from eventlog.views.projection import STATE, Projection

S = TypeVar("S")


def processor_name(view: str, number: int) -> str:
    """Name under which the position of a generation is kept until it answers; then that is the name of the view."""
    return f"{view}_{number}"


class Generation(Generic[S]):
    """The tables of one projection. `number` stands behind the name of each, and behind that of its indexes."""

    def __init__(self, projection: Projection[S], number: int) -> None:
        self.projection = projection
        self.number = number
        self._metadata = MetaData()
        self._tables = {table.name: _copy(table, self._metadata, f"_{number}") for table in projection.tables}
        self.main = self._tables[projection.main.name]
        self.key = self.main.columns[0]
        self.state = self.main.columns[STATE]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables as they are in the database."""
        return tuple(table.name for table in self._tables.values())

    def table(self, template: Table) -> Table:
        """The table of this generation that stands for the one its projection was written with."""
        return self._tables[template.name]

    async def make(self, tx: Transaction) -> None:
        """Make the tables, empty."""
        for table in self._tables.values():
            await tx.execute(CreateTable(table))

    async def make_indexes(self, tx: Transaction) -> None:
        """Make the indexes: after filling, when that takes a fraction of the time. The planner gets its figures too."""
        for table in self._tables.values():
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                await tx.run_sync(index.create)
            if tx.dialect.name == "postgresql":
                await tx.execute(text(f'ANALYZE "{table.name}"'))


def _copy(template: Table, target: MetaData, suffix: str) -> Table:
    copy = template.to_metadata(target, name=template.name + suffix)
    for index in copy.indexes:
        # Names of indexes are unique in a database, as those of tables are.
        index.name = quoted_name(f"{index.name}{suffix}", None)
    return copy
