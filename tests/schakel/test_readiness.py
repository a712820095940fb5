"""`/readyz` of a whole hub: which part does not work, in Dutch, and never about whom."""

import asyncio
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text, update

from eventlog.following import processor as following
from eventlog.views import registry
from schakel.hub import open_hub
from schakel.server import create_hub_app
from schakel.settings import Settings
from tests.bouwstenen import persoonsgegevens
from tests.projections.feiten import opslaan


async def test_a_processor_that_is_stuck_is_named_until_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_FIRST_RETRY", 0.001)
    monkeypatch.setattr(following, "_LAST_RETRY", 0.01)
    async with open_hub(Settings(data=tmp_path)) as hub:
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:

            async def until(status: str) -> httpx.Response:
                for _ in range(1_000):
                    response = await client.get("/readyz")
                    assert response.status_code == 200  # whatever follows the log: intake goes on
                    if response.json()["status"] == status:
                        return response
                    await asyncio.sleep(0.01)
                raise AssertionError(f"not {status} within ten seconds")

            stop = asyncio.Event()
            running = asyncio.create_task(hub.follow(stop))
            whole = (await until("ok")).json()
            views = {"school", "inzendingen"}
            names = {
                f"{'overzicht' if runner.processor.name in views else 'verwerking'} {runner.processor.name}"
                for runner in hub.runners
            } | {f"versie {view}" for view in views}
            assert whole == {"status": "ok", "onderdelen": dict.fromkeys(("log", "views", "keys", *names), "ok")}

            async with hub.databases.views.transaction() as tx:
                main = (await hub.school.generation(tx)).main.name
                await tx.execute(text(f"ALTER TABLE {main} RENAME TO weg"))
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [opslaan(persoonsgegevens(naam="Noor Verzonnen"))], 1)
            stuck = (await until("gestoord")).json()
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
            assert (await until("ok")).json() == whole
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
    assert response.json()["meldingen"]["versie school"].endswith("stop deze hub.")


async def test_a_database_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone() -> bool:
        raise ConnectionRefusedError("postgresql://hub:geheim@nergens")

    async with open_hub(Settings(data=tmp_path)) as hub:
        monkeypatch.setattr(hub.databases.keys, "answers", gone)
        app, _ = create_hub_app(hub)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
            response = await client.get("/readyz")
    assert response.status_code == 503
    assert list(response.json()["meldingen"]) == ["keys"]
    assert "geheim" not in response.text
