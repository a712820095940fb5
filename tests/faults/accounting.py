"""What must be so of a hub after whatever happened to it: everything there once, and all that follows from it."""

from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from eventlog.deciding.outcome import ACCEPTED, OUTCOMES, REFUSED
from eventlog.events import Recorded, Topic
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.storage.schema import holds
from eventlog.verify import verify
from eventlog.views import registry
from eventlog.views import view as views
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.view import View
from schakel.hub import Hub
from tests.eventlog.lapsed_from_scratch import lapsed_as_from_scratch
from tests.faults.deadlines import signals_are_as_from_scratch


async def account(hub: Hub, stored: set[UUID], folder: Path) -> None:
    """Bring the hub up to date, and count. `stored`: the submissions that were answered with 202, all of them."""
    assert stored, "the load stored nothing: the test says nothing"
    await hub.catch_up()
    await hub.daily()
    await hub.catch_up()
    events = await all_events(hub)
    await every_202_is_accounted_for(hub, events, stored)
    await nothing_is_parked(hub)
    await signals_are_as_from_scratch(hub, events, folder)
    await lapsed_as_from_scratch(hub.log, (context.decider for context in hub.contexts), events)
    await views_equal_a_fold_from_scratch(hub, folder)
    assert (await verify(hub.log)).finding is None


async def all_events(hub: Hub) -> list[Recorded]:
    """The whole log."""
    found: list[Recorded] = []
    async with hub.log.database.snapshot() as connection:
        head = await hub.log.head(connection)
        while len(found) < head:
            found += await hub.log.read(connection, len(found), head)
    return found


async def every_202_is_accounted_for(hub: Hub, events: list[Recorded], stored: set[UUID]) -> None:
    """Each is in the log once, and ended once or waits; and nothing else is there."""
    submissions = Counter(e.cause for e in events if e.topic is Topic.SUBMISSIONS and e.type not in OUTCOMES)
    assert max(submissions.values()) == 1, "a submission stands twice"
    assert submissions.keys() == stored, "what was answered with 202 is not what is in the log"

    ends = Counter(e.cause for e in events if e.type in (ACCEPTED, REFUSED))
    async with hub.databases.log.snapshot() as connection:
        waiting = {row.submission for row in await connection.execute(select(holds.c.submission))}
    assert max(ends.values(), default=1) == 1, "a submission ended twice"
    assert submissions.keys() == ends.keys() | waiting
    assert not ends.keys() & waiting, "a submission ended and still waits"

    accepted = Counter(e.cause for e in events if e.type == ACCEPTED)
    facts = [e for e in events if e.topic is Topic.FACTS and e.version is not None]
    assert Counter(e.cause for e in facts) == accepted, "not one fact for each submission that was accepted"
    versions: dict[UUID, list[int | None]] = {}
    for fact in facts:
        versions.setdefault(fact.dossier, []).append(fact.version)
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())


async def nothing_is_parked(hub: Hub) -> None:
    """No fault of a database or a process was taken for one of an event."""
    for runner in hub.runners:
        async with runner.database.snapshot() as connection:
            assert await runner.parking.count(connection) == 0


async def views_equal_a_fold_from_scratch(hub: Hub, folder: Path) -> None:
    """Each view, row by row."""
    url = hub.settings.database_url
    fresh = Database.postgres(url, "fresh") if url else Database.sqlite(folder / "fresh.db", synchronous="NORMAL")
    kept = [one.view for one in hub.upkeep]
    again: list[View[Any]] = [View(view.projection) for view in kept]
    await views.prepare(fresh, again, head=0)
    for old, new in zip(kept, again, strict=True):
        await Runner(ProjectionProcessor(new, hub.log), hub.feed, fresh, registry.checkpoints).catch_up()
        assert await _rows(hub.databases.views, old) == await _rows(fresh, new), new.projection.name
    await fresh.close()


async def _rows(database: Database, view: View[Any]) -> dict[str, list[tuple[str, ...]]]:
    found = {}
    async with database.snapshot() as connection:
        generation = await view.generation(connection)
        for template in view.projection.tables:
            rows = await connection.execute(select(generation.table(template)))
            found[template.name] = sorted(tuple(str(value) for value in row) for row in rows)
    return found
