"""Commands of another version than the hub that keeps the data: they change nothing, and say what to do."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.views.projection import Projection
from projections.school import SCHOOL
from projections.school.dossier import Dossier
from schakel import hub as composition
from schakel.client import HubClient, HubUnreachable
from schakel.hub import open_hub
from schakel.settings import Settings
from schakel.simulatie import simuleer
from services.termijnen import making
from tests.bouwstenen import ontvangen
from tests.faults.asking import asking
from tests.faults.hub_process import HubProcess
from tests.projections.feiten import DOSSIER, opslaan
from tests.schakel.conftest import Run
from tests.servers.ports import free_port

WHO = ("--actor", "beheerder-7", "--reden", "nieuwe versie")
HERBOUW = ("projecties", "herbouw", "school", *WHO)
REGIO = "plein-013"


class Breder(Dossier, frozen=True, gc=False, array_like=True):
    """As a version would have it that adds a field at the end."""

    notitie: str = "geen"


WIDER: Projection[Any] = replace(SCHOOL, state=Breder, initial=Breder())
OTHER: Projection[Any] = replace(SCHOOL, parts=SCHOOL.parts[:1])
BOTH = pytest.mark.parametrize("newer", [WIDER, OTHER], ids=["a field more", "other tables"])


@pytest.fixture
def stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Settings:
    """A hub with one pupil, stopped."""
    settings = Settings(data=tmp_path / "data")

    async def fill() -> None:
        async with open_hub(settings) as hub:
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [opslaan(ontvangen())], 1)
            await hub.catch_up()

    asyncio.run(fill())
    capsys.readouterr()
    return settings


def everything(settings: Settings) -> dict[str, list[str]]:
    """All that is stored."""
    found = {}
    for name in ("log", "views", "keys"):
        with closing(sqlite3.connect(settings.data / f"{name}.db")) as database:
            found[name] = list(database.iterdump())
    return found


def _other_rows(_: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(composition, "SCHOOL", replace(SCHOOL, version=SCHOOL.version + 1))


def _wider(_: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(composition, "SCHOOL", WIDER)


def _other_deadlines(_: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(making, "_VERSION", making._VERSION + 1)


def _no_views(settings: Settings, _: pytest.MonkeyPatch) -> None:
    """As who threw them away, to have them made anew."""
    for file in settings.data.glob("views.db*"):
        file.unlink()


def _older_tables(settings: Settings, _: pytest.MonkeyPatch) -> None:
    for name in ("log", "keys"):
        with closing(sqlite3.connect(settings.data / f"{name}.db")) as database, database:
            database.execute("UPDATE alembic_version SET version_num = 'r0000'")


CHECK, LIJST = ("termijnen", "check"), ("geparkeerd", "lijst")
OPNIEUW = ("geparkeerd", "opnieuw", *WHO)
VAN_TERMIJNEN = (*OPNIEUW, "--verwerker", "termijnen")
VAN_SCHOOL = (*OPNIEUW, "--verwerker", "school")


@pytest.mark.parametrize(
    ("change", "command"),
    [
        *product((_other_rows, _wider), (OPNIEUW, VAN_SCHOOL)),
        *product((_other_deadlines,), (CHECK, OPNIEUW, VAN_TERMIJNEN)),
        *product((_older_tables,), (CHECK, OPNIEUW, LIJST)),
    ],
)
def test_a_command_changes_nothing_of_what_another_version_keeps(
    run: Run,
    stopped: Settings,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Settings, pytest.MonkeyPatch], None],
    command: tuple[str, ...],
) -> None:
    change(stopped, monkeypatch)
    before = everything(stopped)
    code, _, told = run(*command)
    assert code == 2
    assert "van een andere versie van de hub" in told
    assert "Start de hub met deze versie" in told
    assert everything(stopped) == before


@pytest.mark.parametrize("change", [_other_rows, _wider, _other_deadlines, _no_views])
@pytest.mark.parametrize("command", [LIJST, (*LIJST, "--verwerker", "school")], ids=" ".join)
def test_what_is_parked_is_listed_by_any_version_that_reads_the_log(
    run: Run,
    stopped: Settings,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Settings, pytest.MonkeyPatch], None],
    command: tuple[str, ...],
) -> None:
    change(stopped, monkeypatch)
    before = everything(stopped)
    code, told, _ = run(*command)
    assert (code, "niets geparkeerd" in told) == (0, True)
    assert everything(stopped) == before


@pytest.mark.parametrize(
    ("change", "command"),
    [
        *product((_other_rows, _wider, _no_views), (CHECK, VAN_TERMIJNEN, (*OPNIEUW, "--verwerker", "aanmelding"))),
        (_other_deadlines, VAN_SCHOOL),
    ],
)
def test_a_command_goes_on_where_another_version_keeps_what_it_does_not_touch(
    run: Run,
    stopped: Settings,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Settings, pytest.MonkeyPatch], None],
    command: tuple[str, ...],
) -> None:
    change(stopped, monkeypatch)
    before = everything(stopped)["views"]
    code, _, told = run(*command)
    assert (code, told) == (0, "")
    assert everything(stopped)["views"] == before


def test_a_log_of_another_version_is_not_rebuilt_from(run: Run, stopped: Settings) -> None:
    with closing(sqlite3.connect(stopped.data / "log.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = 'r0000'")
    before = everything(stopped)
    code, _, told = run(*HERBOUW)
    assert (code, "Start de hub met deze versie" in told) == (2, True)
    assert everything(stopped) == before


def status(run: Run) -> dict[str, Any]:
    code, told, _ = run("projecties", "status", "--json")
    assert code == 0
    return next(one for one in json.loads(told) if one["naam"] == "school")


@BOTH
def test_what_another_version_builds_waits_until_its_hub_starts(
    run: Run, stopped: Settings, monkeypatch: pytest.MonkeyPatch, newer: Projection[Any]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(composition, "SCHOOL", newer)
        for _ in range(2):  # a second time there is little left to do
            code, told, _ = run(*HERBOUW)
            assert code == 0
            assert "Generatie 2 staat klaar" in told
            assert "start die versie" in told
    found = status(run)
    assert (found["generatie"], found["herbouw"]["klaar"], found["herbouw"]["loopt"]) == (1, True, False)
    code, told, _ = run("projecties", "status")
    assert (code, "staat klaar" in told, "afgebroken" in told) == (0, True, False)

    async def start(number: int) -> None:
        async with open_hub(stopped) as hub:
            for upkeep in hub.upkeep:
                await upkeep.take_over()
            async with hub.databases.views.snapshot() as connection:
                assert (await hub.school.generation(connection)).number == number
            assert await hub.school.get(hub.databases.views, DOSSIER) is not None

    asyncio.run(start(1))  # the version before may be started again meanwhile
    with monkeypatch.context() as patch:
        patch.setattr(composition, "SCHOOL", newer)
        asyncio.run(start(2))
        assert status(run)["herbouw"] is None


@pytest.fixture(params=["sqlite", "postgresql"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HubProcess]:
    environment = {
        "SCHAKEL_DATA": str(tmp_path / "data"), "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error",
    }  # fmt: skip
    if request.param == "postgresql":
        environment["SCHAKEL_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    made = HubProcess(environment)
    yield made
    made.end()


async def settled(count: Callable[[], Awaitable[int]], least: int) -> int:
    """How many there are once they are so many, and stay as they are for a second."""
    async with asyncio.timeout(30):
        before, now = -1, await count()
        while now < least or now != before:
            await asyncio.sleep(1)
            before, now = now, await count()
    return now


@BOTH
async def test_a_hub_answers_while_commands_of_the_next_version_run(
    process: HubProcess, run: Run, monkeypatch: pytest.MonkeyPatch, newer: Projection[Any]
) -> None:
    """From the first command to the start of the next version: every question is answered, and what is sent is seen."""
    await process.start()
    schools = sorted(profielen()[REGIO].scholen)
    year = simuleer(profielen()[REGIO], aantal=400, seed=11, tot=day_of(SystemClock().now()))
    lines = [msgspec.json.encode(inzending.gebeurtenis) for inzending in year]
    token = process.token(schools, REGIO)
    path = f"/v1/scholen/{schools[0]}/leerlingen"
    url = process.settings.database_url
    where = {} if url is None else {"SCHAKEL_DATABASE_URL": url}
    async with (
        HubClient.open(process.url, token) as client,
        asking(process.url, [path], {"Authorization": f"Bearer {token}"}),  # an answer but 200 fails
    ):

        async def pupils() -> int:
            return len((await client.get_all(path, uitgeschreven="true"))["leerlingen"])

        await client.send(lines[:200])
        before = await settled(pupils, 1)
        with monkeypatch.context() as patch:
            patch.setattr(composition, "SCHOOL", newer)
            code, _, told = await asyncio.to_thread(run, *OPNIEUW, **where)
            assert (code, "Start de hub met deze versie" in told) == (2, True)
            code, told, _ = await asyncio.to_thread(run, *HERBOUW, **where)
            assert (code, "staat klaar" in told) == (0, True)
        await client.send(lines[200:])
        now = await settled(pupils, before + 1)

    monkeypatch.setattr(composition, "SCHOOL", newer)
    async with open_hub(process.settings) as hub:
        for upkeep in hub.upkeep:
            await upkeep.take_over()
        async with hub.databases.views.snapshot() as connection:
            assert (await hub.school.generation(connection)).number == 2
        async with HubClient.open(process.url, token) as client:
            if newer is WIDER:  # the version before reads what the next one writes
                assert len((await client.get_all(path, uitgeschreven="true"))["leerlingen"]) == now
            else:
                with pytest.raises(HubUnreachable, match="nieuwe versie"):
                    await client.get_all(path)
