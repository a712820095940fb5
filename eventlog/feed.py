"""Where processors get their events from. Here the log itself, by position; a Kafka feed has the same form."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from .backends.port import Wants
from .events import Recorded
from .store import EventLog


@dataclass(frozen=True, slots=True)
class Batch:
    """Events after `after` that a processor wants, in order. `upto`: nothing wanted is left at or below it."""

    after: int
    upto: int
    events: tuple[Recorded, ...]


class Feed(Protocol):
    """Delivers every event once its transaction is committed, in commit order, at least once."""

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        """The next batch after a position; without events when there is nothing new."""

    async def head(self) -> int:
        """Position of the last event that a reader can get now."""

    async def wait(self, after: int, timeout: float) -> None:
        """Return when there may be something after this position, at the latest after `timeout` seconds."""


class LogFeed:
    """The log as a feed. `nudge` wakes those who wait; without it they look again by themselves."""

    def __init__(self, log: EventLog, *, poll: float = 0.05) -> None:
        self._log = log
        self._poll = poll
        self._changed = asyncio.Event()
        self._head = 0

    def nudge(self, position: int) -> None:
        """Tell waiting readers of this process that the log now reaches `position`."""
        if position > self._head:
            self._head = position
            self._changed.set()
            self._changed = asyncio.Event()

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        async with self._log.database.snapshot() as connection:
            # The head first: all below it is committed, as positions are given in commit order.
            head = await self._log.head(connection)
            if head <= after:
                return Batch(after, after, ())
            events = await self._log.read(connection, after, head, wants, limit)
        upto = events[-1].position if len(events) == limit else head
        return Batch(after, upto, tuple(events))

    async def head(self) -> int:
        async with self._log.database.snapshot() as connection:
            return await self._log.head(connection)

    async def wait(self, after: int, timeout: float) -> None:
        if self._head > after:
            return
        try:
            await asyncio.wait_for(self._changed.wait(), min(timeout, self._poll))
        except TimeoutError:
            return
