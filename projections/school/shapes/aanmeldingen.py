"""What the school view reads of aanmeldingen."""

from datetime import date
from typing import Final

from contracts.codes import Aanbodsoort, Weigeringsgrond, ZoekAanleiding

from .feit import Feit, Niveau


class Ontvangen(Feit, frozen=True):
    """Of an aanmelding."""

    ontvangstdatum: date
    gewenste_start: date
    leerjaar: int
    vermoeden_extra_ondersteuning: bool


class AanvullingGevraagd(Feit, frozen=True):
    """Of a request to ouders."""

    datum: date


class AanvullingOntvangen(Feit, frozen=True):
    """Of what ouders sent."""

    datum: date


class BeslistermijnVerlengd(Feit, frozen=True):
    """Of an extension."""

    datum: date
    nieuwe_datum: date


class PassendAanbodGedaan(Feit, frozen=True):
    """Of an offer."""

    datum: date
    soort: Aanbodsoort
    niveau: Niveau | None = None


class Toegelaten(Feit, frozen=True):
    """Of an admission."""

    datum: date


class ToelatingGeweigerd(Feit, frozen=True):
    """Of a refusal."""

    datum: date
    grond: Weigeringsgrond
    bereid_gevonden_school: str | None = None


class TijdelijkGeplaatst(Feit, frozen=True):
    """Of a temporary placement."""

    datum: date


class PassendePlekGezocht(Feit, frozen=True):
    """Of a search."""

    datum: date
    aanleiding: ZoekAanleiding
    swv_begeleidt: bool


class PlekVoorgesteld(Feit, frozen=True):
    """Of a proposal."""

    datum: date
    voorgestelde_school: str


class PassendePlekGevonden(Feit, frozen=True):
    """Of the end of a search."""

    datum: date
    gevonden_school: str


SHAPES: Final = (
    Ontvangen, AanvullingGevraagd, AanvullingOntvangen, BeslistermijnVerlengd, PassendAanbodGedaan, Toegelaten,
    ToelatingGeweigerd, TijdelijkGeplaatst, PassendePlekGezocht, PlekVoorgesteld, PassendePlekGevonden,
)  # fmt: skip
