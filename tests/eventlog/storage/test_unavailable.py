"""Which faults say that a database cannot do it now, or is damaged: they are never laid to an event (guarantee 7)."""

import asyncio
import sqlite3
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import exc, text

from eventlog.following.poison import is_poison
from eventlog.storage.database import Database, driver
from eventlog.storage.unavailable import is_unavailable
from tests.servers.postgres import PostgresServer


@pytest.mark.parametrize(
    "fault",
    [
        sqlite3.OperationalError("database is locked"),
        asyncpg.InternalClientError("cannot switch to state 12; another operation (2) is in progress"),
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.DiskFullError("could not extend file"),
        asyncpg.PostgresIOError("could not read block"),
        ConnectionRefusedError(),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_database_that_cannot_do_it_now(fault: Exception) -> None:
    assert is_unavailable(fault)
    assert not is_poison(fault)
    wrapped = exc.DBAPIError("SELECT 1", None, fault)
    assert is_unavailable(wrapped)
    assert not is_poison(wrapped)


async def test_a_damaged_file_is_not_the_fault_of_an_event(tmp_path: Path) -> None:
    (tmp_path / "log.db").write_bytes(b"this is no database " * 500)
    database = Database.sqlite(tmp_path / "log.db")
    with pytest.raises((sqlite3.DatabaseError, exc.DatabaseError)) as fault:
        async with database.transaction() as tx:
            await tx.execute(text("SELECT 1"))
    assert not is_poison(fault.value)
    await database.close()


def test_damage_that_postgresql_finds_is_not_the_fault_of_an_event() -> None:
    assert not is_poison(asyncpg.DataCorruptedError("invalid page in block 0"))
    assert not is_poison(exc.DBAPIError("SELECT 1", None, asyncpg.IndexCorruptedError("unexpected page")))


@pytest.mark.parametrize("fault", [KeyError("x"), sqlite3.IntegrityError(), asyncpg.UniqueViolationError("x")])
def test_what_may_lie_with_an_event_is_still_poison(fault: Exception) -> None:
    assert is_poison(fault)


async def test_whatever_a_statement_says_while_its_server_goes_is_not_laid_to_an_event(
    own_postgres_server: PostgresServer,
) -> None:
    database = Database.postgres(own_postgres_server.url, "public", pool_size=10)
    faults: list[Exception] = []

    async def ask(through_driver: bool) -> None:
        while len(faults) < 20:
            try:
                async with database.transaction() as tx:
                    if through_driver:
                        await (await driver(tx)).fetchrow("SELECT count(*) FROM generate_series(1, 1000)")
                    else:
                        await tx.execute(text("SELECT count(*) FROM generate_series(1, 1000)"))
            except Exception as fault:
                faults.append(fault)

    asking = [asyncio.create_task(ask(number % 2 == 0)) for number in range(8)]
    await asyncio.sleep(0.2)
    await asyncio.to_thread(own_postgres_server.stop, "immediate")
    await asyncio.gather(*asking)
    await database.close()
    assert [fault for fault in faults if not is_unavailable(fault)] == []
