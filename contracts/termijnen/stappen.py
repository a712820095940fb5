"""The steps of a reckoning, each told in a sentence of plain Dutch (B1) with its article."""

from dataclasses import dataclass
from datetime import date, timedelta

from .algemene_termijnenwet import feestdagen
from .regel import Duur, Eenheid, Termijnregel

_EEN_DAG = timedelta(days=1)
_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stap:
    """One step of the reckoning: the date it comes to, a sentence in plain Dutch (B1), and the article."""

    datum: date
    omschrijving: str
    grondslag: str


def begin(regel: Termijnregel, vanaf: date) -> Stap:
    """After which day it begins."""
    return Stap(vanaf, f"De termijn voor {regel.omschrijving} begint na {_dag(vanaf)}.", str(regel.grondslag))


def eerste_einde(regel: Termijnregel, einde: date, vast: bool) -> Stap:
    """Where its length ends; `vast`: there is none, the last day itself was agreed."""
    tekst = f"De afgesproken laatste dag is {_dag(einde)}." if vast else f"{regel.duur} later is het {_dag(einde)}."
    return Stap(einde, tekst, str(regel.grondslag))


def stilstand(regel: Termijnregel, vanaf: date, hervat: date, einde: date) -> Stap:
    """The clock stood still from one day up to, not including, another; the end that this gives."""
    stil = Duur((hervat - vanaf).days, Eenheid.DAGEN)
    tekst = (
        f"De termijn stond {stil} stil: van {_dag(vanaf)} tot en met {_dag(hervat - _EEN_DAG)}. "
        f"De laatste dag wordt {_dag(einde)}."
    )
    return Stap(einde, tekst, _grond_opschorting(regel))


def staat_stil(regel: Termijnregel, sinds: date) -> Stap:
    """It still stands still."""
    tekst = f"De termijn staat stil sinds {_dag(sinds)}. Er is nog geen einddatum."
    return Stap(sinds, tekst, _grond_opschorting(regel))


def verlengd(regel: Termijnregel, gewoon: date, verlenging: date) -> Stap:
    """It was extended; `gewoon`: the end without that."""
    tekst = f"De termijn is verlengd tot en met {_dag(verlenging)}."
    if verlenging <= gewoon:
        tekst += " Dat is niet later dan de gewone laatste dag en verandert niets."
    return Stap(max(gewoon, verlenging), tekst, _grond_verlenging(regel))


def verlenging_begrensd(regel: Termijnregel, grens: date) -> Stap:
    """The new end was later than is allowed."""
    tekst = f"Later dan {_dag(grens)} mag niet. Dat is dus de laatste dag."
    return Stap(grens, tekst, _grond_verlenging(regel))


def schooljaar_begrensd(regel: Termijnregel, grens: date) -> Stap:
    """A schooljaar ends before the term does."""
    tekst = f"Het moet in elk schooljaar gebeuren. Dat schooljaar eindigt op {_dag(grens)}."
    return Stap(grens, tekst, str(regel.grondslag))


def gerold(einde: date, naar: date) -> Stap:
    """The end moved on to a werkdag."""
    feest = feestdagen(einde.year).get(einde)
    tekst = f"Op {_dag(einde)} kan de termijn niet eindigen"
    if feest is not None:
        tekst += f" ({feest})"
    tekst += f". Hij loopt door tot en met de eerste werkdag daarna: {_dag(naar)}."
    return Stap(naar, tekst, "Atw 1 lid 1 en 3")  # [wet]


def einddatum(regel: Termijnregel, einde: date) -> Stap:
    """The outcome."""
    return Stap(einde, f"De einddatum is {_dag(einde)}.", str(regel.grondslag))


def _dag(dag: date) -> str:
    return f"{_DAGEN[dag.weekday()]} {dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def _grond_opschorting(regel: Termijnregel) -> str:
    return str(regel.opschorting.grondslag if regel.opschorting is not None else regel.grondslag)


def _grond_verlenging(regel: Termijnregel) -> str:
    return str(regel.verlenging.grondslag if regel.verlenging is not None else regel.grondslag)
