"""What the aanmelding context reads of each event: the fields that a rule needs, and none that is sealed.

A test proves every shape a subset of its contract, in names, requiredness and types.
"""

from datetime import date

from msgspec import Struct

from contracts import aanmeldingen, dossiers, leerlingen, ondersteuningsplannen
from contracts.codes import Weigeringsgrond
from eventlog.deciding.shapes import Shape, per_type

from ..regioregels import Niveau


class Ontvangen(Shape, frozen=True):
    ontvangstdatum: date
    vermoeden_extra_ondersteuning: bool


class AanvullingGevraagd(Shape, frozen=True):
    datum: date


class AanvullingOntvangen(Shape, frozen=True):
    datum: date


class BeslistermijnVerlengd(Shape, frozen=True):
    datum: date
    nieuwe_datum: date
    ouder_mededeling: date | None = None


class OnderwijsbehoefteInKaartGebracht(Struct, frozen=True, rename="camel"):
    gebied: tuple[str, ...]


class PassendAanbodGedaan(Struct, frozen=True, rename="camel"):
    niveau: Niveau | None = None


class Toegelaten(Shape, frozen=True):
    pass


class ToelatingGeweigerd(Shape, frozen=True):
    datum: date
    grond: Weigeringsgrond
    bereid_gevonden_school: str | None = None


class TijdelijkGeplaatst(Shape, frozen=True):
    pass


class PassendePlekGezocht(Shape, frozen=True):
    pass


class PlekVoorgesteld(Shape, frozen=True):
    pass


class PassendePlekGevonden(Shape, frozen=True):
    pass


class Ingeschreven(Shape, frozen=True):
    extra_ondersteuning: bool


class LopendOpp(Shape, frozen=True):
    vastgesteld_op: date


class BeginstandVastgelegd(Struct, frozen=True, rename="camel"):
    extra_ondersteuning: bool
    opp: LopendOpp | None = None


class OppVastgesteld(Shape, frozen=True):
    datum: date


class OppAfgesloten(Shape, frozen=True):
    datum: date


BESLIST = per_type(
    aanmeldingen,
    Ontvangen, AanvullingGevraagd, AanvullingOntvangen, BeslistermijnVerlengd, OnderwijsbehoefteInKaartGebracht,
    PassendAanbodGedaan, Toegelaten, ToelatingGeweigerd, TijdelijkGeplaatst, PassendePlekGezocht, PlekVoorgesteld,
    PassendePlekGevonden,
)  # fmt: skip
"""What this context decides on: every event of the domain aanmeldingen."""

GELEZEN = (
    per_type(leerlingen, Ingeschreven)
    | per_type(dossiers, BeginstandVastgelegd)
    | per_type(ondersteuningsplannen, OppVastgesteld, OppAfgesloten)
)
"""What it reads beside that."""
