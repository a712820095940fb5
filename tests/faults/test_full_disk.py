"""Guarantee 1 on a disk that fills up: 503 with Retry-After, nothing lost, and on with the work once there is room."""

import asyncio
import os
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import aiohttp
import msgspec
import pytest
from sqlalchemy import select

from contracts.envelope import BATCH
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.deciding.outcome import ACCEPTED, OUTCOMES, REFUSED
from eventlog.events import Recorded, Topic
from eventlog.storage.schema import holds
from eventlog.verify import verify
from schakel.hub import open_hub
from schakel.simulatie import simuleer
from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port

REGIO = "plein-013"
SMALL = 8 * 1024 * 1024
ROOMY = 256 * 1024 * 1024
SIZE = 50


@dataclass
class SmallDisk:
    """A folder that holds little. `limit`: of one file, where no filesystem of its own may be mounted."""

    folder: Path
    limit: int | None

    def grow(self, pid: int) -> None:
        """Make room, as an operator would."""
        if self.limit is None:
            subprocess.run(["mount", "-o", f"remount,size={ROOMY}", str(self.folder)], check=True)
        else:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))


@contextmanager
def _tmpfs(folder: Path) -> Iterator[SmallDisk]:
    """A filesystem in memory. Skips where this user may not mount one."""
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a filesystem")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)], capture_output=True)
    if done.returncode != 0:
        pytest.skip("no filesystem may be mounted here")
    try:
        yield SmallDisk(folder, limit=None)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _limited(folder: Path) -> Iterator[SmallDisk]:
    """Files of the hub cannot grow past a limit (RLIMIT_FSIZE). Works for any user."""
    folder.mkdir()
    yield SmallDisk(folder, limit=SMALL // 4)


@pytest.mark.faults
@pytest.mark.parametrize("small_disk", [_tmpfs, _limited], ids=["tmpfs", "rlimit"])
async def test_a_full_disk_loses_nothing_and_the_hub_goes_on_when_there_is_room(
    small_disk: Callable[[Path], AbstractContextManager[SmallDisk]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        process = HubProcess(
            {
                "SCHAKEL_DATA": str(disk.folder / "hub"),
                "SCHAKEL_PORT": str(free_port()),
                "SCHAKEL_LOG_LEVEL": "error",
            }
        )
        request.addfinalizer(process.end)
        await process.start(file_size=disk.limit)
        async with _sender(process) as session:
            stored, refused = await _send_until_full(session)
            assert stored, "nothing fitted: the test says nothing"
            await _stays_up_and_readable(process, session, refused)

            disk.grow(process.pid)
            stored |= await _taken_again(session, refused)
        assert await process.stop() == 0

        async with open_hub(process.settings) as hub:
            await hub.catch_up()
            async with hub.log.database.snapshot() as connection:
                head = await hub.log.head(connection)
                events: list[Recorded] = []
                while len(events) < head:
                    events += await hub.log.read(connection, len(events), head)
                waiting = {row.submission for row in await connection.execute(select(holds.c.submission))}
            submissions = Counter(e.cause for e in events if e.topic is Topic.SUBMISSIONS and e.type not in OUTCOMES)
            ends = Counter(e.cause for e in events if e.type in (ACCEPTED, REFUSED))
            assert stored == submissions.keys(), "what was answered is not what is in the log"
            assert max(submissions.values()) == max(ends.values()) == 1
            assert submissions.keys() == ends.keys() | waiting
            assert (await verify(hub.log)).finding is None


@asynccontextmanager
async def _sender(process: HubProcess) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {
        "Authorization": f"Bearer {process.token(sorted(profielen()[REGIO].scholen), REGIO)}",
        "Content-Type": BATCH,
    }
    async with aiohttp.ClientSession(process.url, headers=headers) as session:
        yield session


async def _send(session: aiohttp.ClientSession, batch: Sequence[bytes]) -> tuple[int, set[UUID], str | None]:
    async with session.post("/v1/gebeurtenissen", data=b"[" + b",".join(batch) + b"]") as response:
        body = msgspec.json.decode(await response.read())
        if response.status != 202:
            assert response.content_type == "application/problem+json"
            return response.status, set(), response.headers.get("Retry-After")
        return 202, {UUID(item["id"]) for item in body if "id" in item}, None


async def _send_until_full(session: aiohttp.ClientSession) -> tuple[set[UUID], list[bytes]]:
    """What was stored, and the first batch for which there was no room."""
    year = simuleer(profielen()[REGIO], aantal=20_000, seed=5, tot=day_of(SystemClock().now()))
    lines = [msgspec.json.encode(inzending.gebeurtenis) for inzending in year]
    stored: set[UUID] = set()
    for start in range(0, len(lines), SIZE):
        batch = lines[start : start + SIZE]
        status, ids, retry_after = await _send(session, batch)
        if status != 202:
            assert status == 503
            assert retry_after is not None
            return stored, batch
        stored |= ids
    raise AssertionError("the disk did not fill up")


async def _stays_up_and_readable(process: HubProcess, session: aiohttp.ClientSession, refused: Sequence[bytes]) -> None:
    for _ in range(5):
        status, _, _ = await _send(session, refused)
        assert status in (202, 503)  # a little room may come back while the database tidies up
        await asyncio.sleep(0.2)
    async with session.get("/livez") as response:
        assert response.status == 200
    async with session.get("/v1/catalogus") as response:
        assert response.status == 200
    assert process.returncode is None


async def _taken_again(session: aiohttp.ClientSession, refused: Sequence[bytes]) -> set[UUID]:
    for _ in range(60):
        status, ids, _ = await _send(session, refused)
        if status == 202:
            assert ids
            return ids
        await asyncio.sleep(0.5)
    raise AssertionError("there is room again, and the hub still refuses")
