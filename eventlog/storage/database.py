"""One database, a SQLite file or a PostgreSQL schema: a writer whose transactions take turns, and readers beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, Literal, Self

from sqlalchemy import MetaData, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from eventlog.storage import inline_sqlite

Transaction = AsyncConnection
"""A connection inside an open transaction. Ends with the block that opened it."""

_AFTER_COMMIT: Final = "schakel_after_commit"
# Processes that start together make tables one after another: ascii "create" as a number.
_TAKE_LOCK: Final = text("SELECT pg_advisory_xact_lock(109342996395109)")
_NOTHING: Final = text("SELECT 1")
_NO_TRANSACTION: Final = "AUTOCOMMIT"


class Database:
    """Where tables live. Use `Database.sqlite(path)` or `Database.postgres(url, schema)`."""

    def __init__(
        self,
        dialect: Literal["sqlite", "postgresql"],
        writer: AsyncEngine,
        reader: AsyncEngine,
        schema: str | None = None,
    ) -> None:
        self.dialect = dialect
        self.schema = schema
        self._writer = writer
        self._reader = reader
        # SQLite has one writer at a time; waiting here is fair and costs nothing, waiting in SQLite polls.
        self._turn = asyncio.Lock() if dialect == "sqlite" else None

    @classmethod
    def sqlite(cls, path: Path, *, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> Self:
        """A SQLite file in WAL mode. `FULL` syncs each commit to disk; `NORMAL` is for what can be rebuilt."""
        url = URL.create("sqlite+aiosqlite", database=str(path))
        writer = _sqlite_engine(url, begin="BEGIN IMMEDIATE", size=1, synchronous=synchronous)
        return cls("sqlite", writer, _sqlite_engine(url, begin=None, size=4, synchronous=synchronous))

    @classmethod
    def postgres(cls, url: str | URL, schema: str, *, pool_size: int = 5) -> Self:
        """A schema of a PostgreSQL database. `url`: `postgresql+asyncpg://…`."""
        engine = create_async_engine(
            make_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            hide_parameters=True,
            connect_args={
                "server_settings": {
                    "search_path": schema,
                    # What a statement reads after the log's lock must be as of that moment.
                    "default_transaction_isolation": "read committed",
                    "idle_in_transaction_session_timeout": "60000",
                    "jit": "off",
                    "application_name": f"schakel {schema}",
                }
            },
        )
        event.listen(engine.sync_engine, "checkout", _refuse_closed)
        # A reader has no transaction: beginning and ending one would take two round trips more than the question.
        return cls("postgresql", engine, engine.execution_options(isolation_level=_NO_TRANSACTION), schema)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write: committed at the end of the block, rolled back on any exception.

        Raises TimeoutError where others of this process keep SQLite busy for too long.
        """
        calls: list[Callable[[], None]] = []
        async with self._my_turn(), self._writer.begin() as connection:
            connection.info[_AFTER_COMMIT] = calls
            yield connection
        for call in calls:
            call()

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        if self._turn is None:
            yield
            return
        async with asyncio.timeout(inline_sqlite.LOCK_SECONDS):
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Read. Each statement sees what is committed when it starts."""
        async with self._reader.connect() as connection:
            yield connection

    async def answers(self) -> bool:
        """Whether it can be read from now. Raises what the driver raises where it cannot."""
        async with self.snapshot() as connection:
            return bool(await connection.scalar(text("SELECT 1")))

    async def create(self, metadata: MetaData, *, schema: str | None = None) -> None:
        """Make the tables that are not there yet (and on PostgreSQL the schema)."""
        async with self.transaction() as tx:
            await self.prepare_schema(tx, schema)
            await tx.run_sync(metadata.create_all)

    async def prepare_schema(self, tx: Transaction, schema: str | None = None) -> None:
        """Make the schema where it is missing, and keep others from making tables until `tx` ends (PostgreSQL)."""
        wanted = schema or self.schema
        if self.dialect != "postgresql" or wanted is None:
            return
        await tx.execute(_TAKE_LOCK)
        # `IF NOT EXISTS` alone would ask a right that the role of a running hub need not have.
        if await tx.scalar(text("SELECT to_regnamespace(quote_ident(:name)) IS NULL"), {"name": wanted}):
            await tx.execute(text(f'CREATE SCHEMA "{wanted}"'))

    async def close(self) -> None:
        """Give back every connection."""
        await self._writer.dispose()
        if self._reader.sync_engine.pool is not self._writer.sync_engine.pool:
            await self._reader.dispose()


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    # asyncpg hears by itself when the server goes away; asking the server each time would take three round trips.
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _sqlite_engine(url: URL, *, begin: str | None, size: int, synchronous: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # what was sent must not get into the text of an exception
        connect_args={"isolation_level": None, "async_creator_fn": inline_sqlite.connect},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={int(inline_sqlite.LOCK_SECONDS * 1_000)}", "journal_mode=WAL",
            f"synchronous={synchronous}", "foreign_keys=ON",
            "cache_size=-16000", "temp_store=MEMORY", "journal_size_limit=67108864",
            # As many pages as that: what many commits change is then copied back once.
            "wal_autocheckpoint=16000",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        if begin is not None:
            cursor.execute("PRAGMA busy_timeout=0")  # the write lock is waited for in inline_sqlite.py
        cursor.close()

    if begin is not None:

        @event.listens_for(engine.sync_engine, "begin")
        def _on_begin(connection: Any) -> None:
            connection.exec_driver_sql(begin)

    return engine


async def driver(connection: AsyncConnection) -> Any:
    """The asyncpg or aiosqlite connection beneath, inside the transaction that SQLAlchemy has begun."""
    raw: Any = (await connection.get_raw_connection()).driver_connection
    if connection.dialect.name != "postgresql" or not connection.in_transaction() or raw.is_in_transaction():
        return raw
    if connection.engine.get_execution_options().get("isolation_level") != _NO_TRANSACTION:
        # SQLAlchemy begins on asyncpg with its own first statement: what came before would be committed by itself.
        await connection.execute(_NOTHING)
    return raw


def after_commit(tx: Transaction, call: Callable[[], None]) -> None:
    """Have `call` made once `tx` is committed; not at all when it is rolled back."""
    tx.info[_AFTER_COMMIT].append(call)
