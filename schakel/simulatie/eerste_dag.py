"""A region's first day: of every pupil how it stands, as a school's system sends it (docs/decisions/0014).

One BeginstandVastgelegd a pupil, all dated the day before `tot`; with some that are wrong where that is asked.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Final

from contracts.codes import Canon
from contracts.regioprofiel import Regioprofiel

from . import aandelen
from .inzending import Inzending
from .verhaal.beginstand import hoe_het_staat
from .verzending.verkeerde_beginstand import Eerdere, verkeerd
from .verzending.verstoringen import zonder_storing
from .wereld.dossier import Stap
from .wereld.leerling import Leerling, sleutel
from .wereld.schoolbeeld import schoolbeelden
from .wereld.schooljaar import Kalender

_OPEN: Final = (
    ("vervolg", frozenset({Canon.B3, Canon.E1}), 14, aandelen.VERVOLG_OPEN),
    ("advies", frozenset({Canon.E1, Canon.E2}), 42, aandelen.ADVIES_OPEN),
    ("tlv-besluit", frozenset({Canon.E2, Canon.G1, Canon.G2}), 56, aandelen.TLV_BESLUIT_OPEN),
)
"""Terms that nothing else in a beginstand starts (domain.md §5): at which levels, begun in how many days, how often."""


def beginstanden(
    profiel: Regioprofiel, *, aantal: int, seed: int, tot: date, fouten: int = 0, met_namen: bool = False
) -> Iterator[Inzending]:
    """The first day of `aantal` pupils, their schools mixed; the same arguments give the same events, ids and all.

    `fouten`: how many of them are wrong, spread over all. `met_namen`: after each the PersoonsgegevensVastgelegd of
    that pupil, so twice as many events. Raises ValueError for a negative number, or more faults than pupils.
    """
    if not 0 <= fouten <= aantal:
        raise ValueError(f"{fouten} fouten bij {aantal} leerlingen kan niet")
    return _stroom(profiel, aantal, Random(f"{profiel.code}:{seed}:eerste dag"), tot, fouten, met_namen)


def _stroom(
    profiel: Regioprofiel, aantal: int, kans: Random, tot: date, fouten: int, met_namen: bool
) -> Iterator[Inzending]:
    scholen = schoolbeelden(profiel, kans)
    drukte = list(accumulate(school.drukte for school in scholen))
    dag = Kalender(tot).laatste
    zout = kans.getrandbits(40)
    plekken = frozenset(kans.sample(range(aantal), fouten))
    eerdere = Eerdere()
    for nummer in range(aantal):
        school = kans.choices(scholen, cum_weights=drukte)[0]
        extra = school.gespecialiseerd or kans.random() < aandelen.EXTRA_ONDERSTEUNING
        leerling = Leerling(school, sleutel(nummer, zout), kans, kans.randint(1, school.laatste_leerjaar), extra)
        (stap,) = hoe_het_staat(leerling, dag).stappen
        (inzending,) = zonder_storing(leerling, [_met_termijnen(stap, kans)])
        if nummer in plekken:
            yield verkeerd(inzending, eerdere, kans, dag)
        else:
            eerdere.onthoud(inzending)
            yield inzending
        if met_namen:
            yield from zonder_storing(leerling, [leerling.persoonsgegevens(dag)])


def _met_termijnen(stap: Stap, kans: Random) -> Stap:
    """The beginstand, with the terms that run beside what it tells of."""
    canon = stap.data.get("niveau", {}).get("canon")
    lopend: list[dict[str, Any]] = []
    for regel, niveaus, dagen, aandeel in _OPEN:
        if canon in niveaus and kans.random() < aandeel:
            begin = date.fromisoformat(stap.data["inschrijfdatum"])
            begin = max(begin, stap.dag - timedelta(days=kans.randrange(dagen)))
            termijn = {"regel": regel, "gestartOp": begin.isoformat()}
            if kans.random() < aandelen.TERMIJN_VERLENGD:
                termijn["einddatum"] = (begin + timedelta(days=2 * dagen)).isoformat()
            lopend.append(termijn)
    return replace(stap, data=stap.data | {"openTermijnen": lopend}) if lopend else stap
