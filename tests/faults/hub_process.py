"""A hub as an operator runs it, in a process that may be killed at any moment."""

import asyncio
import os
import resource
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import aiohttp

from contracts.codes import Rol
from schakel.settings import Settings
from schakel.tokens import sign_token


class HubProcess:
    """`schakel serve`; `kill` is SIGKILL, `stop` is SIGTERM."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.settings = Settings.read(environment)
        self.url = f"http://{self.settings.host}:{self.settings.port}"
        self._environment = {**os.environ, **environment}
        self._process: asyncio.subprocess.Process | None = None
        self._commands: list[asyncio.subprocess.Process] = []

    @property
    def pid(self) -> int:
        """Of the process as it runs now."""
        assert self._process is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """None while it runs."""
        assert self._process is not None
        return self._process.returncode

    async def start(self, *, file_size: int | None = None) -> None:
        """Start it, and wait until it is ready. `file_size`: no file of it can grow larger, in bytes."""

        def limit() -> None:
            if file_size is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schakel", "serve", env=self._environment, preexec_fn=limit
        )
        await self.ready()

    async def ready(self) -> None:
        """Return once it says that it is; fails where it ends, or does not say so within half a minute."""
        assert self._process is not None
        async with aiohttp.ClientSession() as session:
            for _ in range(600):
                assert self._process.returncode is None, f"the hub ended with {self._process.returncode}"
                try:
                    async with session.get(f"{self.url}/readyz") as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientConnectionError:
                    pass
                await asyncio.sleep(0.05)
        raise AssertionError("the hub is not ready after 30 s")

    async def command(self, *words: str) -> asyncio.subprocess.Process:
        """Another command of `schakel`, on the data of this hub."""
        started = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schakel", *words, env=self._environment, stdout=asyncio.subprocess.DEVNULL
        )
        self._commands.append(started)
        return started

    def end(self) -> None:
        """Leave no process behind, however the test ended."""
        for process in (self._process, *self._commands):
            if process is not None and process.returncode is None:
                with suppress(ProcessLookupError):  # its event loop may be gone
                    os.kill(process.pid, signal.SIGKILL)

    async def kill(self) -> None:
        """As a power failure would."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """As an operator would. Returns its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), 30)

    def token(self, schools: list[str], regio: str) -> str:
        """An LVS that acts for these schools."""
        return sign_token(
            self.settings, datetime.now(UTC), timedelta(hours=2),
            rol=Rol.LVS, organisatie="proef-lvs", namens=schools, regio=regio,
        )  # fmt: skip
