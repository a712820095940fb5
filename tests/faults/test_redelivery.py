"""Guarantee 3 on whole hubs whose feed delivers again and overlapping; two runners of each processor."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx
import msgspec
import pytest
from sqlalchemy import Table

from contracts.envelope import BATCH
from contracts.regio import profielen
from eventlog.following.processor import Runner
from eventlog.storage import schema
from eventlog.views import registry
from schakel.hub import Hub, open_hub
from schakel.server import create_hub_app
from schakel.upkeep import Upkeep
from tests.conftest import FaultsSize
from tests.eventlog.redelivering_feed import RedeliveringFeed
from tests.faults.accounting import account
from tests.faults.conftest import NewHub
from tests.faults.load import REGIO, Load

_BATCH: Final = 40


@pytest.mark.faults
async def test_what_is_delivered_again_changes_nothing(
    new_hub: NewHub, tmp_path: Path, faults_size: FaultsSize
) -> None:
    process = new_hub()  # never started: it is here for its settings and its tokens
    token = process.token(sorted(profielen()[REGIO].scholen), REGIO)
    load = Load(faults_size.events // 2, seed=11)
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(open_hub(process.settings)) for _ in range(2)]
        feeds = [RedeliveringFeed(hub.feed, seed=number) for number, hub in enumerate(opened)]
        hubs = [_fed_by(feed, hub) for feed, hub in zip(feeds, opened, strict=True)]
        following = [asyncio.create_task(hub.follow(stop)) for hub in hubs]
        stored = await _send(hubs[0], load, token)
        await _until_quiet(hubs[0])
        stop.set()
        await asyncio.gather(*following)
        assert all(feed.again > len(load.events) // 10 for feed in feeds), "hardly anything came again"
        await account(opened[0], stored, tmp_path)


def _fed_by(feed: RedeliveringFeed, hub: Hub) -> Hub:
    """The same hub on another feed."""

    def fed(runner: Runner, checkpoints: Table) -> Runner:
        return Runner(runner.processor, feed, runner.database, checkpoints, batch=_BATCH, courtesy=hub.courtesy)

    return replace(
        hub,
        deciding=tuple(fed(runner, schema.checkpoints) for runner in hub.deciding),
        deadlines=fed(hub.deadlines, schema.checkpoints),
        upkeep=tuple(
            Upkeep(one.view, fed(one.runner, registry.checkpoints), one.rebuild, hub.databases.views, hub.log)
            for one in hub.upkeep
        ),
    )


async def _send(hub: Hub, load: Load, token: str) -> set[UUID]:
    app, receiver = create_hub_app(hub)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": BATCH}
    stored: set[UUID] = set()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub", headers=headers) as client:
        for start in range(0, len(load.events), 100):
            response = await client.post(
                "/v1/gebeurtenissen", content=msgspec.json.encode(load.events[start : start + 100])
            )
            assert response.status_code == 202, response.text
            stored.update(UUID(item["id"]) for item in response.json() if "problem" not in item and "id" in item)
    await receiver.drain()
    return stored


async def _until_quiet(hub: Hub) -> None:
    """Until what was appended has led to nothing more for a while."""
    before = -1
    while before != (head := await hub.feed.head()):
        before = head
        await asyncio.sleep(1)
