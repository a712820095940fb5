"""Who follows the log gives way to who fills it: what is sent must be stored now, what follows may come later.

And who makes a view anew gives way to who asks for something: nobody waits for the new one, since the old one answers.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_CROWD: Final = 4
_AFTERMATH: Final = 0.05
_SHARE: Final = 16.0
_LONGEST: Final = 0.08
_LONGEST_BEHIND: Final = 1.0
_LONGEST_WAY: Final = 0.05


class Courtesy:
    """Shared by intake, the runners and the requests in one process.

    While four or more events are being stored a runner rests 16 times as long as its batch took: five runners then
    leave two thirds of the time to intake. At most 80 ms, so that views stay fresh, and a second once it is behind.
    Measured with benchmarks/http.py: twice as many events stored a second, for a lag that is made up afterwards.
    """

    def __init__(self) -> None:
        self._storing = 0
        self._crowded_at = -_AFTERMATH
        self._answering = 0
        self._nobody_asks = asyncio.Event()
        self._nobody_asks.set()

    @contextmanager
    def storing(self, events: int) -> Iterator[None]:
        """Around the storing of so many events."""
        self._storing += events
        try:
            yield
        finally:
            if self._storing >= _CROWD:
                self._crowded_at = time.monotonic()
            self._storing -= events

    def rest(self, worked: float, *, behind: bool) -> float:
        """How many seconds to rest after a batch that took `worked` seconds; 0 when little comes in."""
        crowded = self._storing >= _CROWD or time.monotonic() - self._crowded_at < _AFTERMATH
        return min(_SHARE * worked, _LONGEST_BEHIND if behind else _LONGEST) if crowded else 0.0

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Around the answering of one request."""
        self._answering += 1
        self._nobody_asks.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._nobody_asks.set()

    async def make_way(self) -> None:
        """Let those who ask go first: return once nobody does, at the latest after 50 ms."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._nobody_asks.wait(), _LONGEST_WAY)
