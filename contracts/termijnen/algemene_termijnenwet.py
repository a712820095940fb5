"""Working days by the Algemene termijnenwet (Atw): the feestdagen of art. 3, and rolling a date by art. 1.

Dates are calendar days in the Netherlands, in the years 2000 to 2100; outside those, ValueError.
The library `holidays` knows on which day each feast falls; which feasts count is the law's, and stands here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from holidays import OPTIONAL, PUBLIC, country_holidays

EERSTE_JAAR = 2000
LAATSTE_JAAR = 2100

GELIJKGESTELDE_DAGEN: Mapping[date, str] = MappingProxyType(
    {
        date(2026, 1, 2): "de vrijdag na Nieuwjaarsdag",
        date(2026, 5, 15): "de vrijdag na Hemelvaartsdag",
        date(2027, 5, 7): "de vrijdag na Hemelvaartsdag",
        date(2028, 4, 28): "de vrijdag na Koningsdag",
        date(2028, 5, 26): "de vrijdag na Hemelvaartsdag",
    }
)
"""Days made equal to a feestdag by koninklijk besluit (Atw 3 lid 3), with the reason of each.

From a secondary source (domain.md §5), not checked against the Staatscourant. Those of before 2026 are not in
it: a term that ended on one of them comes out a few days early. A new besluit is a new line here.
"""

# Atw 3 lid 1 and 2, by the names of `holidays`; the two Sundays it also lists fall under art. 1 itself.
# 5 mei counts every year; the library calls it optional, since many employers give it once in five years.
_ATW_3 = frozenset(
    {
        "Nieuwjaarsdag",
        "Goede vrijdag",  # lid 2
        "Tweede paasdag",
        "dag van de Koning",  # Koningsdag, until 2013 Koninginnedag
        "Bevrijdingsdag",
        "Hemelvaartsdag",
        "Tweede pinksterdag",
        "Eerste kerstdag",
        "Tweede kerstdag",
    }
)
_DAG_VAN_DE_KONING = frozenset({"Koningsdag", "Koninginnedag"})
_EEN_DAG = timedelta(days=1)
_ZATERDAG = 5


@cache
def feestdagen(jaar: int) -> Mapping[date, str]:
    """The feestdagen of a year with their Dutch names (Atw 3), in order; also those in a weekend.

    Raises ValueError for a year outside 2000-2100, and RuntimeError when `holidays` lacks a feast of the law.
    """
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        bekend = f"van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}"
        raise ValueError(f"feestdagen zijn bekend {bekend}, niet voor {jaar}")
    kalender = country_holidays("NL", years=jaar, categories=(OPTIONAL, PUBLIC), language="nl")
    dagen = {dag: reden for dag, reden in GELIJKGESTELDE_DAGEN.items() if dag.year == jaar}
    gevonden = set()
    for dag in kalender:
        for naam in kalender.get_list(dag):
            feest = "dag van de Koning" if naam in _DAG_VAN_DE_KONING else naam
            if feest in _ATW_3:
                gevonden.add(feest)
                dagen[dag] = f"{dagen[dag]} en {naam}" if dag in dagen else naam
    if gevonden != _ATW_3:
        raise RuntimeError(f"de bibliotheek holidays kent {sorted(_ATW_3 - gevonden)} niet in {jaar}")
    return MappingProxyType(dict(sorted(dagen.items())))


def werkdag(dag: date) -> bool:
    """Whether the day is no Saturday, no Sunday and no feestdag or day made equal to one (Atw 1 lid 1, 3)."""
    return dag.weekday() < _ZATERDAG and dag not in feestdagen(dag.year)


def naar_werkdag(dag: date) -> date:
    """The day itself when it is a werkdag, else the first werkdag after it (Atw 1 lid 1)."""
    while not werkdag(dag):
        dag += _EEN_DAG
    return dag


def werkdagen_na(dag: date, aantal: int) -> date:
    """The `aantal`-th werkdag after `dag`, which itself does not count. Raises ValueError below 1."""
    if aantal < 1:
        raise ValueError(f"tel minstens één werkdag verder, niet {aantal}")
    for _ in range(aantal):
        dag = naar_werkdag(dag + _EEN_DAG)
    return dag
