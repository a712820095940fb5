"""A hub that another process started ends with it, also when that one is killed."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp

from tests.servers.ports import free_port

_DEMO = """
import asyncio, sys
from pathlib import Path
from schakel.demo import demo_hub
from schakel.settings import Settings

async def main():
    async with demo_hub(Settings(data=Path(sys.argv[1]), port=int(sys.argv[2])), "plein-013") as hub:
        print(hub.url, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


async def _answers(url: str) -> bool:
    try:
        async with aiohttp.ClientSession() as session, session.get(f"{url}/livez") as response:
            return response.status == 200
    except aiohttp.ClientConnectionError:
        return False


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


async def test_a_demo_that_is_killed_leaves_no_hub_behind(tmp_path: Path) -> None:
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _DEMO, str(tmp_path), str(free_port()), stdout=asyncio.subprocess.PIPE
    )
    assert demo.stdout is not None
    url = (await asyncio.wait_for(demo.stdout.readline(), 60)).decode().strip()
    assert await _answers(url)
    hubs = _children(demo.pid)
    demo.kill()
    await demo.wait()
    try:
        for _ in range(300):
            if not await _answers(url):
                break
            await asyncio.sleep(0.05)
        assert not await _answers(url)
    finally:
        for hub in hubs:
            with suppress(ProcessLookupError):
                os.kill(hub, signal.SIGKILL)


async def test_a_demo_whose_hub_is_killed_says_so_and_ends(tmp_path: Path) -> None:
    environment = {**os.environ, "SCHAKEL_PORT": str(free_port())}
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schakel", "demo", "--aantal", "100", cwd=tmp_path,
        env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert demo.stdout is not None
    try:
        async with asyncio.timeout(120):
            while b"Ctrl-C" not in (line := await demo.stdout.readline()):
                assert line, "the demo ended by itself"
            (hub,) = _children(demo.pid)
            os.kill(hub, signal.SIGKILL)
            _, told = await demo.communicate()
    finally:
        if demo.returncode is None:
            demo.kill()
    assert demo.returncode == 1
    assert "De hub is gestopt (code -9), en daarmee de demo." in told.decode()


async def test_a_closed_pipe_stops_the_hub_as_a_signal_does(tmp_path: Path) -> None:
    environment = {**os.environ, "SCHAKEL_DATA": str(tmp_path), "SCHAKEL_PORT": str(free_port())}
    hub = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schakel", "serve", "--tot-invoer-sluit",
        env=environment, stdin=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert hub.stdin is not None
    hub.stdin.write(b"what is written is not read\n")
    hub.stdin.close()  # perhaps before it has even started
    _, told = await asyncio.wait_for(hub.communicate(), 60)
    assert hub.returncode == 0
    assert b"stopped" in told
