"""Guarantees 1, 3 and 7 while PostgreSQL is stopped and started under load: the hub stays up, and goes on by itself."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from schakel.hub import open_hub
from tests.conftest import FaultsSize
from tests.faults.accounting import account
from tests.faults.conftest import NewHub
from tests.faults.load import Load
from tests.servers.postgres import PostgresServer, StopMode

_MODES: Final[tuple[StopMode, ...]] = ("immediate", "kill", "fast")
_LONGEST_DOWN: Final = 1.0


@pytest.fixture
def database_url(own_postgres_server: PostgresServer) -> Iterator[str]:
    """A server of the test's own: SQLite has none that could be restarted apart from the hub."""
    with own_postgres_server.database() as url:
        yield url


@pytest.mark.faults
async def test_a_database_that_is_restarted_under_load_loses_and_doubles_nothing(
    own_postgres_server: PostgresServer, new_hub: NewHub, tmp_path: Path, faults_size: FaultsSize
) -> None:
    processes = [new_hub(), new_hub()]
    for process in processes:
        await process.start()
    load = Load(faults_size.events, seed=20)
    modes = iter(_MODES * faults_size.kills)

    async def restart(chance: random.Random) -> None:
        await asyncio.to_thread(own_postgres_server.stop, next(modes))
        await asyncio.sleep(chance.random() * _LONGEST_DOWN)
        await asyncio.to_thread(own_postgres_server.start)

    async with asyncio.TaskGroup() as group:
        group.create_task(load.send(processes))
        group.create_task(load.meanwhile(faults_size.kills, restart))
    for process in processes:
        await process.ready()
        assert await process.stop() == 0

    async with open_hub(processes[0].settings) as hub:
        await account(hub, load.stored, tmp_path)
