"""The way of an aanmelding, as a school sends it: from ouders' letter to a decision, in time, late or never.

Every story yields its steps in order of sending; whoever follows it stops at what has not happened yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.schooljaar import begin_schooljaar

from .. import aandelen
from ..inzending import Verwacht
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schooljaar import Kalender, eerste_schooldag, schooljaar_van
from . import ondersteuning

_ZES_WEKEN: Final = timedelta(weeks=6)
_BIJNA_ZES_WEKEN: Final = 40
_TIEN_WEKEN: Final = timedelta(weeks=10)
# From here to the start of the schooljaar an aanmelding is for that one; before that for as soon as possible [keuze].
_VOOR_VOLGEND_JAAR: Final = range(1, 8)


@dataclass(slots=True)
class _Stand:
    """Where a story is: the day it has come to, the day of receipt that counts, days standing still or added."""

    dag: date
    ontvangen: date
    erbij: int = 0

    @property
    def al(self) -> int:
        """Days since receipt."""
        return (self.dag - self.ontvangen).days

    def op_tijd(self, kans: Random) -> int:
        """Days until a decision that is in time: often not long before the last moment."""
        ruimte = max(4, _BIJNA_ZES_WEKEN + self.erbij - self.al)
        return max(kans.randrange(2, ruimte), kans.randrange(2, ruimte))


def verhaal(leerling: Leerling, kalender: Kalender) -> Iterator[Stap]:
    """All that is sent about one new pupil, until the enrolment or the end."""
    kans = leerling.kans
    dag = kalender.aanmelddag(kans)
    ontvangen = dag - timedelta(days=kans.choice((0, 0, 0, 1, 1, 2, 3)))
    stand = _Stand(dag, ontvangen)
    start = _gewenste_start(leerling, kalender, dag)
    vermoeden = leerling.extra
    data = {
        "ontvangstdatum": ontvangen.isoformat(),
        "gewensteStart": start.isoformat(),
        "leerjaar": leerling.leerjaar,
        "vermoedenExtraOndersteuning": vermoeden,
        "schriftelijk": True,
    }
    if leerling.leerjaar > 1 or leerling.school.voortgezet:
        data["vorigeSchool"] = leerling.school.andere_school(kans)
    aanmelding = leerling.stap("aanmeldingen.ontvangen.v1", dag, **data)
    yield aanmelding
    yield leerling.persoonsgegevens(dag)

    if kans.random() < aandelen.INGETROKKEN:
        dag = kalender.na(dag, kans.randrange(1, 12))
        yield leerling.intrekking(aanmelding, dag, kans.choice(teksten.REDENEN_INTREKKING))
        return
    if kans.random() < aandelen.GECORRIGEERD:
        stand.dag = kalender.na(dag, kans.randrange(1, 8))
        stand.ontvangen = ontvangen - timedelta(days=kans.randrange(1, 6))
        reden = kans.choice(teksten.REDENEN_CORRECTIE)
        yield leerling.correctie(aanmelding, stand.dag, reden, ontvangstdatum=stand.ontvangen.isoformat())

    if vermoeden:
        yield from _met_vermoeden(leerling, kalender, stand, aanmelding, start)
    else:
        yield from _zonder_vermoeden(leerling, kalender, stand, start)


def verdwaald(leerling: Leerling, kalender: Kalender) -> Iterator[Stap]:
    """A pupil whose extension came in while the aanmelding is still nowhere: it waits."""
    dag = kalender.na(kalender.laatste - timedelta(days=leerling.kans.randrange(4, 10)), 0)
    yield leerling.persoonsgegevens(dag)
    stap = _verlenging(leerling, dag, dag - timedelta(days=30), dag)
    yield stap.als(Verwacht.AANGEHOUDEN, "verlenging zonder aanmelding")


def _gewenste_start(leerling: Leerling, kalender: Kalender, dag: date) -> date:
    if dag.month in _VOOR_VOLGEND_JAAR:
        return eerste_schooldag(begin_schooljaar(dag).year + 1)
    return kalender.na(dag, leerling.kans.randrange(14, 90))


def _zonder_vermoeden(leerling: Leerling, kalender: Kalender, stand: _Stand, start: date) -> Iterator[Stap]:
    kans = leerling.kans
    worp = kans.random()
    if worp < aandelen.BLIJFT_UIT_ZONDER_VERMOEDEN:
        return
    te_laat = worp < aandelen.BLIJFT_UIT_ZONDER_VERMOEDEN + aandelen.TE_LAAT_ZONDER_VERMOEDEN
    stand.dag = kalender.na(stand.dag, kans.randrange(45, 90) if te_laat else stand.op_tijd(kans))
    if kans.random() < aandelen.WEIGERING_ZONDER_VERMOEDEN:
        data = {"datum": stand.dag.isoformat(), "grond": kans.choice(("plaatsruimte", "grondslag-school", "anders"))}
        yield leerling.stap("aanmeldingen.toelatinggeweigerd.v1", stand.dag, **data)
        return
    yield from _toegelaten(leerling, kalender, stand, start)


def _met_vermoeden(
    leerling: Leerling, kalender: Kalender, stand: _Stand, aanmelding: Stap, start: date
) -> Iterator[Stap]:
    kans = leerling.kans
    if kans.random() < aandelen.AANVULLING:
        stand.dag = kalender.na(stand.dag, kans.randrange(3, 13))
        yield leerling.stap("aanmeldingen.aanvullinggevraagd.v1", stand.dag, datum=stand.dag.isoformat())
        gevraagd, laat = stand.dag, kans.random() < aandelen.AANVULLING_LAAT
        stand.dag = kalender.na(stand.dag, kans.randrange(25, 70) if laat else kans.randrange(4, 15))
        if laat and kans.random() < aandelen.NIET_DOORGEGAAN:
            yield leerling.intrekking(aanmelding, stand.dag, teksten.REDEN_NIET_DOORGEGAAN)
            return
        stand.erbij += (stand.dag - gevraagd).days
        yield leerling.stap("aanmeldingen.aanvullingontvangen.v1", stand.dag, datum=stand.dag.isoformat())

    stand.dag = kalender.na(stand.dag, kans.randrange(3, 10))
    gebied = kans.sample(leerling.school.gebieden, k=min(kans.choice((1, 1, 2)), len(leerling.school.gebieden)))
    yield leerling.stap(
        "aanmeldingen.onderwijsbehoefteinkaartgebracht.v1", stand.dag,
        datum=stand.dag.isoformat(), gebied=gebied, kernvraag=kans.choice(teksten.KERNVRAGEN),
    )  # fmt: skip

    if kans.random() < aandelen.VERLENGING:
        yield from _verlengingen(leerling, kalender, stand)

    worp = kans.random()
    if worp < aandelen.BESLISSING_BLIJFT_UIT:
        if kans.random() < aandelen.TIJDELIJK_GEPLAATST:
            yield from _tijdelijk_geplaatst(leerling, kalender, stand)
        return
    if worp < aandelen.BESLISSING_BLIJFT_UIT + aandelen.BESLISSING_TE_LAAT:
        if kans.random() < aandelen.TIJDELIJK_GEPLAATST:
            yield from _tijdelijk_geplaatst(leerling, kalender, stand)
        stand.dag = kalender.na(max(stand.dag, stand.ontvangen + _TIEN_WEKEN), kans.randrange(3, 40))
    else:
        stand.dag = kalender.na(stand.dag, stand.op_tijd(kans))

    if kans.random() < aandelen.WEIGERING:
        yield from _geweigerd(leerling, kalender, stand)
        return
    soort, niveau = kans.choice(leerling.school.aanbod)
    yield leerling.stap(
        "aanmeldingen.passendaanbodgedaan.v1", stand.dag, datum=stand.dag.isoformat(), soort=soort, niveau=niveau
    )
    stand.dag = kalender.na(stand.dag, kans.randrange(3, 12))
    yield from _toegelaten(leerling, kalender, stand, start)


# --- extensions (invariant 2) ---


def _verlenging(leerling: Leerling, dag: date, ontvangen: date, mededeling: date | None) -> Stap:
    nieuw = ontvangen + _ZES_WEKEN + timedelta(weeks=leerling.kans.randrange(2, 5))
    data = {"datum": dag.isoformat(), "nieuweDatum": nieuw.isoformat()}
    data["reden"] = leerling.kans.choice(teksten.REDENEN_VERLENGING)
    if mededeling is not None:
        data["ouderMededeling"] = mededeling.isoformat()
    return leerling.stap("aanmeldingen.beslistermijnverlengd.v1", dag, **data)


def _verlengingen(leerling: Leerling, kalender: Kalender, stand: _Stand) -> Iterator[Stap]:
    kans = leerling.kans
    if kans.random() < aandelen.VERLENGING_TE_LAAT:
        # Well past the six weeks: feestdagen may have moved their end.
        einde = stand.ontvangen + _ZES_WEKEN + timedelta(days=stand.erbij)
        stand.dag = kalender.na(max(stand.dag, einde), kans.randrange(12, 20))
        stap = _verlenging(leerling, stand.dag, stand.ontvangen, stand.dag)
        yield stap.als(Verwacht.AFGEWEZEN, "verlenging na zes weken")
        return
    stand.dag = kalender.na(max(stand.dag, stand.ontvangen + timedelta(days=26)), kans.randrange(0, 5))
    if stand.al > 38:
        return
    if kans.random() < aandelen.VERLENGING_ZONDER_MEDEDELING:
        stap = _verlenging(leerling, stand.dag, stand.ontvangen, None)
        yield stap.als(Verwacht.AFGEWEZEN, "verlenging zonder ouderMededeling")
        if stand.al > 33 or kans.random() < 0.5:
            return
        stand.dag = kalender.na(stand.dag, 1)
    yield _verlenging(leerling, stand.dag, stand.ontvangen, stand.dag)
    stand.erbij += 14
    if kans.random() < aandelen.VERLENGING_TWEEMAAL:
        stand.dag = kalender.na(stand.dag, kans.randrange(3, 20))
        stap = _verlenging(leerling, stand.dag, stand.ontvangen, stand.dag)
        yield stap.als(Verwacht.AFGEWEZEN, "tweede verlenging")


# --- decisions ---


def _toegelaten(leerling: Leerling, kalender: Kalender, stand: _Stand, start: date) -> Iterator[Stap]:
    kans = leerling.kans
    yield leerling.stap("aanmeldingen.toegelaten.v1", stand.dag, datum=stand.dag.isoformat())
    stand.dag = kalender.na(stand.dag, kans.randrange(1, 12))
    yield leerling.stap(
        "leerlingen.ingeschreven.v1", stand.dag,
        inschrijfdatum=max(start, stand.dag).isoformat(), groep=leerling.school.groep(leerling.leerjaar, kans),
        leerjaar=leerling.leerjaar, extraOndersteuning=leerling.extra,
    )  # fmt: skip
    if leerling.extra or kans.random() < aandelen.AANSPREEKPUNT:
        yield leerling.op("leerlingen.aanspreekpunttoegewezen.v1", stand.dag, rol=leerling.aanspreekpunt)
    yield from ondersteuning.na_inschrijving(leerling, kalender, max(start, stand.dag))


def _tijdelijk_geplaatst(leerling: Leerling, kalender: Kalender, stand: _Stand) -> Iterator[Stap]:
    stand.dag = kalender.na(max(stand.dag, stand.ontvangen + _TIEN_WEKEN), 1)
    yield leerling.stap("aanmeldingen.tijdelijkgeplaatst.v1", stand.dag, datum=stand.dag.isoformat())


def _geweigerd(leerling: Leerling, kalender: Kalender, stand: _Stand) -> Iterator[Stap]:
    """A refusal, after a search for a passende plek; sometimes at first without a willing school (invariant 8)."""
    kans, school = leerling.kans, leerling.school
    bereid = school.andere_school(kans)
    if kans.random() < aandelen.PLEK_GEZOCHT:
        yield from zoektocht(leerling, kalender, stand.dag, "aanmelding", bereid)
        return
    grond = {"grond": "ondersteuning", "grensCode": "een-op-een", "profielversie": schooljaar_van(stand.dag)}
    afweging = kans.choice(teksten.AFWEGINGEN)
    if kans.random() < aandelen.WEIGERING_ZONDER_SCHOOL:
        stap = leerling.stap(
            "aanmeldingen.toelatinggeweigerd.v1", stand.dag, datum=stand.dag.isoformat(), **grond, afweging=afweging
        )
        yield stap.als(Verwacht.AFGEWEZEN, "weigering zonder bereidGevondenSchool")
        if kans.random() < aandelen.WEIGERING_BLIJFT_LIGGEN:
            return
        stand.dag = kalender.na(stand.dag, kans.randrange(2, 10))
    yield leerling.stap(
        "aanmeldingen.toelatinggeweigerd.v1", stand.dag, datum=stand.dag.isoformat(), **grond, afweging=afweging,
        bereidGevondenSchool=bereid,
    )  # fmt: skip


def zoektocht(leerling: Leerling, kalender: Kalender, dag: date, aanleiding: str, gevonden: str) -> Iterator[Stap]:
    """The search for a passende plek: proposals, and often a place; a refused aanmelding ends with it."""
    kans = leerling.kans
    begeleid = kans.random() < 0.5
    yield leerling.stap(
        "aanmeldingen.passendeplekgezocht.v1", dag, datum=dag.isoformat(), aanleiding=aanleiding, swvBegeleidt=begeleid
    )
    dag = kalender.na(dag, kans.randrange(4, 15))
    yield leerling.stap(
        "aanmeldingen.plekvoorgesteld.v1", dag,
        datum=dag.isoformat(), voorgesteldeSchool=gevonden, reactieOuders=kans.choice(teksten.REACTIES_OUDERS),
    )  # fmt: skip
    if kans.random() >= aandelen.PLEK_GEVONDEN:
        return
    dag = kalender.na(dag, kans.randrange(5, 20))
    yield leerling.stap("aanmeldingen.passendeplekgevonden.v1", dag, datum=dag.isoformat(), gevondenSchool=gevonden)
    if aanleiding == "aanmelding":
        yield leerling.stap(
            "aanmeldingen.toelatinggeweigerd.v1", dag,
            datum=dag.isoformat(), grond="ondersteuning", grensCode="een-op-een", profielversie=schooljaar_van(dag),
            afweging=kans.choice(teksten.AFWEGINGEN), bereidGevondenSchool=gevonden,
        )  # fmt: skip
