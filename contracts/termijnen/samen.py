"""What deadlines of several domains share."""

from datetime import date

from ..gebeurtenis import TYPE_PREFIX
from ..visibility import Partij
from .moment import Moment

UITGESCHREVEN = Moment(f"{TYPE_PREFIX}leerlingen.uitgeschreven.v1")
PASSEND_ONDERWIJS = date(2014, 8, 1)
"""The Wet passend onderwijs took effect."""
VOOR_OUDERS = frozenset({Partij.OUDERS})
