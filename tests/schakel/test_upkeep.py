"""A hub whose projections changed: it starts, answers what it can, and rebuilds the rest by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eventlog.storage.only_one import only_one
from eventlog.views.view import View, ViewNotReady
from projections.school import SCHOOL
from schakel import hub as composition
from schakel import upkeep
from schakel.hub import Hub, open_hub
from schakel.settings import Settings
from tests.bouwstenen import ontvangen, persoonsgegevens
from tests.projections.feiten import DOSSIER, opslaan


@pytest.fixture
async def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A hub that stopped, with a pupil in its view."""
    monkeypatch.setattr(upkeep, "_LOOK", 0.01)
    made = Settings(data=tmp_path)
    async with open_hub(made) as hub:
        async with hub.log.database.transaction() as tx:
            await hub.log.append(tx, [opslaan(ontvangen())], 1)
        await hub.catch_up()
    return made


@asynccontextmanager
async def following(hub: Hub) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(hub.follow(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(running, 10)


async def until_rebuilt(hub: Hub) -> None:
    async with asyncio.timeout(10):
        while True:
            async with hub.databases.views.snapshot() as connection:
                if not await hub.school.is_outdated(connection):
                    return
            await asyncio.sleep(0.01)


async def until_named(hub: Hub) -> None:
    async with asyncio.timeout(10):
        while True:
            state = await hub.school.get(hub.databases.views, DOSSIER)
            if state is not None and state.leerling is not None and state.leerling.personalia is not None:
                return
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("change", "readable"), [({"version": SCHOOL.version + 1}, True), ({"parts": SCHOOL.parts[:1]}, False)]
)
async def test_a_changed_view_is_rebuilt_by_the_hub_itself(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], readable: bool
) -> None:
    monkeypatch.setattr(composition, "SCHOOL", replace(SCHOOL, **change))
    async with open_hub(settings) as hub:
        views = hub.databases.views
        if readable:
            assert await hub.school.get(views, DOSSIER) is not None
        else:
            with pytest.raises(ViewNotReady):
                await hub.school.get(views, DOSSIER)
        async with following(hub):
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [opslaan(persoonsgegevens(), nummer=2, versie=2)], 1)
            await until_rebuilt(hub)
            await hub.catch_up()
            state = await hub.school.get(views, DOSSIER)
            assert state is not None
            assert state.leerling is not None
            assert state.leerling.aanmelding is not None
            assert state.leerling.personalia is not None
        assert [one.runner.parked for one in hub.upkeep] == [0, 0]


async def test_of_two_processes_one_rebuilds_and_both_follow(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "SCHOOL", replace(SCHOOL, version=SCHOOL.version + 1))
    async with open_hub(settings) as one, open_hub(settings) as other:
        async with following(one), following(other):
            await until_rebuilt(one)
        async with one.databases.views.snapshot() as connection:
            assert (await other.school.generation(connection)).number == 2


async def test_a_hub_that_stops_does_not_wait_for_a_rebuild(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "SCHOOL", replace(SCHOOL, version=SCHOOL.version + 1))
    async with open_hub(settings) as hub, only_one(hub.databases.views, "rebuild-school"):
        async with following(hub):
            await asyncio.sleep(0.05)
        async with hub.databases.views.snapshot() as connection:
            assert await hub.school.is_outdated(connection)


@pytest.mark.parametrize("held", [False, True])
async def test_a_database_that_is_away_at_the_start_is_looked_at_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    monkeypatch.setattr(composition, "SCHOOL", replace(SCHOOL, version=SCHOOL.version + 1))
    failures = iter(range(6))
    failed_enough = asyncio.Event()

    def failing_at_first(look: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def looking(*given: Any) -> Any:
            if next(failures, None) is not None:
                raise ConnectionRefusedError
            failed_enough.set()
            return await look(*given)

        return looking

    async with open_hub(settings) as hub, AsyncExitStack() as stack:
        if held:
            await stack.enter_async_context(only_one(hub.databases.views, "rebuild-school"))
        monkeypatch.setattr(View, "generation", failing_at_first(View.generation))
        monkeypatch.setattr(View, "is_outdated", failing_at_first(View.is_outdated))
        async with following(hub):
            async with asyncio.timeout(10):
                await failed_enough.wait()
            await stack.aclose()
            await until_rebuilt(hub)
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [opslaan(persoonsgegevens(), nummer=2, versie=2)], 1)
            await until_named(hub)
