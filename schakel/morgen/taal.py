"""Words and dates as a Dutch reader knows them."""

from datetime import date
from typing import Final

from contracts.aanmeldingen import Ontvangen
from contracts.catalogue import CATALOGUS

_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_AFKORTINGEN: Final = frozenset({"mr", "opp", "rod", "seo"})
_KORT: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def datum_voluit(dag: date) -> str:
    """`maandag 2 maart 2026`."""
    return f"{_DAGEN[dag.weekday()]} {dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def datum(dag: date, vandaag: date) -> str:
    """At most ten characters: `ma 2 mrt`, or `2-3-2025` in another year than that of `vandaag`."""
    if dag.year != vandaag.year:
        return f"{dag.day}-{dag.month}-{dag.year}"
    return f"{_DAGEN[dag.weekday()][:2]} {dag.day} {_KORT[dag.month - 1]}"


def meervoud(aantal: int, een: str, meer: str) -> str:
    """The word that goes with this number."""
    return een if aantal == 1 else meer


def naam_van_soort(type_: str) -> str:
    """What an event type is called: `Beslistermijn verlengd`, from the name of its contract."""
    model = CATALOGUS.get(type_)
    if model is None:
        return type_
    if model is Ontvangen:
        return "Aanmelding ontvangen"  # by itself the name does not say of what
    losse = "".join(f" {teken.lower()}" if teken.isupper() else teken for teken in model.__name__).split()
    return hoofdletter(" ".join(woord.upper() if woord in _AFKORTINGEN else woord for woord in losse))


def hoofdletter(tekst: str) -> str:
    """The text with its first letter as a capital."""
    return tekst[:1].upper() + tekst[1:]
