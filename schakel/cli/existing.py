"""Commands on the data of a hub that is there: a wrong folder or address makes no new one."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import Connection, inspect

from eventlog.clock import SystemClock
from eventlog.following.processor import Runner
from eventlog.storage.schema import events
from schakel.cli.console import settings, wrong_use
from schakel.databases import Databases, open_databases
from schakel.hub import Hub, assemble
from schakel.settings import Settings
from schakel.versions import derives_alike, keeps_alike

_NO_HUB: Final = (
    "Hier is nog geen hub. Klopt SCHAKEL_DATA of SCHAKEL_DATABASE_URL? Een hub start u met `schakel serve`."
)

_OTHER_VERSION: Final = (
    "De gegevens zijn van een andere versie van de hub dan dit programma. Start de hub met deze versie, of geef de "
    "opdracht met de versie van de hub die draait."
)
_OR_BUILDING: Final = (
    "Is de hub van deze versie net gestart? Wacht dan tot `schakel projecties status` geen herbouw meer toont."
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
    """The hub as it is: another process may be running it. Nothing is brought up to date.

    Ends with 2 where there is none, or another version keeps its log and keys.
    """
    chosen = settings()
    async with existing_databases(chosen) as databases:
        if not await keeps_alike(databases):
            wrong_use(_OTHER_VERSION)
        yield assemble(chosen, databases, SystemClock())


async def of_this_version(hub: Hub, runners: Collection[Runner]) -> None:
    """End with 2 where what these runners make from the log is kept by another version."""
    if not await derives_alike(hub, runners):
        wrong_use(f"{_OTHER_VERSION} {_OR_BUILDING}")


def _has_events(connection: Connection) -> bool:
    return inspect(connection).has_table(events.name, schema=events.schema)
