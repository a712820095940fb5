"""What cannot be handled: found out of a batch, so that it stops its own dossier alone (guarantee 7)."""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import asyncpg
from sqlalchemy import exc

from eventlog.events import Recorded
from eventlog.storage.database import Transaction
from eventlog.storage.unavailable import is_unavailable, of_driver

_OURS: Final = (
    asyncpg.SyntaxOrAccessError,  # a table or a right that is not there
    asyncpg.InternalServerError,  # also a table or an index that is damaged
    exc.ProgrammingError,
    MemoryError,
)
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

FEW: Final = 10
"""So many dossiers may fail together, or one after another with nothing in between that does not."""

Handle = Callable[[Transaction, Sequence[Recorded]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Stuck:
    """An event that cannot be handled, and why."""

    event: Recorded
    fault: Exception


def is_poison(fault: BaseException) -> bool:
    """Whether the fault may lie with what was handled, and not with a database or with the hub as it is set up."""
    if not isinstance(fault, Exception) or isinstance(fault, _OURS) or is_unavailable(fault):
        return False
    driver = of_driver(fault) if isinstance(fault, exc.DBAPIError) else fault
    return not (isinstance(driver, _OURS) or getattr(driver, "sqlite_errorcode", None) in _DAMAGED)


class Widespread(Exception):
    """So many dossiers fail that it is not them: a mistake in the code, or something it depends on. None is parked."""

    def __init__(self, stuck: Sequence[Stuck]) -> None:
        super().__init__(f"{len(stuck)} dossiers fail")
        self.first = stuck[0].fault


def too_many(stuck: Sequence[Stuck], events: Sequence[Recorded]) -> bool:
    """Whether these fail for a reason of their own is hard to believe: more than ten, and most of those at hand."""
    return len(stuck) > FEW and 2 * len(stuck) > len({event.dossier for event in events})


async def attempt(tx: Transaction, work: Awaitable[None]) -> Exception | None:
    """Do the work under a savepoint. Returns the poison that had it undone; any other fault is raised."""
    try:
        async with tx.begin_nested():
            await work
    except Exception as fault:
        if not is_poison(fault):
            raise
        return fault
    return None


async def handle_around(handle: Handle, tx: Transaction, events: Sequence[Recorded]) -> list[Stuck]:
    """Handle all but the dossiers that fail, and of those all before the event that fails. Returns these events.

    Parts that fail are halved until they are one dossier. Each part is tried under a savepoint, so what is returned is
    all that is missing. A fault that is no poison is raised.
    """
    if not events:
        return []
    if await attempt(tx, handle(tx, events)) is None:
        return []
    by_dossier: dict[UUID, list[Recorded]] = {}
    for event in events:
        by_dossier.setdefault(event.dossier, []).append(event)
    if len(by_dossier) == 1:
        return await _first_that_fails(handle, tx, events)
    first = set(list(by_dossier)[: len(by_dossier) // 2])
    return [
        *await handle_around(handle, tx, [e for e in events if e.dossier in first]),
        *await handle_around(handle, tx, [e for e in events if e.dossier not in first]),
    ]


async def _first_that_fails(handle: Handle, tx: Transaction, events: Sequence[Recorded]) -> list[Stuck]:
    for event in events:
        fault = await attempt(tx, handle(tx, [event]))
        if fault is not None:
            return [Stuck(event, fault)]
    return []
