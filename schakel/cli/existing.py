"""Commands on the data of a hub that is there: a wrong folder or address makes no new one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import Connection, inspect

from eventlog.storage.schema import events
from schakel.cli.console import settings, wrong_use
from schakel.databases import Databases, open_databases
from schakel.hub import Hub, open_hub
from schakel.settings import Settings

_NO_HUB: Final = (
    "Hier is nog geen hub. Klopt SCHAKEL_DATA of SCHAKEL_DATABASE_URL? Een hub start u met `schakel serve`."
)


@asynccontextmanager
async def existing_databases(chosen: Settings) -> AsyncIterator[Databases]:
    """The databases as they are. Ends with 2 where there is no log."""
    if chosen.database_url is None and not (chosen.data / "log.db").is_file():
        wrong_use(_NO_HUB)
    async with open_databases(chosen) as databases:
        async with databases.log.snapshot() as connection:
            if not await connection.run_sync(_has_events):
                wrong_use(_NO_HUB)
        yield databases


@asynccontextmanager
async def existing_hub() -> AsyncIterator[Hub]:
    """The hub, brought up to date with this version. Ends with 2 where there is none."""
    chosen = settings()
    async with existing_databases(chosen):
        pass
    async with open_hub(chosen) as hub:
        yield hub


def _has_events(connection: Connection) -> bool:
    return inspect(connection).has_table(events.name, schema=events.schema)
