"""One database: a writer whose transactions take their turn, and readers beside it. SQLite file or PostgreSQL schema."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import MetaData, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

Transaction = AsyncConnection
"""A connection inside an open transaction. Ends with the block that opened it."""

_BUSY_MS = 5_000


class Database:
    """Where tables live. Use `Database.sqlite(path)` or `Database.postgres(url, schema)`."""

    def __init__(self, dialect: Literal["sqlite", "postgresql"], writer: AsyncEngine, reader: AsyncEngine) -> None:
        self.dialect = dialect
        self._writer = writer
        self._reader = reader
        # SQLite has one writer at a time; waiting here is fair and costs nothing, waiting in SQLite polls.
        self._turn = asyncio.Lock() if dialect == "sqlite" else None

    @classmethod
    def sqlite(cls, path: Path, *, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> Self:
        """A SQLite file in WAL mode. `FULL` syncs each commit to disk; `NORMAL` is for what can be rebuilt."""
        url = URL.create("sqlite+aiosqlite", database=str(path))
        writer = _sqlite_engine(url, begin="BEGIN IMMEDIATE", size=1, synchronous=synchronous)
        return cls("sqlite", writer, _sqlite_engine(url, begin="BEGIN", size=4, synchronous=synchronous))

    @classmethod
    def postgres(cls, url: str | URL, schema: str, *, pool_size: int = 5) -> Self:
        """A schema of a PostgreSQL database. `url`: `postgresql+asyncpg://…`."""
        engine = create_async_engine(
            make_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            connect_args={
                "server_settings": {
                    "search_path": schema,
                    "idle_in_transaction_session_timeout": "60000",
                    "jit": "off",
                    "application_name": f"schakel {schema}",
                }
            },
        )
        return cls("postgresql", engine, engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write: committed at the end of the block, rolled back on any exception."""
        if self._turn is None:
            async with self._writer.begin() as connection:
                yield connection
        else:
            async with self._turn, self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Read. On SQLite all reads in the block see one state."""
        async with self._reader.connect() as connection:
            yield connection

    async def create(self, metadata: MetaData, *, schema: str | None = None) -> None:
        """Make the tables that are not there yet (and on PostgreSQL the schema)."""
        async with self.transaction() as tx:
            if schema is not None and self.dialect == "postgresql":
                await tx.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            await tx.run_sync(metadata.create_all)

    async def close(self) -> None:
        """Give back every connection."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _sqlite_engine(url: URL, *, begin: str, size: int, synchronous: str) -> AsyncEngine:
    engine = create_async_engine(
        url, poolclass=AsyncAdaptedQueuePool, pool_size=size, max_overflow=0, connect_args={"isolation_level": None}
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON",
            "cache_size=-16000", "temp_store=MEMORY", "journal_size_limit=67108864",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


async def driver(connection: AsyncConnection) -> Any:
    """The asyncpg or aiosqlite connection beneath, inside the transaction that SQLAlchemy has begun."""
    raw = await connection.get_raw_connection()
    return raw.driver_connection
