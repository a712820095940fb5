"""Deadlines as rows of `terms`: read and locked, written, and taken up when they are due."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.termijnen.berekening import Termijnstatus
from eventlog.storage.database import Transaction
from eventlog.storage.schema import parked

from .reckoning.termijn import Termijn
from .tables import terms

_FIELDS = Termijn.__struct_fields__
_COLUMNS = tuple(terms.c[name] for name in (*_FIELDS, "status", "next_signal_on"))
_CHANGING = tuple(k.name for k in _COLUMNS if k.name not in {"id", "dossier", "regel", "start"})
_UPDATE = (
    update(terms)
    .where(terms.c.id == bindparam("n_id"))
    .values({name: bindparam(f"n_{name}") for name in _CHANGING})
)  # fmt: skip


class TermRow(msgspec.Struct, frozen=True, gc=False):
    """A deadline as kept.

    `status`: LOPEND, OPGESCHORT, GEHAALD, TE_LAAT_GEHAALD or VERVALLEN; that it nears or has passed depends on the
    day. `next_signal_on`: when the calendar has something to say about it; None: never.
    """

    termijn: Termijn
    status: Termijnstatus
    next_signal_on: date | None


def row_of(termijn: Termijn, op: date, next_signal_on: date | None) -> TermRow:
    """A deadline as it is kept on day `op`: a lapse that lies ahead has not happened."""
    if not termijn.loopt(op):
        return TermRow(termijn, termijn.status(date.max), next_signal_on)
    stopped = termijn.einddatum is None
    return TermRow(termijn, Termijnstatus.OPGESCHORT if stopped else Termijnstatus.LOPEND, next_signal_on)


async def of_dossiers(tx: Transaction, dossiers: Collection[UUID]) -> dict[UUID, dict[UUID, TermRow]]:
    """The deadlines of these dossiers by id, locked until the transaction ends."""
    found: dict[UUID, dict[UUID, TermRow]] = {dossier: {} for dossier in dossiers}
    # One order for all who wait for rows, so that none wait for each other.
    query = select(*_COLUMNS).where(terms.c.dossier.in_(dossiers)).order_by(terms.c.id).with_for_update()
    for row in map(_read, await tx.execute(query)):
        found[row.termijn.dossier][row.termijn.id] = row
    return found


async def of_span(tx: Transaction, first: UUID, before: UUID | None) -> dict[UUID, TermRow]:
    """The deadlines of dossiers from `first` on and before another (None: all), locked until the transaction ends."""
    query = select(*_COLUMNS).where(terms.c.dossier >= first).order_by(terms.c.id).with_for_update()
    if before is not None:
        query = query.where(terms.c.dossier < before)
    return {row.termijn.id: row for row in map(_read, await tx.execute(query))}


async def due(tx: Transaction, op: date, limit: int, *, wait: bool) -> list[TermRow]:
    """At most `limit` deadlines that are due on day `op`, locked until the transaction ends.

    Not of parked dossiers, whoever parked them: what would meet their deadlines may be among what was left undone.
    Those that another transaction has locked are left out, or with `wait` waited for.
    """
    query = (
        select(*_COLUMNS)
        .where(terms.c.next_signal_on <= op, terms.c.dossier.not_in(select(parked.c.dossier)))
        .order_by(*((terms.c.id,) if wait else (terms.c.next_signal_on, terms.c.id)))
        .limit(limit)
        .with_for_update(skip_locked=not wait)
    )
    return [_read(row) for row in await tx.execute(query)]


async def begun_on(tx: Transaction, regio: str, regel: str, begin: date) -> list[TermRow]:
    """The deadlines of a region under a rule that began on a day, locked until the transaction ends."""
    query = (
        select(*_COLUMNS)
        .where(terms.c.regel == regel, terms.c.gestart_op == begin, terms.c.regio == regio)
        .order_by(terms.c.id)
        .with_for_update()
    )
    return [_read(row) for row in await tx.execute(query)]


async def periods_begun(connection: AsyncConnection, regels: Collection[str]) -> dict[tuple[str, str], set[date]]:
    """Per region and rule the days on which there are deadlines that began."""
    c = terms.c
    found: dict[tuple[str, str], set[date]] = {}
    for row in await connection.execute(select(c.regio, c.regel, c.gestart_op).where(c.regel.in_(regels)).distinct()):
        found.setdefault((row.regio, row.regel), set()).add(row.gestart_op)
    return found


async def save(tx: Transaction, new: Sequence[TermRow], changed: Sequence[TermRow]) -> None:
    """Put down new rows and write over those that were there."""
    if new:
        await tx.execute(insert(terms), [_values(n) for n in new])
    if changed:
        values = map(_values, changed)
        await tx.execute(_UPDATE, [{f"n_{name}": w[name] for name in ("id", *_CHANGING)} for w in values])


async def set_next(tx: Transaction, rows: Collection[TermRow]) -> None:
    """Write of these rows what the calendar changes: status, and when they are due next."""
    await tx.execute(
        update(terms)
        .where(terms.c.id == bindparam("n_id"))
        .values(status=bindparam("n_status"), next_signal_on=bindparam("n_next")),
        [{"n_id": r.termijn.id, "n_status": r.status.value, "n_next": r.next_signal_on} for r in rows],
    )


def _read(found: Row[Any]) -> TermRow:
    values = tuple(found)  # in the order of the fields
    return TermRow(Termijn(*values[:-2]), Termijnstatus(values[-2]), values[-1])


def _values(row: TermRow) -> dict[str, object]:
    values: dict[str, object] = dict(zip(_FIELDS, astuple(row.termijn), strict=True))
    values["status"] = row.status.value
    values["next_signal_on"] = row.next_signal_on
    return values
