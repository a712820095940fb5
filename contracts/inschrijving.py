"""When an uitschrijving is of an enrolment that was still to begin (docs/decisions/0028). Pure."""

from datetime import date
from typing import NamedTuple


class Inschrijfstand(NamedTuple):
    """Whether a pupil is enrolled, after what happened up to a day; each step by business date.

    An uitschrijving says of no enrolment which one it ends. It ends the one that runs on its day. Where none does, and
    an inschrijving of a later day was told before it, that one was withdrawn before it began [keuze]. An inschrijving
    that was told after it is a new one. `plek`: the place in the log, a correction having that of the first version.

    `tot`: the day on which the last enrolment ended. `los`: the place of the uitschrijving that found none to end.
    `trof`: that one took an inschrijving with it.
    """

    loopt: bool = False
    tot: date | None = None
    los: int | None = None
    trof: bool = False

    def begint(self, plek: int) -> bool:
        """Whether an inschrijving at this place, the next by date, begins an enrolment, or was withdrawn before."""
        return self.los is None or plek > self.los

    def na_inschrijving(self, plek: int) -> "Inschrijfstand":
        """After an inschrijving."""
        return Inschrijfstand(loopt=True) if self.begint(plek) else self._replace(trof=True)

    def na_uitschrijving(self, dag: date, plek: int) -> "Inschrijfstand":
        """After an uitschrijving. One more of the same day says the same once more."""
        if self.loopt:
            return Inschrijfstand(tot=dag)
        if dag == self.tot:
            return self
        return Inschrijfstand(tot=self.tot, los=plek if self.los is None or self.trof else max(plek, self.los))


INGESCHREVEN = Inschrijfstand(loopt=True)
"""Also after a beginstand, which says that the pupil is."""
