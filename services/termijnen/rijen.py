"""Deadlines as rows of `terms`: read and locked, written, and taken up when they are due."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Row, bindparam, insert, select, update

from contracts.termijnberekening import Termijnstatus
from eventlog.database import Transaction

from .tables import terms
from .termijn import Termijn

_VELDEN = Termijn.__struct_fields__
_KOLOMMEN = tuple(terms.c[naam] for naam in (*_VELDEN, "status", "next_signal_on"))
_WISSELT = tuple(k.name for k in _KOLOMMEN if k.name not in {"id", "dossier", "regel", "start"})
_WIJZIG = (
    update(terms)
    .where(terms.c.id == bindparam("n_id"))
    .values({naam: bindparam(f"n_{naam}") for naam in _WISSELT})
)  # fmt: skip


class Rij(msgspec.Struct, frozen=True, gc=False):
    """A deadline as kept.

    `status`: LOPEND, OPGESCHORT, GEHAALD, TE_LAAT_GEHAALD or VERVALLEN; that it nears or has passed depends on the
    day. `next_signal_on`: when the calendar has something to say about it; None: never.
    """

    termijn: Termijn
    status: Termijnstatus
    next_signal_on: date | None


def rij(termijn: Termijn, op: date, next_signal_on: date | None) -> Rij:
    """A deadline as it is kept on day `op`: a lapse that lies ahead has not happened."""
    if not termijn.loopt(op):
        return Rij(termijn, termijn.status(date.max), next_signal_on)
    stil = termijn.einddatum is None
    return Rij(termijn, Termijnstatus.OPGESCHORT if stil else Termijnstatus.LOPEND, next_signal_on)


async def van_dossiers(tx: Transaction, dossiers: Collection[UUID]) -> dict[UUID, dict[UUID, Rij]]:
    """The deadlines of these dossiers by id, locked until the transaction ends."""
    gevonden: dict[UUID, dict[UUID, Rij]] = {dossier: {} for dossier in dossiers}
    # One order for all who wait for rows, so that none wait for each other.
    vraag = select(*_KOLOMMEN).where(terms.c.dossier.in_(dossiers)).order_by(terms.c.id).with_for_update()
    for gelezen in map(_gelezen, await tx.execute(vraag)):
        gevonden[gelezen.termijn.dossier][gelezen.termijn.id] = gelezen
    return gevonden


async def aan_de_beurt(tx: Transaction, op: date, aantal: int, *, wacht: bool) -> list[Rij]:
    """At most `aantal` deadlines that are due on day `op`, locked until the transaction ends.

    Those that another transaction has locked are left out, or with `wacht` waited for.
    """
    vraag = (
        select(*_KOLOMMEN)
        .where(terms.c.next_signal_on <= op)
        .order_by(*((terms.c.id,) if wacht else (terms.c.next_signal_on, terms.c.id)))
        .limit(aantal)
        .with_for_update(skip_locked=not wacht)
    )
    return [_gelezen(gevonden) for gevonden in await tx.execute(vraag)]


async def bewaar(tx: Transaction, nieuw: Sequence[Rij], gewijzigd: Sequence[Rij]) -> None:
    """Put down new rows and write over those that were there."""
    if nieuw:
        await tx.execute(insert(terms), [_waarden(n) for n in nieuw])
    if gewijzigd:
        waarden = map(_waarden, gewijzigd)
        await tx.execute(_WIJZIG, [{f"n_{naam}": w[naam] for naam in ("id", *_WISSELT)} for w in waarden])


async def zet_volgende(tx: Transaction, rijen: Collection[Rij]) -> None:
    """Write of these rows what the calendar changes: status, and when they are due next."""
    await tx.execute(
        update(terms)
        .where(terms.c.id == bindparam("n_id"))
        .values(status=bindparam("n_status"), next_signal_on=bindparam("n_next")),
        [{"n_id": r.termijn.id, "n_status": r.status.value, "n_next": r.next_signal_on} for r in rijen],
    )


def _gelezen(rij: Row[Any]) -> Rij:
    waarden = tuple(rij)  # in the order of the fields
    return Rij(Termijn(*waarden[:-2]), Termijnstatus(waarden[-2]), waarden[-1])


def _waarden(rij: Rij) -> dict[str, object]:
    waarden: dict[str, object] = dict(zip(_VELDEN, astuple(rij.termijn), strict=True))
    waarden["status"] = rij.status.value
    waarden["next_signal_on"] = rij.next_signal_on
    return waarden
