"""Where processors get their events from. Here the log itself, by position; a Kafka feed has the same form."""

import asyncio
import time
from contextlib import suppress
from typing import Final, Protocol

from eventlog.events import Recorded
from eventlog.following.tail import Batch, Tail
from eventlog.storage.backends.port import Wants
from eventlog.store import EventLog

_WINDOW: Final = 4
"""How many times the size of a batch is looked through for one."""
_FETCHED: Final = 512
_FAR: Final = 2**62
_LATELY: Final = 0.9


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
    return Batch(position, max(position, batch.upto), tuple(events), batch.more)


class Feed(Protocol):
    """Delivers every event once its transaction is committed, in commit order, at least once."""

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        """The next batch after a position; without events when there is nothing new.

        It may hold again what was delivered before, from its own `after` on, which is then the lower: `not_taken`.
        """

    async def head(self) -> int:
        """Position of the last event that a reader can get now."""

    async def wait(self, after: int, seconds: float) -> bool:
        """Return when there may be something after this position, at the latest after so many seconds.

        False: there was nothing when that was last looked at.
        """


class LogFeed:
    """The log as a feed. What this process appends wakes those who wait; what others append is looked for.

    One look and one reading serve all who follow: what came last is kept, and given to each as far as it wants it.
    Who is further behind than that reads for itself.
    """

    def __init__(self, log: EventLog, *, poll: float = 0.05) -> None:
        self._log = log
        self._poll = poll
        self._changed = asyncio.Event()
        self._head = 0
        self._looked = 0.0
        self._looking: asyncio.Task[None] | None = None
        self._tail = Tail()
        self._fetching: asyncio.Task[None] | None = None
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
        if self._tail.has(after) and after >= self._tail.end:
            await self._reach_beyond(after)
        return self._tail.read(after, wants, limit) or await self._read(after, wants, limit)

    async def _reach_beyond(self, after: int) -> None:
        """Have the tail reach beyond this position, if the log does. One reads for all who ask meanwhile."""
        for _ in range(2):
            # What was under way may have been read before what is asked for was there; what comes after it was not.
            joined = self._fetching is not None and not self._fetching.done()
            if self._fetching is None or self._fetching.done():
                self._fetching = asyncio.create_task(self._fetch(after))
            await asyncio.shield(self._fetching)  # a fault is told to each
            if not joined or after < self._tail.end:
                return

    async def _fetch(self, after: int) -> None:
        told = self._head
        async with self._log.database.snapshot() as connection:
            if self._tail.is_far_before(after):  # another runner moved the checkpoint
                self._tail.leap(min(after, await self._log.head(connection)))
            # One statement sees all below what it sees: positions are given in commit order.
            events = await self._log.read(connection, self._tail.end, _FAR, None, _FETCHED)
            # As many again may be left.
            head = await self._log.head(connection) if len(events) == _FETCHED else 0
        reached = max(head, events[-1].position if events else self._tail.end)
        self._tail.extend(events, reached)
        self._saw(reached, told)

    async def _read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        """For a reader that the tail does not reach back to."""
        told = self._head
        async with self._log.database.snapshot() as connection:
            # The head first: all below it is committed, as positions are given in commit order.
            head = await self._log.head(connection)
            self._saw(head, told)
            if head <= after:
                self._tail.begin(head)
                return Batch(after, after, (), more=False)
            # However far behind, one batch costs the same, also where the planner has no figures yet.
            upto = min(head, after + _WINDOW * limit)
            events = await self._log.read(connection, after, upto, wants, limit)
        if len(events) == limit:
            upto = events[-1].position
        return Batch(after, upto, tuple(events), more=upto < head)

    def _saw(self, head: int, told: int) -> None:
        """The log reaches so far. `told`: how far it was thought to reach when that was asked."""
        if head < told == self._head:
            self._head = head  # told of what is not there (yet): nothing to hurry for
        self.nudge(head)  # what another process appended, or this one before it was started again

    async def head(self) -> int:
        async with self._log.database.snapshot() as connection:
            return await self._log.head(connection)

    async def wait(self, after: int, seconds: float) -> bool:
        if self._head > after:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), min(seconds, self._poll))
        if self._head <= after and time.monotonic() - self._looked >= _LATELY * self._poll:
            # One looks for all who wait, and a fault is told to each.
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            await asyncio.shield(self._looking)
        return self._head > after

    async def _look(self) -> None:
        began = time.monotonic()
        self.nudge(await self.head())
        self._looked = began
