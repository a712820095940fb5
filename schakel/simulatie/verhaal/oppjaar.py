"""The year of an OPP that stands: ouders who take their instemming back, the evaluations and what they lead to."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from .. import aandelen
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schooljaar import Kalender
from .ladder import niveau_gewijzigd
from .opp import OppStand, in_rod, opgesteld, ouders_gesproken

_DOMEIN: Final = "ondersteuningsplannen."
_EEN_JAAR: Final = 365


def verhaal(
    leerling: Leerling, kalender: Kalender, stand: OppStand, laatste_evaluatie: date | None = None
) -> Iterator[Stap]:
    """What happens to the OPP from `stand.dag` on; nothing where none was set."""
    kans = leerling.kans
    if stand.vastgesteld is None:
        return
    if kans.random() < aandelen.INSTEMMING_INGETROKKEN:
        stand.dag = kalender.na(stand.dag, kans.randrange(20, 120))
        yield leerling.op(_DOMEIN + "handelingsdeelinstemmingingetrokken.v1", stand.dag, versie=stand.versie)
        if kans.random() < aandelen.HERKANSING:
            yield from opgesteld(leerling, kalender, stand)
        return
    uiterlijk = (laatste_evaluatie or stand.vastgesteld) + timedelta(days=_EEN_JAAR)
    tussendoor = (uiterlijk - stand.dag).days // 2
    if tussendoor > 60 and kans.random() < aandelen.TUSSENEVALUATIE:
        stand.dag = kalender.na(stand.dag, kans.randrange(tussendoor - 30, tussendoor + 30))
        yield _evaluatie(leerling, stand.dag, "voortzetten")
        uiterlijk = stand.dag + timedelta(days=_EEN_JAAR)
    if uiterlijk <= kalender.laatste + timedelta(days=_EEN_JAAR // 4):
        yield from _jaarlijks(leerling, kalender, stand, uiterlijk)


def _jaarlijks(leerling: Leerling, kalender: Kalender, stand: OppStand, uiterlijk: date) -> Iterator[Stap]:
    """The evaluation that is uiterlijk on `uiterlijk`: often some weeks before, sometimes late, incomplete or never."""
    kans = leerling.kans
    worp = kans.random()
    if worp < aandelen.EVALUATIE_BLIJFT_UIT:
        return
    laat = worp > 1 - aandelen.EVALUATIE_TE_LAAT
    dag = uiterlijk + timedelta(days=kans.randrange(3, 45) if laat else -kans.randrange(1, 35))
    stand.dag = kalender.na(max(dag, stand.dag), 1)
    if kans.random() < 0.5:
        yield ouders_gesproken(leerling, stand.dag)
        stand.dag = kalender.na(stand.dag, kans.randrange(1, 5))

    worp = kans.random()
    zonder_leerling = worp < aandelen.EVALUATIE_ZONDER_LEERLING
    zonder_ouders = worp > 1 - aandelen.EVALUATIE_ZONDER_OUDERS
    if zonder_leerling or zonder_ouders:
        yield _evaluatie(
            leerling, stand.dag, "voortzetten", met_ouders=not zonder_ouders, met_leerling=not zonder_leerling
        )
        if kans.random() >= aandelen.EVALUATIE_OVERGEDAAN:
            return
        stand.dag = kalender.na(stand.dag, kans.randrange(7, 35))
    besluit = _besluit(leerling)
    evaluatie = _evaluatie(leerling, stand.dag, besluit)
    yield evaluatie
    if kans.random() < aandelen.EVALUATIE_INGETROKKEN:
        stand.dag = kalender.na(stand.dag, kans.randrange(1, 6))
        yield leerling.intrekking(evaluatie, stand.dag, teksten.REDEN_EVALUATIE_INGETROKKEN)
    elif besluit == "bijstellen":
        yield from _bijgesteld(leerling, kalender, stand)
    elif besluit == "afsluiten":
        yield from _afgesloten(leerling, kalender, stand)


def _besluit(leerling: Leerling) -> str:
    worp = leerling.kans.random()
    if worp < aandelen.OPP_BIJGESTELD:
        return "bijstellen"
    # At a specialised school everybody has an OPP as long as they are there (WPO 40a).
    if not leerling.school.gespecialiseerd and worp < aandelen.OPP_BIJGESTELD + aandelen.OPP_AFGESLOTEN:
        return "afsluiten"
    return "voortzetten"


def _evaluatie(
    leerling: Leerling, dag: date, besluit: str, *, met_ouders: bool = True, met_leerling: bool = True
) -> Stap:
    data = {"metOuders": met_ouders, "metLeerling": met_leerling, "besluit": besluit}
    return leerling.op(_DOMEIN + "oppgeevalueerd.v1", dag, **data)


def _bijgesteld(leerling: Leerling, kalender: Kalender, stand: OppStand) -> Iterator[Stap]:
    if leerling.kans.random() < aandelen.NIEUWE_VERSIE:
        yield from opgesteld(leerling, kalender, stand)
        return
    stand.dag = kalender.na(stand.dag, leerling.kans.randrange(1, 10))
    yield leerling.op(_DOMEIN + "oppbijgesteld.v1", stand.dag)


def _afgesloten(leerling: Leerling, kalender: Kalender, stand: OppStand) -> Iterator[Stap]:
    """The end: in the ROD too, and with less support from then on."""
    begin = stand.vastgesteld or stand.dag
    stand.dag = kalender.na(stand.dag, leerling.kans.randrange(1, 14))
    yield leerling.op(_DOMEIN + "oppafgesloten.v1", stand.dag)
    yield niveau_gewijzigd(leerling, stand.dag, leerling.school.licht[-1], "af")
    yield from in_rod(leerling, kalender, stand, begin, stand.dag)
