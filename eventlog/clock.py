"""Time as an argument: whoever needs it is given a clock. Timestamps are UTC, dates are Europe/Amsterdam."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Clock(Protocol):
    """Tells the moment it is."""

    def now(self) -> datetime:
        """Aware, in UTC."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is set: for tests and for a day that is asked about."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC, exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(recorded: int) -> datetime:
    """The moment, in UTC, of a number of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=recorded)


def day_of(moment: datetime) -> date:
    """The date it is in Amsterdam at that moment."""
    return moment.astimezone(AMSTERDAM).date()


def end_of(day: date) -> datetime:
    """The first moment after that day in Amsterdam, in UTC. OverflowError after the last day there is."""
    return datetime.combine(day + timedelta(days=1), time(), AMSTERDAM).astimezone(UTC)
