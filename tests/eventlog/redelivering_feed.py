"""A feed that delivers as a broker may: again, overlapping, twice in one batch. Never less than all, and in order."""

import random

from eventlog.following.feed import Feed
from eventlog.following.tail import Batch
from eventlog.storage.backends.port import Wants


class RedeliveringFeed:
    """Another feed, of which two of every three readings begin before what was asked for, in an order by the seed."""

    def __init__(self, feed: Feed, seed: int) -> None:
        self._feed = feed
        self._chance = random.Random(seed)
        self._ways: list[str] = []
        self.again = 0
        """How many events were delivered though they came before what was asked for."""

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        if after == 0 or (way := self._way()) == "as asked":
            return await self._feed.read(after, wants, limit)
        start = max(0, after - self._chance.randint(1, 2 * limit))
        old = await self._feed.read(start, wants, limit)
        self.again += sum(event.position <= after for event in old.events)
        if way == "from before":  # what was delivered before, and perhaps nothing else
            return old
        # Twice, as a relay that sent them, was killed before it wrote that down, and sent them again.
        new = await self._feed.read(start, wants, limit)
        rest = await self._feed.read(new.upto, wants, limit)
        return Batch(start, rest.upto, (*old.events, *new.events, *rest.events), rest.more)

    def _way(self) -> str:
        if not self._ways:
            self._ways = ["as asked", "from before", "twice"]
            self._chance.shuffle(self._ways)
        return self._ways.pop()

    async def head(self) -> int:
        return await self._feed.head()

    async def wait(self, after: int, seconds: float) -> bool:
        return await self._feed.wait(after, seconds)
