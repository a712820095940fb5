"""What the school view reads of a beginstand: what stood on its day, and what had happened on days of its own."""

from datetime import date
from typing import Final

import msgspec

from contracts.codes import AanspreekpuntRol, Overlegsoort, Plansoort, Tlvcategorie, Tlvsoort

from .feit import Feit, Niveau


class Deel(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """Of a part of it that happened on a day of its own."""


class LopendOpp(Deel, frozen=True, kw_only=True):
    """The OPP that is in force."""

    versie: int
    vastgesteld_op: date
    ingangsdatum: date
    uitstroombestemming: str | None = None
    met_ouders_besproken_op: date | None = None
    leerling_gehoord_op: date | None = None
    leerling_ziet_af_op: date | None = None
    ingestemd_op: date | None = None
    laatste_evaluatie: date | None = None
    rod_geregistreerd_op: date | None = None


class LopendPlan(Deel, frozen=True, kw_only=True):
    """A plan that runs."""

    plan_id: str
    soort: Plansoort
    nummer: int | None = None
    gebied: str
    gestart_op: date
    evaluatiedatum: date


class GeldendeTlv(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """A TLV in force."""

    tlv_nummer: str
    soort: Tlvsoort
    categorie: Tlvcategorie
    ingang: date
    einde: date | None = None
    swv: str | None = None


class LopendArrangement(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """An arrangement that runs."""

    soort: str
    ingang: date
    einde: date | None = None
    evaluatiedatum: date | None = None


class LaatsteOverleg(Deel, frozen=True, kw_only=True):
    """The last overleg about the pupil."""

    soort: Overlegsoort
    datum: date


class OpenTermijn(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """A term that runs, by the id of its rule."""

    regel: str
    gestart_op: date
    einddatum: date | None = None


class BeginstandVastgelegd(Feit, frozen=True):
    """Of where a pupil stands on the first day."""

    datum: date
    inschrijfdatum: date
    groep: str
    leerjaar: int
    extra_ondersteuning: bool
    aanspreekpunt: AanspreekpuntRol | None = None
    niveau: Niveau | None = None
    niveau_sinds: date | None = None
    opp: LopendOpp | None = None
    plannen: tuple[LopendPlan, ...] = ()
    tlv: GeldendeTlv | None = None
    arrangementen: tuple[LopendArrangement, ...] = ()
    laatste_overleg: LaatsteOverleg | None = None
    open_termijnen: tuple[OpenTermijn, ...] = ()


SHAPES: Final = (BeginstandVastgelegd,)
