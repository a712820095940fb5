"""What a school did with its groepen in the course of schooljaren: SEO-metingen and groepsplannen [002][004]. Pure."""

from datetime import date
from enum import StrEnum

import msgspec

from contracts.codes import Groepsplansoort, Meetperiode

from .shapes import ondersteuningsplannen as feiten
from .shapes.feit import Feit


class Groepsmomentsoort(StrEnum):
    """What was done."""

    SEO_NOVEMBER = "seo-nov"
    SEO_APRIL = "seo-apr"
    GROEPSPLAN_VAK = "groepsplan-vak"
    GROEPSPLAN_GEDRAG = "groepsplan-gedrag"
    GROEPSPLAN_BESPROKEN = "groepsplan-besproken"


class Groepsmoment(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One of them, of one groep. `instrument`: of a SEO-meting."""

    groep: str
    soort: Groepsmomentsoort
    datum: date
    instrument: str | None = None


_SEO = {Meetperiode.NOVEMBER: Groepsmomentsoort.SEO_NOVEMBER, Meetperiode.APRIL: Groepsmomentsoort.SEO_APRIL}
_PLAN = {
    Groepsplansoort.VAK: Groepsmomentsoort.GROEPSPLAN_VAK,
    Groepsplansoort.GEDRAG: Groepsmomentsoort.GROEPSPLAN_GEDRAG,
}


def moment(data: Feit) -> Groepsmoment:
    """What a fact in the school's own dossier says of a groep. Raises TypeError for any other."""
    match data:
        case feiten.SeoMetingAfgenomen(groep=groep, datum=datum, periode=periode, instrument=instrument):
            return Groepsmoment(groep, _SEO[periode], datum, instrument)
        case feiten.GroepsplanVastgesteld(groep=groep, datum=datum, soort=soort):
            return Groepsmoment(groep, _PLAN[soort], datum)
        case feiten.GroepsplanBesproken(groep=groep, datum=datum):
            return Groepsmoment(groep, Groepsmomentsoort.GROEPSPLAN_BESPROKEN, datum)
        case _:
            raise TypeError(f"{type(data).__name__} is about no groep")
