"""aiosqlite that leaves the event loop only for the disk: a commit, the opening of a file.

A statement takes SQLite microseconds. Handing it to another thread and back costs a hundred, and far more where that
thread needs the interpreter lock again for each of a thousand rows (docs/decisions/0007). The write lock is waited for
here too, so that no thread and no loop stands still for it.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any, Final

import aiosqlite

LOCK_SECONDS: Final = 5.0
"""The longest wait for a lock: of another process, and for a turn in this one."""

_BEGIN: Final = "BEGIN IMMEDIATE"
_FIRST_LOOK: Final = 0.001
_LAST_LOOK: Final = 0.05


class InlineConnection(aiosqlite.Connection):
    """Runs statements where they are called; see the module."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._connection is None or fn in (self._connection.commit, self._connection.close):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if args and args[0] == _BEGIN:
            return await _when_free(fn, *args)
        return fn(*args, **kwargs)


async def _when_free(begin: Callable[..., Any], *args: Any) -> Any:
    """Begin once no other process writes. Raises sqlite3.OperationalError when that takes longer than LOCK_SECONDS."""
    until = time.monotonic() + LOCK_SECONDS
    pause = _FIRST_LOOK
    while True:
        try:
            return begin(*args)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LAST_LOOK)


def connect(database: str, **options: Any) -> InlineConnection:
    """For `async_creator_fn` of SQLAlchemy's aiosqlite dialect."""
    # Two threads use it, never at once: the worker runs only while its caller waits for it.
    options["check_same_thread"] = False

    def open_() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(database, **options)
        return opened

    connection = InlineConnection(open_, iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
