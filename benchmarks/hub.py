"""A running hub of its own, as a user starts it: `schakel serve` in another process, on either backend."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from contracts.codes import Rol
from schakel.settings import Settings
from schakel.tokens import sign_token
from tests.servers.ports import free_port
from tests.servers.postgres import PostgresServer


@dataclass(frozen=True)
class RunningHub:
    """Where it is and how to get in."""

    url: str
    settings: Settings
    process: asyncio.subprocess.Process

    def token(self, schools: list[str], regio: str) -> str:
        """As an LVS that acts for these schools."""
        return sign_token(
            self.settings, datetime.now(UTC), timedelta(hours=2),
            rol=Rol.LVS, organisatie="meting", namens=schools, regio=regio,
        )  # fmt: skip

    def memory(self) -> int:
        """Resident bytes of the process."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0


@asynccontextmanager
async def running_hub(backend: str, postgres: PostgresServer) -> AsyncIterator[RunningHub]:
    """Started and ready; stopped gracefully afterwards, its data gone."""
    with tempfile.TemporaryDirectory() as folder, postgres.database() as url:
        environment = {"SCHAKEL_DATA": folder, "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "warning"}
        if backend == "PostgreSQL":
            environment["SCHAKEL_DATABASE_URL"] = url
        settings = Settings.read(environment)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schakel", "serve", env={**os.environ, **environment}
        )
        hub = RunningHub(f"http://127.0.0.1:{settings.port}", settings, process)
        try:
            await _ready(hub)
            yield hub
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
                await asyncio.wait_for(process.wait(), 60)


async def _ready(hub: RunningHub) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            if hub.process.returncode is not None:
                raise RuntimeError(f"the hub ended with {hub.process.returncode}")
            try:
                async with session.get(f"{hub.url}/readyz") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError("the hub is not ready after 30 s")
