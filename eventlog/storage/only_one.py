"""A right that one process has at a time, and loses with its life: no clock, nothing to clean up after `kill -9`."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from eventlog.storage.database import Database

_TAKE: Final = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
_GIVE: Final = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")
_HELD: Final = text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (classid::bigint << 32 | objid::bigint) = hashtextextended(:name, 0))"
)
_PATIENCE: Final = 0.25
"""Seconds: longer than who asks whether it is held keeps it."""


class AlreadyHeld(Exception):
    """Another process has it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"another process holds {name!r}")
        self.name = name


@asynccontextmanager
async def only_one(database: Database, name: str) -> AsyncIterator[None]:
    """Hold `name` (letters, digits, `-` and `_`) in this database until the block ends. Raises AlreadyHeld."""
    holding = _in_file if database.dialect == "sqlite" else _in_session
    async with holding(database, name):
        yield


async def is_held(database: Database, name: str) -> bool:
    """Whether anybody holds it at this moment."""
    if database.dialect == "postgresql":
        async with database.snapshot() as connection:
            return bool(await connection.scalar(_HELD, {"name": f"{database.schema}.{name}"}))
    try:
        async with only_one(database, name):
            return False
    except AlreadyHeld:
        return True


@asynccontextmanager
async def _in_session(database: Database, name: str) -> AsyncIterator[None]:
    scoped = {"name": f"{database.schema}.{name}"}
    async with database.snapshot() as connection:
        # A lock of the session, which does not stand idle in a transaction meanwhile: a snapshot has none.
        if not await connection.scalar(_TAKE, scoped):
            raise AlreadyHeld(name)
        try:
            yield
        finally:
            with suppress(DBAPIError):  # the session is gone, and the lock with it
                await connection.execute(_GIVE, scoped)


@asynccontextmanager
async def _in_file(database: Database, name: str) -> AsyncIterator[None]:
    async with database.snapshot() as connection:
        file = connection.engine.url.database
    # A lock on a file as SQLite takes it: the same on every platform.
    with closing(sqlite3.connect(f"{file}-{name}.lock", timeout=_PATIENCE, isolation_level=None)) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise AlreadyHeld(name) from None
        yield
