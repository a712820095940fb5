"""What a view holds, and what the whole log folded in memory says that it should."""

from collections.abc import Iterable
from functools import reduce
from typing import Any
from uuid import UUID

from sqlalchemy import select

from eventlog.events import Recorded
from eventlog.storage.database import Database
from eventlog.store import EventLog
from eventlog.views.projection import STATE, ViewEvent, ViewReader
from eventlog.views.view import View

Holds = tuple[dict[UUID, Any], dict[str, set[tuple[Any, ...]]]]
"""States by key, and rows by table less the states."""


async def held(view: View[Any], database: Database) -> Holds:
    """All that the generation which answers holds."""
    async with database.snapshot() as connection:
        generation = await view.generation(connection)
        found = await connection.execute(select(generation.key, generation.state))
        states = {key: view.decode(state) for key, state in found}
        rows = {}
        for template in view.projection.tables:
            columns = [column for column in generation.table(template).columns if column.name != STATE]
            rows[template.name] = {tuple(row) for row in await connection.execute(select(*columns))}
    return states, rows


def from_scratch(view: View[Any], log: EventLog, events: Iterable[Recorded]) -> Holds:
    """What it should hold after these events: all there are, in their order."""
    projection = view.projection
    wanted = log.upcasters.wants(projection.wants)
    reader = ViewReader(projection.reads, log.upcasters)
    together: dict[UUID, list[ViewEvent]] = {}
    for event in events:
        if event.type in wanted.get(event.topic, ()):
            together.setdefault(projection.key(event), []).append(reader.read(event))
    # Submissions are folded one after another: what a submission would correct is not undone by its being sent.
    by_dossier = projection.by == "dossier"
    states = {
        key: projection.fold(read) if by_dossier else reduce(projection.evolve, read, projection.initial)
        for key, read in together.items()
    }
    states = {key: state for key, state in states.items() if state != projection.initial}
    rows: dict[str, set[tuple[Any, ...]]] = {table.name: set() for table in projection.tables}
    for key, state in states.items():
        for table, made in projection.rows(key, state).items():
            rows[table].update(made)
    return states, rows
