"""A database that cannot now: 503 with Retry-After, nothing half done, and the same request succeeds later."""

import asyncio
import sqlite3
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

import eventlog.storage.inline_sqlite
import services.intake.receive
from eventlog.storage.database import Database
from tests.servers.postgres import PostgresServer

from .hub import Hub, gebeurtenis, problem


def busy(response: httpx.Response, naam: str = "niet-beschikbaar") -> None:
    problem(response, 503, naam)
    assert int(response.headers["retry-after"]) > 0


async def test_a_locked_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eventlog.storage.inline_sqlite, "LOCK_SECONDS", 0.1)
    hub = Hub(Database.sqlite(tmp_path / "log.db"), Database.sqlite(tmp_path / "keys.db"), tmp_path)
    await hub.create()
    await hub.send(gebeurtenis())
    other = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    events = [gebeurtenis() for _ in range(3)]
    busy(await hub.send(events[0]))
    busy(await hub.send_batch(events))
    other.execute("ROLLBACK")
    other.close()
    assert len(await hub.stored()) == 1
    assert [(await hub.send(event)).status_code for event in events] == [202] * 3
    await hub.log.database.close()
    await hub.keys.close()


@pytest.mark.parametrize("busy_one", ["log", "keys"])
async def test_a_writer_of_this_process_that_hangs(
    busy_one: str, sqlite_hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eventlog.storage.inline_sqlite, "LOCK_SECONDS", 0.1)
    events = [gebeurtenis() for _ in range(3)]
    async with (sqlite_hub.log.database if busy_one == "log" else sqlite_hub.keys).transaction():
        for answer in await asyncio.gather(*(sqlite_hub.send(event) for event in events)):
            busy(answer)
    assert await sqlite_hub.stored() == []
    assert [(await sqlite_hub.send(event)).status_code for event in events] == [202] * 3


async def test_a_full_disk(sqlite_hub: Hub) -> None:
    async with sqlite_hub.log.database.transaction() as tx:
        pages = await tx.scalar(text("PRAGMA page_count"))
        await tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    events = [gebeurtenis() for _ in range(100)]
    busy(await sqlite_hub.send_batch(events))
    assert await sqlite_hub.stored() == []
    async with sqlite_hub.log.database.transaction() as tx:
        await tx.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert (await sqlite_hub.send_batch(events)).status_code == 202
    assert len(await sqlite_hub.stored()) == 100


@pytest.mark.parametrize("locked", ["log", "keys"])
async def test_postgresql_locked(
    locked: str, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.intake.receive, "_PATIENCE", 0.3)
    hub = Hub(Database.postgres(postgres_url, "log"), Database.postgres(postgres_url, "keys"), tmp_path)
    await hub.create()
    event = gebeurtenis()
    async with (hub.log.database if locked == "log" else hub.keys).transaction() as tx:
        if locked == "log":
            await hub.log.lock(tx)
        else:
            await tx.execute(text("LOCK TABLE dossiers"))
        busy(await hub.send(event))
    assert await hub.stored() == []
    assert (await hub.send(event)).status_code == 202
    await hub.log.database.close()
    await hub.keys.close()


async def test_postgresql_gone_and_back(own_postgres_server: PostgresServer, tmp_path: Path) -> None:
    with own_postgres_server.database() as url:
        hub = Hub(Database.postgres(url, "log"), Database.postgres(url, "keys"), tmp_path)
        await hub.create()
        assert (await hub.send(gebeurtenis(subject="a"))).status_code == 202
        event = gebeurtenis(subject="b")
        await asyncio.to_thread(own_postgres_server.stop, "kill")
        busy(await hub.send(event))
        busy(await hub.send(event))
        await asyncio.to_thread(own_postgres_server.start)
        assert (await hub.send(event)).status_code == 202
        assert len(await hub.stored()) == 2
        await hub.log.database.close()
        await hub.keys.close()


async def test_contexts_that_are_behind(sqlite_hub: Hub) -> None:
    lag = 11
    hub = Hub(sqlite_hub.log.database, sqlite_hub.keys, sqlite_hub.folder, behind=lambda: lag)
    busy(await hub.send(gebeurtenis()), "achterstand")
    busy(await hub.send_batch([gebeurtenis()]), "achterstand")
    assert await hub.stored() == []
    lag = 10
    assert (await hub.send(gebeurtenis())).status_code == 202
