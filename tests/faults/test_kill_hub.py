"""Guarantees 1, 3 and 12 on whole hubs: kill -9 at random moments under load, over HTTP, on each backend."""

import asyncio
import random
from pathlib import Path

import pytest

from schakel.hub import open_hub
from tests.conftest import FaultsSize
from tests.faults.accounting import account
from tests.faults.conftest import NewHub
from tests.faults.load import Load


@pytest.mark.faults
@pytest.mark.parametrize("hubs", [1, 2])
async def test_kill_9_under_load_loses_and_doubles_nothing(
    hubs: int, new_hub: NewHub, tmp_path: Path, faults_size: FaultsSize
) -> None:
    """With two hubs on the same data each processor has two runners, and one of them goes on while the other dies."""
    processes = [new_hub() for _ in range(hubs)]
    for process in processes:
        await process.start()
    load = Load(faults_size.events, seed=3 + hubs)

    async def kill_one(chance: random.Random) -> None:
        victim = chance.choice(processes)
        await victim.kill()
        await victim.start()

    async with asyncio.TaskGroup() as group:
        group.create_task(load.send(processes))
        group.create_task(load.meanwhile(faults_size.kills, kill_one))
    for process in processes:
        assert await process.stop() == 0

    async with open_hub(processes[0].settings) as hub:
        await account(hub, load.stored, tmp_path)
