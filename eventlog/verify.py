"""Verification of the hash chain: finds the first event that was changed, removed or moved (guarantee 12)."""

import sqlite3
import struct
from collections.abc import Callable
from dataclasses import dataclass

from eventlog.chain import GENESIS, link
from eventlog.store import MAX_READ, EventLog


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the log is not what it was. `kind`: `changed`, or `missing` (also: moved)."""

    position: int
    kind: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many events were read, the hash of the last, and the first finding if any."""

    events: int
    head: bytes
    finding: Finding | None = None


async def verify(log: EventLog, *, on_progress: Callable[[int], None] | None = None) -> Verified:
    """Read the whole log and compute every hash again."""
    position, previous, limit = 0, GENESIS, MAX_READ
    while True:
        try:
            links = await _links(log, position, previous, limit)
        except Exception as fault:
            if not _is_damage(fault):
                raise
            if limit == 1:
                return Verified(position, previous, Finding(position + 1, "changed"))
            limit = 1  # one of these cannot even be read: find out which
            continue
        if not links:
            return Verified(position, previous)
        for at, computed, stored in links:
            if at != position + 1:
                return Verified(position, previous, Finding(position + 1, "missing"))
            if computed != stored:
                return Verified(position, previous, Finding(at, "changed"))
            position, previous = at, stored
            if on_progress is not None and position % MAX_READ == 0:
                on_progress(position)


async def _links(log: EventLog, after: int, previous: bytes, limit: int) -> list[tuple[int, bytes, bytes]]:
    async with log.database.snapshot() as connection:
        rows = await log.hashes(connection, after, limit)
    links = []
    for event, stored in rows:
        links.append((event.position, link(previous, event.position, event.recorded, event), stored))
        previous = stored
    return links


def _is_damage(fault: Exception) -> bool:
    """A value that cannot be what was stored, as against a database that does not answer."""
    if isinstance(fault, sqlite3.DatabaseError):
        return any(sign in str(fault) for sign in ("UTF-8", "malformed"))
    return isinstance(fault, ValueError | TypeError | AttributeError | struct.error)
