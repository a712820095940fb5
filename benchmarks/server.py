"""A server in a process of its own, as its users start it, and what can be seen of it from outside."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp


@dataclass(frozen=True)
class Server:
    """Where it is, what a client sends along to be let in, and its process."""

    url: str
    headers: Mapping[str, str]
    process: asyncio.subprocess.Process

    def cpu(self) -> float:
        """Seconds of processor time that the process has used."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident bytes of the process."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0


@asynccontextmanager
async def started(
    *arguments: str, url: str, ready: str, environment: Mapping[str, str], headers: Mapping[str, str]
) -> AsyncIterator[Server]:
    """`python -m` these arguments, once `url` + `ready` answers 200; stopped gracefully afterwards."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, env={**os.environ, **environment})
    try:
        await _answers(process, url + ready)
        yield Server(url, headers, process)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 60)


async def _answers(process: asyncio.subprocess.Process, url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            if process.returncode is not None:
                raise RuntimeError(f"the server ended with {process.returncode}")
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError("the server is not ready after 30 s")
