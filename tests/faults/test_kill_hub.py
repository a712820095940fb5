"""Guarantees 1, 3 and 12 on a whole hub: kill -9 at random moments under load, over HTTP, on each backend."""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.deciding.outcome import ACCEPTED, OUTCOMES, REFUSED
from eventlog.events import Recorded, Topic
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.storage.schema import holds
from eventlog.verify import verify
from eventlog.views import view as views
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.view import View
from schakel.client import BATCH, HubClient, ItemAnswer
from schakel.hub import Hub, open_hub
from schakel.simulatie import simuleer
from tests.conftest import FaultsSize
from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port

REGIO = "plein-013"


@pytest.mark.faults
@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
async def test_kill_9_under_load_loses_and_doubles_nothing(
    backend: str, tmp_path: Path, faults_size: FaultsSize, request: pytest.FixtureRequest
) -> None:
    environment = {
        "SCHAKEL_DATA": str(tmp_path / "hub"),
        "SCHAKEL_PORT": str(free_port()),
        "SCHAKEL_LOG_LEVEL": "error",
    }
    if backend == "postgresql":
        environment["SCHAKEL_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    process = HubProcess(environment)
    request.addfinalizer(process.end)
    await process.start()

    answers = await _send_while_killing(process, faults_size)
    assert await process.stop() == 0

    async with open_hub(process.settings) as hub:
        await hub.catch_up()
        stored = {UUID(answer.id) for answer in answers if answer.problem is None and answer.id}
        assert stored, "the load stored nothing"
        await _every_202_is_accounted_for(hub, stored)
        await _views_equal_a_fold_from_scratch(hub, tmp_path)
        assert (await verify(hub.log)).finding is None


async def _send_while_killing(process: HubProcess, size: FaultsSize) -> list[ItemAnswer]:
    """Send a region's year; kill the hub and start it again as often as asked, at moments from a seed."""
    chance = random.Random(20261122)
    profiel = profielen()[REGIO]
    today = day_of(SystemClock().now())
    lines = [msgspec.json.encode(i.gebeurtenis) for i in simuleer(profiel, aantal=size.events, seed=3, tot=today)]
    batches = [lines[start : start + BATCH] for start in range(0, len(lines), BATCH)]
    answers: list[ItemAnswer] = []
    progress = asyncio.Condition()

    async def reached(amount: float) -> None:
        async with progress:
            await progress.wait_for(lambda: len(answers) >= amount)

    async def killer() -> None:
        for number in range(size.kills):
            # At its share of the load, so that no kill falls after the end.
            share = (number + chance.random()) / size.kills
            await reached(share * len(lines))
            await asyncio.sleep(chance.random() * 0.05)
            await process.kill()
            await process.start()

    async with HubClient.open(process.url, process.token(sorted(profiel.scholen), REGIO)) as client:
        killing = asyncio.create_task(killer())
        for batch in batches:
            answers += await client.send(batch)
            async with progress:
                progress.notify_all()
        await killing
    return answers


async def _all_events(hub: Hub) -> list[Recorded]:
    found: list[Recorded] = []
    async with hub.log.database.snapshot() as connection:
        head = await hub.log.head(connection)
        while len(found) < head:
            found += await hub.log.read(connection, len(found), head)
    return found


async def _every_202_is_accounted_for(hub: Hub, stored: set[UUID]) -> None:
    events = await _all_events(hub)
    submissions = {e.cause for e in events if e.topic is Topic.SUBMISSIONS and e.type not in OUTCOMES}
    assert stored <= submissions, "a submission answered with 202 is not in the log"

    ends = Counter(e.cause for e in events if e.type in (ACCEPTED, REFUSED))
    async with hub.databases.log.snapshot() as connection:
        waiting = {row.submission for row in await connection.execute(select(holds.c.submission))}
    assert max(ends.values()) == 1, "a submission ended twice"
    assert submissions == ends.keys() | waiting
    assert not ends.keys() & waiting, "a submission ended and still waits"

    facts = Counter((e.source, e.id) for e in events if e.topic is Topic.FACTS)
    assert max(facts.values()) == 1, "a fact or signal stands twice"
    assert sum(1 for e in events if e.topic is Topic.FACTS and e.version) == sum(e.type == ACCEPTED for e in events)


async def _views_equal_a_fold_from_scratch(hub: Hub, folder: Path) -> None:
    url = hub.settings.database_url
    fresh = Database.postgres(url, "fresh") if url else Database.sqlite(folder / "fresh.db", synchronous="NORMAL")
    again: tuple[View[Any], ...] = tuple(View(view.projection) for view in (hub.inzendingen, hub.school))
    await views.prepare(fresh, again, head=0)
    for kept, view in zip((hub.inzendingen, hub.school), again, strict=True):
        await Runner(ProjectionProcessor(view, hub.log), hub.feed, fresh, views.checkpoints).catch_up()
        assert await _rows(hub.databases.views, kept) == await _rows(fresh, view), view.projection.name
    await fresh.close()


async def _rows(database: Database, view: View[Any]) -> dict[str, list[tuple[str, ...]]]:
    found = {}
    async with database.snapshot() as connection:
        generation = await view.generation(connection)
        for template in view.projection.tables:
            rows = await connection.execute(select(generation.table(template)))
            found[template.name] = sorted(tuple(str(value) for value in row) for row in rows)
    return found
