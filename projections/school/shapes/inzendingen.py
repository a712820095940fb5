"""What the school view reads of signals about accepted events that no longer meet a condition."""

from datetime import date
from typing import Final

import msgspec

from .feit import Feit


class Regel(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The rule that is no longer met."""

    id: str
    grondslag: str
    melding: str
    volgende_stap: str


class Voorwaardesignaal(Feit, frozen=True, kw_only=True):
    """Of every such signal: about which submission."""

    inzending: str


class VoorwaardeVervallen(Voorwaardesignaal, frozen=True, kw_only=True):
    """It leans on what was withdrawn or corrected."""

    over: str
    gebeurtenis: str
    datum: date
    regel: Regel


class VoorwaardeHersteld(Voorwaardesignaal, frozen=True, kw_only=True):
    """It does no more, or no longer counts itself."""


SHAPES: Final = (VoorwaardeVervallen, VoorwaardeHersteld)
