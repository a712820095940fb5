"""The events table on PostgreSQL, through asyncpg: COPY in, arrays as parameters, bytes out."""

# ruff: noqa: S608 - what is put into statements are the names of our own columns.

from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import Recorded, Topic
from eventlog.storage.backends.port import Identity, Wants
from eventlog.storage.database import Transaction, driver

COLUMNS: Final = (
    "position", "topic", "dossier", "version", "type", "source", "id", "recorded", "regio", "cause", "open", "sealed",
)  # fmt: skip
_SELECT: Final = "SELECT " + ", ".join(COLUMNS) + " FROM events"
# One lock a database: ascii "schakel" as a number.
_TAKE_LOCK: Final = text("SELECT pg_advisory_xact_lock(32478922283902316)")


def _recorded(rows: Sequence[Any]) -> list[Recorded]:
    return [
        Recorded(
            position=r[0], topic=Topic(r[1]), dossier=r[2], version=r[3], type=r[4], source=r[5], id=r[6],
            recorded=r[7], regio=r[8], cause=r[9], open=r[10], sealed=r[11],
        )
        for r in rows
    ]  # fmt: skip


class PostgresEvents:
    """See `EventTable`."""

    async def lock(self, tx: Transaction) -> None:
        await tx.execute(_TAKE_LOCK)

    async def head(self, connection: AsyncConnection) -> tuple[int, bytes] | None:
        raw = await driver(connection)
        row = await raw.fetchrow("SELECT position, hash FROM events ORDER BY position DESC LIMIT 1")
        return (row[0], row[1]) if row else None

    async def insert(self, tx: Transaction, chained: Iterable[tuple[Recorded, bytes]]) -> None:
        raw = await driver(tx)
        # Sent as they are made: the server stores the first while the last are still hashed.
        records = (
            (
                e.position, e.topic, e.dossier, e.version, e.type, e.source, e.id, e.recorded, e.regio, e.cause,
                e.open, e.sealed, hash_,
            )
            for e, hash_ in chained
        )  # fmt: skip
        await raw.copy_records_to_table("events", records=records, columns=(*COLUMNS, "hash"))

    async def versions(self, connection: AsyncConnection, dossiers: Collection[UUID]) -> dict[UUID, int]:
        raw = await driver(connection)
        rows = await raw.fetch(
            "SELECT d, v.version FROM unnest($1::uuid[]) AS d CROSS JOIN LATERAL"
            " (SELECT version FROM events WHERE dossier = d AND topic = 2 AND version IS NOT NULL"
            " ORDER BY version DESC LIMIT 1) v",
            list(dossiers),
        )
        return {row[0]: row[1] for row in rows}

    async def known(
        self, connection: AsyncConnection, topic: Topic, identities: Sequence[Identity]
    ) -> dict[Identity, Recorded]:
        raw = await driver(connection)
        rows = await raw.fetch(
            # A row at a time through the index, whatever the statistics say: a join may choose to read the whole log.
            f"SELECT e.* FROM unnest($2::text[], $3::text[]) AS k(ks, ki) CROSS JOIN LATERAL"
            f" ({_SELECT} WHERE id = ki AND source = ks AND topic = $1 LIMIT 1) AS e",
            topic,
            [source for source, _ in identities],
            [id_ for _, id_ in identities],
        )
        return {(e.source, e.id): e for e in _recorded(rows)}

    async def read(
        self, connection: AsyncConnection, after: int, upto: int, wants: Wants | None, limit: int
    ) -> list[Recorded]:
        raw = await driver(connection)
        if wants is None:
            rows = await raw.fetch(
                f"{_SELECT} WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3", after, upto, limit
            )
        else:
            rows = await raw.fetch(
                f"{_SELECT} WHERE position > $1 AND position <= $2"
                " AND ((topic = 1 AND type = ANY($4)) OR (topic = 2 AND type = ANY($5))) ORDER BY position LIMIT $3",
                after,
                upto,
                limit,
                list(wants.get(Topic.SUBMISSIONS, ())),
                list(wants.get(Topic.FACTS, ())),
            )
        return _recorded(rows)

    async def of_dossiers(
        self, connection: AsyncConnection, dossiers: Collection[UUID], after: int, upto: int, wants: Wants
    ) -> list[Recorded]:
        raw = await driver(connection)
        rows = await raw.fetch(
            f"{_SELECT} WHERE position > $1 AND position <= $2 AND dossier = ANY($3)"
            " AND ((topic = 1 AND type = ANY($4)) OR (topic = 2 AND type = ANY($5))) ORDER BY position",
            after,
            upto,
            list(dossiers),
            list(wants.get(Topic.SUBMISSIONS, ())),
            list(wants.get(Topic.FACTS, ())),
        )
        return _recorded(rows)

    async def facts(
        self,
        connection: AsyncConnection,
        dossiers: Collection[UUID],
        types: Collection[str] | None,
        upto: int | None,
        unversioned: bool,
    ) -> list[Recorded]:
        which = "topic = 2" if unversioned else "topic = 2 AND version IS NOT NULL"
        raw = await driver(connection)
        rows = await raw.fetch(
            # A dossier at a time through its own index, as in `known` (`+ 0`: and through no other).
            f"SELECT e.* FROM unnest($1::uuid[]) AS d CROSS JOIN LATERAL ({_SELECT} WHERE dossier = d AND {which}"
            " AND ($2::text[] IS NULL OR type = ANY($2)) AND ($3::bigint IS NULL OR position + 0 <= $3) OFFSET 0) AS e"
            " ORDER BY position",
            list(set(dossiers)),
            None if types is None else list(types),
            upto,
        )
        return _recorded(rows)

    async def dossier_after(self, connection: AsyncConnection, first: UUID, facts: int) -> UUID | None:
        raw = await driver(connection)
        found: UUID | None = await raw.fetchval(
            "SELECT dossier FROM events WHERE topic = 2 AND dossier >= $1 ORDER BY dossier OFFSET $2 LIMIT 1",
            first,
            facts,
        )
        if found == first:
            found = await raw.fetchval(
                "SELECT dossier FROM events WHERE topic = 2 AND dossier > $1 ORDER BY dossier LIMIT 1", first
            )
        return found

    async def span(
        self, connection: AsyncConnection, first: UUID, before: UUID | None, upto: int, types: Collection[str]
    ) -> list[Recorded]:
        raw = await driver(connection)
        rows = await raw.fetch(
            f"{_SELECT} WHERE topic = 2 AND dossier >= $1{'' if before is None else ' AND dossier < $4'}"
            " AND position <= $2 AND type = ANY($3)",
            first,
            upto,
            list(types),
            *(() if before is None else (before,)),
        )
        # Here and not there: the server would put rows this wide on disk to sort them.
        rows.sort(key=itemgetter(0))
        return _recorded(rows)

    async def at(self, connection: AsyncConnection, positions: Collection[int]) -> dict[int, Recorded]:
        raw = await driver(connection)
        return {
            e.position: e for e in _recorded(await raw.fetch(f"{_SELECT} WHERE position = ANY($1)", list(positions)))
        }

    async def by_cause(self, connection: AsyncConnection, after: int, causes: Collection[UUID]) -> list[Recorded]:
        raw = await driver(connection)
        rows = await raw.fetch(
            f"{_SELECT} WHERE position > $1 AND cause = ANY($2) ORDER BY position", after, list(causes)
        )
        return _recorded(rows)

    async def hashes(self, connection: AsyncConnection, after: int, limit: int) -> list[tuple[Recorded, bytes]]:
        raw = await driver(connection)
        rows = await raw.fetch(
            f"SELECT {', '.join(COLUMNS)}, hash FROM events WHERE position > $1 ORDER BY position LIMIT $2",
            after,
            limit,
        )
        return list(zip(_recorded(rows), [row[12] for row in rows], strict=True))
