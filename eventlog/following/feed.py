"""Where processors get their events from. Here the log itself, by position; a Kafka feed has the same form."""

import asyncio
from dataclasses import dataclass
from typing import Final, Protocol

from eventlog.events import Recorded
from eventlog.storage.backends.port import Wants
from eventlog.store import EventLog

_WINDOW: Final = 4
"""How many times the size of a batch is looked through for one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Events after `after` that a processor wants, in order. `upto`: nothing wanted is left at or below it."""

    after: int
    upto: int
    events: tuple[Recorded, ...]


class SkippedEvents(Exception):
    """A feed began past what was asked for: what lies between would be lost."""

    def __init__(self, asked: int, given: int) -> None:
        super().__init__(f"the feed was asked for what follows {asked}, and begins after {given}")


def not_taken(batch: Batch, position: int) -> Batch:
    """What of a batch comes after this position, each event once. Raises SkippedEvents where it begins later."""
    if batch.after > position:
        raise SkippedEvents(position, batch.after)
    events: list[Recorded] = []
    last = position
    for event in batch.events:
        if event.position > last:
            events.append(event)
            last = event.position
    return Batch(position, max(position, batch.upto), tuple(events))


class Feed(Protocol):
    """Delivers every event once its transaction is committed, in commit order, at least once."""

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        """The next batch after a position; without events when there is nothing new.

        It may hold again what was delivered before, from its own `after` on, which is then the lower: `not_taken`.
        """

    async def head(self) -> int:
        """Position of the last event that a reader can get now."""

    async def wait(self, after: int, seconds: float) -> None:
        """Return when there may be something after this position, at the latest after so many seconds."""


class LogFeed:
    """The log as a feed. What this process appends wakes those who wait; what others append is looked for."""

    def __init__(self, log: EventLog, *, poll: float = 0.05) -> None:
        self._log = log
        self._poll = poll
        self._changed = asyncio.Event()
        self._head = 0
        log.on_append(self.nudge)

    @property
    def known_head(self) -> int:
        """How far the log reached when this process last heard or looked."""
        return self._head

    def nudge(self, position: int) -> None:
        """Tell waiting readers of this process that the log now reaches `position`: after the commit, never before."""
        if position > self._head:
            self._head = position
            self._changed.set()
            self._changed = asyncio.Event()

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        told = self._head
        async with self._log.database.snapshot() as connection:
            # The head first: all below it is committed, as positions are given in commit order.
            head = await self._log.head(connection)
            if head <= after:
                if self._head == told:
                    self._head = head  # told of what is not there (yet): nothing to hurry for
                return Batch(after, after, ())
            self.nudge(head)  # what another process appended, or this one before it was started again
            # However far behind, one batch costs the same, also where the planner has no figures yet.
            upto = min(head, after + _WINDOW * limit)
            events = await self._log.read(connection, after, upto, wants, limit)
        if len(events) == limit:
            upto = events[-1].position
        return Batch(after, upto, tuple(events))

    async def head(self) -> int:
        async with self._log.database.snapshot() as connection:
            return await self._log.head(connection)

    async def wait(self, after: int, seconds: float) -> None:
        if self._head > after:
            return
        try:
            await asyncio.wait_for(self._changed.wait(), min(seconds, self._poll))
        except TimeoutError:
            return
