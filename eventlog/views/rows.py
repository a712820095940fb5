"""Rows of views in bulk, in the words of each driver: the hot path of projections. The first column is the key."""

# ruff: noqa: S608 - the names put into statements are those of our own tables.

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, Protocol
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, SmallInteger, String, Table, Text, Uuid
from sqlalchemy.types import TypeEngine

from eventlog.storage.database import Transaction, driver
from eventlog.views.projection import STATE, Row

_json = msgspec.json.Encoder().encode


_ARRAYS: Final[Mapping[type[TypeEngine[Any]], str]] = {
    Uuid: "uuid", SmallInteger: "smallint", BigInteger: "bigint", Integer: "integer", Boolean: "boolean",
    Date: "date", LargeBinary: "bytea", String: "text", Text: "text",
}  # fmt: skip
"""The types that columns of views may have, as PostgreSQL calls them."""


def check_columns(tables: Iterable[Table]) -> None:
    """Raises TypeError, with every one of them, for columns of a type of which no database here knows the form."""
    unknown = [
        f"{table.name}.{column.name}: {type(column.type).__name__}"
        for table in tables
        for column in table.columns
        if type(column.type) not in _ARRAYS
    ]
    if unknown:
        known = ", ".join(sorted(type_.__name__ for type_ in _ARRAYS))
        raise TypeError(f"views cannot keep {'; '.join(unknown)}. Use one of {known}, or teach eventlog/views/rows.py.")


class ViewRows(Protocol):
    """What a database must do for the tables of a view. An empty list costs nothing."""

    async def states(self, tx: Transaction, table: Table, keys: Sequence[UUID]) -> dict[UUID, bytes]:
        """The states of those keys that have one."""

    async def update(self, tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
        """Put down rows, one a key, in place of those with the same key."""

    async def update_states(self, tx: Transaction, table: Table, rows: Sequence[tuple[UUID, bytes]]) -> None:
        """Put down states in rows that change in nothing else: no index is touched."""

    async def insert(self, tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
        """Put down new rows."""

    async def delete(self, tx: Transaction, table: Table, keys: Sequence[UUID]) -> None:
        """Take away all rows of these keys."""


def for_dialect(dialect: str) -> ViewRows:
    """The statements of `postgresql` or `sqlite`."""
    return PostgresRows() if dialect == "postgresql" else SqliteRows()


@cache
def _columns(table: Table) -> tuple[str, ...]:
    return tuple(f'"{column.name}"' for column in table.columns)


def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" ({", ".join(_columns(table))})'


class PostgresRows:
    """Arrays as parameters, COPY for new rows."""

    async def states(self, tx: Transaction, table: Table, keys: Sequence[UUID]) -> dict[UUID, bytes]:
        raw = await driver(tx)
        key = _columns(table)[0]
        rows = await raw.fetch(f'SELECT {key}, "{STATE}" FROM "{table.name}" WHERE {key} = ANY($1)', keys)
        return {row[0]: row[1] for row in rows}

    async def update(self, tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
        _, *others = _columns(table)
        changes = ", ".join(f"{name} = new.{name}" for name in others)
        await self._update(tx, table, changes, list(table.columns), rows)

    async def update_states(self, tx: Transaction, table: Table, rows: Sequence[tuple[UUID, bytes]]) -> None:
        await self._update(tx, table, f'"{STATE}" = new."{STATE}"', [table.columns[0], table.columns[STATE]], rows)

    async def _update(
        self, tx: Transaction, table: Table, changes: str, columns: Sequence[Column[Any]], rows: Sequence[Row]
    ) -> None:
        if rows:
            raw = await driver(tx)
            key = _columns(table)[0]
            arrays = ", ".join(f"${place}::{_ARRAYS[type(column.type)]}[]" for place, column in enumerate(columns, 1))
            names = ", ".join(f'"{column.name}"' for column in columns)
            await raw.execute(
                f'UPDATE "{table.name}" AS old SET {changes} FROM unnest({arrays}) AS new({names})'
                f" WHERE old.{key} = new.{key}",
                *(list(column) for column in zip(*rows, strict=True)),
            )

    async def insert(self, tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            raw = await driver(tx)
            await raw.copy_records_to_table(table.name, records=rows, columns=[c.name for c in table.columns])

    async def delete(self, tx: Transaction, table: Table, keys: Sequence[UUID]) -> None:
        if keys:
            raw = await driver(tx)
            await raw.execute(f'DELETE FROM "{table.name}" WHERE {_columns(table)[0]} = ANY($1)', keys)


class SqliteRows:
    """One call to the driver's thread a statement; ids and dates in the form that SQLAlchemy reads back."""

    async def states(self, tx: Transaction, table: Table, keys: Sequence[UUID]) -> dict[UUID, bytes]:
        raw = await driver(tx)
        key = _columns(table)[0]
        rows = await raw.execute_fetchall(
            f'SELECT {key}, "{STATE}" FROM "{table.name}" WHERE {key} IN (SELECT value FROM json_each(?))',
            (_json([value.hex for value in keys]).decode(),),
        )
        return {UUID(row[0]): row[1] for row in rows}

    async def update(self, tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
        key, *others = _columns(table)
        changes = ", ".join(f"{name} = ?{place}" for place, name in enumerate(others, 2))
        await self._many(tx, table, f'UPDATE "{table.name}" SET {changes} WHERE {key} = ?1', rows)

    async def update_states(self, tx: Transaction, table: Table, rows: Sequence[tuple[UUID, bytes]]) -> None:
        if rows:
            raw = await driver(tx)
            await raw.executemany(
                f'UPDATE "{table.name}" SET "{STATE}" = ? WHERE {_columns(table)[0]} = ?',
                [(state, key.hex) for key, state in rows],
            )

    async def insert(self, tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
        await self._many(tx, table, f"{_insert(table)} {_values(table)}", rows)

    async def delete(self, tx: Transaction, table: Table, keys: Sequence[UUID]) -> None:
        if keys:
            raw = await driver(tx)
            await raw.executemany(
                f'DELETE FROM "{table.name}" WHERE {_columns(table)[0]} = ?', [(key.hex,) for key in keys]
            )

    async def _many(self, tx: Transaction, table: Table, sql: str, rows: Sequence[Row]) -> None:
        if rows:
            raw = await driver(tx)
            columns = [
                list(column) if form is None else [None if value is None else form(value) for value in column]
                for form, column in zip(_forms(table), zip(*rows, strict=True), strict=True)
            ]
            await raw.executemany(sql, list(zip(*columns, strict=True)))


@cache
def _values(table: Table) -> str:
    return f"VALUES ({', '.join('?' * len(table.columns))})"


@cache
def _forms(table: Table) -> tuple[Callable[[Any], Any] | None, ...]:
    def hexadecimal(value: UUID) -> str:
        return value.hex

    return tuple(
        hexadecimal if isinstance(column.type, Uuid) else date.isoformat if isinstance(column.type, Date) else None
        for column in table.columns
    )
