"""What the leerling context reads of each event: the fields that a rule needs, and none that is sealed."""

from typing import Any

from msgspec import Struct

from contracts import aanmeldingen, dossiers, leerlingen
from contracts.codes import Uitschrijfreden


class _Vorm(Struct, frozen=True, rename="camel", gc=False):
    """An event of which nothing more is needed than that it is there."""


class Ingeschreven(_Vorm, frozen=True):
    extra_ondersteuning: bool


class Uitgeschreven(_Vorm, frozen=True):
    reden: Uitschrijfreden
    volgende_school: str | None = None


class Ontvangen(_Vorm, frozen=True):
    vermoeden_extra_ondersteuning: bool


class GroepGewijzigd(_Vorm, frozen=True):
    pass


class PersoonsgegevensVastgelegd(_Vorm, frozen=True):
    pass


class AanspreekpuntToegewezen(_Vorm, frozen=True):
    pass


class VerzuimgrensBereikt(_Vorm, frozen=True):
    pass


class VerzuimGemeld(_Vorm, frozen=True):
    pass


class ThuiszitterGesignaleerd(_Vorm, frozen=True):
    pass


class KoppelcodeVernieuwd(_Vorm, frozen=True):
    pass


class GebeurtenisIngetrokken(_Vorm, frozen=True):
    pass


def _per_type(domein: Any, *vormen: type[Struct]) -> dict[str, type]:
    """Each shape under the type of the contract that has its name."""
    return {getattr(domein, vorm.__name__).kenmerken.type: vorm for vorm in vormen}


BESLIST = _per_type(
    leerlingen,
    Ingeschreven, GroepGewijzigd, PersoonsgegevensVastgelegd, AanspreekpuntToegewezen, Uitgeschreven,
    VerzuimgrensBereikt, VerzuimGemeld, ThuiszitterGesignaleerd, KoppelcodeVernieuwd,
) | _per_type(dossiers, GebeurtenisIngetrokken)  # fmt: skip
"""What this context decides on: what others than the hub may send about a leerling, and withdrawals of any type."""

GELEZEN = _per_type(aanmeldingen, Ontvangen)
"""What it reads beside that."""
