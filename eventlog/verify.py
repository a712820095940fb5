"""Verification of the hash chain: finds the first event that was changed, removed or moved (guarantee 12)."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from .chain import GENESIS, link
from .store import EventLog


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
    expected, previous = 0, GENESIS
    async for position, computed, stored in _links(log):
        expected += 1
        if position != expected:
            return Verified(expected - 1, previous, Finding(expected, "missing"))
        if computed != stored:
            return Verified(expected - 1, previous, Finding(position, "changed"))
        previous = stored
        if on_progress is not None and expected % 1_000 == 0:
            on_progress(expected)
    return Verified(expected, previous)


async def _links(log: EventLog) -> AsyncIterator[tuple[int, bytes, bytes]]:
    after, previous = 0, GENESIS
    while True:
        async with log.database.snapshot() as connection:
            rows = await log.hashes(connection, after)
        if not rows:
            return
        for event, stored in rows:
            yield event.position, link(previous, event.position, event.recorded, event), stored
            previous = stored
        after = rows[-1][0].position
