"""The support of a pupil through the year: from where it begins, up the ladder, with an OPP or without."""

from collections.abc import Iterator
from datetime import date, timedelta

from .. import aandelen
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schooljaar import Kalender
from . import ladder, oppjaar, zorg
from .beginstand import Begin
from .opp import OppStand


def na_inschrijving(leerling: Leerling, kalender: Kalender, vanaf: date) -> Iterator[Stap]:
    """The support of a pupil who is enrolled from that day, of whom no OPP is known."""
    if leerling.extra:
        yield from _naar_opp(leerling, kalender, OppStand(vanaf))
    else:
        yield from _wie_weet(leerling, kalender, vanaf)


def vanaf_beginstand(leerling: Leerling, kalender: Kalender, begin: Begin) -> Iterator[Stap]:
    """The support of a pupil whose dossier was opened half-way: from the OPP and the plan that ran on that day."""
    kans = leerling.kans
    if begin.opp is not None:
        yield from oppjaar.verhaal(leerling, kalender, begin.opp, begin.laatste_evaluatie)
    elif leerling.extra:
        yield from _naar_opp(leerling, kalender, OppStand(begin.dag))
    elif begin.plan is not None:
        plan_id, evaluatiedatum = begin.plan
        stand = ladder.LadderStand(begin.dag)
        yield from ladder.plan_geevalueerd(leerling, kalender, stand, plan_id, evaluatiedatum)
        if stand.geholpen is False and kans.random() < aandelen.NAAR_OPP:
            yield from _naar_opp(leerling, kalender, OppStand(stand.dag))
    else:
        yield from _wie_weet(leerling, kalender, begin.dag)


def _naar_opp(leerling: Leerling, kalender: Kalender, stand: OppStand) -> Iterator[Stap]:
    gebied = leerling.kans.choice(leerling.school.gebieden)
    yield from ladder.naar_opp(leerling, kalender, stand, gebied)
    yield from oppjaar.verhaal(leerling, kalender, stand)


def _wie_weet(leerling: Leerling, kalender: Kalender, vanaf: date) -> Iterator[Stap]:
    """Of most pupils nothing is recorded; of some a signaal, and what follows from it."""
    kans = leerling.kans
    worp = kans.random()
    if worp < aandelen.SIGNAAL:
        yield from ladder.verhaal(leerling, kalender, kalender.ergens(kans, vanaf))
    elif worp < aandelen.SIGNAAL + aandelen.ZORGSPOOR:
        yield from zorg.zorgspoor(leerling, kalender, kalender.ergens(kans, vanaf + timedelta(days=20)))
