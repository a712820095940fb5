"""What a database must do for the log. Both forms pass one contract suite (tests/eventlog/contract)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import Recorded, Topic
from eventlog.storage.database import Transaction

Wants = dict[Topic, Collection[str]]
"""Per topic the event types a reader follows."""

Identity = tuple[str, str]
"""`source` and `id` of an event."""


class EventTable(Protocol):
    """Statements on the events table. Rows go in and come out in the order of their position."""

    async def lock(self, tx: Transaction) -> None:
        """Wait until no other transaction can append before this one ends (guarantee 2)."""

    async def head(self, connection: AsyncConnection) -> tuple[int, bytes] | None:
        """Position and hash of the last event; None of an empty log."""

    async def insert(self, tx: Transaction, chained: Iterable[tuple[Recorded, bytes]]) -> None:
        """Store new rows, each with its hash, while `chained` makes them."""

    async def versions(self, connection: AsyncConnection, dossiers: Collection[UUID]) -> dict[UUID, int]:
        """Version of each dossier that has facts."""

    async def known(
        self, connection: AsyncConnection, topic: Topic, identities: Sequence[Identity]
    ) -> dict[Identity, Recorded]:
        """Those of `identities` that are in the log already."""

    async def read(
        self, connection: AsyncConnection, after: int, upto: int, wants: Wants | None, limit: int
    ) -> list[Recorded]:
        """Events after one position and up to another, of the wanted types (None: all)."""

    async def of_dossiers(
        self, connection: AsyncConnection, dossiers: Collection[UUID], after: int, upto: int, wants: Wants
    ) -> list[Recorded]:
        """As `read`, of these dossiers alone, however many. Looks through all that lies between the positions."""

    async def facts(
        self,
        connection: AsyncConnection,
        dossiers: Collection[UUID],
        types: Collection[str] | None,
        upto: int | None,
        unversioned: bool,
    ) -> list[Recorded]:
        """Facts of these types (None: all) in these dossiers, by position; `upto` a position when given.

        `unversioned`: those without a version too.
        """

    async def dossier_after(self, connection: AsyncConnection, first: UUID, facts: int) -> UUID | None:
        """In the order of dossiers, from `first` on: the one after it before which about so many facts lie.

        None when there are no more than that.
        """

    async def span(
        self, connection: AsyncConnection, first: UUID, before: UUID | None, upto: int, types: Collection[str]
    ) -> list[Recorded]:
        """Facts of these types up to a position, of all dossiers from `first` on and before another (None: all)."""

    async def at(self, connection: AsyncConnection, positions: Collection[int]) -> dict[int, Recorded]:
        """Events at these positions."""

    async def by_cause(self, connection: AsyncConnection, after: int, causes: Collection[UUID]) -> list[Recorded]:
        """Events after a position that come from these submissions."""

    async def hashes(self, connection: AsyncConnection, after: int, limit: int) -> list[tuple[Recorded, bytes]]:
        """Events with their stored hashes, for `verify`."""
