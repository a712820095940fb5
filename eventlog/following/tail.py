"""The last events of the log, kept in memory for all who follow it in one process: read from the database once."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Final

from eventlog.events import Recorded
from eventlog.storage.backends.port import Wants

_EVENTS: Final = 2_048
_BYTES: Final = 8 * 1024 * 1024

_position = attrgetter("position")


@dataclass(frozen=True, slots=True)
class Batch:
    """Events after `after` that a processor wants, in order. `upto`: nothing wanted is left at or below it.

    `more`: when that was read the log reached further.
    """

    after: int
    upto: int
    events: tuple[Recorded, ...]
    more: bool


class Tail:
    """All events after one position up to another, of every type. At most so many, and so many bytes of content.

    It is empty and serves nobody until it has begun: at the head, so that a long log is not read through it.
    """

    def __init__(self, *, events: int = _EVENTS, size: int = _BYTES) -> None:
        self._most = events
        self._largest = size
        self._events: list[Recorded] = []
        self._start: int | None = None
        self._end = 0
        self._head = 0
        self._size = 0

    @property
    def end(self) -> int:
        """It reaches up to here."""
        return self._end

    def has(self, after: int) -> bool:
        """Whether what comes after this position is in it, or will be: it has begun, and not later than that."""
        return self._start is not None and after >= self._start

    def begin(self, position: int) -> None:
        """From here on. Where it has begun already, nothing."""
        if self._start is None:
            self._begin_anew(position)

    def is_far_before(self, position: int) -> bool:
        """Whether all that it holds would have left by the time it got there."""
        return position - self._end > self._most

    def leap(self, position: int) -> None:
        """Begin anew from here, where it is far before that."""
        if self.is_far_before(position):
            self._begin_anew(position)

    def _begin_anew(self, position: int) -> None:
        self._events = []
        self._size = 0
        self._start = self._end = self._head = position

    def extend(self, events: Sequence[Recorded], head: int) -> None:
        """What follows its end, all of it and in order. What has been in it longest leaves. `head`: of the log then."""
        self._head = head
        if not events:
            return
        self._events += events
        self._end = events[-1].position
        self._size += sum(map(_size_of, events))
        leaving = max(0, len(self._events) - self._most)
        self._size -= sum(map(_size_of, self._events[:leaving]))
        while self._size > self._largest:
            self._size -= _size_of(self._events[leaving])
            leaving += 1
        if leaving:
            self._start = self._events[leaving - 1].position
            del self._events[:leaving]

    def read(self, after: int, wants: Wants | None, limit: int) -> Batch | None:
        """The next batch after a position, as a feed gives it. None for a reader that is further behind."""
        if not self.has(after):
            return None
        found: list[Recorded] = []
        for event in islice(self._events, bisect_right(self._events, after, key=_position), None):
            if wants is None or event.type in wants.get(event.topic, ()):
                found.append(event)
                if len(found) == limit:
                    return self._batch(after, event.position, found)
        return self._batch(after, max(after, self._end), found)

    def _batch(self, after: int, upto: int, found: Sequence[Recorded]) -> Batch:
        return Batch(after, upto, tuple(found), more=upto < self._head)


def _size_of(event: Recorded) -> int:
    return len(event.open) + len(event.sealed or b"")
