"""SQLite in the event loop: what leaves it, how long a turn is waited for, a connection whole again after a fault."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from eventlog.storage import inline_sqlite
from eventlog.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database.sqlite(tmp_path / "proef.db")
    async with database.transaction() as tx:
        await tx.execute(text("CREATE TABLE shelf (id integer PRIMARY KEY)"))
        await tx.execute(text("CREATE TABLE box (shelf integer REFERENCES shelf DEFERRABLE INITIALLY DEFERRED)"))
    yield database
    await database.close()


async def test_only_the_commit_leaves_the_event_loop(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []
    handed_over = aiosqlite.Connection._execute

    async def noted(self: aiosqlite.Connection, fn: Callable[..., Any], *args: Any, **options: Any) -> Any:
        left.append(fn.__name__)
        return await handed_over(self, fn, *args, **options)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(aiosqlite.Connection, "_execute", noted)
    async with database.transaction() as tx:
        await tx.execute(text("INSERT INTO shelf VALUES (1)"))
        assert await tx.scalar(text("SELECT count(*) FROM shelf")) == 1
    assert left == ["commit"]


async def test_a_commit_that_fails_leaves_nothing_open(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(text("INSERT INTO box VALUES (99)"))  # found out at the commit, which does not end it
    async with database.transaction() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM box")) == 0
        await tx.execute(text("INSERT INTO shelf VALUES (1)"))
    async with database.snapshot() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM shelf")) == 1


async def test_what_was_sent_is_not_in_the_text_of_a_fault(database: Database) -> None:
    with pytest.raises(IntegrityError) as fault:
        async with database.transaction() as tx:
            await tx.execute(text("INSERT INTO shelf VALUES (:id), (:id)"), {"id": 4711})
    assert "4711" not in str(fault.value)


async def test_a_turn_is_waited_for_no_longer_than_a_lock(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline_sqlite, "LOCK_SECONDS", 0.1)

    async def put(number: int) -> None:
        async with database.transaction() as tx:
            await tx.execute(text("INSERT INTO shelf VALUES (:id)"), {"id": number})

    async with database.transaction():
        waiting = asyncio.gather(*(put(number) for number in range(5)), return_exceptions=True)
        assert [type(fault) for fault in await waiting] == [TimeoutError] * 5
        short = asyncio.create_task(put(7))
        await asyncio.sleep(0.01)
    await short
    await asyncio.gather(*(put(number) for number in range(5)))
    async with database.snapshot() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM shelf")) == 6
