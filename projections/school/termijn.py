"""Running deadlines of a dossier and the signals about them. Pure."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from contracts.termijnen import bewaakt_open_termijn

from .shapes import termijnsignalen as feiten


class Signaalsoort(StrEnum):
    """What a signal says: of a running deadline, or of an accepted event (voorwaarde.py)."""

    NADERT = "nadert"
    VERSTREKEN = "verstreken"
    VOORWAARDE_VERVALLEN = "voorwaarde-vervallen"


class Termijn(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A running deadline. `einddatum`: None while the clock stands still. `school`: whose it is.

    `plan_id`, `groep`: of which plan or groep, where its rule has one for each.
    """

    id: str
    regel: str
    gestart_op: date
    einddatum: date | None
    opgeschort_sinds: date | None
    school: str | None = None
    plan_id: str | None = None
    groep: str | None = None


class OpenTermijn(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A term that ran on a region's first day, by the id of its rule. `einddatum` None: as the rule has it."""

    regel: str
    gestart_op: date
    einddatum: date | None = None

    @property
    def bewaakt(self) -> bool:
        """Whether the hub watches it: if not, the school must do so itself."""
        return bewaakt_open_termijn(self.regel, self.gestart_op, self.einddatum)


class Signaal(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A signal of a deadline. `gesignaleerd_op`: µs since 1970 UTC."""

    id: str
    soort: Signaalsoort
    termijn: str
    regel: str
    einddatum: date | None
    datum: date
    gesignaleerd_op: int


SIGNAALSOORT: Final[dict[type, Signaalsoort]] = {
    feiten.Nadert: Signaalsoort.NADERT,
    feiten.Verstreken: Signaalsoort.VERSTREKEN,
}
"""The signals that ask for attention."""


def na_signaal(termijnen: tuple[Termijn, ...], data: feiten.Termijnsignaal) -> tuple[Termijn, ...]:
    """What runs after a signal: one that started runs to its new date, one that was met or lapsed is gone."""
    andere = tuple(t for t in termijnen if t.id != data.termijn)
    if not isinstance(data, feiten.Gestart):
        return andere
    termijn = Termijn(
        data.termijn, data.regel, data.gestart_op, data.einddatum, data.opgeschort_sinds, data.school, data.plan_id,
        data.groep,
    )  # fmt: skip
    return (*andere, termijn)


def eerste(termijnen: tuple[Termijn, ...]) -> Termijn | None:
    """The running deadline that ends first."""
    running = [t for t in termijnen if t.einddatum is not None]
    return min(running, key=lambda t: (t.einddatum or date.max, t.id), default=None)


def openstaand(termijnen: tuple[Termijn, ...], signalen: tuple[Signaal, ...]) -> tuple[Signaal, ...]:
    """Of each running deadline the last signal about the date on which it ends now.

    The rest is dealt with. It is kept: a deadline that goes back to a date is not signalled for it once more.
    """
    einde = {t.id: t.einddatum for t in termijnen}
    current = (s for s in signalen if s.termijn in einde and einde[s.termijn] == s.einddatum)
    return tuple({s.termijn: s for s in current}.values())
