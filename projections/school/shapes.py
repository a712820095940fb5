"""What the school view reads of each event: fields that its contract grants to the school, and no others."""

from datetime import date
from typing import Final

import msgspec

from contracts import aanmeldingen, leerlingen, termijnsignalen
from contracts.codes import (
    Aanbodsoort,
    AanspreekpuntRol,
    Canon,
    Uitschrijfreden,
    Verzuimsoort,
    Weigeringsgrond,
    ZoekAanleiding,
)


class Feit(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """Of every fact: whose dossier."""

    school: str | None = None


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


class Niveau(msgspec.Struct, frozen=True, gc=False):
    """Canonical level, with the region's own code beside it."""

    canon: Canon
    regionaal: str | None = None


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
    """Nothing open: name and date of birth are in the sealed part, which is kept as it is."""


class AanspreekpuntToegewezen(Feit, frozen=True):
    """Of a contact at school."""

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


class Termijnsignaal(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """Of every signal about a deadline."""

    termijn: str
    regel: str
    gestart_op: date
    einddatum: date | None = None
    datum: date


class Gestart(Termijnsignaal, frozen=True):
    """A deadline runs, or runs to another date."""

    opgeschort_sinds: date | None = None


class Nadert(Termijnsignaal, frozen=True):
    """The end is near."""


class Verstreken(Termijnsignaal, frozen=True):
    """The end has passed."""


class Gehaald(Termijnsignaal, frozen=True):
    """Met."""


class Vervallen(Termijnsignaal, frozen=True):
    """No longer applies."""


_SHAPES: Final = (
    (aanmeldingen, (
        Ontvangen, AanvullingGevraagd, AanvullingOntvangen, BeslistermijnVerlengd, PassendAanbodGedaan, Toegelaten,
        ToelatingGeweigerd, TijdelijkGeplaatst, PassendePlekGezocht, PlekVoorgesteld, PassendePlekGevonden,
    )),
    (leerlingen, (
        Ingeschreven, GroepGewijzigd, PersoonsgegevensVastgelegd, AanspreekpuntToegewezen, Uitgeschreven,
        VerzuimgrensBereikt, VerzuimGemeld, ThuiszitterGesignaleerd,
    )),
    (termijnsignalen, (Gestart, Nadert, Verstreken, Gehaald, Vervallen)),
)  # fmt: skip

SHAPES: Final[dict[str, type]] = {
    getattr(domein, shape.__name__).kenmerken.type: shape for domein, shapes in _SHAPES for shape in shapes
}
"""Event type → what is read of it. A shape has the name of its contract."""
