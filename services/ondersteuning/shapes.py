"""What the ondersteuning context reads of each event: the fields that a rule needs, and none that is sealed.

A test proves every shape a subset of its contract, in names, requiredness and types.
"""

from datetime import date
from typing import Final

from msgspec import Struct

from contracts import dossiers, leerlingen, ondersteuningsplannen
from eventlog.body import Nothing
from eventlog.deciding.shapes import Shape, per_type

from ..regioregels import Niveau


class SignaalVastgelegd(Struct, frozen=True, rename="camel"):
    gebied: str
    niveau: Niveau


class NiveauGewijzigd(Struct, frozen=True, rename="camel"):
    niveau: Niveau


class HandelingsverlegenheidVastgesteld(Shape, frozen=True):
    gebied: str


class PlanGestart(Shape, frozen=True):
    datum: date
    plan_id: str
    gebied: str
    evaluatiedatum: date


class PlanGeevalueerd(Shape, frozen=True):
    datum: date
    plan_id: str


class OppMetOudersBesproken(Shape, frozen=True):
    datum: date


class LeerlingGehoord(Shape, frozen=True):
    datum: date


class LeerlingZietAfVanHoren(Shape, frozen=True):
    datum: date


class HandelingsdeelIngestemd(Shape, frozen=True):
    versie: int
    datum: date


class HandelingsdeelInstemmingGeweigerd(Shape, frozen=True):
    versie: int
    datum: date


class HandelingsdeelInstemmingIngetrokken(Shape, frozen=True):
    versie: int
    datum: date


class OppVastgesteld(Shape, frozen=True):
    datum: date
    versie: int


class OppGeevalueerd(Shape, frozen=True):
    datum: date


class OppBijgesteld(Shape, frozen=True):
    datum: date


class OppAfgesloten(Shape, frozen=True):
    datum: date


class OppGeregistreerdInRod(Shape, frozen=True):
    datum: date
    begindatum: date
    einddatum: date | None = None


class RodRegistratieGeweigerd(Shape, frozen=True):
    datum: date
    begindatum: date
    einddatum: date | None = None


class LopendOpp(Shape, frozen=True):
    """Of the OPP in a beginstand, every day on which something happened, and its versie."""

    versie: int
    vastgesteld_op: date
    met_ouders_besproken_op: date | None = None
    leerling_gehoord_op: date | None = None
    leerling_ziet_af_op: date | None = None
    ingestemd_op: date | None = None
    laatste_evaluatie: date | None = None
    rod_geregistreerd_op: date | None = None


class LopendPlan(Shape, frozen=True):
    plan_id: str
    gebied: str
    gestart_op: date
    evaluatiedatum: date


class GeldendeTlv(Shape, frozen=True):
    tlv_nummer: str
    ingang: date
    einde: date | None = None
    swv: str | None = None


class LopendArrangement(Shape, frozen=True):
    ingang: date
    einde: date | None = None


class BeginstandVastgelegd(Struct, frozen=True, rename="camel"):
    datum: date
    inschrijfdatum: date
    niveau: Niveau | None = None
    niveau_sinds: date | None = None
    opp: LopendOpp | None = None
    plannen: tuple[LopendPlan, ...] = ()
    tlv: GeldendeTlv | None = None
    arrangementen: tuple[LopendArrangement, ...] = ()


class Uitgeschreven(Shape, frozen=True):
    datum: date


_ZONDER_REGEL: Final = (
    ondersteuningsplannen.GroepsplanVastgesteld, ondersteuningsplannen.GroepsplanBesproken,
    ondersteuningsplannen.SeoMetingAfgenomen, ondersteuningsplannen.OudersGesproken,
    ondersteuningsplannen.OppConceptOpgesteld, ondersteuningsplannen.LeerlingTeruggekoppeld,
    ondersteuningsplannen.ZorgdossierSamengesteld, ondersteuningsplannen.DiagnoseGemeld,
    ondersteuningsplannen.MedischHandelenOvereengekomen, ondersteuningsplannen.MedischHandelenBeeindigd,
)  # fmt: skip
"""Of these no rule of this context asks anything (of medisch handelen: decider.py)."""

BESLIST: Final = (
    {contract.kenmerken.type: Nothing for contract in _ZONDER_REGEL}
    | per_type(
        ondersteuningsplannen,
        SignaalVastgelegd, NiveauGewijzigd, HandelingsverlegenheidVastgesteld, PlanGestart, PlanGeevalueerd,
        OppMetOudersBesproken, LeerlingGehoord, LeerlingZietAfVanHoren, HandelingsdeelIngestemd,
        HandelingsdeelInstemmingGeweigerd, HandelingsdeelInstemmingIngetrokken, OppVastgesteld, OppGeevalueerd,
        OppBijgesteld, OppAfgesloten, OppGeregistreerdInRod, RodRegistratieGeweigerd,
    )
    | per_type(dossiers, BeginstandVastgelegd)
)  # fmt: skip
"""What this context decides on: every event of the domain ondersteuningsplannen, and the beginstand."""

GELEZEN: Final = per_type(leerlingen, Uitgeschreven)
"""What it reads beside that."""
