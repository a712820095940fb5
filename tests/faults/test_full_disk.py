"""Guarantee 1 on a disk that fills up: 503 with Retry-After, nothing lost, and on with the work once there is room."""

import asyncio
import os
import resource
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import aiohttp
import msgspec
import psycopg
import pytest
from psycopg import sql

from contracts.envelope import BATCH
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from schakel.hub import open_hub
from schakel.simulatie import simuleer
from tests.faults.accounting import account
from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port
from tests.servers.postgres import Unavailable
from tests.servers.postgres_local import LocalServer

REGIO = "plein-013"
SMALL = 8 * 1024 * 1024
SMALL_TABLESPACE = 2 * SMALL  # an empty database takes half of it
ROOMY = 256 * 1024 * 1024
SIZE = 50


@dataclass
class SmallDisk:
    """Where little fits. `limit`: of one file of the hub, where no filesystem of its own may be mounted.

    `database_url`: of a PostgreSQL whose tables are in `folder`; None: the hub itself keeps its data there.
    """

    folder: Path
    limit: int | None = None
    database_url: str | None = None

    def grow(self, pid: int) -> None:
        """Make room, as an operator would."""
        if self.limit is None:
            subprocess.run(["mount", "-o", f"remount,size={ROOMY}", str(self.folder)], check=True)
        else:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))


@contextmanager
def _tmpfs(folder: Path, *, size: int = SMALL) -> Iterator[SmallDisk]:
    """A filesystem in memory, of whom its parent is. Skips where this user may not mount one."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a filesystem")
    folder.mkdir()
    owner = folder.parent.stat()
    options = f"size={size},uid={owner.st_uid},gid={owner.st_gid},mode=700"
    done = subprocess.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True)
    if done.returncode != 0:
        pytest.skip("no filesystem may be mounted here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _limited(folder: Path) -> Iterator[SmallDisk]:
    """Files of the hub cannot grow past a limit (RLIMIT_FSIZE). Works for any user."""
    folder.mkdir()
    yield SmallDisk(folder, limit=SMALL // 4)


@contextmanager
def _tablespace(_folder: Path) -> Iterator[SmallDisk]:
    """All tables of the hub in a PostgreSQL on a small filesystem; what the server writes ahead is elsewhere."""
    try:
        server = LocalServer()
    except Unavailable as error:
        pytest.skip(str(error))
    try:
        with _tmpfs(server.folder / "small", size=SMALL_TABLESPACE) as disk:
            plain = server.address.set(drivername="postgresql")
            with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(sql.Literal(str(disk.folder))))
                connection.execute("CREATE DATABASE small TABLESPACE small")
            disk.database_url = server.address.set(database="small").render_as_string(hide_password=False)
            yield disk
            server.stop()
    finally:
        server.close()


@pytest.mark.faults
@pytest.mark.parametrize("small_disk", [_tmpfs, _limited, _tablespace], ids=["tmpfs", "rlimit", "postgresql"])
async def test_a_full_disk_loses_nothing_and_the_hub_goes_on_when_there_is_room(
    small_disk: Callable[[Path], AbstractContextManager[SmallDisk]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        environment = {"SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error"}
        if disk.database_url is None:
            environment["SCHAKEL_DATA"] = str(disk.folder / "hub")
        else:
            environment |= {"SCHAKEL_DATA": str(tmp_path / "hub"), "SCHAKEL_DATABASE_URL": disk.database_url}
        process = HubProcess(environment)
        request.addfinalizer(process.end)
        await process.start(file_size=disk.limit)
        async with _sender(process) as session:
            stored, refused = await _send_until_full(session)
            assert stored, "nothing fitted: the test says nothing"
            stored |= await _stays_up_and_readable(process, session, refused)

            disk.grow(process.pid)
            stored |= await _taken_again(session, refused)
        assert await process.stop() == 0

        async with open_hub(process.settings) as hub:
            await account(hub, stored, tmp_path)


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
    year = simuleer(profielen()[REGIO], aantal=24_000, seed=5, tot=day_of(SystemClock().now()))
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


async def _stays_up_and_readable(
    process: HubProcess, session: aiohttp.ClientSession, refused: Sequence[bytes]
) -> set[UUID]:
    """Returns what was stored after all: a little room may come back while the database tidies up."""
    stored: set[UUID] = set()
    for _ in range(5):
        status, ids, _ = await _send(session, refused)
        assert status in (202, 503)
        stored |= ids
        await asyncio.sleep(0.2)
    async with session.get("/livez") as response:
        assert response.status == 200
    async with session.get("/v1/catalogus") as response:
        assert response.status == 200
    assert process.returncode is None
    return stored


async def _taken_again(session: aiohttp.ClientSession, refused: Sequence[bytes]) -> set[UUID]:
    for _ in range(60):
        status, ids, _ = await _send(session, refused)
        if status == 202:
            assert ids
            return ids
        await asyncio.sleep(0.5)
    raise AssertionError("there is room again, and the hub still refuses")
