"""The year of a school itself: its aanbod with the MR, expertise, reports, and the groepen with their plans."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter
from typing import Final

from .. import aandelen
from ..inzending import Verwacht
from ..wereld import teksten
from ..wereld.dossier import Dossier, Stap
from ..wereld.schooljaar import Kalender, schooljaar_van

_DOMEIN: Final = "schoolprofielen."
_GROEP: Final = "ondersteuningsplannen."
_DAG: Final = attrgetter("dag")
_BASIS: Final = ("leesbegeleiding", "rekenhulp", "sociale-training", "dyslexiebegeleiding", "faalangsttraining")
_EXTRA: Final = ("plusklas", "structuurgroep", "taalklas", "begeleiding-op-maat", "rustplek")
_GRENZEN: Final = ("een-op-een", "medische-zorg", "veiligheid", "toegankelijkheid")
_FUNCTIES: Final = ("intern-begeleider", "gedragsspecialist", "rekencoordinator", "taalspecialist", "dyslexiecoach")
_INSTRUMENTEN: Final = ("welbevindenlijst", "klasbarometer", "socioscan")
# Where a region has no days of its own [keuze]; domain.md §5 names those of the SEO-meting [004].
_EINDE_SCHOOLJAAR: Final = ("07-31",)
_SEO: Final = ("11-30", "04-30")
_BESPREKING: Final = ("11-15", "03-15", "06-15")
_VAKPLAN: Final = ("10-01", "02-15")


def verhaal(dossier: Dossier, kalender: Kalender) -> Iterator[Stap]:
    """All that a school sends about itself in a year, in order of sending."""
    delen = (_aanbod(dossier, kalender), _expertise(dossier, kalender), _rapportages(dossier, kalender))
    groepen = (_groep(dossier, kalender, groep) for groep in dossier.school.groepen)
    stappen = [
        stap
        for deel in (*delen, *groepen)
        for stap in takewhile(lambda stap: stap.dag <= kalender.laatste, sorted(deel, key=_DAG))
    ]
    yield from sorted(stappen, key=_DAG)


# --- aanbod, expertise, reports ---


def _aanbod(dossier: Dossier, kalender: Kalender) -> Iterator[Stap]:
    """The aanbod in force, and that of the next schooljaar: by 31 juli, later, or not at all."""
    kans = dossier.kans
    yield from _vastgesteld(dossier, kalender, kalender.beginweken(kans), schooljaar_van(kalender.eerste))
    for einde in _dagen(dossier, kalender, "sop-actualisatie", _EINDE_SCHOOLJAAR):
        dag = _op_tijd_of_niet(
            dossier, kalender, einde, aandelen.AANBOD_TE_LAAT, aandelen.AANBOD_BLIJFT_UIT, ruimte=45, uitloop=60
        )
        if dag is not None:
            yield from _vastgesteld(dossier, kalender, dag, schooljaar_van(einde + timedelta(days=1)))


def _vastgesteld(dossier: Dossier, kalender: Kalender, dag: date, schooljaar: str) -> Iterator[Stap]:
    kans = dossier.kans
    aanbod = {
        "schooljaar": schooljaar, "profielversie": schooljaar, "basis": kans.sample(_BASIS, 3),
        "extra": kans.sample(_EXTRA, 2), "grenzen": ["een-op-een", kans.choice(_GRENZEN[1:])],
    }  # fmt: skip
    yield dossier.op(_DOMEIN + "ondersteuningsaanbodvastgesteld.v1", dag, **aanbod)
    if kans.random() >= aandelen.ZONDER_MR:
        # The MR had its say before; the school sends it with the aanbod.
        eerder = (dag - timedelta(days=kans.randrange(3, 30))).isoformat()
        yield dossier.stap(_DOMEIN + "mrinstemmingverleend.v1", dag, datum=eerder, profielversie=schooljaar)
    if kans.random() < aandelen.AANBOD_BIJGEWERKT:
        dag = kalender.na(dag, kans.randrange(30, 150))
        bijgewerkt = aanbod | {"extra": kans.sample(_EXTRA, 3)}
        yield dossier.op(_DOMEIN + "ondersteuningsaanbodvastgesteld.v1", dag, **bijgewerkt)


def _expertise(dossier: Dossier, kalender: Kalender) -> Iterator[Stap]:
    kans = dossier.kans
    for functie in kans.sample(_FUNCTIES, kans.randrange(2, 5)):
        dag = kalender.beginweken(kans)
        data = {"functie": functie, "opleiding": kans.choice(("ja", "ja", "in-opleiding", "nee"))}
        yield dossier.op(_DOMEIN + "expertisegeregistreerd.v1", dag, aantal=kans.randrange(1, 4), **data)
        if kans.random() < 0.3:  # somebody came or left
            dag = kalender.na(dag, kans.randrange(60, 300))
            yield dossier.op(_DOMEIN + "expertisegeregistreerd.v1", dag, aantal=kans.randrange(0, 4), **data)


def _rapportages(dossier: Dossier, kalender: Kalender) -> Iterator[Stap]:
    """What support was used in the schooljaar, and what was asked for without aanbod; some report nothing."""
    kans, school = dossier.kans, dossier.school
    for einde in _dagen(dossier, kalender, "monitoring", _EINDE_SCHOOLJAAR):
        dag = _op_tijd_of_niet(
            dossier, kalender, einde, aandelen.RAPPORTAGE_TE_LAAT, aandelen.RAPPORTAGE_BLIJFT_UIT, ruimte=30, uitloop=50
        )
        if dag is None:
            continue
        jaar = schooljaar_van(einde)
        for nummer, gebied in enumerate(kans.sample(school.gebieden, min(3, len(school.gebieden)))):
            inzet: dict[str, object] = {
                "aanbod": kans.choice(_BASIS),
                "effect": kans.choice(("goed", "goed", "matig", "geen", "onbekend")),
            }
            inzet |= {"schooljaar": jaar, "aantal": kans.randrange(1, 25)}
            soort = _DOMEIN + "ondersteuningsinzetgerapporteerd.v1"
            if nummer == 0 and kans.random() < 0.1:
                verkeerd = dossier.op(soort, dag, gebied="overig-oud", **inzet)
                yield verkeerd.als(Verwacht.AFGEWEZEN, "gebied van een andere regio")
            yield dossier.op(soort, dag, gebied=gebied, **inzet)
        if kans.random() < aandelen.VRAAG_ZONDER_AANBOD:
            vraag = {"schooljaar": jaar, "gebied": kans.choice(school.gebieden), "aantal": kans.randrange(1, 8)}
            yield dossier.op(_DOMEIN + "vraagzonderaanbodgerapporteerd.v1", dag, **vraag)


# --- groepen ---


def _groep(dossier: Dossier, kalender: Kalender, groep: str) -> Iterator[Stap]:
    """Of one groep: groepsplannen, their bespreking, and the SEO-meting, which a plan on gedrag follows."""
    kans, kalenders = dossier.kans, dossier.school.kalenders
    for dag in _op_dagen(dossier, kalender, _VAKPLAN):
        yield dossier.op(_GROEP + "groepsplanvastgesteld.v1", dag, groep=groep, soort="vak")
    if "groepsplan-bespreking" in kalenders or kans.random() < aandelen.ZONDER_KALENDER:
        for dag in _op_dagen(dossier, kalender, kalenders.get("groepsplan-bespreking", _BESPREKING)):
            yield dossier.op(_GROEP + "groepsplanbesproken.v1", dag, groep=groep)
    if "seo-meting" in kalenders or kans.random() < aandelen.ZONDER_KALENDER:
        for dag in _op_dagen(dossier, kalender, kalenders.get("seo-meting", _SEO)):
            yield from _seo(dossier, kalender, groep, dag)


def _seo(dossier: Dossier, kalender: Kalender, groep: str, dag: date) -> Iterator[Stap]:
    kans = dossier.kans
    # The year turns halfway between the two: what is measured in autumn is that of November.
    najaar = dag.month >= 8 or dag.month == 1
    data = {"groep": groep, "periode": "nov" if najaar else "apr", "instrument": kans.choice(_INSTRUMENTEN)}
    meting = dossier.op(_GROEP + "seometingafgenomen.v1", dag, **data)
    yield meting
    worp = kans.random()
    if worp < aandelen.GROEP_INGETROKKEN:
        yield dossier.intrekking(meting, kalender.na(dag, kans.randrange(1, 8)), teksten.REDEN_GROEP)
        return
    if worp > 1 - aandelen.GROEP_GECORRIGEERD:
        later = kalender.na(dag, kans.randrange(1, 8))
        eerder = (dag - timedelta(days=1)).isoformat()
        yield dossier.correctie(meting, later, teksten.REDEN_GROEP, datum=eerder)
    if najaar and kans.random() >= aandelen.GROEP_BLIJFT_UIT:
        laat = kans.random() < aandelen.GROEP_TE_LAAT
        dag = kalender.na(dag, kans.randrange(43, 70) if laat else kans.randrange(10, 40))
        yield dossier.op(_GROEP + "groepsplanvastgesteld.v1", dag, groep=groep, soort="gedrag")


# --- the calendar ---


def _dagen(dossier: Dossier, kalender: Kalender, termijn: str, anders: Sequence[str]) -> Iterator[date]:
    """The days of the year by which the region wants this, or the usual ones."""
    for maand_dag in dossier.school.kalenders.get(termijn, anders):
        yield from kalender.elk_jaar(maand_dag)


def _op_dagen(dossier: Dossier, kalender: Kalender, maand_dagen: Sequence[str]) -> Iterator[date]:
    """When a groep does what is due on these days: some weeks before, or late; what is left undone is not there."""
    for maand_dag in maand_dagen:
        for uiterlijk in kalender.elk_jaar(maand_dag):
            dag = _op_tijd_of_niet(
                dossier, kalender, uiterlijk, aandelen.GROEP_TE_LAAT, aandelen.GROEP_BLIJFT_UIT, ruimte=25, uitloop=25
            )
            if dag is not None:
                yield dag


def _op_tijd_of_niet(
    dossier: Dossier, kalender: Kalender, uiterlijk: date, laat: float, nooit: float, *, ruimte: int, uitloop: int
) -> date | None:
    """A day in the `ruimte` days up to `uiterlijk`, or in the `uitloop` days after it; None: it never comes."""
    kans = dossier.kans
    worp = kans.random()
    if worp < nooit:
        return None
    verschil = kans.randrange(1, uitloop) if worp > 1 - laat else -kans.randrange(3, ruimte)
    # What was due just after the year began and was done before it, the school sends on its first day.
    return kalender.na(max(uiterlijk + timedelta(days=verschil), kalender.eerste), 0)
