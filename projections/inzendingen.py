"""What became of each submission: for whoever sent it, and for the school it is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, String, Table, Uuid, select, tuple_, union_all

from contracts.catalogue import CATALOGUS
from contracts.inzendingen import Aangehouden, Aanvaard, Afgewezen
from eventlog.events import Topic
from eventlog.storage.database import Database
from eventlog.views.projection import STATE, Projection, Row, ViewEvent
from eventlog.views.view import Query, View


class Status(StrEnum):
    """Where a submission stands (design §1)."""

    ONTVANGEN = "ontvangen"
    AANGEHOUDEN = "aangehouden"
    AANVAARD = "aanvaard"
    AFGEWEZEN = "afgewezen"


# --- what is read ---


class Inhoud(msgspec.Struct, frozen=True, gc=False):
    """Of what was sent: whose dossier."""

    school: str | None = None


class Regel(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The rule that decided."""

    id: str
    grondslag: str
    melding: str
    volgende_stap: str = ""  # stored before rules had one


class Uitkomst(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Of an outcome: the rule, and for what it waits until when."""

    regel: Regel | None = None
    wacht_op: tuple[str, ...] = ()
    tot: date | None = None


_STATUS: Final = {
    Aangehouden.kenmerken.type: Status.AANGEHOUDEN,
    Aanvaard.kenmerken.type: Status.AANVAARD,
    Afgewezen.kenmerken.type: Status.AFGEWEZEN,
}
_READS: Final[dict[str, type]] = {
    **{type_: Inhoud for type_, model in CATALOGUS.items() if model.kenmerken.afzenders},
    **dict.fromkeys(_STATUS, Uitkomst),
}


# --- what is kept ---


class Inzending(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One submission. `organisatie`: who sent it. `ontvangen_op`: µs since 1970 UTC. `position`: its own in the log."""

    type: str = ""
    organisatie: str = ""
    school: str | None = None
    dossier: UUID | None = None
    regio: str = ""
    position: int = 0
    ontvangen_op: int = 0
    status: Status = Status.ONTVANGEN
    wacht_op: tuple[str, ...] = ()
    tot: date | None = None
    regel: Regel | None = None


def evolve(state: Inzending, event: ViewEvent) -> Inzending:
    """Received, then held any number of times, then accepted or refused."""
    match event.data:
        case Inhoud(school=school):
            return Inzending(
                type=event.type, organisatie=event.actor.organisatie, school=school, dossier=event.dossier,
                regio=event.regio, position=event.position, ontvangen_op=event.recorded,
            )  # fmt: skip
        case Uitkomst(regel=regel, wacht_op=wacht_op, tot=tot) if state.type:
            return replace(state, status=_STATUS[event.type], wacht_op=wacht_op, tot=tot, regel=regel)
        case _:
            return state


_TABLE: Final = Table(
    "inzendingen",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("school", String(6)),
    Column("status", String(12), nullable=False),
    Column("ontvangen_op", BigInteger, nullable=False),
    Column(STATE, LargeBinary, nullable=False),
    Index("inzendingen_per_school", "school", "status", "ontvangen_op", "id"),
)


def _columns(_id: UUID, state: Inzending) -> Row:
    return (state.school, state.status.value, state.ontvangen_op)


INZENDINGEN: Final = Projection(
    name="inzendingen",
    version=1,
    state=Inzending,
    initial=Inzending(),
    by="submission",
    reads={Topic.SUBMISSIONS: _READS},
    evolve=evolve,
    main=_TABLE,
    columns=_columns,
)


# --- what is asked ---


class Plek(NamedTuple):
    """Place of a submission in a list."""

    ontvangen_op: int
    id: UUID


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """A page: newest first. `verder`: the place after which the next page begins; None on the last."""

    inzendingen: tuple[tuple[UUID, Inzending], ...]
    verder: Plek | None


class Inzendingen:
    """Queries on the view."""

    def __init__(self, database: Database, view: View[Inzending]) -> None:
        self._database = database
        self._view = view

    async def een(self, id_: UUID) -> Inzending | None:
        """One submission."""
        return await self._view.get(self._database, id_)

    async def deze(self, ids: Collection[UUID]) -> dict[UUID, Inzending]:
        """Those of these submissions that the view has."""
        found = await self._view.fetch(self._database, lambda g: select(g.key, g.state).where(g.key.in_(ids)))
        return {row.id: self._view.decode(row.state) for row in found}

    async def van_school(self, school: str, statussen: Collection[Status], na: Plek | None, aantal: int) -> Bladzijde:
        """Submissions about a school's pupils with one of these statuses, newest first."""
        found = await self._view.fetch(
            self._database, lambda generation: _van_school(generation.main, school, statussen, na, aantal)
        )
        rows = [(row.id, self._view.decode(row.state)) for row in found]
        shown = tuple(rows[:aantal])
        more = len(rows) > aantal
        return Bladzijde(shown, Plek(shown[-1][1].ontvangen_op, shown[-1][0]) if more else None)


def _van_school(table: Table, school: str, statussen: Collection[Status], na: Plek | None, aantal: int) -> Query:
    newest_first = (table.c.ontvangen_op.desc(), table.c.id.desc())
    per_status = []
    for status in sorted(statussen):
        # One walk along the index per status: a school has thousands accepted, and few that wait.
        one = select(table).where(table.c.school == school, table.c.status == status.value)
        if na is not None:
            one = one.where(tuple_(table.c.ontvangen_op, table.c.id) < tuple_(*na))
        per_status.append(select(one.order_by(*newest_first).limit(aantal + 1).subquery()))
    found = union_all(*per_status).subquery()
    return select(found.c.id, found.c[STATE]).order_by(found.c.ontvangen_op.desc(), found.c.id.desc()).limit(aantal + 1)
