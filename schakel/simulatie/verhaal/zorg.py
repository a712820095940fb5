"""Beside the ladder: a zorgspoor with its diagnosis, and medical acts at school [000]."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from .. import aandelen
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schooljaar import Kalender

_DOMEIN: Final = "ondersteuningsplannen."


def zorgspoor(leerling: Leerling, kalender: Kalender, dag: date) -> Iterator[Stap]:
    """The dossier for the zorgaanbieder, and some months later what came of it."""
    kans = leerling.kans
    spoor = kans.choice(("dyslexie", "dyslexie", "dyslexie", "erwd"))
    tekst = {"metingen": kans.choice(teksten.METINGEN), "interventies": kans.choice(teksten.INTERVENTIES)}
    yield leerling.op(_DOMEIN + "zorgdossiersamengesteld.v1", dag, spoor=spoor, **tekst)
    if kans.random() < aandelen.DIAGNOSE:
        dag = kalender.na(dag, kans.randrange(30, 100))
        yield leerling.op(_DOMEIN + "diagnosegemeld.v1", dag, spoor=spoor, uitkomst=kans.choice(teksten.UITKOMSTEN))


def medisch(leerling: Leerling, kalender: Kalender, dag: date) -> Iterator[Stap]:
    """An agreement on medical acts, with the toestemming it rests on; for some it ends in the year."""
    kans = leerling.kans
    soort = kans.choice(("medicatie", "medicatie", "niet-big", "big"))
    data: dict[str, object] = {"soort": soort, "toestemmingId": "toestemming-1"}
    if soort == "big":
        data["bekwaamVerklaard"] = True
    yield leerling.op(_DOMEIN + "medischhandelenovereengekomen.v1", dag, **data)
    if kans.random() < aandelen.MEDISCH_BEEINDIGD:
        dag = kalender.na(dag, kans.randrange(20, 150))
        yield leerling.op(_DOMEIN + "medischhandelenbeeindigd.v1", dag, soort=soort)
