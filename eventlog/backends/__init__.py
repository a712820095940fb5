"""What the events table needs of each database, in its driver's own words: the hot path."""

from .port import EventTable
from .postgres import PostgresEvents
from .sqlite import SqliteEvents

__all__ = ["EventTable", "for_dialect"]


def for_dialect(dialect: str) -> EventTable:
    """The statements of `postgresql` or `sqlite`."""
    return PostgresEvents() if dialect == "postgresql" else SqliteEvents()
