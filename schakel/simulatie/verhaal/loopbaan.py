"""The year of a pupil who is at the school already: groep, verzuim, a search for another place, and leaving."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter
from typing import Final

from contracts.schooljaar import begin_schooljaar

from .. import aandelen
from ..inzending import Verwacht
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schooljaar import Kalender, eerste_schooldag, laatste_schooldag
from . import beginstand, ondersteuning, zorg
from .aanmelding import zoektocht

_EEN_WEEK: Final = timedelta(weeks=1)
_DAG: Final = attrgetter("dag")


def verhaal(leerling: Leerling, kalender: Kalender) -> Iterator[Stap]:
    """All that is sent in a year about a pupil of the school, in order of sending."""
    dag = kalender.beginweken(leerling.kans)
    aandeel = aandelen.BEGINSTAND_MET_EXTRA if leerling.extra else aandelen.BEGINSTAND
    if leerling.kans.random() < aandeel:
        begin = beginstand.beginstand(leerling, dag)
        yield from begin.stappen
        yield leerling.persoonsgegevens(dag)
        hulp = ondersteuning.vanaf_beginstand(leerling, kalender, begin)
    else:
        yield from _ingeschreven(leerling, dag)
        hulp = ondersteuning.na_inschrijving(leerling, kalender, dag)
    jaar = begin_schooljaar(dag).year
    verhalen = (hulp, _door_het_jaar(leerling, kalender, dag), _jaarwisseling(leerling, kalender, jaar))
    # None runs on beyond the year: what is not sent any more need not be made.
    stappen = [stap for deel in verhalen for stap in takewhile(lambda stap: stap.dag <= kalender.laatste, deel)]
    for stap in sorted(stappen, key=_DAG):
        yield stap
        if stap.type.endswith(".uitgeschreven.v1") and stap.verwacht is Verwacht.AANVAARD:
            return


def _ingeschreven(leerling: Leerling, dag: date) -> Iterator[Stap]:
    kans, school = leerling.kans, leerling.school
    # Whoever has extra support without a beginstand has just come from another school.
    sinds = dag if leerling.extra else eerste_schooldag(begin_schooljaar(dag).year - kans.randrange(leerling.leerjaar))
    yield leerling.stap(
        "leerlingen.ingeschreven.v1", dag,
        inschrijfdatum=sinds.isoformat(), groep=school.groep(leerling.leerjaar, kans), leerjaar=leerling.leerjaar,
        extraOndersteuning=leerling.extra,
    )  # fmt: skip
    yield leerling.persoonsgegevens(dag)
    if leerling.extra or kans.random() < aandelen.AANSPREEKPUNT:
        yield leerling.op("leerlingen.aanspreekpunttoegewezen.v1", dag, rol=leerling.aanspreekpunt)


def _jaarwisseling(leerling: Leerling, kalender: Kalender, jaar: int) -> Iterator[Stap]:
    """At the change of schooljaar: on to the next groep, or from the last one to another school."""
    kans, school = leerling.kans, leerling.school
    if leerling.leerjaar >= school.laatste_leerjaar:
        laatste = laatste_schooldag(jaar)
        dag = kalender.na(laatste - timedelta(days=28), kans.randrange(28))
        yield leerling.stap("leerlingen.uitgeschreven.v1", dag, datum=laatste.isoformat(), reden="vervolgonderwijs")
        return
    vanaf = eerste_schooldag(jaar + 1)
    dag = kalender.na(vanaf - _EEN_WEEK, kans.randrange(12))
    groep = school.groep(leerling.leerjaar + 1, kans)
    yield leerling.stap("leerlingen.groepgewijzigd.v1", dag, groep=groep, vanaf=vanaf.isoformat())


def _door_het_jaar(leerling: Leerling, kalender: Kalender, vanaf: date) -> Iterator[Stap]:
    kans = leerling.kans
    if kans.random() < aandelen.VERZUIM:
        yield from _verzuim(leerling, kalender, kalender.ergens(kans, vanaf))
    if kans.random() < aandelen.MEDISCH:
        yield from zorg.medisch(leerling, kalender, kalender.ergens(kans, vanaf))
    if kans.random() < aandelen.KOPPELCODE_KWIJT:
        dag = kalender.ergens(kans, vanaf)
        yield leerling.stap("leerlingen.koppelcodevernieuwd.v1", dag, datum=dag.isoformat())
    if kans.random() < aandelen.VERTREK:
        yield from _vertrek(leerling, kalender, kalender.ergens(kans, vanaf))


def _verzuim(leerling: Leerling, kalender: Kalender, dag: date) -> Iterator[Stap]:
    """Sixteen hours in four weeks: reported the next werkdag (Leerplichtwet 21a), later, or not yet."""
    kans = leerling.kans
    yield leerling.stap("leerlingen.verzuimgrensbereikt.v1", dag, datum=dag.isoformat())
    if kans.random() < aandelen.VERZUIM_NIET_GEMELD:
        return
    dag = kalender.na(dag, kans.choice((1, 1, 1, 1, 3, 6)))
    soort = kans.choice(("ongeoorloofd", "ongeoorloofd", "luxe", "langdurig", "zorgwekkend"))
    melding = leerling.stap("leerlingen.verzuimgemeld.v1", dag, soort=soort, datum=dag.isoformat())
    yield melding
    if kans.random() < aandelen.MELDING_INGETROKKEN:
        dag = kalender.na(dag, kans.randrange(1, 6))
        yield leerling.intrekking(melding, dag, teksten.REDEN_MELDING_INGETROKKEN)
    elif kans.random() < aandelen.THUISZITTER:
        dag = kalender.na(dag, kans.randrange(28, 45))
        yield leerling.stap("leerlingen.thuiszittergesignaleerd.v1", dag, datum=dag.isoformat())
        dag = kalender.na(dag, kans.randrange(2, 10))
        yield from zoektocht(leerling, kalender, dag, "thuiszitten", leerling.school.andere_school(kans))


def _vertrek(leerling: Leerling, kalender: Kalender, dag: date) -> Iterator[Stap]:
    """Leaving during the year. On grounds of support a next school is needed (invariant 8)."""
    kans = leerling.kans
    if not leerling.extra:
        data = {"datum": dag.isoformat(), "reden": kans.choice(("verhuizing", "verhuizing", "andere-school", "anders"))}
        if data["reden"] == "andere-school":
            data["volgendeSchool"] = leerling.school.andere_school(kans)
        yield leerling.stap("leerlingen.uitgeschreven.v1", dag, **data)
        return
    if kans.random() < aandelen.VERTREK_ZONDER_SCHOOL:
        stap = leerling.stap("leerlingen.uitgeschreven.v1", dag, datum=dag.isoformat(), reden="ondersteuning")
        yield stap.als(Verwacht.AFGEWEZEN, "uitschrijving zonder volgendeSchool")
        dag = kalender.na(dag, kans.randrange(2, 10))
    yield leerling.stap(
        "leerlingen.uitgeschreven.v1", dag,
        datum=dag.isoformat(), reden="ondersteuning", volgendeSchool=leerling.school.andere_school(kans),
    )  # fmt: skip
