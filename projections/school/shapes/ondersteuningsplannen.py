"""What the school view reads of ondersteuningsplannen: of a pupil, and of a groep in the school's own dossier."""

from datetime import date
from typing import Final

from contracts.codes import Groepsplansoort, Meetperiode, OppBesluit, Planresultaat, Plansoort

from .feit import Feit, Niveau


class NiveauGewijzigd(Feit, frozen=True):
    """Of a change of level."""

    datum: date
    niveau: Niveau


class PlanGestart(Feit, frozen=True, kw_only=True):
    """Of a plan that runs."""

    datum: date
    plan_id: str
    soort: Plansoort
    nummer: int | None = None
    gebied: str
    evaluatiedatum: date


class PlanGeevalueerd(Feit, frozen=True):
    """Of what a plan came to."""

    datum: date
    plan_id: str
    resultaat: Planresultaat
    met_ouders: bool
    met_leerling: bool


class OudersGesproken(Feit, frozen=True):
    """Of a talk with ouders."""

    datum: date
    leerling_erbij: bool


class OppConceptOpgesteld(Feit, frozen=True):
    """Of a draft."""

    datum: date


class LeerlingGehoord(Feit, frozen=True):
    """Of a hearing."""

    datum: date


class LeerlingZietAfVanHoren(Feit, frozen=True):
    """Of a pupil who does not want to be heard."""

    datum: date


class LeerlingTeruggekoppeld(Feit, frozen=True):
    """Of what the pupil was told afterwards."""

    datum: date


class OppMetOudersBesproken(Feit, frozen=True):
    """Of the talk about the OPP."""

    datum: date


class OverHandelingsdeel(Feit, frozen=True):
    """Of what ouders say of the handelingsdeel of one versie."""

    versie: int
    datum: date


class HandelingsdeelIngestemd(OverHandelingsdeel, frozen=True):
    """They agree."""


class HandelingsdeelInstemmingGeweigerd(OverHandelingsdeel, frozen=True):
    """They do not agree."""


class HandelingsdeelInstemmingIngetrokken(OverHandelingsdeel, frozen=True):
    """They no longer agree."""


class OppVastgesteld(Feit, frozen=True):
    """Of a versie that is set."""

    datum: date
    versie: int
    ingangsdatum: date
    uitstroombestemming: str | None = None


class Rodregistratie(Feit, frozen=True):
    """Of an answer of the ROD."""

    datum: date
    begindatum: date
    einddatum: date | None = None


class OppGeregistreerdInRod(Rodregistratie, frozen=True):
    """It is registered."""


class RodRegistratieGeweigerd(Rodregistratie, frozen=True):
    """It was not taken."""


class OppGeevalueerd(Feit, frozen=True):
    """Of an evaluation."""

    datum: date
    met_ouders: bool
    met_leerling: bool
    besluit: OppBesluit


class OppBijgesteld(Feit, frozen=True):
    """Of an adjustment."""

    datum: date


class OppAfgesloten(Feit, frozen=True):
    """Of the end of an OPP."""

    datum: date


class GroepsplanVastgesteld(Feit, frozen=True):
    """Of a groepsplan."""

    datum: date
    groep: str
    soort: Groepsplansoort


class GroepsplanBesproken(Feit, frozen=True):
    """Of a talk about a groepsplan."""

    datum: date
    groep: str


class SeoMetingAfgenomen(Feit, frozen=True):
    """Of a SEO-meting."""

    datum: date
    groep: str
    periode: Meetperiode
    instrument: str


VAN_GROEP: Final = (GroepsplanVastgesteld, GroepsplanBesproken, SeoMetingAfgenomen)
"""Those about a groep, in the school's own dossier."""

SHAPES: Final = (
    NiveauGewijzigd, PlanGestart, PlanGeevalueerd, OudersGesproken, OppConceptOpgesteld, LeerlingGehoord,
    LeerlingZietAfVanHoren, LeerlingTeruggekoppeld, OppMetOudersBesproken, HandelingsdeelIngestemd,
    HandelingsdeelInstemmingGeweigerd, HandelingsdeelInstemmingIngetrokken, OppVastgesteld, OppGeregistreerdInRod,
    RodRegistratieGeweigerd, OppGeevalueerd, OppBijgesteld, OppAfgesloten, *VAN_GROEP,
)  # fmt: skip
