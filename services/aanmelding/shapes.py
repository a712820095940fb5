"""What the aanmelding context reads of each event: the fields that a rule needs, and none that is sealed.

A test proves every shape a subset of its contract, in names, requiredness and types.
"""

from datetime import date
from typing import Any

from msgspec import Struct

from contracts import aanmeldingen, leerlingen
from contracts.codes import Canon, Weigeringsgrond


class _Vorm(Struct, frozen=True, rename="camel", gc=False):
    """An event of which nothing more is needed than that it is there."""


class Ontvangen(_Vorm, frozen=True):
    ontvangstdatum: date
    vermoeden_extra_ondersteuning: bool


class AanvullingGevraagd(_Vorm, frozen=True):
    datum: date


class AanvullingOntvangen(_Vorm, frozen=True):
    datum: date


class BeslistermijnVerlengd(_Vorm, frozen=True):
    datum: date
    nieuwe_datum: date
    ouder_mededeling: date | None = None


class OnderwijsbehoefteInKaartGebracht(Struct, frozen=True, rename="camel"):
    gebied: tuple[str, ...]


class Niveau(_Vorm, frozen=True):
    canon: Canon
    regionaal: str | None = None


class PassendAanbodGedaan(Struct, frozen=True, rename="camel"):
    niveau: Niveau | None = None


class Toegelaten(_Vorm, frozen=True):
    pass


class ToelatingGeweigerd(_Vorm, frozen=True):
    datum: date
    grond: Weigeringsgrond
    bereid_gevonden_school: str | None = None


class TijdelijkGeplaatst(_Vorm, frozen=True):
    pass


class PassendePlekGezocht(_Vorm, frozen=True):
    pass


class PlekVoorgesteld(_Vorm, frozen=True):
    pass


class PassendePlekGevonden(_Vorm, frozen=True):
    pass


class Ingeschreven(_Vorm, frozen=True):
    extra_ondersteuning: bool


def _per_type(domein: Any, *vormen: type[Struct]) -> dict[str, type]:
    """Each shape under the type of the contract that has its name."""
    return {getattr(domein, vorm.__name__).kenmerken.type: vorm for vorm in vormen}


BESLIST = _per_type(
    aanmeldingen,
    Ontvangen, AanvullingGevraagd, AanvullingOntvangen, BeslistermijnVerlengd, OnderwijsbehoefteInKaartGebracht,
    PassendAanbodGedaan, Toegelaten, ToelatingGeweigerd, TijdelijkGeplaatst, PassendePlekGezocht, PlekVoorgesteld,
    PassendePlekGevonden,
)  # fmt: skip
"""What this context decides on: every event of the domain aanmeldingen."""

GELEZEN = _per_type(leerlingen, Ingeschreven)
"""What it reads beside that."""
