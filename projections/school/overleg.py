"""The last overleg about a pupil. Pure."""

from datetime import date

import msgspec

from contracts.codes import Overlegsoort


class Overleg(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An overleg that was held."""

    soort: Overlegsoort
    datum: date


def laatste(een: Overleg | None, ander: Overleg) -> Overleg:
    """The later of the two by its day, in whichever order they were told."""
    return ander if een is None or ander.datum >= een.datum else een
