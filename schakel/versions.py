"""Whether this version made what is stored: a command beside a hub leaves alone what another version keeps."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, inspect

from contracts.regio import profielen
from eventlog.following.processor import Runner
from eventlog.storage import migrations
from eventlog.storage.database import Database
from eventlog.views import registry
from eventlog.views.view import View
from schakel.databases import Databases
from schakel.hub import Hub
from services.termijnen.remake import is_made


async def keeps_alike(databases: Databases) -> bool:
    """Whether the log and the keys have the tables that this version knows."""
    return await migrations.is_current(databases.log, "log") and await migrations.is_current(databases.keys, "keys")


async def derives_alike(hub: Hub, runners: Collection[Runner]) -> bool:
    """Whether the deadlines and views that these of its runners write are kept up by a hub of this version.

    Of a log that is kept alike. What contexts write is the log itself.
    """
    if hub.deadlines in runners and not await is_made(hub.databases.log, profielen()):
        return False
    views = [one.view for one in hub.upkeep if one.runner in runners]
    return not views or await _follows_alike(hub.databases.views, views)


async def _follows_alike(database: Database, views: Iterable[View[Any]]) -> bool:
    async with database.snapshot() as connection:
        return await connection.run_sync(_has_views) and all([await view.is_followed(connection) for view in views])


async def has_views(database: Database) -> bool:
    """Whether there are tables of views at all: who throws them away has them made at the next start."""
    async with database.snapshot() as connection:
        return await connection.run_sync(_has_views)


def _has_views(connection: Connection) -> bool:
    there = inspect(connection)
    return all(there.has_table(table.name) for table in registry.metadata.sorted_tables)
