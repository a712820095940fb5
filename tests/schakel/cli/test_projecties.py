"""`schakel projecties`: where the views stand, and a rebuild by somebody who says why, beside a hub that runs."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from contracts.beheer import HerbouwAfgerond, HerbouwGestart
from contracts.codes import Rol
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.sealing.seal import unseal
from eventlog.storage.only_one import only_one
from eventlog.views.rebuild import Rebuild
from projections.school import SCHOOL
from schakel import hub as composition
from schakel.client import HubClient
from schakel.hub import Hub, open_hub
from schakel.rebuilding import Order, RecordedRebuild
from schakel.settings import Settings
from schakel.simulatie import simuleer
from schakel.tokens import sign_token
from tests.bouwstenen import ontvangen
from tests.faults.hub_process import HubProcess
from tests.projections.feiten import DOSSIER, opslaan
from tests.projections.herbouwproef import Wereld
from tests.schakel.conftest import Run
from tests.servers.ports import free_port

WHO = ("--actor", "beheerder-7", "--reden", "programma hersteld")
REGIO = "plein-013"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


async def acts(hub: Hub) -> list[dict[str, Any]]:
    """The acts in the log, with what they have sealed."""
    async with hub.log.database.snapshot() as connection:
        events = [e for e in await hub.log.read(connection, 0, 100_000, limit=100_000) if ".beheer." in e.type]
    keys = await hub.keys.for_opening([(event.dossier, "beheer") for event in events])
    opened = []
    for event in events:
        assert event.sealed is not None
        part = unseal(keys[event.dossier, "beheer"], event.sealed, source=event.source, id_=event.id, type_=event.type)
        opened.append({"type": event.type, **json.loads(event.open)["data"], **part.fields})
    return opened


@pytest.fixture
def stopped(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Settings:
    """A hub with one pupil, stopped."""

    async def fill() -> None:
        async with open_hub(settings) as hub:
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [opslaan(ontvangen())], 1)
            await hub.catch_up()

    asyncio.run(fill())
    capsys.readouterr()
    return settings


def status_of(run: Run, naam: str = "school", **environment: str) -> dict[str, Any]:
    code, told, _ = run("projecties", "status", "--json", **environment)
    assert code == 0
    found: dict[str, dict[str, Any]] = {one["naam"]: one for one in json.loads(told)}
    assert set(found) == {"inzendingen", "school"}
    return found[naam]


def test_status_of_a_hub_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, _, told = run("projecties", "status")
    assert code == 2
    assert "Hier is nog geen hub" in told
    assert not (tmp_path / "data" / "views.db").exists()


def test_a_view_is_rebuilt_and_the_log_says_who_and_why(run: Run, stopped: Settings) -> None:
    before = status_of(run)
    assert (before["generatie"], before["achterstand"], before["herbouw"]) == (1, 0, None)
    code, told, _ = run("projecties", "herbouw", "school", *WHO)
    assert code == 0
    assert "opnieuw opgebouwd" in told
    assert "Generatie 2 antwoordt nu." in told
    after = status_of(run)
    assert (after["generatie"], after["achterstand"], after["herbouw"]) == (2, 0, None)
    code, told, _ = run("projecties", "status")
    assert (code, "school" in told, "inzendingen" in told) == (0, True, True)

    async def look() -> list[dict[str, Any]]:
        async with open_hub(stopped) as hub:
            assert await hub.school.get(hub.databases.views, DOSSIER) is not None
            return await acts(hub)

    found = [(a["type"], a["projectie"], a["generatie"], a["actor"], a["reden"]) for a in asyncio.run(look())]
    assert found == [
        (kind.kenmerken.type, "school", 2, "beheerder-7", "programma hersteld")
        for kind in (HerbouwGestart, HerbouwAfgerond)
    ]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["herbouw", "scholen", *WHO], "Bekend zijn: inzendingen, school"),
        (["herbouw", "school", "--actor", " ", "--reden", "x"], "Vul bij --actor in"),
        (["herbouw", "school", "--actor", "x", "--reden", "leerling 111222333"], "burgerservicenummer"),
    ],
)
def test_wrong_use(run: Run, stopped: Settings, arguments: list[str], text: str) -> None:
    code, _, told = run("projecties", *arguments)
    assert code == 2
    assert text in told


def test_a_second_rebuild_is_refused_and_one_left_half_way_gone_on_with(run: Run, stopped: Settings) -> None:
    async def half_way() -> None:
        async with open_hub(stopped) as hub:
            await Rebuild(hub.school, hub.log, hub.feed, hub.databases.views).begin()
            assert not (await asyncio.to_thread(status_of, run))["herbouw"]["loopt"]
            async with only_one(hub.databases.views, "rebuild-school"):
                assert (await asyncio.to_thread(status_of, run))["herbouw"]["loopt"]
                code, _, told = await asyncio.to_thread(run, "projecties", "herbouw", "school", *WHO)
                assert code == 1
                assert "Een ander proces is bezig" in told

    asyncio.run(half_way())
    code, told, _ = run("projecties", "status")
    assert "Een herbouw is afgebroken" in told.replace("\n", " ")
    code, _, told = run("projecties", "herbouw", "school", *WHO)
    assert (code, "Verder met de herbouw" in told) == (0, True)
    assert status_of(run)["generatie"] == 2


def test_a_rebuild_in_which_all_fails_stops_and_the_old_view_answers(
    run: Run, stopped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Any:
        raise LookupError("Noor Verzonnen")

    async def more() -> None:
        async with open_hub(stopped) as hub, hub.log.database.transaction() as tx:
            await hub.log.append(tx, [opslaan(ontvangen(), dossier=uuid4(), nummer=n) for n in range(2, 40)], 1)

    asyncio.run(more())
    with monkeypatch.context() as patch:
        patch.setattr(composition, "SCHOOL", replace(SCHOOL, evolve=failing))
        code, _, told = run("projecties", "herbouw", "school", *WHO)
    assert code == 1
    assert "te veel dossiers geven een fout (LookupError tests/schakel/cli/test_projecties.py:" in told.replace(
        "\n", " "
    )
    assert "Noor" not in told
    assert status_of(run)["generatie"] == 1
    assert run("projecties", "herbouw", "school", *WHO)[0] == 0
    assert status_of(run)["generatie"] == 2


async def test_what_was_killed_after_its_switch_is_finished_by_the_next(settings: Settings) -> None:
    async with open_hub(settings) as hub:
        rebuild = Rebuild(hub.school, hub.log, hub.feed, hub.databases.views)
        known, _ = await rebuild.begin()
        await rebuild.run(known)  # and no more: nothing is cleaned up or said
        recorded = RecordedRebuild(rebuild, hub.beheer, hub.clock)
        for _ in range(2):
            await recorded.tidy(Order("b", "r"))
        await recorded.run(Order("b", "r"))
        kinds = [(act["type"].split(".")[-2], act["generatie"]) for act in await acts(hub)]
    assert kinds == [("herbouwafgerond", 2), ("herbouwgestart", 3), ("herbouwafgerond", 3)]


@pytest.fixture(params=["sqlite", "postgresql"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HubProcess]:
    environment = {
        "SCHAKEL_DATA": str(tmp_path / "hub"), "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error",
    }  # fmt: skip
    if request.param == "postgresql":
        environment["SCHAKEL_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    made = HubProcess(environment)
    yield made
    made.end()


async def test_a_view_is_rebuilt_beside_a_hub_that_goes_on(process: HubProcess) -> None:
    """Sent to, asked and rebuilt at once, the rebuild killed and begun again: every question has its answer."""
    await process.start()
    schools = sorted(profielen()[REGIO].scholen)
    today = day_of(SystemClock().now())
    year = simuleer(profielen()[REGIO], aantal=2_000, seed=11, tot=today)
    lines = [msgspec.json.encode(inzending.gebeurtenis) for inzending in year]
    path = f"/v1/scholen/{schools[0]}/leerlingen"
    done = asyncio.Event()

    async def send() -> None:
        async with HubClient.open(process.url, process.token(schools, REGIO)) as client:
            for start in range(0, len(lines), 100):
                await client.send(lines[start : start + 100])
            await asyncio.sleep(1)

    async def ask() -> list[int]:
        token = sign_token(
            process.settings, SystemClock().now(), timedelta(hours=1), rol=Rol.SCHOOL, organisatie=schools[0],
            namens=[], regio=REGIO,
        )  # fmt: skip
        sizes = []
        async with HubClient.open(process.url, token) as client:
            while not done.is_set():
                sizes.append(len((await client.get_all(path, uitgeschreven="true"))["leerlingen"]))
                await asyncio.sleep(0.01)
        return sizes

    await send()
    asking, sending = asyncio.create_task(ask()), asyncio.create_task(send())
    killed = await rebuilding(process)
    await asyncio.sleep(1.2)
    with suppress(ProcessLookupError):
        killed.kill()
    await killed.wait()
    whole = await rebuilding(process)
    assert await asyncio.wait_for(whole.wait(), 60) == 0
    await sending
    done.set()
    sizes = await asking
    assert sizes == sorted(sizes)  # resent events are known; a pupil once there stays
    assert sizes[0] > 0
    assert await process.stop() == 0

    async with open_hub(process.settings) as hub:
        await hub.catch_up()
        wereld = Wereld(hub.log, hub.databases.views)
        assert await wereld.number() > 1
        followed = await wereld.rows()
        await wereld.rebuild()
        assert await wereld.rows() == followed


async def rebuilding(process: HubProcess) -> asyncio.subprocess.Process:
    environment = {**os.environ, "SCHAKEL_DATA": str(process.settings.data), "SCHAKEL_LOG_LEVEL": "error"}
    if process.settings.database_url is not None:
        environment["SCHAKEL_DATABASE_URL"] = process.settings.database_url
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schakel", "projecties", "herbouw", "school", *WHO,
        env=environment, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
