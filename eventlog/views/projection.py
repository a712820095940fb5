"""The form of a view: a fold per key, and the rows that a state stands for. Pure (design §1)."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Final, Generic, Literal, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Table
from sqlalchemy.schema import CreateIndex, CreateTable

from contracts.envelope import WITHDRAWAL
from eventlog.body import Actor
from eventlog.body_reader import BodyReader
from eventlog.deciding.correction import Lineages, identity
from eventlog.events import Recorded, Topic
from eventlog.storage.backends.port import Wants
from eventlog.upcast import Upcasters
from eventlog.views.chronology import IN_LOG_ORDER, Chronology, Ordered, Place
from eventlog.views.layout import Layout, layout_of, packed

S = TypeVar("S")

Row = tuple[Any, ...]
"""Values in the order of a table's columns."""

STATE: Final = "state"
"""The column of a main table that holds the state itself."""


class ViewEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as projections read it: its `data` in the shape asked for, its sealed part unopened.

    `type`: its newest version, which `data` has. `stored_as`: the version it was sent with. `position`: where a
    correction is folded, that of the first version, in whose place it stands.
    """

    position: int
    topic: Topic
    dossier: UUID
    type: str
    stored_as: str
    source: str
    id: str
    recorded: int
    regio: str
    cause: UUID | None
    actor: Actor
    data: Any
    sealed: bytes | None
    corrects: str | None
    withdraws: str | None


class Sealed(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A sealed part as a view keeps it: what opening it takes, less the key. `type`: as stored."""

    source: str
    id: str
    type: str
    blob: bytes


def sealed_part(event: ViewEvent) -> Sealed | None:
    """The sealed part of an event, to be opened at reading."""
    return None if event.sealed is None else Sealed(event.source, event.id, event.stored_as, event.sealed)


@dataclass(frozen=True, slots=True)
class Part(Generic[S]):
    """A table with any number of rows per key. First column: the key; `rows` gives the others."""

    table: Table
    rows: Callable[[S], Sequence[Row]]


class Kept(msgspec.Struct, Generic[S], frozen=True, gc=False, array_like=True):
    """What a view keeps of a key: the state, and how far in time it is (None: of nothing that has a day)."""

    state: S
    newest: Place | None = None


@dataclass(frozen=True)
class Projection(Generic[S]):
    """One view: per key a state (a msgspec Struct), folded from events, and the rows it stands for.

    `by`: what events are folded together; facts always by dossier, since a correction changes its whole fold.
    `reads`: per topic and event type the shape (a Struct) into which `data` is read.
    `main`: its table: the key first, then the columns that `columns` gives (for filters and order), then the state.
    A key whose state is `initial` has no rows: after a fact with a day it is another. All events of a key lie in one
    dossier. `chronology`: which facts have a day, and so go before what happened later, though told after it. The rest
    is folded in the order of the log. `version`: to be raised when `evolve`, `columns` or how a fact is taken apart
    changes its mind; changed shapes, days and tables are noticed by themselves. `encode`, `decode`: what its column
    holds.
    """

    name: str
    version: int
    state: type[S]
    initial: S
    by: Literal["dossier", "submission"]
    reads: Mapping[Topic, Mapping[str, type]]
    evolve: Callable[[S, ViewEvent], S]
    main: Table
    columns: Callable[[UUID, S], Row]
    parts: tuple[Part[S], ...] = ()
    chronology: Chronology = IN_LOG_ORDER
    wants: Wants = field(init=False)
    encode: Callable[[Kept[S]], bytes] = field(init=False, repr=False, compare=False)
    decode: Callable[[bytes], Kept[S]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if Topic.FACTS in self.reads and self.by != "dossier":
            raise ValueError(f"projection {self.name!r}: facts are folded by dossier")
        wants: Wants = {topic: frozenset(shapes) for topic, shapes in self.reads.items()}
        if Topic.FACTS in wants:
            wants[Topic.FACTS] = frozenset((*wants[Topic.FACTS], WITHDRAWAL))
        object.__setattr__(self, "wants", wants)
        object.__setattr__(self, "encode", msgspec.msgpack.Encoder().encode)
        object.__setattr__(self, "decode", msgspec.msgpack.Decoder(Kept[self.state]).decode)  # type: ignore[name-defined]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The main table and those of the parts."""
        return (self.main, *(part.table for part in self.parts))

    def key(self, event: Recorded | ViewEvent) -> UUID:
        """With which events this one is folded."""
        if self.by == "dossier":
            return event.dossier
        if event.cause is None:
            raise ValueError(f"the event at position {event.position} belongs to no submission")
        return event.cause

    @property
    def nothing(self) -> Kept[S]:
        """Of a key of which no event was folded."""
        return Kept(self.initial)

    def fold(self, events: Iterable[ViewEvent]) -> S:
        """The state of one key after all its events, corrections and withdrawals applied."""
        return self.anew(events).state

    def anew(self, events: Iterable[ViewEvent]) -> Kept[S]:
        """What to keep of one key after all its events, corrections and withdrawals applied."""
        # Others are there only to be found as the target of a correction or withdrawal.
        return self._fold(
            self.nothing, self.chronology.order(e for e in _standing(events) if e.type in self.reads.get(e.topic, ()))
        )

    def after(self, kept: Kept[S], events: Iterable[ViewEvent]) -> Kept[S] | None:
        """What to keep after these events too: read ones, none of which corrects or withdraws.

        None where one is of before what is in `kept`: that key has to be folded anew.
        """
        ordered = self.chronology.order(events)
        if kept.newest is not None and ordered.first is not None and ordered.first < kept.newest:
            return None
        return self._fold(kept, ordered)

    def _fold(self, kept: Kept[S], ordered: Ordered[ViewEvent]) -> Kept[S]:
        return Kept(reduce(self.evolve, ordered.events, kept.state), ordered.last or kept.newest)

    def rows(self, key: UUID, state: S) -> dict[str, list[Row]]:
        """All rows that stand for a state, by table; the column with the state itself left out."""
        if state == self.initial:
            return {table.name: [] for table in self.tables}
        found = {self.main.name: [(key, *self.columns(key, state))]}
        for part in self.parts:
            found[part.table.name] = [(key, *row) for row in part.rows(state)]
        return found

    def fingerprint(self) -> str:
        """Differs when the rows made by another version of this projection may differ."""
        parts = [str(self.version), self.by, str(self.chronology), self.form()]
        for topic, shapes in sorted(self.reads.items()):
            parts += [f"{topic:d} {type_} {_schema(shape)}" for type_, shape in sorted(shapes.items())]
        return _hash(parts)

    def layout(self) -> Layout:
        """How its rows are laid out: states, and the tables that they stand in."""
        tables: list[str] = []
        for table in self.tables:
            tables.append(str(CreateTable(table)))
            tables += sorted(str(CreateIndex(index)) for index in table.indexes)
        return {"state": layout_of(Kept[self.state]), "tables": tables}  # type: ignore[name-defined]

    def form(self) -> str:
        """Names the layout."""
        return form_of([self.layout()])


def _standing(events: Iterable[ViewEvent]) -> Sequence[ViewEvent]:
    """Those that count, a correction in the place of what it replaces."""
    found = list(events)
    if all(event.corrects is None and event.withdraws is None for event in found):
        return found
    lineages = Lineages(found)
    place = {identity(event): event.position for event in found}
    return [
        event if event.corrects is None else msgspec.structs.replace(event, position=place[lineages.origin(event)])
        for event in lineages.effective()
    ]


def form_of(layouts: Sequence[Layout]) -> str:
    """Names the layouts that rows of one generation have."""
    return _hash(packed(layout) for layout in layouts)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _schema(shape: type) -> str:
    return msgspec.json.encode(msgspec.json.schema(shape), order="sorted").decode()


class ViewReader:
    """Reads stored events into the shapes of a projection."""

    def __init__(self, reads: Mapping[Topic, Mapping[str, type]], upcasters: Upcasters) -> None:
        self._bodies = {topic: BodyReader(reads.get(topic, {}), upcasters) for topic in Topic}

    def read(self, event: Recorded) -> ViewEvent:
        """Raises msgspec.ValidationError where the stored data does not have the shape."""
        type_, body = self._bodies[event.topic].read(event.type, event.open)
        return ViewEvent(
            position=event.position, topic=event.topic, dossier=event.dossier, type=type_, stored_as=event.type,
            source=event.source, id=event.id, recorded=event.recorded, regio=event.regio, cause=event.cause,
            actor=body.actor, data=body.data, sealed=event.sealed, corrects=body.corrects, withdraws=body.withdraws,
        )  # fmt: skip
