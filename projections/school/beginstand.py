"""What a beginstand stands for, each part on its own day, so that what else happened finds its place. Pure.

What has no day of its own (enrolment, groep, what was granted) stood so on the day of the beginstand: it takes the
place of what was told of before that day. The same days count for deadlines (docs/decisions/0014, 0028).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from .shapes.dossiers import BeginstandVastgelegd, Deel, LaatsteOverleg, LopendOpp, LopendPlan
from .shapes.feit import Niveau


class Beginniveau(Deel, frozen=True, kw_only=True):
    """The level that counts from `datum`. `sinds` None: since when was not told."""

    datum: date
    niveau: Niveau
    sinds: date | None


class Beginevaluatie(Deel, frozen=True, kw_only=True):
    """The last evaluation of the OPP."""

    datum: date


class Beginregistratie(Deel, frozen=True, kw_only=True):
    """The registration of the OPP in the ROD."""

    datum: date


DAGEN: Final[dict[type, str]] = {
    LopendOpp: "vastgesteld_op",
    LopendPlan: "gestart_op",
    LaatsteOverleg: "datum",
    Beginniveau: "datum",
    Beginevaluatie: "datum",
    Beginregistratie: "datum",
}
"""The field with the day of each part."""


def delen(stand: BeginstandVastgelegd) -> Iterator[Any]:
    """The parts, and the beginstand itself for what has no day of its own."""
    yield stand
    if stand.niveau is not None:
        yield Beginniveau(datum=stand.niveau_sinds or stand.datum, niveau=stand.niveau, sinds=stand.niveau_sinds)
    if (opp := stand.opp) is not None:
        yield opp
        if opp.laatste_evaluatie is not None:
            yield Beginevaluatie(datum=opp.laatste_evaluatie)
        if opp.rod_geregistreerd_op is not None:
            yield Beginregistratie(datum=opp.rod_geregistreerd_op)
    yield from stand.plannen
    if stand.laatste_overleg is not None:
        yield stand.laatste_overleg
