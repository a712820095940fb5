"""A log as these tests write and read it."""

from eventlog.events import NewEvent, Recorded
from eventlog.store import EventLog

NOW = 1_772_000_000_000_000


async def append(log: EventLog, *events: NewEvent) -> list[Recorded]:
    async with log.database.transaction() as tx:
        return await log.append(tx, events, NOW)


async def whole(log: EventLog) -> list[Recorded]:
    async with log.database.snapshot() as connection:
        return await log.read(connection, 0, 10**9, limit=10**6)
