"""A fresh hub database on each backend, as durable as in production."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from eventlog.dossiers import Dossiers
from eventlog.sealing.keys import LocalKeyFile, SealingKeys
from eventlog.storage import schema
from eventlog.storage.database import Database
from eventlog.store import EventLog
from tests.servers.postgres import PostgresServer

BACKENDS = ("SQLite", "PostgreSQL")


@dataclass(frozen=True)
class Store:
    """What a benchmark writes to."""

    log: EventLog
    dossiers: Dossiers
    keys: SealingKeys
    views: Database


@asynccontextmanager
async def fresh_store(backend: str, postgres: PostgresServer) -> AsyncIterator[Store]:
    """Tables made, synchronous commits on; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, postgres.database() as url:
        if backend == "SQLite":
            databases = [Database.sqlite(Path(folder) / f"{name}.db") for name in ("log", "keys")]
            databases.append(Database.sqlite(Path(folder) / "views.db", synchronous="NORMAL"))
        else:
            databases = [Database.postgres(url, name) for name in ("log", "keys", "views")]
        await databases[0].create(schema.log, schema="log")
        await databases[1].create(schema.keys, schema="keys")
        keys = SealingKeys(databases[1], LocalKeyFile.open(Path(folder) / "kek.key"))
        try:
            yield Store(EventLog(databases[0]), Dossiers(databases[1]), keys, databases[2])
        finally:
            for database in databases:
                await database.close()
