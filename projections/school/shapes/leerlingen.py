"""What the school view reads of leerlingen."""

from datetime import date
from typing import Final

from contracts.codes import AanspreekpuntRol, Uitschrijfreden, Verzuimsoort

from .feit import Feit


class Ingeschreven(Feit, frozen=True):
    """Of an enrolment."""

    inschrijfdatum: date
    groep: str
    leerjaar: int
    extra_ondersteuning: bool


class GroepGewijzigd(Feit, frozen=True):
    """Of a change of groep."""

    groep: str
    vanaf: date


class PersoonsgegevensVastgelegd(Feit, frozen=True):
    """Name and date of birth are in the sealed part, which is kept as it is."""

    datum: date


class AanspreekpuntToegewezen(Feit, frozen=True):
    """Of a contact at school."""

    datum: date
    rol: AanspreekpuntRol


class Uitgeschreven(Feit, frozen=True):
    """Of a leave."""

    datum: date
    reden: Uitschrijfreden
    volgende_school: str | None = None


class VerzuimgrensBereikt(Feit, frozen=True):
    """Of sixteen hours of absence."""

    datum: date


class VerzuimGemeld(Feit, frozen=True):
    """Of a report of absence."""

    soort: Verzuimsoort
    datum: date


class ThuiszitterGesignaleerd(Feit, frozen=True):
    """Of a pupil at home."""

    datum: date


SHAPES: Final = (
    Ingeschreven, GroepGewijzigd, PersoonsgegevensVastgelegd, AanspreekpuntToegewezen, Uitgeschreven,
    VerzuimgrensBereikt, VerzuimGemeld, ThuiszitterGesignaleerd,
)  # fmt: skip
