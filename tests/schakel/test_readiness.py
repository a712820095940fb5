"""`/readyz` of a whole hub: which part does not work, in Dutch, and never about whom."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text, update

from contracts.beheer import HerbouwGestart
from eventlog.events import Topic
from eventlog.following import processor as following
from eventlog.storage.backends.port import Wants
from eventlog.views import registry
from eventlog.views.rebuild import Rebuild
from eventlog.views.registry import Known
from eventlog.views.view import View
from projections.school import SCHOOL
from schakel import hub as composition
from schakel import upkeep
from schakel.hub import open_hub
from schakel.server import create_hub_app
from schakel.settings import Settings
from services.termijnen.tables import made
from tests.bouwstenen import persoonsgegevens
from tests.projections.feiten import opslaan


async def _until(client: httpx.AsyncClient, status: str) -> httpx.Response:
    for _ in range(1_000):
        response = await client.get("/readyz")
        assert response.status_code == 200  # whatever follows the log: intake goes on
        if response.json()["status"] == status:
            return response
        await asyncio.sleep(0.01)
    raise AssertionError(f"not {status} within ten seconds")


async def _hanging(*_: object) -> bool:
    await asyncio.sleep(60)
    return True


async def _refused(*_: object) -> bool:
    raise ConnectionRefusedError("postgresql://hub:geheim@nergens")


async def test_a_processor_that_is_stuck_is_named_until_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_FIRST_RETRY", 0.001)
    monkeypatch.setattr(following, "_LAST_RETRY", 0.01)
    async with open_hub(Settings(data=tmp_path)) as hub:
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            stop = asyncio.Event()
            running = asyncio.create_task(hub.follow(stop))
            whole = (await _until(client, "ok")).json()
            views = {"school", "inzendingen"}
            names = {
                f"{'overzicht' if runner.processor.name in views else 'verwerking'} {runner.processor.name}"
                for runner in hub.runners
            } | {f"{what} {view}" for what in ("versie", "herbouw") for view in views}
            names.add("versie termijnen")
            assert whole == {"status": "ok", "onderdelen": dict.fromkeys(("log", "views", "keys", *names), "ok")}

            async with hub.databases.views.transaction() as tx:
                main = (await hub.school.generation(tx)).main.name
                await tx.execute(text(f"ALTER TABLE {main} RENAME TO weg"))
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [opslaan(persoonsgegevens(naam="Noor Verzonnen"))], 1)
            stuck = (await _until(client, "gestoord")).json()
            assert [name for name, state in stuck["onderdelen"].items() if state != "ok"] == ["overzicht school"]
            assert list(stuck["meldingen"]) == ["overzicht school"]
            assert stuck["meldingen"]["overzicht school"].startswith(
                "Het overzicht `school` wordt niet meer bijgewerkt"
            )
            metrics = (await client.get("/metrics")).text
            assert 'schakel_processor_stuck{processor="school"} 1.0' in metrics
            assert 'schakel_processor_stuck{processor="leerling"} 0.0' in metrics
            assert "Noor" not in str(stuck)

            async with hub.databases.views.transaction() as tx:
                await tx.execute(text(f"ALTER TABLE weg RENAME TO {main}"))
            assert (await _until(client, "ok")).json() == whole
            stop.set()
            await running


async def test_a_view_that_a_hub_of_another_version_took_over_is_named(tmp_path: Path) -> None:
    async with open_hub(Settings(data=tmp_path)) as hub:
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            assert (await client.get("/readyz")).json()["status"] == "ok"
            async with hub.databases.views.transaction() as tx:
                mine = registry.generations.c.name == "school"
                await tx.execute(update(registry.generations).where(mine).values(fingerprint="of another version"))
            response = await client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "gestoord")
    assert list(response.json()["meldingen"]) == ["versie school"]
    assert response.json()["meldingen"]["versie school"].endswith("Stop dan de andere hub en herstart deze.")


async def test_deadlines_that_a_hub_of_another_version_keeps_are_named(tmp_path: Path) -> None:
    async with open_hub(Settings(data=tmp_path)) as hub:
        async with hub.databases.log.transaction() as tx:
            await tx.execute(update(made).values(fingerprint="of another version"))
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            response = await client.get("/readyz")
    assert (response.status_code, list(response.json()["meldingen"])) == (200, ["versie termijnen"])


@pytest.mark.parametrize("away", [_hanging, _refused])
async def test_of_a_database_that_is_away_nobody_says_that_another_version_took_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, away: Callable[..., Awaitable[bool]]
) -> None:
    monkeypatch.setattr("schakel.readiness._SOON", 0.05)
    async with open_hub(Settings(data=tmp_path)) as hub:
        monkeypatch.setattr(hub.databases.views, "answers", _refused)
        monkeypatch.setattr(View, "is_followed", away)
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            response = await client.get("/readyz")
    assert (response.status_code, list(response.json()["meldingen"])) == (503, ["views"])


async def test_a_rebuild_that_keeps_failing_is_named_and_recorded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_LOOK", 0.01)
    monkeypatch.setattr(upkeep, "_LAST_RETRY", 0.01)
    async with open_hub(Settings(data=tmp_path)) as hub:
        async with hub.log.database.transaction() as tx:
            await hub.log.append(tx, [opslaan(persoonsgegevens())], 1)
        await hub.catch_up()
    monkeypatch.setattr(composition, "SCHOOL", replace(SCHOOL, version=SCHOOL.version + 1))
    tries: list[int] = []
    often = asyncio.Event()

    async def failing(self: Rebuild[Any], known: Known, on_progress: object) -> None:
        tries.append(known.number)
        if len(tries) == 10:
            often.set()
        raise KeyError("a mistake of ours")

    async with open_hub(Settings(data=tmp_path)) as hub:
        app, _ = create_hub_app(hub)
        stop = asyncio.Event()
        async with (
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client,
            asyncio.timeout(20),
        ):
            with monkeypatch.context() as patch:
                patch.setattr(Rebuild, "run", failing)
                running = asyncio.create_task(hub.follow(stop))
                await often.wait()
                response = await client.get("/readyz")
                assert (response.status_code, response.json()["status"]) == (200, "gestoord")
                assert list(response.json()["meldingen"]) == ["herbouw school"]
                assert 'schakel_rebuild_failing{view="school"} 1.0' in (await client.get("/metrics")).text
                begun: Wants = {Topic.FACTS: {HerbouwGestart.kenmerken.type}}
                async with hub.log.database.snapshot() as connection:
                    assert len(await hub.log.read(connection, 0, 10_000, begun)) == 2  # and going on with it, once
            await _until(client, "ok")
            assert 'schakel_rebuild_failing{view="school"} 0.0' in (await client.get("/metrics")).text
        stop.set()
        await running


async def test_a_database_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_hub(Settings(data=tmp_path)) as hub:
        monkeypatch.setattr(hub.databases.keys, "answers", _refused)
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            response = await client.get("/readyz")
    assert response.status_code == 503
    assert list(response.json()["meldingen"]) == ["keys"]
    assert "geheim" not in response.text
