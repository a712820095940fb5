"""What a school asks of its view. Every list is of one school, in pages, in an order that does not shift."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Table, and_, or_, select, tuple_

from contracts.codes import Dossiersoort
from eventlog.storage.database import Database
from eventlog.views.generation import Generation
from eventlog.views.projection import STATE
from eventlog.views.view import Query, View

from .dossier import Dossier
from .leerling import ExtraOndersteuning
from .projection import DOSSIERS, SIGNALEN, TERMIJNEN, plek
from .termijn import Signaal, Termijn
from .voorwaarde import Voorwaarde

T = TypeVar("T")
P = TypeVar("P", bound=tuple[Any, ...])

Tabellen = Generation[Dossier]


class LeerlingPlek(NamedTuple):
    """Place of a pupil in a list."""

    plek: UUID


class TermijnPlek(NamedTuple):
    """Place of a deadline in a list."""

    einddatum: date
    termijn: str


class SignaalPlek(NamedTuple):
    """Place of a signal in a list."""

    gesignaleerd_op: int
    signaal: str


@dataclass(frozen=True, slots=True)
class Gevonden(Generic[T]):
    """One result, with the dossier it is in: its id, and all that the school sees of it."""

    id: UUID
    dossier: Dossier
    wat: T


@dataclass(frozen=True, slots=True)
class Bladzijde(Generic[T, P]):
    """A page. `verder`: the place after which the next page begins; None on the last."""

    gevonden: tuple[Gevonden[T], ...]
    verder: P | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnfilter:
    """`uiterlijk`: ends on that day or before. `te_laat`: the end has passed, or just not."""

    uiterlijk: date | None = None
    te_laat: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingfilter(Termijnfilter):
    """Of the deadlines the one that ends first counts. Pupils who left are not shown unless asked for.

    `niveau`: canonical, or as the region calls it. `voorwaarde_vervallen`: something of the pupil no longer meets one.
    """

    groep: str | None = None
    niveau: str | None = None
    extra_ondersteuning: ExtraOndersteuning | None = None
    voorwaarde_vervallen: bool | None = None
    met_uitgeschreven: bool = False


class SchoolView:
    """The queries. `vandaag` is given: nothing here knows what day it is."""

    def __init__(self, database: Database, view: View[Dossier]) -> None:
        self._database = database
        self._view = view

    async def leerlingen(
        self, school: str, filter_: Leerlingfilter, *, vandaag: date, na: LeerlingPlek | None, aantal: int
    ) -> Bladzijde[None, LeerlingPlek]:
        """Pupils of a school. In an order of no meaning, in which a pupil never changes place."""
        rows = await self._view.fetch(
            self._database, lambda tabellen: _leerlingen(tabellen, school, filter_, vandaag, na, aantal)
        )
        found = tuple(Gevonden(row.dossier, self._view.decode(row.state), None) for row in rows[:aantal])
        return Bladzijde(found, LeerlingPlek(plek(found[-1].id)) if len(rows) > aantal else None)

    async def termijnen(
        self, school: str, filter_: Termijnfilter, *, vandaag: date, na: TermijnPlek | None, aantal: int
    ) -> Bladzijde[Termijn, TermijnPlek]:
        """Running deadlines of a school, the one that ends first in front; those that stand still come last."""
        rows = await self._view.fetch(
            self._database, lambda tabellen: _termijnen(tabellen, school, filter_, vandaag, na, aantal)
        )
        decode = cache(self._view.decode)
        found = tuple(
            Gevonden(row.dossier, decode(row.state), decode(row.state).termijn(row.termijn)) for row in rows[:aantal]
        )
        last = rows[aantal - 1] if len(rows) > aantal else None
        return Bladzijde(found, None if last is None else TermijnPlek(last.einddatum, last.termijn))

    async def signalen(
        self, school: str, *, na: SignaalPlek | None, aantal: int
    ) -> Bladzijde[Signaal | Voorwaarde, SignaalPlek]:
        """Open signals of a school about deadlines and conditions, newest first."""
        rows = await self._view.fetch(self._database, lambda tabellen: _signalen(tabellen, school, na, aantal))
        decode = cache(self._view.decode)
        found = tuple(
            Gevonden(row.dossier, decode(row.state), decode(row.state).signaal(row.signaal)) for row in rows[:aantal]
        )
        last = found[-1].wat if len(rows) > aantal else None
        return Bladzijde(found, None if last is None else SignaalPlek(last.gesignaleerd_op, rows[aantal - 1].signaal))

    async def dossiers(self, school: str) -> list[Dossier]:
        """All that the school sees, pupils who left and its own dossier included: to count over."""
        rows = await self._view.fetch(self._database, lambda tabellen: _alle(tabellen, school))
        return [self._view.decode(row.state) for row in rows]


def _leerlingen(
    tabellen: Tabellen, school: str, filter_: Leerlingfilter, vandaag: date, na: LeerlingPlek | None, aantal: int
) -> Query:
    t = tabellen.table(DOSSIERS).c
    query = select(t.dossier, t[STATE]).where(t.school == school, t.soort == Dossiersoort.LEERLING.value)
    query = query.order_by(t.plek).limit(aantal + 1)
    if na is not None:
        query = query.where(t.plek > na.plek)
    if filter_.groep is not None:
        begonnen = or_(t.groep_daarvoor.is_(None), t.groep_vanaf <= vandaag)
        query = query.where(
            or_(
                and_(t.groep == filter_.groep, begonnen),
                and_(t.groep_daarvoor == filter_.groep, t.groep_vanaf > vandaag),
            )
        )
    if filter_.niveau is not None:
        query = query.where(or_(t.canon == filter_.niveau, t.regionaal == filter_.niveau))
    if filter_.extra_ondersteuning is not None:
        query = query.where(t.extra_ondersteuning == filter_.extra_ondersteuning.value)
    if filter_.voorwaarde_vervallen is not None:
        query = query.where(t.voorwaarde_vervallen.is_(filter_.voorwaarde_vervallen))
    if not filter_.met_uitgeschreven:
        query = query.where(or_(t.uitgeschreven_op.is_(None), t.uitgeschreven_op > vandaag))
    return _op_einddatum(query, t.eerste_einddatum, filter_, vandaag)


def _termijnen(
    tabellen: Tabellen, school: str, filter_: Termijnfilter, vandaag: date, na: TermijnPlek | None, aantal: int
) -> Query:
    t = tabellen.table(TERMIJNEN).c
    query = _met_dossier(tabellen, TERMIJNEN, school).order_by(t.einddatum, t.termijn).limit(aantal + 1)
    if na is not None:
        query = query.where(tuple_(t.einddatum, t.termijn) > tuple_(*na))
    return _op_einddatum(query, t.einddatum, filter_, vandaag)


def _signalen(tabellen: Tabellen, school: str, na: SignaalPlek | None, aantal: int) -> Query:
    t = tabellen.table(SIGNALEN).c
    query = _met_dossier(tabellen, SIGNALEN, school)
    query = query.order_by(t.gesignaleerd_op.desc(), t.signaal.desc()).limit(aantal + 1)
    return query if na is None else query.where(tuple_(t.gesignaleerd_op, t.signaal) < tuple_(*na))


def _met_dossier(tabellen: Tabellen, wat: Table, school: str) -> Query:
    """Rows of a school, each with the state of the dossier it is in."""
    table, dossiers = tabellen.table(wat), tabellen.table(DOSSIERS)
    query: Query = select(*table.columns, dossiers.c[STATE])
    return query.join(dossiers, dossiers.c.dossier == table.c.dossier).where(table.c.school == school)


def _alle(tabellen: Tabellen, school: str) -> Query:
    t = tabellen.table(DOSSIERS).c
    return select(t[STATE]).where(t.school == school)


def _op_einddatum(query: Query, einddatum: Any, filter_: Termijnfilter, vandaag: date) -> Query:
    if filter_.uiterlijk is not None:
        query = query.where(einddatum <= filter_.uiterlijk)
    if filter_.te_laat is True:
        query = query.where(einddatum < vandaag)
    if filter_.te_laat is False:
        query = query.where(or_(einddatum.is_(None), einddatum >= vandaag))
    return query
