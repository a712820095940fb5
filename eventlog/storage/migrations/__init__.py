"""Alembic revisions of what is kept: the log and the keys. Run at every start, each in one transaction.

A change of eventlog/storage/schema.py is a new file in `log/` or `keys/`, whose `down_revision` is the one before it;
tests/eventlog/storage/test_migrations.py compares the two. Views are not migrated: they are rebuilt. Tables that live
in the log's database but can be derived from it (deadlines) are not migrated either: they are made again.
"""

import asyncio
from pathlib import Path
from typing import Any, Final, Literal
from weakref import WeakKeyDictionary

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from eventlog.storage.database import Database

Which = Literal["log", "keys"]

_FOLDER: Final = Path(__file__).parent
# Alembic keeps what runs in globals of its modules: one at a time in a process.
_turns: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock]" = WeakKeyDictionary()


async def migrate(database: Database, which: Which) -> None:
    """Bring the tables up to date, made where there are none.

    Any number of processes may do this at once: they take turns, and all but the first find it done.
    """
    turn = _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
    async with turn, database.transaction() as tx:
        await database.prepare_schema(tx)
        await tx.run_sync(_upgrade, which)


async def is_current(database: Database, which: Which) -> bool:
    """Whether the tables are as `migrate` would leave them. Changes nothing."""
    async with database.snapshot() as connection:
        return bool(await connection.run_sync(_is_current, which))


def _is_current(connection: Connection, which: Which) -> bool:
    head = _script(which).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


def _upgrade(connection: Connection, which: Which) -> None:
    script = _script(which)

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        # SQLite rolls DDL back as well, now that the transaction is begun by us and not by its driver.
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()


def _script(which: Which) -> ScriptDirectory:
    folder = _FOLDER / which
    return ScriptDirectory(folder, version_locations=[folder])
