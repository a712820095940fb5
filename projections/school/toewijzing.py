"""What the SWV has granted a pupil: a TLV in force, arrangementen that run. Pure.

As long as the SWV does not send its decisions itself, a beginstand tells of them (docs/decisions/0014).
"""

from datetime import date

import msgspec

from contracts.codes import Tlvcategorie, Tlvsoort

from .shapes import dossiers


class Tlv(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A toelaatbaarheidsverklaring. `einde` None: it has none. `swv`: who granted it, when not the region's own."""

    tlv_nummer: str
    soort: Tlvsoort
    categorie: Tlvcategorie
    ingang: date
    einde: date | None = None
    swv: str | None = None


class Arrangement(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An arrangement. `soort`: a code of the region."""

    soort: str
    ingang: date
    einde: date | None = None
    evaluatiedatum: date | None = None


class Toewijzing(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """All that was granted."""

    tlv: Tlv | None = None
    arrangementen: tuple[Arrangement, ...] = ()

    def tlv_op(self, dag: date) -> Tlv | None:
        """The TLV that is in force on a day, or will be."""
        return self.tlv if self.tlv is not None and _niet_voorbij(self.tlv.einde, dag) else None

    def arrangementen_op(self, dag: date) -> tuple[Arrangement, ...]:
        """The arrangementen that run on a day, or will."""
        return tuple(een for een in self.arrangementen if _niet_voorbij(een.einde, dag))


def uit_beginstand(data: dossiers.BeginstandVastgelegd) -> Toewijzing:
    """What was granted on a region's first day."""
    tlv = data.tlv
    return Toewijzing(
        None if tlv is None else Tlv(tlv.tlv_nummer, tlv.soort, tlv.categorie, tlv.ingang, tlv.einde, tlv.swv),
        tuple(Arrangement(een.soort, een.ingang, een.einde, een.evaluatiedatum) for een in data.arrangementen),
    )


def _niet_voorbij(einde: date | None, dag: date) -> bool:
    return einde is None or einde >= dag
