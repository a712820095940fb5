"""Deadlines that come back by the calendar, of a school or of each of its groepen: begun, met and over. Pure.

No fact begins them: `opening` does, by the day. What an event meets is said in `contracts.termijnen.Kalender`.
[keuze] What had to be done within a schooljaar and was not, lapses on the first of September after it: it cannot be
made up for any more. What is *about* a schooljaar can, so that stays.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from contracts.schooljaar import begin_schooljaar, einde_schooljaar, naam_schooljaar
from contracts.termijnen import Kalender, Telling, Termijnregel
from contracts.termijnen.berekening import bereken

from .dossierfeiten import Dossierfeiten, Gebeurd, Venster
from .feiten import SCHOOLJAAR, sleutel_van
from .termijn import Termijn, termijn_id

_EEN_DAG: Final = timedelta(days=1)
_BRON: Final = "kalender"


def begonnen(regel: Termijnregel, dag: date, dossier: UUID, regio: str, school: str, groep: str | None) -> Termijn:
    """The deadline that the calendar begins for one of its days; of the whole school when `groep` is None.

    Its `start` is the schooljaar and the day, `2026-2027/11-30`: what an event's id is to other deadlines.
    """
    begin = begin_schooljaar(dag)
    einde = bereken(regel, begin - _EEN_DAG, vaste_dag=dag).einddatum or dag  # nothing suspends it
    start = f"{naam_schooljaar(dag)}/{dag:%m-%d}"
    return Termijn(
        id=termijn_id(dossier, regel.id, _BRON, start, groep), dossier=dossier, regio=regio, school=school,
        regel=regel.id, versie=regel.versie, start=start, gestart_op=begin, einddatum=einde, opgeschort_sinds=None,
        nadert_op=max(begin, einde - timedelta(days=regel.nadert_dagen)), gehaald_op=None,
        vervallen_op=_vanzelf_over(regel, dag), sleutel=groep,
    )  # fmt: skip


def dag_van(termijn: Termijn) -> date:
    """The day of the calendar that a deadline is for; its end may have rolled on from there."""
    jaar, maand_dag = termijn.gestart_op.year, termijn.start.rpartition("/")[2]
    dag = date.fromisoformat(f"{jaar}-{maand_dag}")
    return dag if dag >= termijn.gestart_op else dag.replace(year=jaar + 1)


def na_feiten(termijn: Termijn, regel: Termijnregel, feiten: Dossierfeiten) -> tuple[Termijn, Gebeurd | None]:
    """The deadline as these facts of the school's dossier have it, and the fact that met it, if one did."""
    dag, kalender = dag_van(termijn), regel.kalender
    if kalender is None or f"{dag:%m-%d}" not in kalender.dagen:
        return termijn, None  # the region's days have changed: opening ends it
    gehaald = _gehaald_door(regel, kalender, dag, feiten.over(regel.sleutel, termijn.sleutel))
    if gehaald is not None:
        return replace(termijn, gehaald_op=gehaald.dag, vervallen_op=None), gehaald
    if termijn.gehaald_op is not None:
        return replace(termijn, gehaald_op=None, vervallen_op=_vanzelf_over(regel, dag)), None
    return termijn, None


def _vanzelf_over(regel: Termijnregel, dag: date) -> date | None:
    """From when it can no longer be met; None: it always can."""
    if regel.kalender is None or regel.kalender.telling is not Telling.BINNEN:
        return None
    return date(einde_schooljaar(dag).year, 9, 1)


def _gehaald_door(regel: Termijnregel, kalender: Kalender, dag: date, feiten: Dossierfeiten) -> Gebeurd | None:
    momenten = kalender.momenten(regel.gehaald_door, dag)
    if kalender.telling is Telling.BINNEN:
        begin = begin_schooljaar(dag)
        venster: Venster = ((begin, -1), (einde_schooljaar(dag) + _EEN_DAG, -1))
        nummer = kalender.hoeveelste(dag)
    else:
        venster, nummer = ((date.min, -1), (date.max, 0)), 0
    gebeurd = [
        g
        for g in feiten.gebeurd(momenten, venster)
        if kalender.telling is Telling.BINNEN or kalender.gaat_over(sleutel_van(g.feit, SCHOOLJAAR) or "", dag)
    ]
    # Of one day as one: two that record the same do not do it twice.
    per_dag = list({g.dag: g for g in reversed(gebeurd)}.values())[::-1]
    return per_dag[nummer] if len(per_dag) > nummer else None
