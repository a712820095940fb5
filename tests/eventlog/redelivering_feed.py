"""A feed that delivers as a broker may: again, overlapping, twice in one batch. Never less than all, and in order."""

import random

from eventlog.following.feed import Batch, Feed
from eventlog.storage.backends.port import Wants


class RedeliveringFeed:
    """Another feed, of which each third reading or so begins before what was asked for."""

    def __init__(self, feed: Feed, seed: int) -> None:
        self._feed = feed
        self._chance = random.Random(seed)
        self.again = 0
        """How many events were delivered though they came before what was asked for."""

    async def read(self, after: int, wants: Wants | None, limit: int) -> Batch:
        how = self._chance.random()
        if after == 0 or how > 0.6:
            return await self._feed.read(after, wants, limit)
        start = max(0, after - self._chance.randint(1, 2 * limit))
        old = await self._feed.read(start, wants, limit)
        self.again += sum(event.position <= after for event in old.events)
        if how > 0.3:  # what was delivered before, and perhaps nothing else
            return old
        # As a relay that sent them, was killed before it wrote that down, and sent them again.
        new = await self._feed.read(start, wants, limit)
        rest = await self._feed.read(new.upto, wants, limit)
        return Batch(start, rest.upto, (*old.events, *new.events, *rest.events))

    async def head(self) -> int:
        return await self._feed.head()

    async def wait(self, after: int, seconds: float) -> None:
        await self._feed.wait(after, seconds)
