"""Guarantee 1 while another process holds the database: 503 with Retry-After, and nothing lost."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import aiohttp
import msgspec
import pytest

from contracts.envelope import STRUCTURED
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.deciding.outcome import OUTCOMES
from eventlog.events import Topic
from eventlog.verify import verify
from schakel.hub import open_hub
from schakel.simulatie import Verwacht, simuleer
from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port

REGIO = "plein-013"
_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@asynccontextmanager
async def _held(database: Path) -> AsyncIterator[None]:
    """Another process has the database to itself for the block."""
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _HOLD, str(database), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        os.kill(other.pid, signal.SIGKILL)
        await other.wait()


async def _send(session: aiohttp.ClientSession, event: bytes) -> tuple[int, str | None, str | None]:
    async with session.post("/v1/gebeurtenissen", data=event) as response:
        body = msgspec.json.decode(await response.read())
        return response.status, body.get("id"), response.headers.get("Retry-After")


@pytest.mark.faults
@pytest.mark.parametrize("name", ["log.db", "keys.db"])
async def test_a_database_held_by_another_process_loses_nothing(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    process = HubProcess(
        {"SCHAKEL_DATA": str(tmp_path), "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error"}
    )
    request.addfinalizer(process.end)
    await process.start()
    profiel = profielen()[REGIO]
    year = simuleer(profiel, aantal=200, seed=7, tot=day_of(SystemClock().now()))
    # Each of another pupil: for a dossier that it knows, the hub need not look at the keys.
    of_pupil = {i.gebeurtenis["subject"]: i.gebeurtenis for i in year if i.verwacht is Verwacht.AANVAARD}
    events = [msgspec.json.encode(event) for event in list(of_pupil.values())[:12]]
    headers = {
        "Authorization": f"Bearer {process.token(sorted(profiel.scholen), REGIO)}",
        "Content-Type": STRUCTURED,
    }
    async with aiohttp.ClientSession(process.url, headers=headers) as session:
        assert (await _send(session, events[0]))[0] == 202
        async with _held(tmp_path / name):
            answers = await asyncio.gather(*(_send(session, event) for event in events[1:]))
            assert {status for status, _, _ in answers} == {503}
            assert all(after is not None and int(after) > 0 for _, _, after in answers)
            async with session.get("/livez") as alive:
                assert alive.status == 200
        again = [await _send(session, event) for event in events]
        assert {status for status, _, _ in again} == {202}
    assert await process.stop() == 0

    async with open_hub(process.settings) as hub:
        await hub.catch_up()
        async with hub.log.database.snapshot() as connection:
            found = await hub.log.read(connection, 0, await hub.log.head(connection))
        submissions = [e.cause for e in found if e.topic is Topic.SUBMISSIONS and e.type not in OUTCOMES]
        assert sorted(submissions, key=str) == sorted((UUID(id_) for _, id_, _ in again if id_), key=str)
        assert (await verify(hub.log)).finding is None
