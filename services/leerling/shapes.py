"""What the leerling context reads of each event: the fields that a rule needs, and none that is sealed."""

from datetime import date

from msgspec import Struct

from contracts import aanmeldingen, dossiers, leerlingen, ondersteuningsplannen
from contracts.codes import Uitschrijfreden
from eventlog.deciding.shapes import Shape, per_type


class Ingeschreven(Shape, frozen=True):
    extra_ondersteuning: bool


class Uitgeschreven(Shape, frozen=True):
    reden: Uitschrijfreden
    volgende_school: str | None = None


class Ontvangen(Shape, frozen=True):
    vermoeden_extra_ondersteuning: bool


class LopendOpp(Shape, frozen=True):
    vastgesteld_op: date


class BeginstandVastgelegd(Struct, frozen=True, rename="camel"):
    extra_ondersteuning: bool
    opp: LopendOpp | None = None


class OppVastgesteld(Shape, frozen=True):
    datum: date


class OppAfgesloten(Shape, frozen=True):
    datum: date


class GroepGewijzigd(Shape, frozen=True):
    pass


class PersoonsgegevensVastgelegd(Shape, frozen=True):
    pass


class AanspreekpuntToegewezen(Shape, frozen=True):
    pass


class VerzuimgrensBereikt(Shape, frozen=True):
    pass


class VerzuimGemeld(Shape, frozen=True):
    pass


class ThuiszitterGesignaleerd(Shape, frozen=True):
    pass


class KoppelcodeVernieuwd(Shape, frozen=True):
    pass


class GebeurtenisIngetrokken(Shape, frozen=True):
    pass


BESLIST = per_type(
    leerlingen,
    Ingeschreven, GroepGewijzigd, PersoonsgegevensVastgelegd, AanspreekpuntToegewezen, Uitgeschreven,
    VerzuimgrensBereikt, VerzuimGemeld, ThuiszitterGesignaleerd, KoppelcodeVernieuwd,
) | per_type(dossiers, GebeurtenisIngetrokken)  # fmt: skip
"""What this context decides on: what others than the hub may send about a leerling, and withdrawals of any type."""

GELEZEN = (
    per_type(aanmeldingen, Ontvangen)
    | per_type(dossiers, BeginstandVastgelegd)
    | per_type(ondersteuningsplannen, OppVastgesteld, OppAfgesloten)
)
"""What it reads beside that."""
