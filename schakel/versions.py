"""Whether this version made what is stored: a command beside a hub leaves alone what another version keeps."""

from sqlalchemy import Connection, inspect

from contracts.regio import profielen
from eventlog.storage import migrations
from eventlog.views import registry
from schakel.databases import Databases
from schakel.hub import Hub
from services.termijnen.remake import is_made


async def keeps_alike(databases: Databases) -> bool:
    """Whether the log and the keys have the tables that this version knows."""
    return await migrations.is_current(databases.log, "log") and await migrations.is_current(databases.keys, "keys")


async def derives_alike(hub: Hub) -> bool:
    """Whether deadlines and views are kept up by a hub of this version. Of a log that is kept alike."""
    return await is_made(hub.databases.log, profielen()) and await _follows_alike(hub)


async def _follows_alike(hub: Hub) -> bool:
    async with hub.databases.views.snapshot() as connection:
        if not await connection.run_sync(_has_views):
            return False
        return all([await one.view.is_followed(connection) for one in hub.upkeep])


def _has_views(connection: Connection) -> bool:
    there = inspect(connection)
    return all(there.has_table(table.name) for table in registry.metadata.sorted_tables)
