"""Where an aanmelding stands, and how each fact about it changes that. Pure."""

from datetime import date
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from contracts.codes import Aanbodsoort, Weigeringsgrond

from .shapes import aanmeldingen as feiten
from .shapes.feit import Feit


class Aanmeldstatus(StrEnum):
    """Where an aanmelding stands."""

    OPEN = "open"
    AANVULLING_GEVRAAGD = "aanvulling-gevraagd"
    AANBOD_GEDAAN = "aanbod-gedaan"
    TOEGELATEN = "toegelaten"
    GEWEIGERD = "geweigerd"
    TIJDELIJK_GEPLAATST = "tijdelijk-geplaatst"


class Aanmelding(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The last aanmelding. `sinds`: business date of its status. `verlengd_tot`: as told to ouders."""

    status: Aanmeldstatus = Aanmeldstatus.OPEN
    sinds: date | None = None
    ontvangstdatum: date | None = None
    gewenste_start: date | None = None
    verlengd_tot: date | None = None
    aanbod: Aanbodsoort | None = None
    weigeringsgrond: Weigeringsgrond | None = None
    bereid_gevonden_school: str | None = None


def na_aanmelding(is_: Aanmelding | None, data: Feit) -> Aanmelding:
    """The aanmelding after a fact about it: the clock of the decision, and the decision."""
    was = is_ or Aanmelding()
    match data:
        case feiten.Ontvangen(ontvangstdatum=ontvangen, gewenste_start=start):
            return Aanmelding(sinds=ontvangen, ontvangstdatum=ontvangen, gewenste_start=start)
        case feiten.AanvullingGevraagd(datum=datum) if was.status is Aanmeldstatus.OPEN:
            return replace(was, status=Aanmeldstatus.AANVULLING_GEVRAAGD, sinds=datum)
        case feiten.AanvullingOntvangen(datum=datum) if was.status is Aanmeldstatus.AANVULLING_GEVRAAGD:
            return replace(was, status=Aanmeldstatus.OPEN, sinds=datum)
        case feiten.BeslistermijnVerlengd(nieuwe_datum=nieuwe_datum):
            return replace(was, verlengd_tot=nieuwe_datum)
        case feiten.PassendAanbodGedaan(datum=datum, soort=soort):
            return replace(was, status=Aanmeldstatus.AANBOD_GEDAAN, sinds=datum, aanbod=soort)
        case feiten.Toegelaten(datum=datum):
            return replace(was, status=Aanmeldstatus.TOEGELATEN, sinds=datum)
        case feiten.ToelatingGeweigerd(datum=datum, grond=grond, bereid_gevonden_school=school):
            return replace(
                was, status=Aanmeldstatus.GEWEIGERD, sinds=datum, weigeringsgrond=grond, bereid_gevonden_school=school
            )
        case feiten.TijdelijkGeplaatst(datum=datum):
            return replace(was, status=Aanmeldstatus.TIJDELIJK_GEPLAATST, sinds=datum)
        case _:
            return was
