"""Where the contract suite runs: a SQLite file, or a database of the test's PostgreSQL."""

from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import text

from eventlog.sealing.keys import LocalKeyFile, SealingKeys
from eventlog.storage import schema
from eventlog.storage.database import Database
from eventlog.store import EventLog


class Place:
    """One place to keep things; every call opens it anew, as another process would."""

    def __init__(self, backend: Literal["sqlite", "postgres"], where: str) -> None:
        self.backend = backend
        self.where = where
        self._opened: list[Database] = []

    def open(self, name: str = "log") -> Database:
        """The database called `name`, as its tables are."""
        if self.backend == "sqlite":
            database = Database.sqlite(Path(self.where) / f"{name}.db")
        else:
            database = Database.postgres(self.where, name)
        self._opened.append(database)
        return database

    async def log(self) -> EventLog:
        """The log, its tables made."""
        database = self.open("log")
        await database.create(schema.log, schema="log")
        return EventLog(database)

    async def keys(self) -> Database:
        """The database of keys, its tables made."""
        database = self.open("keys")
        await database.create(schema.keys, schema="keys")
        return database

    def sealing(self, database: Database, folder: Path) -> SealingKeys:
        return SealingKeys(database, LocalKeyFile.open(folder / "sleutel"))

    async def close(self) -> None:
        for database in self._opened:
            await database.close()


async def tamper(database: Database, *statements: str) -> None:
    """Change stored rows behind the back of the log."""
    async with database.transaction() as tx:
        for statement in statements:
            await tx.execute(text(statement))


def as_dict(value: object) -> dict[str, object]:
    """A struct, to compare or to make another of."""
    found: dict[str, object] = msgspec.to_builtins(value, builtin_types=(bytes,))
    return found
