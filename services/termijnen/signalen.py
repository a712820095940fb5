"""The signals about a deadline: which there are after a fact, which fall due by the calendar, and what they say. Pure.

Ids are made from what they say, so the log itself holds each of them once.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

import msgspec

from contracts.envelope import HUB_SOURCE
from contracts.termijnen import sleutelveld
from contracts.termijnsignalen import Gehaald, Gestart, Nadert, Termijnsignaal, Verstreken, Vervallen
from eventlog.body import HUB, Body, encode_body
from eventlog.deciding.decider import Fact
from eventlog.events import NewEvent, Topic

from .reckoning.feiten import zakelijke_datum
from .reckoning.termijn import Termijn

_EEN_DAG = timedelta(days=1)

Soort = type[Termijnsignaal]
"""A kind of signal, by its contract."""


class Signaaldata(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel", gc=False):
    """`data` of every kind of signal (contracts/termijnsignalen.py)."""

    school: str | None = None
    termijn: UUID
    regel: str
    regelversie: int
    start: str
    gestart_op: date
    einddatum: date | None = None
    datum: date
    plan_id: str | None = None
    groep: str | None = None
    opgeschort_sinds: date | None = None
    dagen_te_laat: int | None = None


def na_feit(oud: Termijn | None, nieuw: Termijn, feit: Fact, cause: UUID | None, opgenomen: date) -> Iterator[NewEvent]:
    """What a fact, recorded on day `opgenomen`, changes about a deadline; `oud` None: it is new.

    A lapse that lies ahead is left to the calendar.
    """
    if oud is None:
        yield _na(Gestart, nieuw, nieuw.gestart_op, feit, cause)
    elif nieuw.loopt(opgenomen) and not (oud.loopt(opgenomen) and loop(oud) == loop(nieuw)):
        yield _na(Gestart, nieuw, zakelijke_datum(feit), feit, cause)
    if nieuw.gehaald_op is not None and (oud is None or loop(oud) != loop(nieuw) or oud.gehaald_op != nieuw.gehaald_op):
        yield _na(Gehaald, nieuw, nieuw.gehaald_op, feit, cause)
    if vervalt_nu(oud, nieuw, opgenomen) and nieuw.vervallen_op is not None:
        yield _na(Vervallen, nieuw, nieuw.vervallen_op, feit, cause)


def bij_opening(oud: Termijn | None, nieuw: Termijn, gehaald: Fact | None, op: date) -> Iterator[NewEvent]:
    """What it tells that the calendar begins a deadline, or on day `op` begins it again: `oud` is what had lapsed.

    `gehaald`: the fact that had met it by then.
    """
    if oud is None:
        yield _signaal(Gestart, nieuw, nieuw.gestart_op, str(nieuw.einddatum), None)
    else:
        yield _signaal(Gestart, nieuw, op, f"{nieuw.einddatum}|{oud.vervallen_op}", None)
    if gehaald is not None and nieuw.gehaald_op is not None:
        yield _na(Gehaald, nieuw, nieuw.gehaald_op, gehaald, None)


def vervalt_nu(oud: Termijn | None, nieuw: Termijn, opgenomen: date) -> bool:
    """Whether a fact recorded on day `opgenomen` made it lapse at once, or on another past day than before."""
    if nieuw.vervallen_op is None or nieuw.vervallen_op > opgenomen:
        return False
    return oud is None or oud.vervallen_op != nieuw.vervallen_op


def vervaldagen(termijn: Termijn) -> list[tuple[date, Soort]]:
    """The days on which the calendar has something to say, in order: none once it is met or while it stands still.

    Nothing falls due from the day of its lapse on, but that lapse.
    """
    if termijn.gehaald_op is not None:
        return []
    dagen: list[tuple[date, Soort]] = []
    if termijn.einddatum is not None and termijn.nadert_op is not None:
        dagen = [(termijn.nadert_op, Nadert), (termijn.einddatum + _EEN_DAG, Verstreken)]
    if termijn.vervallen_op is not None:
        dagen = [(dag, soort) for dag, soort in dagen if dag < termijn.vervallen_op]
        dagen.append((termijn.vervallen_op, Vervallen))
    return dagen


def door_kalender(termijn: Termijn, soort: Soort, dag: date) -> NewEvent:
    """The signal that falls due on `dag`."""
    over: tuple[date | None, ...] = (termijn.einddatum,)
    if soort is Vervallen:
        over = (termijn.einddatum, dag)  # an end can lapse on one day, and after a correction on another
    return _signaal(soort, termijn, dag, "|".join(str(d) for d in over), None)


def hertelling(soort: Soort, termijn: Termijn, op: date, over: str) -> NewEvent:
    """That on day `op` it runs, was met or lapsed, other than was told; `over`: because of what."""
    dag = {Gehaald: termijn.gehaald_op, Vervallen: termijn.vervallen_op}.get(soort) or op
    return _signaal(soort, termijn, dag, f"{termijn.einddatum}|{termijn.opgeschort_sinds}|{dag}|{over}", None)


def loop(wat: Termijn | Signaaldata) -> tuple[object, ...]:
    """Its course: what a new *Gestart* is for when it changes."""
    versie = wat.versie if isinstance(wat, Termijn) else wat.regelversie
    return wat.gestart_op, versie, wat.einddatum, wat.opgeschort_sinds


def _afloop(termijn: Termijn) -> tuple[object, ...]:
    return *loop(termijn), termijn.gehaald_op


def _na(soort: Soort, termijn: Termijn, dag: date, feit: Fact, cause: UUID | None) -> NewEvent:
    # With the fact in it: a date that is moved away and back is told each time.
    return _signaal(soort, termijn, dag, f"{termijn.einddatum}|{feit.source}|{feit.id}", cause)


def _signaal(soort: Soort, termijn: Termijn, dag: date, over: str, cause: UUID | None) -> NewEvent:
    veld = sleutelveld(termijn.regel)
    data = Signaaldata(
        school=termijn.school, termijn=termijn.id, regel=termijn.regel, regelversie=termijn.versie,
        start=termijn.start, gestart_op=termijn.gestart_op, einddatum=termijn.einddatum, datum=dag,
        plan_id=termijn.sleutel if veld == "planId" else None, groep=termijn.sleutel if veld == "groep" else None,
        opgeschort_sinds=termijn.opgeschort_sinds if soort is Gestart else None,
        dagen_te_laat=termijn.dagen_te_laat if soort is Gehaald else None,
    )  # fmt: skip
    return NewEvent(
        topic=Topic.FACTS, dossier=termijn.dossier, type=soort.kenmerken.type, source=HUB_SOURCE,
        id=str(uuid5(termijn.id, f"{soort.__name__}|{over}")), regio=termijn.regio,
        open=encode_body(Body(actor=HUB, data=data)), cause=cause,
    )  # fmt: skip
