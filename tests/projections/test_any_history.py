"""A view equals its fold from scratch: any history, any corrections and withdrawals, any batches, on both backends."""

from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from eventlog.events import NewEvent, Recorded
from eventlog.storage.database import Database
from eventlog.store import EventLog
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import STATE, ViewReader
from eventlog.views.view import View, prepare
from projections.school import SCHOOL, Dossier
from tests.eventlog.places import Place

from .geschiedenis import geschiedenis


class Wereld:
    """A log and its school view, to which all examples add."""

    def __init__(self, log: EventLog, views: Database) -> None:
        self.log = log
        self.views = views
        self.view: View[Dossier] = View(SCHOOL)
        self.processor = ProjectionProcessor(self.view, log)

    async def neem_op(self, events: Sequence[NewEvent]) -> list[Recorded]:
        async with self.log.database.transaction() as tx:
            return await self.log.append(tx, events, 1_772_000_000_000_000)

    async def verwerk(self, batch: Sequence[Recorded]) -> None:
        wanted = [e for e in batch if e.type in self.processor.wants[e.topic]]
        if wanted:
            async with self.views.transaction() as tx:
                await self.processor.handle(tx, wanted)

    async def rijen(self, dossier: UUID) -> tuple[Dossier | None, dict[str, set[tuple[Any, ...]]]]:
        state = await self.view.get(self.views, dossier)
        async with self.views.snapshot() as connection:
            generation = await self.view.generation(connection)
            found = {}
            for template in SCHOOL.tables:
                table = generation.table(template)
                columns = [column for column in table.columns if column.name != STATE]
                rows = await connection.execute(select(*columns).where(table.columns[0] == dossier))
                found[template.name] = {tuple(row) for row in rows}
        return state, found


@pytest.fixture
async def wereld(place: Place) -> Wereld:
    log, views = await place.log(), place.open("views")
    wereld = Wereld(log, views)
    await prepare(views, [wereld.view], head=0)
    return wereld


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
async def test_a_view_is_its_fold_from_scratch(wereld: Wereld, seed: int) -> None:
    rng = Random(seed)
    recorded = await wereld.neem_op(geschiedenis(rng))
    start = 0
    while start < len(recorded):
        size = rng.randint(1, 8)
        await wereld.verwerk(recorded[start : start + size])
        start += size

    reader = ViewReader(SCHOOL.reads, NO_UPCASTERS)
    for dossier in {event.dossier for event in recorded}:
        state = SCHOOL.fold([reader.read(event) for event in recorded if event.dossier == dossier])
        kept, rows = await wereld.rijen(dossier)
        assert (kept or SCHOOL.initial) == state
        assert (kept is None) == (state == SCHOOL.initial)
        assert rows == {table: set(found) for table, found in SCHOOL.rows(dossier, state).items()}
