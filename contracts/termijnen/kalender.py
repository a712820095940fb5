"""What comes back by the calendar, for a school or for each of its groepen: on days of every schooljaar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ..schooljaar import begin_schooljaar, eerste_helft, naam_schooljaar
from .moment import Moment, VeldIs

_EEN_DAG = timedelta(days=1)
_HALF_JAAR = timedelta(days=182)


class Telling(StrEnum):
    """Which events are for a day of the calendar."""

    BINNEN = "binnen"
    """Those of its own schooljaar, in order: the third day of the year asks for the third of them."""
    VOORUIT = "vooruit"
    """Those about the schooljaar in which the day after it lies, or a later one."""
    TERUG = "terug"
    """Those about the schooljaar that ends with it, or in its first half the one that ended before."""


@dataclass(frozen=True, slots=True)
class Halfjaar:
    """The field in which an event says to which half of the schooljaar it belongs, and what it then says."""

    veld: str
    eerste: str
    tweede: str


@dataclass(frozen=True, slots=True)
class Kalender:
    """The days of a rule, `MM-DD`, where the region's profile gives no others.

    `halfjaar`: a day of the first half of the schooljaar (until February) asks for an event of that half.
    """

    dagen: tuple[str, ...]
    telling: Telling = Telling.BINNEN
    halfjaar: Halfjaar | None = None

    def in_schooljaar(self, begin: date) -> list[date]:
        """Its days in the schooljaar that begins on `begin`, in order."""
        jaren = (begin.year, begin.year + 1)
        alle = (date.fromisoformat(f"{jaar}-{dag}") for jaar in jaren for dag in self.dagen)
        return sorted({dag for dag in alle if begin_schooljaar(dag) == begin})

    def eerste_vanaf(self, dag: date) -> date | None:
        """The first of its days on or after `dag`; None: it has none."""
        begin = begin_schooljaar(dag)
        dagen = [*self.in_schooljaar(begin), *self.in_schooljaar(begin.replace(year=begin.year + 1))]
        return next((deze for deze in dagen if deze >= dag), None)

    def momenten(self, gehaald_door: Sequence[Moment], dag: date) -> tuple[Moment, ...]:
        """The events that are for this day."""
        if self.halfjaar is None:
            return tuple(gehaald_door)
        waarde = self.halfjaar.eerste if eerste_helft(dag) else self.halfjaar.tweede
        eis = VeldIs(self.halfjaar.veld, waarde)
        return tuple(replace(moment, mits=(*moment.mits, eis)) for moment in gehaald_door)

    def hoeveelste(self, dag: date) -> int:
        """How many events before it are for the days before it: 0 for the first day."""
        samen = self.in_schooljaar(begin_schooljaar(dag))
        if self.halfjaar is not None:
            samen = [ander for ander in samen if eerste_helft(ander) == eerste_helft(dag)]
        return samen.index(dag)

    def gaat_over(self, schooljaar: str, dag: date) -> bool:
        """Whether what says to be about this schooljaar is for this day."""
        if self.telling is Telling.VOORUIT:
            return schooljaar >= naam_schooljaar(dag + _EEN_DAG)
        return schooljaar == naam_schooljaar(dag - _HALF_JAAR)
