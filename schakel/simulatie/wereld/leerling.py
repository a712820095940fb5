"""A pupil that does not exist."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from contracts.schooljaar import begin_schooljaar

from .dossier import Dossier, Stap
from .namen import adres, naam

_LEEFTIJD_LEERJAAR_1: Final = {False: 4, True: 12}
_ADRES_BEKEND: Final = 0.7
"""For the others geheimhouding holds, or the school does not send it [keuze]."""


@dataclass(frozen=True, slots=True)
class Leerling(Dossier):
    """Who a story is about. `extra`: needs extra support, or is thought to."""

    leerjaar: int
    extra: bool

    @property
    def aanspreekpunt(self) -> str:
        """Who at school is the contact: by role."""
        if self.school.voortgezet:
            return "zorgcoordinator" if self.extra else "mentor"
        return "intern-begeleider" if self.extra else "leerkracht"

    def persoonsgegevens(self, dag: date) -> Stap:
        """Who this is: an invented name, and a date of birth that fits the leerjaar."""
        kans = self.kans
        jaren = _LEEFTIJD_LEERJAAR_1[self.school.voortgezet] + self.leerjaar - 1
        geboren = date(begin_schooljaar(dag).year - jaren, 8, 1) - timedelta(days=kans.randrange(1, 365))
        data = {
            "datum": dag.isoformat(),
            "naam": naam(kans),
            "geboortedatum": geboren.isoformat(),
            "woongemeente": self.school.gemeente,
        }
        if kans.random() < _ADRES_BEKEND:
            data["adres"] = adres(kans)
        return self.stap("leerlingen.persoonsgegevensvastgelegd.v1", dag, **data)


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
