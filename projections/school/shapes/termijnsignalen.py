"""What the school view reads of the signals about deadlines."""

from datetime import date
from typing import Final

from .feit import Feit


class Termijnsignaal(Feit, frozen=True, kw_only=True):
    """Of every signal about a deadline."""

    termijn: str
    regel: str
    gestart_op: date
    einddatum: date | None = None
    datum: date
    plan_id: str | None = None
    groep: str | None = None


class Gestart(Termijnsignaal, frozen=True, kw_only=True):
    """A deadline runs, or runs to another date."""

    opgeschort_sinds: date | None = None


class Nadert(Termijnsignaal, frozen=True, kw_only=True):
    """The end is near."""


class Verstreken(Termijnsignaal, frozen=True, kw_only=True):
    """The end has passed."""


class Gehaald(Termijnsignaal, frozen=True, kw_only=True):
    """Met."""


class Vervallen(Termijnsignaal, frozen=True, kw_only=True):
    """No longer applies."""


SHAPES: Final = (Gestart, Nadert, Verstreken, Gehaald, Vervallen)
