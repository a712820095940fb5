"""The public HTTP interface: batches and single submissions stored durably, and how soon a view shows them."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import msgspec
from sqlalchemy import select

from benchmarks.append import TEXT
from benchmarks.figures import Figure, percentile
from benchmarks.hub import RunningHub, running_hub
from benchmarks.stores import BACKENDS
from contracts.envelope import BATCH, STRUCTURED
from contracts.regio import profielen
from eventlog.storage.database import Database
from eventlog.views.view import View
from projections.inzendingen import INZENDINGEN
from schakel.databases import open_databases
from tests.servers.postgres import PostgresServer

REGIO = "plein-013"
SCHOOLS = sorted(profielen()[REGIO].scholen)
_BATCHES = 300
_SINGLES = 6_000
_CLIENTS = 16
_LAG_SECONDS = 15
_LAG_RATE = 200
_PUPILS = 2_000
_numbers = count()


def gebeurtenissen(amount: int) -> Iterator[dict[str, Any]]:
    """Valid events of ~1 KB, of 2 000 pupils in turn."""
    now = datetime.now(UTC).replace(microsecond=0)
    for _ in range(amount):
        number = next(_numbers) % _PUPILS
        school = SCHOOLS[number % len(SCHOOLS)]
        yield {
            "specversion": "1.0", "id": str(uuid4()), "source": f"urn:nld:brin:{school}:systeem:lvs",
            "type": "nl.passendonderwijs.leerlingen.persoonsgegevensvastgelegd.v1",
            "time": now.isoformat(), "subject": f"meting-{number:07d}", "datacontenttype": "application/json",
            "data": {
                "school": school, "datum": "2026-03-02", "naam": "Noor Verzonnen", "geboortedatum": "2017-05-14",
                "adres": TEXT[:350], "woongemeente": "0855",
            },
        }  # fmt: skip


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Each figure on a fresh hub."""
    figures = []
    for backend in BACKENDS:
        async with running_hub(backend, postgres) as hub, _session(hub) as session:
            speed = await _batches(hub, session)
        figures.append(Figure("HTTP, batches of 100, 4 clients, stored durably", backend, f"{speed:,.0f}/s", "5,000/s"))
        async with running_hub(backend, postgres) as hub, _session(hub) as session:
            rate, p99 = await _singles(hub, session)
        figures.append(
            Figure("HTTP, single, 16 clients", backend, f"{rate:,.0f}/s, p99 {p99:.0f} ms", "800/s, < 100 ms")
        )
        async with running_hub(backend, postgres) as hub, _session(hub) as session:
            p50, p99 = await _view_lag(hub, session)
        figures.append(
            Figure("submission to visible, at 200/s", backend, f"p50 {p50:.0f} ms, p99 {p99:.0f} ms", "p99 < 250 ms")
        )
    return figures


@asynccontextmanager
async def _session(hub: RunningHub) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of a hub that knows the pupils: each has one event."""
    headers = {"Authorization": f"Bearer {hub.token(SCHOOLS, REGIO)}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for _ in range(_PUPILS // 100):
            await _post(session, hub, msgspec.json.encode(list(gebeurtenissen(100))), BATCH)
        await asyncio.sleep(3)
        yield session


async def _post(session: aiohttp.ClientSession, hub: RunningHub, body: bytes, kind: str) -> Any:
    async with session.post(f"{hub.url}/v1/gebeurtenissen", data=body, headers={"Content-Type": kind}) as response:
        answer = await response.read()
        if response.status != 202:
            raise RuntimeError(f"{response.status}: {answer[:300]!r}")
        return msgspec.json.decode(answer)


async def _batches(hub: RunningHub, session: aiohttp.ClientSession) -> float:
    bodies = [msgspec.json.encode(list(gebeurtenissen(100))) for _ in range(_BATCHES)]

    async def client(start: int) -> None:
        for body in bodies[start::4]:
            answers = await _post(session, hub, body, BATCH)
            if any("problem" in answer for answer in answers):
                raise RuntimeError("an event was not stored")

    started = time.perf_counter()
    await asyncio.gather(*(client(n) for n in range(4)))
    return _BATCHES * 100 / (time.perf_counter() - started)


async def _singles(hub: RunningHub, session: aiohttp.ClientSession) -> tuple[float, float]:
    bodies = [msgspec.json.encode(event) for event in gebeurtenissen(_SINGLES)]
    waits: list[float] = []

    async def client(start: int) -> None:
        for body in bodies[start::_CLIENTS]:
            sent = time.perf_counter()
            await _post(session, hub, body, STRUCTURED)
            waits.append(time.perf_counter() - sent)

    started = time.perf_counter()
    await asyncio.gather(*(client(n) for n in range(_CLIENTS)))
    return _SINGLES / (time.perf_counter() - started), percentile(waits, 0.99) * 1_000


async def _view_lag(hub: RunningHub, session: aiohttp.ClientSession) -> tuple[float, float]:
    """Every tenth submission: from just before it is sent until its row in the view says that it was accepted."""
    sent: dict[UUID, float] = {}
    waiting: set[UUID] = set()
    lags: list[float] = []
    loop = asyncio.get_running_loop()

    async def submit(body: bytes, watched: bool) -> None:
        started = time.perf_counter()
        answer = await _post(session, hub, body, STRUCTURED)
        if watched:
            id_ = UUID(answer["id"])
            sent[id_] = started
            waiting.add(id_)

    async def watch(views: Database) -> None:
        # In the view itself: asking over HTTP a hundred times a second would be the load that is measured.
        table = View(INZENDINGEN).main
        while len(lags) < _LAG_SECONDS * _LAG_RATE // 10:
            if waiting:
                async with views.snapshot() as connection:
                    query = select(table.c.id).where(table.c.id.in_(waiting), table.c.status == "aanvaard")
                    seen = set((await connection.execute(query)).scalars())
                now = time.perf_counter()
                lags.extend(now - sent[id_] for id_ in seen)
                waiting.difference_update(seen)
            await asyncio.sleep(0.01)

    async with open_databases(hub.settings) as databases:
        watcher = asyncio.create_task(watch(databases.views))
        started = loop.time()
        tasks = []
        for number, event in enumerate(gebeurtenissen(_LAG_SECONDS * _LAG_RATE)):
            await asyncio.sleep(max(0.0, started + number / _LAG_RATE - loop.time()))
            tasks.append(asyncio.create_task(submit(msgspec.json.encode(event), number % 10 == 0)))
        await asyncio.gather(*tasks)
        await asyncio.wait_for(watcher, 30)
    return percentile(lags, 0.5) * 1_000, percentile(lags, 0.99) * 1_000
