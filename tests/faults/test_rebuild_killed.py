"""Guarantee 8 on a whole hub: rebuilds killed half-way under load, while what stands goes on answering."""

import asyncio
import random
from pathlib import Path
from typing import Final

import aiohttp
import pytest

from contracts.regio import profielen
from eventlog.views import registry
from schakel.databases import open_databases
from schakel.hub import open_hub
from tests.conftest import FaultsSize
from tests.faults.accounting import account
from tests.faults.conftest import NewHub
from tests.faults.hub_process import HubProcess
from tests.faults.load import REGIO, Load

_VIEW: Final = "school"
_REBUILD: Final = ("projecties", "herbouw", _VIEW, "--actor", "beheerder-3", "--reden", "proef")


@pytest.mark.faults
async def test_rebuilds_that_are_killed_lose_and_double_nothing(
    new_hub: NewHub, tmp_path: Path, faults_size: FaultsSize
) -> None:
    process = new_hub()
    await process.start()
    load = Load(faults_size.events, seed=31)
    left_half_way = 0

    async def rebuild_and_kill(chance: random.Random) -> None:
        nonlocal left_half_way
        rebuild = await process.command(*_REBUILD)
        await _begun_or_over(rebuild, process)
        await asyncio.sleep(chance.random() * 0.1)
        if rebuild.returncode is None:
            rebuild.kill()
        await rebuild.wait()
        left_half_way += await _is_being_built(process)

    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(_read_on(process, stop))
        async with asyncio.TaskGroup() as working:
            working.create_task(load.send([process]))
            working.create_task(load.meanwhile(faults_size.kills, rebuild_and_kill))
        await process.kill()  # with one half-built: a hub that starts leaves that to who began it
        await process.start()
        last = await process.command(*_REBUILD)
        assert await last.wait() == 0
        stop.set()
    assert left_half_way, "no rebuild was left half-way: the test says nothing"
    assert reading.result() > 10
    assert not await _is_being_built(process)
    assert await process.stop() == 0

    async with open_hub(process.settings) as hub:
        await account(hub, load.stored, tmp_path)


async def _begun_or_over(rebuild: asyncio.subprocess.Process, hub: HubProcess) -> None:
    while True:
        if rebuild.returncode is not None or await _is_being_built(hub):
            return
        await asyncio.sleep(0.005)


async def _is_being_built(process: HubProcess) -> bool:
    async with open_databases(process.settings) as databases, databases.views.snapshot() as connection:
        return any(one.building for one in await registry.known(connection, _VIEW))


async def _read_on(process: HubProcess, stop: asyncio.Event) -> int:
    """Ask for the pupils of a school all the time. Returns how often there was an answer; a refusal fails."""
    schools = sorted(profielen()[REGIO].scholen)
    answers = 0
    headers = {"Authorization": f"Bearer {process.token(schools, REGIO)}"}
    async with aiohttp.ClientSession(process.url, headers=headers) as session:
        while not stop.is_set():
            try:
                async with session.get(f"/v1/scholen/{schools[0]}/leerlingen") as response:
                    assert response.status == 200, await response.text()
                    answers += 1
            except aiohttp.ClientError:
                pass  # the hub is being killed or started
            await asyncio.sleep(0.02)
    return answers
