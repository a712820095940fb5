"""The simulated year as a calendar: the year that ends on the day before `tot`, its werkdagen and its busy weeks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from contracts.schooljaar import begin_schooljaar
from contracts.termijnen.algemene_termijnenwet import naar_werkdag, werkdag

_EEN_DAG: Final = timedelta(days=1)
_JAAR: Final = timedelta(days=365)
_VOORUIT: Final = timedelta(days=400)
_VOORBEREIDING: Final = timedelta(days=60)

# How many aanmeldingen a month gets, January first: most in spring, few in the summer holidays [keuze].
_DRUKTE: Final = (1.2, 1.5, 1.8, 1.6, 1.2, 0.9, 0.2, 0.5, 0.9, 0.9, 0.9, 0.6)
# The last weeks weigh more, so that also a small run has deadlines that are running, near and late [keuze].
_LAATSTE_WEKEN: Final = timedelta(weeks=8)
_LAATSTE_WEKEN_ZWAARDER: Final = 3.0


class Kalender:
    """Days on which schools send, from a year before `tot` up to the day before it.

    Not `tot` itself: whoever runs the simulator early in the morning may not have lived through that day's hours yet,
    and the hub refuses what lies in the future.
    """

    def __init__(self, tot: date) -> None:
        self.tot = tot
        self.eerste = naar_werkdag(tot - _JAAR)
        self.laatste = tot - _EEN_DAG
        self._begin = (self.eerste - _EEN_DAG).toordinal()
        dagen = [date.fromordinal(n) for n in range(self._begin, (tot + _VOORUIT).toordinal())]
        # The first werkdag on or after each day: looked up for every event, so reckoned once.
        self._werkdag: list[date] = [naar_werkdag(dag) for dag in dagen]
        self._aanmelddagen = [dag for dag in dagen if self.eerste <= dag <= self.laatste and werkdag(dag)]
        self._drukte = list(accumulate(self._gewicht(dag) for dag in self._aanmelddagen))

    def _gewicht(self, dag: date) -> float:
        zwaarder = _LAATSTE_WEKEN_ZWAARDER if dag > self.tot - _LAATSTE_WEKEN else 1.0
        return _DRUKTE[dag.month - 1] * zwaarder

    def na(self, dag: date, dagen: int) -> date:
        """The first werkdag at least `dagen` after `dag`; `dag` lies in the year or at most a year after it."""
        plek = dag.toordinal() + dagen - self._begin
        return self._werkdag[plek] if plek < len(self._werkdag) else self._werkdag[-1]

    def aanmelddag(self, kans: Random) -> date:
        """A day on which an aanmelding comes in: more in spring."""
        return kans.choices(self._aanmelddagen, cum_weights=self._drukte)[0]

    def elk_jaar(self, maand_dag: str) -> Iterator[date]:
        """The days of the year that fall on `MM-DD`, with the one that comes next after it: it may be done early."""
        for jaar in range(self.eerste.year, self.tot.year + 2):
            dag = date.fromisoformat(f"{jaar}-{maand_dag}")
            if self.eerste <= dag <= self.tot + _VOORBEREIDING:
                yield dag

    def beginweken(self, kans: Random) -> date:
        """A day in the first three weeks, when an LVS sends the pupils it has."""
        return self.na(self.eerste, kans.randrange(21))

    def ergens(self, kans: Random, vanaf: date) -> date:
        """A day from `vanaf` on; the last day at the latest."""
        ruimte = (self.laatste - vanaf).days
        return self.na(vanaf, kans.randrange(ruimte) if ruimte > 0 else 0)


def schooljaar_van(dag: date) -> str:
    """The schooljaar of `dag`, as it is written: `2026-2027`."""
    begin = begin_schooljaar(dag).year
    return f"{begin}-{begin + 1}"


def eerste_schooldag(jaar: int) -> date:
    """First day of lessons of the schooljaar that begins in `jaar`: a Monday in the second half of August [keuze]."""
    dag = date(jaar, 8, 17)
    return dag + timedelta(days=-dag.weekday() % 7)


def laatste_schooldag(jaar: int) -> date:
    """Last day of the schooljaar that begins in `jaar`."""
    return date(jaar + 1, 7, 31)


def ochtend(dag: date) -> datetime:
    """The moment that schools open, in UTC: eight or nine o'clock in Amsterdam, so always the same date there."""
    return datetime(dag.year, dag.month, dag.day, 7, tzinfo=UTC)
