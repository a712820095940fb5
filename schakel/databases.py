"""The three databases of a hub: log, keys and views. SQLite files, or PostgreSQL schemas when a URL is given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from eventlog.storage.database import Database
from schakel.settings import Settings, data_folder


@dataclass(frozen=True)
class Databases:
    """Apart on purpose: keys are backed up apart, views can be thrown away."""

    log: Database
    keys: Database
    views: Database


@asynccontextmanager
async def open_databases(settings: Settings) -> AsyncIterator[Databases]:
    """Open them, with their tables as this version needs them. Closed with the block."""
    databases = databases_of(settings)
    try:
        yield databases
    finally:
        for database in (databases.log, databases.keys, databases.views):
            await database.close()


def databases_of(settings: Settings) -> Databases:
    """Name them; nothing is opened yet."""
    if settings.database_url is not None:
        url = settings.database_url
        return Databases(*(Database.postgres(url, name) for name in ("log", "keys", "views")))
    folder = data_folder(settings)
    return Databases(
        Database.sqlite(folder / "log.db"),
        Database.sqlite(folder / "keys.db"),
        Database.sqlite(folder / "views.db", synchronous="NORMAL"),
    )
