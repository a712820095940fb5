"""A pupil that does not exist, and the steps that a school sends about this pupil."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from contracts.gebeurtenis import TYPE_PREFIX

from .inzending import Verwacht
from .namen import adres, naam
from .schoolbeeld import Schoolbeeld
from .schooljaar import begin_schooljaar

_HEX: Final = "0123456789abcdef"
_LEEFTIJD_LEERJAAR_1: Final = {False: 4, True: 12}
_ADRES_BEKEND: Final = 0.7
"""For the others geheimhouding holds, or the school does not send it [keuze]."""


@dataclass(frozen=True, slots=True)
class Stap:
    """One event of a pupil: sent on `dag`. `id` is fixed here, so that a later step can refer to it."""

    type: str
    dag: date
    data: dict[str, Any]
    id: str
    verwacht: Verwacht = Verwacht.AANVAARD
    bijzonder: str | None = None

    def als(self, verwacht: Verwacht, bijzonder: str) -> "Stap":
        """This step, with what is odd about it."""
        return replace(self, verwacht=verwacht, bijzonder=bijzonder)


@dataclass(frozen=True, slots=True)
class Leerling:
    """Who a story is about. `sleutel`: the school's own opaque key. `kans`: the dice of the whole run."""

    school: Schoolbeeld
    sleutel: str
    leerjaar: int
    extra: bool
    kans: Random

    def stap(self, soort: str, dag: date, /, **data: Any) -> Stap:
        """A step of this pupil's school. `soort`: as in the catalogue, without prefix."""
        return Stap(TYPE_PREFIX + soort, dag, {"school": self.school.code, **data}, nieuw_id(self.kans))

    def intrekking(self, stap: Stap, dag: date, reden: str) -> Stap:
        """The withdrawal of an earlier step."""
        return self.stap("dossiers.gebeurtenisingetrokken.v1", dag, datum=dag.isoformat(), id=stap.id, reden=reden)

    def persoonsgegevens(self, dag: date) -> Stap:
        """Who this is: an invented name, and a date of birth that fits the leerjaar."""
        kans = self.kans
        jaren = _LEEFTIJD_LEERJAAR_1[self.school.voortgezet] + self.leerjaar - 1
        geboren = date(begin_schooljaar(dag) - jaren, 8, 1) - timedelta(days=kans.randrange(1, 365))
        data = {
            "datum": dag.isoformat(),
            "naam": naam(kans),
            "geboortedatum": geboren.isoformat(),
            "woongemeente": self.school.gemeente,
        }
        if kans.random() < _ADRES_BEKEND:
            data["adres"] = adres(kans)
        return self.stap("leerlingen.persoonsgegevensvastgelegd.v1", dag, **data)


def nieuw_id(kans: Random) -> str:
    """A random UUID (version 4) as text."""
    h = f"{kans.getrandbits(128):032x}"
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{_HEX[8 + int(h[16], 16) % 4]}{h[17:20]}-{h[20:]}"


_ALFABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RUIMTE: Final = 2**40
_ONEVEN: Final = 0x9E3779B97F | 1


def sleutel(volgnummer: int, zout: int) -> str:
    """The key of pupil `volgnummer`: unique up to 2**40 pupils, and telling nothing."""
    getal = (volgnummer * _ONEVEN + zout) % _RUIMTE
    tekens = []
    for _ in range(8):
        getal, rest = divmod(getal, len(_ALFABET))
        tekens.append(_ALFABET[rest])
    return "LL-" + "".join(tekens)
