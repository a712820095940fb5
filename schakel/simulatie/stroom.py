"""The stream: pupils of all schools and the schools' own matters, exactly as many events as asked for, in order.

A story spreads over the year, so ordering needs all of a year at hand. To keep memory flat a large run comes in
*partijen*: each a whole year of the region, of other pupils at the same schools; the schools themselves have their
year once. Up to 20 000 events there is one partij, and the whole run is in order of time; beyond that each partij is
in order, and so is every dossier.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, count, islice, takewhile
from operator import attrgetter
from random import Random
from typing import Final

from contracts.regioprofiel import Regioprofiel

from . import aandelen
from .inzending import Inzending
from .verhaal import aanmelding, loopbaan
from .verhaal import school as schoolverhaal
from .verzending.verstoringen import verzend, zonder_storing
from .wereld.dossier import Dossier, Stap
from .wereld.leerling import Leerling, sleutel
from .wereld.schoolbeeld import Schoolbeeld, schoolbeelden
from .wereld.schooljaar import Kalender

PARTIJ: Final = 20_000
_OP_VOLGORDE: Final = attrgetter("verzonden")


def simuleer(profiel: Regioprofiel, *, aantal: int, seed: int, tot: date) -> Iterator[Inzending]:
    """Exactly `aantal` submissions of a region's year that ends on the day before `tot`.

    The same arguments give the same events, ids and all. `tot`: today, for a hub that is to take them: nothing is
    dated or sent on or after it, but for what is meant to be refused. Raises ValueError for an `aantal` below 0.
    """
    if aantal < 0:
        raise ValueError(f"aantal is minstens 0, niet {aantal}")
    return _stroom(_Regio.van(profiel, seed, tot), aantal)


def _stroom(regio: "_Regio", aantal: int) -> Iterator[Inzending]:
    while aantal > 0:
        partij = _partij(regio, min(aantal, PARTIJ))
        aantal -= len(partij)
        partij.sort(key=_OP_VOLGORDE)
        yield from partij
        del partij  # before the next one is made: two at once is twice the memory


@dataclass(slots=True)
class _Regio:
    """What the stories of one run share: schools, calendar, dice, and the next pupil's number.

    `te_vertellen`: the schools of which their own year is still to be told.
    """

    scholen: list[Schoolbeeld]
    kalender: Kalender
    kans: Random
    drukte: list[float]
    zout: int
    te_vertellen: list[Schoolbeeld]
    volgnummers: Iterator[int] = field(default_factory=count)

    @classmethod
    def van(cls, profiel: Regioprofiel, seed: int, tot: date) -> "_Regio":
        kans = Random(f"{profiel.code}:{seed}")
        scholen = schoolbeelden(profiel, kans)
        drukte = list(accumulate(school.drukte for school in scholen))
        return cls(scholen, Kalender(tot), kans, drukte, kans.getrandbits(40), kans.sample(scholen, len(scholen)))

    def leerling(self, *, nieuw: bool, extra: bool = False) -> Leerling:
        """The next pupil, at one of the schools."""
        school = self.kans.choices(self.scholen, cum_weights=self.drukte)[0]
        # Most who come new to a basisschool are four years old.
        leerjaar = 1 if nieuw and self.kans.random() < 0.6 else self.kans.randint(1, school.laatste_leerjaar)
        aandeel = aandelen.VERMOEDEN if nieuw else aandelen.EXTRA_ONDERSTEUNING
        extra = extra or school.gespecialiseerd or self.kans.random() < aandeel
        return Leerling(school, sleutel(next(self.volgnummers), self.zout), self.kans, leerjaar, extra)


def _partij(regio: _Regio, aantal: int) -> list[Inzending]:
    """Exactly `aantal` submissions, in no order yet."""
    partij: list[Inzending] = []
    while len(partij) < aantal:
        dossier, stappen = _dossier(regio)
        inzendingen = verzend(dossier, stappen, regio.kalender.laatste)
        ruimte = aantal - len(partij)
        if len(inzendingen) > ruimte:
            # The first steps of a story that goes well are a story that goes well.
            inzendingen = zonder_storing(dossier, list(islice(stappen, ruimte)))
        partij += inzendingen
    return partij


def _dossier(regio: _Regio) -> tuple[Dossier, list[Stap]]:
    dossier: Dossier
    if regio.te_vertellen and regio.kans.random() < aandelen.SCHOOLDOSSIER:
        school = regio.te_vertellen.pop()
        dossier = Dossier(school, school.code, regio.kans)
        return dossier, _gebeurd(regio, schoolverhaal.verhaal(dossier, regio.kalender))
    worp = regio.kans.random()
    if worp < aandelen.VERDWAALD:
        dossier = leerling = regio.leerling(nieuw=True, extra=True)
        verhaal = aanmelding.verdwaald(leerling, regio.kalender)
    elif worp < aandelen.NIEUW:
        dossier = leerling = regio.leerling(nieuw=True)
        verhaal = aanmelding.verhaal(leerling, regio.kalender)
    else:
        dossier = leerling = regio.leerling(nieuw=False)
        verhaal = loopbaan.verhaal(leerling, regio.kalender)
    return dossier, _gebeurd(regio, verhaal)


def _gebeurd(regio: _Regio, verhaal: Iterator[Stap]) -> list[Stap]:
    return list(takewhile(lambda stap: stap.dag <= regio.kalender.laatste, verhaal))
