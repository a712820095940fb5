"""Up and down the support ladder below the OPP: a signaal, a change of niveau, plans and their evaluation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Final

from .. import aandelen
from ..inzending import Verwacht
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schoolbeeld import Niveau
from ..wereld.schooljaar import Kalender
from .opp import OppStand, opgesteld, ouders_gesproken

_DOMEIN: Final = "ondersteuningsplannen."
_EEN_JAAR: Final = 365
_NIET_VAN_DE_REGIO: Final = "arrangement-oud"
"""A code that no region has: as of an LVS that was not told of the profile."""


@dataclass(slots=True)
class LadderStand:
    """Where a story is: the day it has come to, the rung, and whether the last plan did what it was for."""

    dag: date
    trede: int = 0
    geholpen: bool | None = None
    nummers: Iterator[int] = field(default_factory=lambda: count(1))


def niveau_gewijzigd(leerling: Leerling, dag: date, trede: Sequence[Niveau], richting: str) -> Stap:
    """Another level from that day, one of those of `trede`."""
    data = {"niveau": leerling.kans.choice(trede), "richting": richting}
    data["reden"] = leerling.kans.choice(teksten.REDENEN_NIVEAU[richting])
    return leerling.op(_DOMEIN + "niveaugewijzigd.v1", dag, **data)


def verhaal(leerling: Leerling, kalender: Kalender, vanaf: date) -> Iterator[Stap]:
    """From a signaal about a pupil without extra ondersteuning to a plan, another one, and sometimes to an OPP."""
    kans, school = leerling.kans, leerling.school
    stand = LadderStand(vanaf)
    gebied = kans.choice(school.gebieden)
    niveau = kans.choice(school.licht[0])
    if kans.random() < aandelen.CODE_ONBEKEND:
        stap = leerling.op(_DOMEIN + "signaalvastgelegd.v1", stand.dag, gebied=_NIET_VAN_DE_REGIO, niveau=niveau)
        yield stap.als(Verwacht.AFGEWEZEN, "gebied van een andere regio")
        stand.dag = kalender.na(stand.dag, 1)
    signaal = leerling.op(_DOMEIN + "signaalvastgelegd.v1", stand.dag, gebied=gebied, niveau=niveau)
    yield signaal
    if kans.random() < aandelen.SIGNAAL_INGETROKKEN:
        stand.dag = kalender.na(stand.dag, kans.randrange(1, 6))
        yield leerling.intrekking(signaal, stand.dag, teksten.REDEN_SIGNAAL_INGETROKKEN)
        return
    stand.dag = kalender.na(stand.dag, kans.randrange(3, 15))
    yield ouders_gesproken(leerling, stand.dag)
    if kans.random() >= aandelen.NIVEAU_OMHOOG:
        return
    while stand.trede + 1 < len(school.licht):
        yield from _een_trede_omhoog(leerling, kalender, stand)
        yield from plan(leerling, kalender, stand, gebied)
        if stand.geholpen is None:
            return
        if stand.geholpen:
            stand.dag = kalender.na(stand.dag, kans.randrange(1, 10))
            yield niveau_gewijzigd(leerling, stand.dag, school.licht[stand.trede - 1], "af")
            return
    if kans.random() < aandelen.NAAR_OPP:
        yield from naar_opp(leerling, kalender, OppStand(stand.dag), gebied)


def _een_trede_omhoog(leerling: Leerling, kalender: Kalender, stand: LadderStand) -> Iterator[Stap]:
    stand.trede += 1
    stand.dag = kalender.na(stand.dag, leerling.kans.randrange(2, 12))
    yield from _omhoog(leerling, stand.dag, leerling.school.licht[stand.trede])


def _omhoog(leerling: Leerling, dag: date, trede: Sequence[Niveau]) -> Iterator[Stap]:
    stap = niveau_gewijzigd(leerling, dag, trede, "op")
    if leerling.kans.random() < aandelen.CODE_ONBEKEND:
        onbekend = {"canon": trede[0]["canon"], "regionaal": _NIET_VAN_DE_REGIO}
        verkeerd = leerling.op(_DOMEIN + "niveaugewijzigd.v1", dag, niveau=onbekend, richting="op")
        yield verkeerd.als(Verwacht.AFGEWEZEN, "niveau van een andere regio")
    yield stap


def plan(leerling: Leerling, kalender: Kalender, stand: LadderStand, gebied: str) -> Iterator[Stap]:
    """A plan of six weeks to three months, and its evaluation; `stand.geholpen` None: it was never evaluated."""
    kans, nummer = leerling.kans, next(stand.nummers)
    soort = kans.choice(leerling.school.plansoorten)
    data: dict[str, object] = {
        "planId": f"plan-{nummer}",
        "soort": soort,
        "gebied": gebied,
        "doel": kans.choice(teksten.DOELEN),
    }
    if soort == "ihp":
        data["nummer"] = nummer
    evaluatiedatum = kalender.na(stand.dag, kans.randrange(40, 90))
    begin = leerling.op(_DOMEIN + "plangestart.v1", stand.dag, evaluatiedatum=evaluatiedatum.isoformat(), **data)
    yield begin
    if kans.random() < aandelen.PLAN_GECORRIGEERD:
        dag = kalender.na(stand.dag, kans.randrange(1, 10))
        later = kalender.na(evaluatiedatum, 7)
        yield leerling.correctie(begin, dag, teksten.REDENEN_CORRECTIE[1], evaluatiedatum=later.isoformat())
    yield from plan_geevalueerd(leerling, kalender, stand, f"plan-{nummer}", evaluatiedatum)


def plan_geevalueerd(
    leerling: Leerling, kalender: Kalender, stand: LadderStand, plan_id: str, evaluatiedatum: date
) -> Iterator[Stap]:
    """The evaluation of a plan: in time, late, or never."""
    kans, soort = leerling.kans, _DOMEIN + "plangeevalueerd.v1"
    stand.geholpen = None
    worp = kans.random()
    if worp < aandelen.PLAN_BLIJFT_LIGGEN:
        return
    laat = worp > 1 - aandelen.PLAN_TE_LAAT
    begin = stand.dag
    dag = evaluatiedatum + timedelta(days=kans.randrange(2, 25) if laat else -kans.randrange(1, 12))
    stand.dag = kalender.na(max(dag, begin), 0)
    samen = {"metOuders": kans.random() < 0.85, "metLeerling": kans.random() < 0.75}
    resultaat = kans.choice(("behaald", "behaald", "deels-behaald", "deels-behaald", "niet-behaald"))
    stand.geholpen = resultaat == "behaald"
    if kans.random() < aandelen.PLAN_VERKEERDE_DATUM:
        verkeerd = (begin - timedelta(days=_EEN_JAAR)).isoformat()
        stap = leerling.stap(soort, stand.dag, datum=verkeerd, planId=plan_id, resultaat=resultaat, **samen)
        yield stap.als(Verwacht.AFGEWEZEN, "evaluatie voor het begin van het plan")
    yield leerling.op(soort, stand.dag, planId=plan_id, resultaat=resultaat, **samen)


def naar_opp(leerling: Leerling, kalender: Kalender, stand: OppStand, gebied: str) -> Iterator[Stap]:
    """To the level from which an OPP is due, sometimes after the school said it was at its limits; then the OPP."""
    kans = leerling.kans
    if kans.random() < aandelen.HANDELINGSVERLEGEN:
        stand.dag = kalender.na(stand.dag, kans.randrange(1, 15))
        yield leerling.op(_DOMEIN + "handelingsverlegenheidvastgesteld.v1", stand.dag, gebied=gebied)
    stand.dag = kalender.na(stand.dag, kans.randrange(1, 10))
    yield from _omhoog(leerling, stand.dag, leerling.school.zwaar[0])
    yield from opgesteld(leerling, kalender, stand)
