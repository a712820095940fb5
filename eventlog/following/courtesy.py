"""Who follows the log gives way to who fills it: what is sent must be stored now, what follows may come later."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_CROWD: Final = 4
_AFTERMATH: Final = 0.05
_SHARE: Final = 16.0
_LONGEST: Final = 0.08
_LONGEST_BEHIND: Final = 1.0


class Courtesy:
    """Shared by intake and the runners in one process.

    While four or more events are being stored a runner rests 16 times as long as its batch took: five runners then
    leave two thirds of the time to intake. At most 80 ms, so that views stay fresh, and a second once it is behind.
    Measured with benchmarks/http.py: twice as many events stored a second, for a lag that is made up afterwards.
    """

    def __init__(self) -> None:
        self._storing = 0
        self._crowded_at = -_AFTERMATH

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
