"""A hub whose projections changed: it starts, answers what it can, and rebuilds the rest by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eventlog.storage.only_one import only_one
from eventlog.views import registry
from eventlog.views.progress import ViewProgress
from eventlog.views.view import View, ViewNotReady
from projections.inzendingen import INZENDINGEN
from projections.school import SCHOOL
from schakel import hub as composition
from schakel import upkeep
from schakel.hub import Hub, open_hub
from schakel.rebuilding import BY_ITSELF, RecordedRebuild
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


NEWER = replace(SCHOOL, version=SCHOOL.version + 1)


async def answering(hub: Hub) -> int | None:
    """Which generation answers, to whatever version."""
    async with hub.databases.views.snapshot() as connection:
        known = registry.answering(await registry.known(connection, "school"))
    return None if known is None else known.number


async def take_in(hub: Hub, nummer: int) -> None:
    """Something happens, and this hub has taken it in."""
    async with hub.log.database.transaction() as tx:
        await hub.log.append(tx, [opslaan(persoonsgegevens(), nummer=nummer, versie=nummer)], 1)
    progress = ViewProgress(hub.school, hub.databases.views, hub.log)
    assert await progress.wait(await progress.head(), 10)


async def test_a_hub_of_the_version_before_that_starts_again_leaves_what_took_over_from_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as stack:
        monkeypatch.setattr(composition, "SCHOOL", NEWER)
        new = await stack.enter_async_context(open_hub(settings))
        monkeypatch.setattr(composition, "SCHOOL", SCHOOL)
        old = await stack.enter_async_context(open_hub(settings))
        rebuild = new.upkeep[1].rebuild
        async with AsyncExitStack() as building:
            await building.enter_async_context(rebuild.alone())
            await upkeep.take_over(old.upkeep)
            await stack.enter_async_context(following(old))
            await rebuild.run(BY_ITSELF)
        await asyncio.sleep(0.2)  # the old one has had every occasion
        assert await answering(new) == 2
        assert await new.upkeep[1].is_kept()
        assert not await old.upkeep[1].is_kept()


async def test_what_nobody_follows_any_more_is_rebuilt_by_a_hub_that_had_left_it_to_another(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_WATCH", 0.01)
    monkeypatch.setattr(composition, "SCHOOL", NEWER)
    async with open_hub(settings) as one, following(one):
        await until_rebuilt(one)
        monkeypatch.setattr(composition, "SCHOOL", SCHOOL)
        async with open_hub(settings) as other, following(other):
            await until_rebuilt(other)
            await take_in(other, 2)
            assert await answering(other) == 3
        monkeypatch.setattr(upkeep, "_ABANDONED", 0.1)
        await asyncio.sleep(0.5)
        assert await answering(one) == 3  # with nothing left to take in, nobody is missed
        monkeypatch.setattr("eventlog.following.processor._LAST_RETRY", 0.1)
        await take_in(one, 3)
        assert await answering(one) == 4
        assert await one.upkeep[1].is_kept()


async def test_what_is_switched_to_at_the_start_takes_so_many_seconds_together(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_SOON", 0.1)
    monkeypatch.setattr(composition, "SCHOOL", NEWER)
    monkeypatch.setattr(composition, "INZENDINGEN", replace(INZENDINGEN, version=INZENDINGEN.version + 1))
    asked = 0

    async def hanging(_: RecordedRebuild) -> bool:
        nonlocal asked
        asked += 1
        await asyncio.sleep(60)
        return True

    monkeypatch.setattr(RecordedRebuild, "is_ready", hanging)
    async with open_hub(settings) as hub:
        async with asyncio.timeout(10):
            await upkeep.take_over(hub.upkeep)
        assert asked == 1
        async with hub.upkeep[0].rebuild.alone():
            pass  # nothing is held any more
