"""Guarantee 2: no event is skipped. First how one is lost, then why the log loses none."""

import asyncio
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import text

from eventlog.events import NewEvent
from eventlog.following.feed import LogFeed
from eventlog.store import EventLog
from tests.eventlog.places import Place
from tests.eventlog.proef import opened


async def test_without_the_lock_an_event_is_lost(postgres_url: str) -> None:
    url = postgres_url.replace("+asyncpg", "", 1)
    slow, fast, reader = [await asyncpg.connect(url) for _ in range(3)]
    await slow.execute("CREATE TABLE plain (position bigserial PRIMARY KEY, what text)")

    async def follow(after: int) -> tuple[int, list[str]]:
        rows = await reader.fetch("SELECT position, what FROM plain WHERE position > $1 ORDER BY position", after)
        return (rows[-1][0] if rows else after), [row[1] for row in rows]

    first, second = slow.transaction(), fast.transaction()
    await first.start()
    await slow.execute("INSERT INTO plain (what) VALUES ('takes position 1, commits last')")
    await second.start()
    await fast.execute("INSERT INTO plain (what) VALUES ('takes position 2, commits first')")
    await second.commit()
    checkpoint, seen = await follow(0)
    await first.commit()
    _, later = await follow(checkpoint)

    assert seen == ["takes position 2, commits first"]
    assert later == []  # the other is in the table, below the checkpoint, and is never read
    assert await reader.fetchval("SELECT count(*) FROM plain") == 2
    for connection in (slow, fast, reader):
        await connection.close()


async def test_with_the_lock_the_second_append_waits_and_nothing_is_skipped(place: Place) -> None:
    slow, fast, reading = [await place.log() for _ in range(3)]
    feed = LogFeed(reading)
    first, second = opened(uuid4()), opened(uuid4())
    inserted, may_commit = asyncio.Event(), asyncio.Event()

    async def append(log: EventLog, event: NewEvent) -> None:
        async with log.database.transaction() as tx:
            await log.append(tx, [event], 1)

    async def append_slowly() -> None:
        async with slow.database.transaction() as tx:
            await slow.append(tx, [first], 1)
            inserted.set()
            await may_commit.wait()

    slowly = asyncio.create_task(append_slowly())
    await inserted.wait()
    quickly = asyncio.create_task(append(fast, second))
    done, _ = await asyncio.wait([quickly], timeout=0.3)
    assert not done, "the second append must wait for the first"
    batch = await feed.read(0, None, 10)
    assert (batch.upto, batch.events) == (0, ())

    may_commit.set()
    await asyncio.gather(slowly, quickly)
    batch = await feed.read(batch.upto, None, 10)
    assert [(e.position, e.id) for e in batch.events] == [(1, first.id), (2, second.id)]


async def test_the_head_is_read_after_the_lock_whatever_the_server_prefers(postgres_url: str) -> None:
    """Under REPEATABLE READ the second append would read a head from before the first one's commit."""
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", "", 1))
    name = await connection.fetchval("SELECT current_database()")
    await connection.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
    await connection.close()
    place = Place("postgres", postgres_url)
    log, other = await place.log(), await place.log()
    async with log.database.transaction() as tx:
        await tx.execute(text("SELECT 1"))  # a snapshot, were it one
        async with other.database.transaction() as other_tx:
            await other.append(other_tx, [opened(uuid4())], 1)
        assert [e.position for e in await log.append(tx, [opened(uuid4())], 1)] == [2]
    await place.close()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
async def test_sqlite_lets_one_transaction_write_at_a_time_from_its_beginning(place: Place) -> None:
    """Two connections, as of two processes: `BEGIN IMMEDIATE` makes the second wait before it has read anything."""
    one, other = await place.log(), await place.log()
    began = asyncio.Event()

    async def begin() -> None:
        async with other.database.transaction():
            began.set()

    async with one.database.transaction() as tx:
        beginning = asyncio.create_task(begin())
        await asyncio.sleep(0.2)
        assert not began.is_set()
        await one.append(tx, [opened(UUID(int=1))], 1)
    await asyncio.wait_for(beginning, 5)
    assert began.is_set()
