"""The way of an OPP, as a school sends it: draft, hearing, bespreking, instemming, vaststelling and the ROD.

What the hub is to make of a step depends on the steps before it alone: a story may be cut short anywhere. So an OPP
that is held for want of something waits to the end, and what comes after it is a next versie.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from .. import aandelen
from ..inzending import Verwacht
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schooljaar import Kalender

_DOMEIN: Final = "ondersteuningsplannen."
_BESTEMMING_PO: Final = ("praktijkonderwijs", "vmbo-bb", "vmbo-kb", "vmbo-tl", "havo", "vwo")
_BESTEMMING_VO: Final = ("arbeid", "mbo-1", "mbo-2", "mbo-3", "mbo-4", "hbo")


@dataclass(slots=True)
class OppStand:
    """Where the story of an OPP is: the day it has come to, the last versie, and when that was set if it stands."""

    dag: date
    versie: int = 0
    vastgesteld: date | None = None


class _Gemis(Enum):
    """What an OPP may lack when the school sends it as set: why it is held."""

    NIETS = None
    HOREN = "OPP zonder horen"
    BESPREKING = "OPP zonder bespreking"
    INSTEMMING = "OPP zonder instemming"
    VERSIE = "instemming met een andere versie"


def opgesteld(leerling: Leerling, kalender: Kalender, stand: OppStand) -> Iterator[Stap]:
    """The next versie, from draft to vaststelling and ROD: mostly within six weeks; at times it never gets there."""
    kans = leerling.kans
    if kans.random() < aandelen.OPP_TE_LAAT:
        stand.dag = kalender.na(stand.dag, kans.randrange(25, 60))
    stand.dag = kalender.na(stand.dag, kans.randrange(2, 12))
    yield leerling.op(_DOMEIN + "oppconceptopgesteld.v1", stand.dag)
    if kans.random() < aandelen.OPP_BLIJFT_CONCEPT:
        return
    gemis = _gemis(leerling)
    yield from _aanloop(leerling, kalender, stand, gemis)
    if gemis is not _Gemis.NIETS:
        if gemis is _Gemis.INSTEMMING and kans.random() >= aandelen.TOCH_VASTGESTELD:
            return
        stap = _vaststelling(leerling, kalender, stand)
        yield stap.als(Verwacht.AANGEHOUDEN, str(gemis.value))
        if kans.random() >= aandelen.HERKANSING:
            return
        stand.dag = kalender.na(stand.dag, kans.randrange(5, 25))
        yield from _aanloop(leerling, kalender, stand, _Gemis.NIETS)
    stap = _vaststelling(leerling, kalender, stand)
    stand.vastgesteld = stand.dag
    yield stap
    yield from _na_vaststelling(leerling, kalender, stand, stap)


def _gemis(leerling: Leerling) -> _Gemis:
    worp = leerling.kans.random()
    for gemis, aandeel in (
        (_Gemis.HOREN, aandelen.ZONDER_HOREN),
        (_Gemis.BESPREKING, aandelen.ZONDER_BESPREKING),
        (_Gemis.VERSIE, aandelen.INSTEMMING_ANDERE_VERSIE),
        (_Gemis.INSTEMMING, aandelen.INSTEMMING_GEWEIGERD * (1 - aandelen.ALSNOG_INGESTEMD)),
    ):
        if worp < aandeel:
            return gemis
        worp -= aandeel
    return _Gemis.NIETS


def _aanloop(leerling: Leerling, kalender: Kalender, stand: OppStand, gemis: _Gemis) -> Iterator[Stap]:
    """What comes before a vaststelling, less what is missing; a refusal of ouders may turn into instemming."""
    kans, versie = leerling.kans, stand.versie + 1
    stand.dag = kalender.na(stand.dag, kans.randrange(1, 7))
    if gemis is not _Gemis.HOREN:
        yield _gehoord(leerling, stand.dag)
    stand.dag = kalender.na(stand.dag, kans.randrange(1, 6))
    if gemis is not _Gemis.BESPREKING:
        yield leerling.op(_DOMEIN + "oppmetoudersbesproken.v1", stand.dag)
    if gemis is _Gemis.INSTEMMING or (
        gemis is _Gemis.NIETS and kans.random() < aandelen.INSTEMMING_GEWEIGERD * aandelen.ALSNOG_INGESTEMD
    ):
        yield leerling.op(_DOMEIN + "handelingsdeelinstemminggeweigerd.v1", stand.dag, versie=versie)
        stand.dag = kalender.na(stand.dag, kans.randrange(4, 15))
        yield ouders_gesproken(leerling, stand.dag)
    if gemis is not _Gemis.INSTEMMING:
        waarmee = versie + 1 if gemis is _Gemis.VERSIE else versie
        yield leerling.op(_DOMEIN + "handelingsdeelingestemd.v1", stand.dag, versie=waarmee)
    stand.dag = kalender.na(stand.dag, kans.randrange(0, 5))


def _gehoord(leerling: Leerling, dag: date) -> Stap:
    kans = leerling.kans
    if kans.random() < aandelen.ZIET_AF_VAN_HOREN:
        return leerling.op(_DOMEIN + "leerlingzietafvanhoren.v1", dag)
    # The youngest rather draw than talk [keuze].
    jong = not leerling.school.voortgezet and leerling.leerjaar <= 3
    wijze = kans.choice(("tekening", "gesprek", "anders") if jong else ("gesprek", "gesprek", "vragenlijst"))
    via = kans.choice(("zelf", "zelf", "zelf", "ouders"))
    data = {
        "wijze": wijze,
        "via": via,
        "inbreng": kans.choice(teksten.INBRENG),
        "invloed": kans.choice(teksten.INVLOED),
    }
    return leerling.op(_DOMEIN + "leerlinggehoord.v1", dag, **data)


def ouders_gesproken(leerling: Leerling, dag: date) -> Stap:
    """A talk with ouders on that day."""
    kans = leerling.kans
    wijze = kans.choice(("op-school", "op-school", "op-school", "telefoon", "beeldbellen", "huisbezoek"))
    return leerling.op(_DOMEIN + "oudersgesproken.v1", dag, wijze=wijze, leerlingErbij=kans.random() < 0.4)


def _vaststelling(leerling: Leerling, kalender: Kalender, stand: OppStand) -> Stap:
    kans = leerling.kans
    stand.versie += 1
    return leerling.op(
        _DOMEIN + "oppvastgesteld.v1", stand.dag, versie=stand.versie,
        ingangsdatum=kalender.na(stand.dag, kans.choice((0, 0, 7, 14))).isoformat(),
        uitstroombestemming=bestemming(leerling), bevorderend=kans.choice(teksten.BEVORDEREND),
        belemmerend=kans.choice(teksten.BELEMMEREND), handelingsdeel=kans.choice(teksten.HANDELINGSDELEN),
    )  # fmt: skip


def bestemming(leerling: Leerling) -> str:
    """Where the pupil is expected to go after this school."""
    return leerling.kans.choice(_BESTEMMING_VO if leerling.school.voortgezet else _BESTEMMING_PO)


def _na_vaststelling(leerling: Leerling, kalender: Kalender, stand: OppStand, opp: Stap) -> Iterator[Stap]:
    kans = leerling.kans
    if kans.random() < aandelen.OPP_GECORRIGEERD:
        stand.dag = kalender.na(stand.dag, 1)
        reden = kans.choice(teksten.REDENEN_CORRECTIE)
        yield leerling.correctie(opp, stand.dag, reden, uitstroombestemming=bestemming(leerling))
    if kans.random() < aandelen.OPP_TWEEMAAL:
        stand.dag = kalender.na(stand.dag, kans.randrange(1, 5))
        weer = leerling.op(
            _DOMEIN + "oppvastgesteld.v1", stand.dag, versie=stand.versie, ingangsdatum=stand.dag.isoformat()
        )
        yield weer.als(Verwacht.AFGEWEZEN, "OPP twee keer vastgesteld")
    if kans.random() < aandelen.TERUGGEKOPPELD:
        stand.dag = kalender.na(stand.dag, kans.randrange(0, 3))
        yield leerling.op(_DOMEIN + "leerlingteruggekoppeld.v1", stand.dag)
    yield from in_rod(leerling, kalender, stand, opp.dag)


def in_rod(
    leerling: Leerling, kalender: Kalender, stand: OppStand, begin: date, einde: date | None = None
) -> Iterator[Stap]:
    """The registration in the ROD: within a week, late, refused at first, or not at all."""
    kans = leerling.kans
    data = {"begindatum": begin.isoformat(), "kenmerk": "opp"}
    if einde is not None:
        data["einddatum"] = einde.isoformat()
    worp = kans.random()
    if worp < aandelen.ROD_BLIJFT_UIT:
        return
    laat = worp > 1 - aandelen.ROD_TE_LAAT
    stand.dag = kalender.na(stand.dag, kans.randrange(8, 30) if laat else kans.randrange(0, 4))
    if kans.random() < aandelen.ROD_VERKEERDE_DATUM:
        verkeerd = data | {"einddatum": (begin - timedelta(days=1)).isoformat()}
        stap = leerling.op(_DOMEIN + "oppgeregistreerdinrod.v1", stand.dag, **verkeerd)
        yield stap.als(Verwacht.AFGEWEZEN, "ROD met een einde voor het begin")
    if kans.random() < aandelen.ROD_GEWEIGERD:
        yield leerling.op(_DOMEIN + "rodregistratiegeweigerd.v1", stand.dag, **data)
        if kans.random() >= aandelen.ROD_ALSNOG:
            return
        stand.dag = kalender.na(stand.dag, kans.randrange(2, 20))
    yield leerling.op(_DOMEIN + "oppgeregistreerdinrod.v1", stand.dag, **data)
