"""What the events table needs of each database, in its driver's own words: the hot path."""

from eventlog.storage.backends.port import EventTable
from eventlog.storage.backends.postgres import PostgresEvents
from eventlog.storage.backends.sqlite import SqliteEvents

__all__ = ["EventTable", "for_dialect"]


def for_dialect(dialect: str) -> EventTable:
    """The statements of `postgresql` or `sqlite`."""
    return PostgresEvents() if dialect == "postgresql" else SqliteEvents()
