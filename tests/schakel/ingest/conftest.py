"""A region's first day as an operator sends it: a hub in a process of its own, and `schakel ingest` towards it."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.deciding.outcome import ACCEPTED
from eventlog.storage.schema import events
from schakel.hub import open_hub
from schakel.simulatie import Inzending, beginstanden
from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port

REGIO = "plein-013"
SCHOLEN = sorted(profielen()[REGIO].scholen)
BOTH = pytest.mark.parametrize("backend", ["sqlite", "postgresql"])


@dataclass
class Region:
    """A hub, a folder, and the command line towards it."""

    hub: HubProcess
    folder: Path
    token: str

    def file(self, lines: Sequence[bytes], name: str = "begin.ndjson") -> Path:
        path = self.folder / name
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        return path

    async def begin(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schakel", "ingest", *arguments, "--url", self.hub.url,
            env={**os.environ, "SCHAKEL_TOKEN": self.token}, cwd=self.folder,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def ingest(self, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        process = await self.begin(*arguments)
        out, err = await asyncio.wait_for(process.communicate(stdin), 120)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    async def report(self, *arguments: str, stdin: bytes = b"") -> tuple[int, dict[str, Any]]:
        code, out, err = await self.ingest(*arguments, "--json", stdin=stdin)
        assert code in (0, 1), err
        return code, json.loads(out)

    async def stored(self) -> tuple[int, int]:
        """Submissions in the log, and how many of them are accepted. The hub stops for it."""
        assert await self.hub.stop() == 0
        async with open_hub(self.hub.settings) as data, data.log.database.snapshot() as connection:
            per_type = select(events.c.type, func.count()).group_by(events.c.type, events.c.topic)
            types = await connection.execute(per_type)
            found = Counter[str]()
            for type_, amount in types:
                found[type_] = max(found[type_], amount)
        return found["nl.passendonderwijs.dossiers.beginstandvastgelegd.v1"], found[ACCEPTED]


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
async def region(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Region]:
    environment = {
        "SCHAKEL_DATA": str(tmp_path / "hub"), "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error",
    }  # fmt: skip
    if backend == "postgresql":
        environment["SCHAKEL_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    hub = HubProcess(environment)
    try:
        await hub.start()
        yield Region(hub, tmp_path, hub.token(SCHOLEN, REGIO))
    finally:
        hub.end()


def first_day(aantal: int, *, fouten: int = 0, met_namen: bool = False) -> list[Inzending]:
    today = day_of(SystemClock().now())
    return list(beginstanden(profielen()[REGIO], aantal=aantal, seed=9, tot=today, fouten=fouten, met_namen=met_namen))


def as_lines(inzendingen: Sequence[Inzending]) -> list[bytes]:
    return [msgspec.json.encode(inzending.gebeurtenis) for inzending in inzendingen]
