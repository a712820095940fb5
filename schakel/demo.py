"""The demo: a hub of its own on SQLite, filled over HTTP with a region's year that ends today."""

import asyncio
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from os import environ
from pathlib import Path
from typing import Final, TextIO

import aiohttp
import msgspec

from contracts.codes import Rol
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from schakel.client import HubClient
from schakel.hub import open_hub
from schakel.ingest import Journal, Report, numbered, send
from schakel.morgen import Antwoorden, Ochtend, lees
from schakel.settings import Settings, SettingsError
from schakel.simulatie import simuleer
from schakel.tokens import sign_token

FOLDER: Final = Path("schakel-demo")
_MARK: Final = ".schakel-demo"
_START_SECONDS: Final = 30


@dataclass(frozen=True)
class DemoHub:
    """A running hub, and who may use it."""

    settings: Settings
    regio: str
    process: asyncio.subprocess.Process

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.settings.host}:{self.settings.port}"

    async def runs_until(self, stop: asyncio.Event) -> bool:
        """Wait for `stop`. False where the hub ended before that."""
        waits = [asyncio.create_task(stop.wait()), asyncio.create_task(self.process.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        return stop.is_set()

    def token(self, rol: Rol, organisatie: str, *namens: str) -> str:
        """A token for the hours of a demo."""
        return sign_token(
            self.settings, SystemClock().now(), timedelta(hours=12),
            rol=rol, organisatie=organisatie, namens=namens, regio=self.regio,
        )  # fmt: skip


@contextmanager
def demo_settings(settings: Settings) -> Iterator[Settings]:
    """A fresh folder of the demo's own for the block, SQLite, and the port asked for or else a free one.

    Raises SettingsError where the folder is somebody else's, or of a demo that still runs.
    """
    mark = FOLDER / _MARK
    if FOLDER.exists() and not mark.exists():
        raise SettingsError(f"De map {FOLDER} bestaat al en is niet van een demo. Start de demo in een andere map.")
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with mark.open("a") as held:
        if not _lock(held):
            raise SettingsError(
                f"In de map {FOLDER} draait al een demo. Stop die eerst met Ctrl-C, of start deze in een andere map."
            )
        for old in FOLDER.iterdir():
            if old != mark:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        yield settings.model_copy(update={"data": FOLDER, "database_url": None, "port": _free(settings)})


def _lock(file: TextIO) -> bool:
    """Take it for this process, until it is closed. False when another process has it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _free(settings: Settings) -> int:
    for port in (settings.port, 0):
        with socket.socket() as probe:
            try:
                probe.bind((settings.host, port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise SettingsError(f"SCHAKEL_HOST: op {settings.host} kan de hub niet luisteren.")


@asynccontextmanager
async def demo_hub(settings: Settings, regio: str) -> AsyncIterator[DemoHub]:
    """`schakel serve` in a process of its own, stopped with the block; by itself should this one be killed."""
    environment = {name: value for name, value in environ.items() if not name.startswith("SCHAKEL_")} | {
        "SCHAKEL_DATA": str(settings.data),
        "SCHAKEL_HOST": settings.host,
        "SCHAKEL_PORT": str(settings.port),
        "SCHAKEL_LOG_LEVEL": "error",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schakel", "serve", "--tot-invoer-sluit",
        env=environment, start_new_session=True, stdin=asyncio.subprocess.PIPE,
    )  # fmt: skip
    hub = DemoHub(settings, regio, process)
    try:
        await _until_ready(hub)
        yield hub
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _until_ready(hub: DemoHub) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(_START_SECONDS * 10):
            if hub.process.returncode is not None:
                raise SettingsError("De hub start niet. Probeer `schakel serve` voor de reden.")
            try:
                async with session.get(f"{hub.url}/readyz") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.1)
    raise SettingsError(f"De hub is na {_START_SECONDS} seconden nog niet klaar.")


async def fill(hub: DemoHub, aantal: int, seed: int, on_progress: Callable[[int], None]) -> Report:
    """Send the year, wait until the hub has worked it off, and have the deadlines of today checked."""
    profiel = profielen()[hub.regio]
    today = day_of(SystemClock().now())
    events = (i.gebeurtenis for i in simuleer(profiel, aantal=aantal, seed=seed, tot=today))
    token = hub.token(Rol.LVS, "demo-lvs", *profiel.scholen)
    async with HubClient.open(hub.url, token) as client:
        report = Report()
        lines = numbered(map(msgspec.json.encode, events))
        await send(client, lines, report, Journal(hub.url), on_progress=on_progress)
    # The hub does this each night by itself; nobody wants to wait for that here.
    async with open_hub(hub.settings) as data:
        await data.check_deadlines(today)
        await data.catch_up()
    return report


async def drukste_school(hub: DemoHub) -> str:
    """The school with most kinds of deadlines that run, and of those the one where most have passed."""
    drukte: dict[str, tuple[int, int, str]] = {}
    for school in profielen()[hub.regio].scholen:
        async with HubClient.open(hub.url, hub.token(Rol.SCHOOL, school)) as client:
            answer = await client.get_all(f"/v1/scholen/{school}/termijnen", binnenDagen=14, aantal=500)
            termijnen = answer["termijnen"]
            drukte[school] = (len({t["regel"] for t in termijnen}), sum(t["teLaat"] for t in termijnen), school)
    return max(drukte, key=lambda school: drukte[school])


async def ochtend_van(hub: DemoHub, school: str) -> Ochtend:
    """What inzage answers to this school, as its morning."""
    async with HubClient.open(hub.url, hub.token(Rol.SCHOOL, school)) as client:
        answers = Antwoorden(
            leerlingen=await client.get_all(f"/v1/scholen/{school}/leerlingen", aantal=500),
            te_laat=await client.get_all(f"/v1/scholen/{school}/leerlingen", teLaat="true", aantal=500),
            termijnen=await client.get_all(f"/v1/scholen/{school}/termijnen", aantal=500),
            signalen=await client.get_all(f"/v1/scholen/{school}/signalen", aantal=500),
            inzendingen=await client.get_all(
                "/v1/inzendingen", school=school, status=["aangehouden", "afgewezen"], aantal=500
            ),
            kengetallen=await client.get(f"/v1/scholen/{school}/kengetallen"),
            groepen=await client.get(f"/v1/scholen/{school}/groepen"),
        )
    return lees(answers, school=profielen()[hub.regio].scholen[school].naam, vandaag=day_of(SystemClock().now()))
