"""The log: append in commit order, read by position or by dossier."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.chain import GENESIS, link
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.storage import backends
from eventlog.storage.backends.port import EventTable, Identity, Wants
from eventlog.storage.database import Database, Transaction, after_commit
from eventlog.upcast import NO_UPCASTERS, Upcasters

MAX_READ: Final = 1_000


class VersionConflict(Exception):
    """Another transaction wrote to these dossiers since they were read: decide again (guarantee 5)."""

    def __init__(self, dossiers: Collection[UUID]) -> None:
        super().__init__(f"{len(dossiers)} dossier(s) changed since they were read")
        self.dossiers = frozenset(dossiers)


class EventLog:
    """All events of a hub. Appending takes the log's lock until the transaction ends, so do it last.

    `upcasters`: how those who read it see older versions; the log itself keeps what was sent.
    """

    def __init__(self, database: Database, upcasters: Upcasters = NO_UPCASTERS) -> None:
        self.database = database
        self.upcasters = upcasters
        self._listeners: list[Callable[[int], None]] = []
        self._table: EventTable = backends.for_dialect(database.dialect)

    def on_append(self, call: Callable[[int], None]) -> None:
        """Have `call` told how far the log reaches, after each commit that this process appended in."""
        self._listeners.append(call)

    async def lock(self, tx: Transaction) -> None:
        """Become the only appender until `tx` ends. Order of locks: checkpoint rows, this, insert."""
        await self._table.lock(tx)

    async def append(self, tx: Transaction, events: Sequence[NewEvent], recorded: int) -> list[Recorded]:
        """Append in this order, at time `recorded` (µs since 1970 UTC).

        Raises VersionConflict, with nothing stored, where a versioned fact does not follow its dossier's last one.
        """
        await self._table.lock(tx)
        versioned = {event.dossier for event in events if event.version is not None}
        if versioned:
            last = await self._table.versions(tx, versioned)
            stale: set[UUID] = set()
            for event in events:
                if event.version is not None:
                    if event.version != last.get(event.dossier, 0) + 1:
                        stale.add(event.dossier)
                    last[event.dossier] = event.version
            if stale:
                raise VersionConflict(stale)
        return await self.append_locked(tx, events, recorded)

    async def append_locked(self, tx: Transaction, events: Sequence[NewEvent], recorded: int) -> list[Recorded]:
        """Append under a lock taken before, versions checked before. The unique indexes are the net."""
        if not events:
            return []
        last, previous = await self._table.head(tx) or (0, GENESIS)
        stored: list[Recorded] = []

        def chained() -> Iterator[tuple[Recorded, bytes]]:
            hash_ = previous
            for position, event in enumerate(events, start=last + 1):
                hash_ = link(hash_, position, recorded, event)
                row = Recorded(
                    position=position, topic=event.topic, dossier=event.dossier, version=event.version,
                    type=event.type, source=event.source, id=event.id, recorded=recorded, regio=event.regio,
                    cause=event.cause, open=event.open, sealed=event.sealed,
                )  # fmt: skip
                stored.append(row)
                yield row, hash_

        await self._table.insert(tx, chained())
        for call in self._listeners:
            after_commit(tx, partial(call, stored[-1].position))
        return stored

    async def head(self, connection: AsyncConnection) -> int:
        """Position of the last event; 0 of an empty log."""
        found = await self._table.head(connection)
        return found[0] if found else 0

    async def versions(self, connection: AsyncConnection, dossiers: Collection[UUID]) -> dict[UUID, int]:
        """Version of each dossier that has facts; a dossier without any is left out."""
        return await self._table.versions(connection, dossiers) if dossiers else {}

    async def known(
        self, connection: AsyncConnection, topic: Topic, identities: Sequence[Identity]
    ) -> dict[Identity, Recorded]:
        """Those of these (source, id) pairs that the topic holds."""
        return await self._table.known(connection, topic, identities) if identities else {}

    async def read(
        self, connection: AsyncConnection, after: int, upto: int, wants: Wants | None = None, limit: int = MAX_READ
    ) -> list[Recorded]:
        """At most `limit` events after one position up to another, in order; of the wanted types, or all."""
        return await self._table.read(connection, after, upto, wants, limit)

    async def of_dossiers(
        self, connection: AsyncConnection, dossiers: Collection[UUID], after: int, upto: int, wants: Wants
    ) -> list[Recorded]:
        """All wanted events of these dossiers between the positions. For repair: it looks at every row."""
        return await self._table.of_dossiers(connection, dossiers, after, upto, wants) if dossiers else []

    async def facts(
        self,
        connection: AsyncConnection,
        dossiers: Collection[UUID],
        types: Collection[str] | None,
        *,
        upto: int | None = None,
        unversioned: bool = False,
    ) -> dict[UUID, list[Recorded]]:
        """Facts of these types (None: all) per dossier, in order. `unversioned`: also those no decision depends on."""
        found: dict[UUID, list[Recorded]] = {dossier: [] for dossier in dossiers}
        if dossiers:
            for fact in await self._table.facts(connection, dossiers, types, upto, unversioned):
                found[fact.dossier].append(fact)
        return found

    async def dossier_after(self, connection: AsyncConnection, first: UUID, facts: int) -> UUID | None:
        """In the order of dossiers, from `first` on: the one after it before which about so many facts lie.

        None when there are no more than that. Made for reading all facts dossier by dossier, with `span`.
        """
        return await self._table.dossier_after(connection, first, facts)

    async def span(
        self, connection: AsyncConnection, first: UUID, before: UUID | None, *, upto: int, types: Collection[str]
    ) -> list[Recorded]:
        """Facts of these types up to a position, in its order, of dossiers from `first` on and before another.

        `before`: None for all that follow.
        """
        return await self._table.span(connection, first, before, upto, types)

    async def at(self, connection: AsyncConnection, positions: Collection[int]) -> dict[int, Recorded]:
        """The events at these positions."""
        return await self._table.at(connection, positions) if positions else {}

    async def by_cause(self, connection: AsyncConnection, after: int, causes: Collection[UUID]) -> list[Recorded]:
        """Events after a position that these submissions led to."""
        return await self._table.by_cause(connection, after, causes) if causes else []

    async def hashes(
        self, connection: AsyncConnection, after: int, limit: int = MAX_READ
    ) -> list[tuple[Recorded, bytes]]:
        """Events with their stored hashes, for verification."""
        return await self._table.hashes(connection, after, limit)
