"""The events table on SQLite, through aiosqlite: one call to its thread a statement, lists as one JSON parameter."""

# ruff: noqa: S608 - what is put into statements are the names of our own columns.

import sqlite3
import traceback
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import Recorded, Topic
from eventlog.storage.backends.port import Identity, Wants
from eventlog.storage.database import Transaction, driver

COLUMNS: Final = (
    "position", "topic", "dossier", "version", "type", "source", "id", "recorded", "regio", "cause", "open", "sealed",
)  # fmt: skip
_SELECT: Final = "SELECT " + ", ".join(COLUMNS) + " FROM events"
_INSERT: Final = f"INSERT INTO events ({', '.join(COLUMNS)}, hash) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
_json = msgspec.json.Encoder().encode


def _list(values: Collection[Any]) -> str:
    return _json(list(values)).decode()


def _uuids(values: Collection[UUID]) -> str:
    return _json([value.hex for value in values]).decode()


def _recorded(rows: Sequence[Any]) -> list[Recorded]:
    return [
        Recorded(
            position=r[0], topic=Topic(r[1]), dossier=UUID(r[2]), version=r[3], type=r[4], source=r[5], id=r[6],
            recorded=r[7], regio=r[8], cause=UUID(r[9]) if r[9] else None, open=r[10], sealed=r[11],
        )
        for r in rows
    ]  # fmt: skip


class SqliteEvents:
    """See `EventTable`."""

    async def _fetch(self, connection: AsyncConnection, sql: str, *parameters: Any) -> Sequence[Any]:
        raw = await driver(connection)
        try:
            rows: Sequence[Any] = await raw.execute_fetchall(sql, parameters)
        except sqlite3.Error as fault:
            # The cursor that failed half-way lives in these frames, and with it what it saw of the file: the next to
            # use this connection would see that too.
            traceback.clear_frames(fault.__traceback__)
            raise
        return rows

    async def lock(self, tx: Transaction) -> None:
        """Nothing to do: `BEGIN IMMEDIATE` made this transaction the only writer."""

    async def head(self, connection: AsyncConnection) -> tuple[int, bytes] | None:
        rows = await self._fetch(connection, "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1")
        return (rows[0][0], rows[0][1]) if rows else None

    async def insert(self, tx: Transaction, chained: Iterable[tuple[Recorded, bytes]]) -> None:
        raw = await driver(tx)
        await raw.executemany(
            _INSERT,
            [
                (
                    e.position, int(e.topic), e.dossier.hex, e.version, e.type, e.source, e.id, e.recorded, e.regio,
                    e.cause.hex if e.cause is not None else None, e.open, e.sealed, hash_,
                )
                for e, hash_ in chained
            ],
        )  # fmt: skip

    async def versions(self, connection: AsyncConnection, dossiers: Collection[UUID]) -> dict[UUID, int]:
        rows = await self._fetch(
            connection,
            "SELECT j.value, (SELECT max(version) FROM events WHERE dossier = j.value AND topic = 2)"
            " FROM json_each(?) AS j",
            _uuids(dossiers),
        )
        return {UUID(dossier): version for dossier, version in rows if version is not None}

    async def known(
        self, connection: AsyncConnection, topic: Topic, identities: Sequence[Identity]
    ) -> dict[Identity, Recorded]:
        rows = await self._fetch(
            connection,
            f"SELECT {', '.join('e.' + name for name in COLUMNS)} FROM json_each(?) AS j CROSS JOIN events AS e"
            " ON e.id = json_extract(j.value, '$[1]') AND e.source = json_extract(j.value, '$[0]') AND e.topic = ?",
            _list(identities),
            int(topic),
        )
        return {(e.source, e.id): e for e in _recorded(rows)}

    async def read(
        self, connection: AsyncConnection, after: int, upto: int, wants: Wants | None, limit: int
    ) -> list[Recorded]:
        if wants is None:
            rows = await self._fetch(
                connection, f"{_SELECT} WHERE position > ? AND position <= ? ORDER BY position LIMIT ?",
                after, upto, limit,
            )  # fmt: skip
        else:
            rows = await self._fetch(
                connection,
                f"{_SELECT} WHERE position > ? AND position <= ?"
                " AND ((topic = 1 AND type IN (SELECT value FROM json_each(?)))"
                " OR (topic = 2 AND type IN (SELECT value FROM json_each(?)))) ORDER BY position LIMIT ?",
                after,
                upto,
                _list(wants.get(Topic.SUBMISSIONS, ())),
                _list(wants.get(Topic.FACTS, ())),
                limit,
            )
        return _recorded(rows)

    async def of_dossiers(
        self, connection: AsyncConnection, dossiers: Collection[UUID], after: int, upto: int, wants: Wants
    ) -> list[Recorded]:
        rows = await self._fetch(
            connection,
            f"{_SELECT} WHERE position > ? AND position <= ? AND dossier IN (SELECT value FROM json_each(?))"
            " AND ((topic = 1 AND type IN (SELECT value FROM json_each(?)))"
            " OR (topic = 2 AND type IN (SELECT value FROM json_each(?)))) ORDER BY position",
            after,
            upto,
            _uuids(dossiers),
            _list(wants.get(Topic.SUBMISSIONS, ())),
            _list(wants.get(Topic.FACTS, ())),
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
        rows = await self._fetch(
            connection,
            f"{_SELECT} WHERE dossier IN (SELECT value FROM json_each(?)) AND {which}"
            " AND (? IS NULL OR type IN (SELECT value FROM json_each(?))) AND +position <= ? ORDER BY position",
            _uuids(dossiers),
            None if types is None else 1,
            _list(types or ()),
            2**62 if upto is None else upto,
        )
        return _recorded(rows)

    async def dossier_after(self, connection: AsyncConnection, first: UUID, facts: int) -> UUID | None:
        rows = await self._fetch(
            connection,
            "SELECT dossier FROM events WHERE topic = 2 AND dossier >= ? ORDER BY dossier LIMIT 1 OFFSET ?",
            first.hex,
            facts,
        )
        if rows and rows[0][0] == first.hex:
            rows = await self._fetch(
                connection,
                "SELECT dossier FROM events WHERE topic = 2 AND dossier > ? ORDER BY dossier LIMIT 1",
                first.hex,
            )
        return UUID(rows[0][0]) if rows else None

    async def span(
        self, connection: AsyncConnection, first: UUID, before: UUID | None, upto: int, types: Collection[str]
    ) -> list[Recorded]:
        rows = await self._fetch(
            connection,
            # `+position`: by dossier, and through no other index.
            f"{_SELECT} WHERE topic = 2 AND dossier >= ? AND dossier < ? AND +position <= ?"
            " AND type IN (SELECT value FROM json_each(?))",
            first.hex,
            "g" if before is None else before.hex,  # the letter after the last of a hexadecimal number
            upto,
            _list(types),
        )
        return _recorded(sorted(rows, key=itemgetter(0)))

    async def at(self, connection: AsyncConnection, positions: Collection[int]) -> dict[int, Recorded]:
        rows = await self._fetch(
            connection, f"{_SELECT} WHERE position IN (SELECT value FROM json_each(?))", _list(positions)
        )
        return {e.position: e for e in _recorded(rows)}

    async def by_cause(self, connection: AsyncConnection, after: int, causes: Collection[UUID]) -> list[Recorded]:
        rows = await self._fetch(
            connection,
            f"{_SELECT} WHERE position > ? AND cause IN (SELECT value FROM json_each(?)) ORDER BY position",
            after,
            _uuids(causes),
        )
        return _recorded(rows)

    async def hashes(self, connection: AsyncConnection, after: int, limit: int) -> list[tuple[Recorded, bytes]]:
        rows = await self._fetch(
            connection,
            f"SELECT {', '.join(COLUMNS)}, hash FROM events WHERE position > ? ORDER BY position LIMIT ?",
            after,
            limit,
        )
        found = list(zip(_recorded(rows), [row[12] for row in rows], strict=True))
        for (event, _), row in zip(found, rows, strict=True):
            # Many texts read as one UUID; only this one is found when it is asked for.
            if (row[2], row[9]) != (event.dossier.hex, event.cause.hex if event.cause is not None else None):
                raise ValueError(f"a UUID at position {event.position} is not as it was written")
        return found
