"""The last overleg about a pupil. Pure."""

from datetime import date

import msgspec

from contracts.codes import Overlegsoort


class Overleg(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An overleg that was held."""

    soort: Overlegsoort
    datum: date
