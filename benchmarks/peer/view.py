"""The peer's view of submissions: the columns of ours, in PostgreSQL, a row an event, each in a transaction of its own.

That is the peer's way: its runner hands a projection one event at a time, and the tracking record that keeps it from
being handled twice is written with the row. It has a runner on PostgreSQL alone: on SQLite its recorder has no
subscriptions.
"""

from time import time_ns
from typing import Any, Final
from uuid import UUID

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection
from psycopg.sql import SQL, Composed, Identifier

TABLE: Final = "inzendingen"


class Inzendingenview(PostgresTrackingRecorder):
    """The table, written beside the tracking record."""

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        table, index = Identifier(TABLE), Identifier(f"{TABLE}_per_school")
        self.sql_create_statements += [
            SQL(
                "CREATE TABLE IF NOT EXISTS {} (id uuid PRIMARY KEY, school varchar(6), status varchar(12) NOT NULL,"
                " ontvangen_op bigint NOT NULL, state bytea NOT NULL)"
            ).format(table),
            SQL("CREATE INDEX IF NOT EXISTS {} ON {} (school, status, ontvangen_op, id)").format(index, table),
        ]
        self._insert: Composed = SQL("INSERT INTO {} VALUES (%s, %s, %s, %s, %s)").format(table)

    def add(self, tracking: Tracking, id_: UUID, school: str, state: bytes) -> None:
        """One row."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(self._insert, (id_, school, "aanvaard", time_ns() // 1_000, state), prepare=True)


class Inzendingen(Projection[Inzendingenview]):
    """A row for the first event of every aggregate, which names its school."""

    name = TABLE

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """`domain_event`: of any aggregate that is made with a `school`."""
        self.view.add(tracking, domain_event.originator_id, domain_event.school, domain_event.school.encode())
