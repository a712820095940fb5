"""The public HTTP interface: batches and single submissions stored durably, and how soon a view shows them."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

import aiohttp
import msgspec

from benchmarks.append import TEXT
from benchmarks.figures import Figure, percentile
from benchmarks.hub import RunningHub, running_hub
from benchmarks.stores import BACKENDS
from contracts.regio import profielen
from tests.servers.postgres import PostgresServer

REGIO = "plein-013"
SCHOOLS = sorted(profielen()[REGIO].scholen)
_BATCHES = 300
_SINGLES = 12_000
_CLIENTS = 16
_LAG_SECONDS = 15
_LAG_RATE = 200
_pupils = count()


def aanmeldingen(amount: int) -> Iterator[dict[str, Any]]:
    """Valid events of ~1 KB, each of another pupil."""
    now = datetime.now(UTC).replace(microsecond=0)
    for _ in range(amount):
        number = next(_pupils)
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


def _session(hub: RunningHub) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(headers={"Authorization": f"Bearer {hub.token(SCHOOLS, REGIO)}"})


async def _post(session: aiohttp.ClientSession, hub: RunningHub, body: bytes, kind: str) -> Any:
    async with session.post(f"{hub.url}/v1/gebeurtenissen", data=body, headers={"Content-Type": kind}) as response:
        answer = await response.read()
        if response.status != 202:
            raise RuntimeError(f"{response.status}: {answer[:300]!r}")
        return msgspec.json.decode(answer)


async def _batches(hub: RunningHub, session: aiohttp.ClientSession) -> float:
    bodies = [msgspec.json.encode(list(aanmeldingen(100))) for _ in range(_BATCHES)]

    async def client(start: int) -> None:
        for body in bodies[start::4]:
            answers = await _post(session, hub, body, "application/cloudevents-batch+json")
            if any("problem" in answer for answer in answers):
                raise RuntimeError("an event was not stored")

    started = time.perf_counter()
    await asyncio.gather(*(client(n) for n in range(4)))
    return _BATCHES * 100 / (time.perf_counter() - started)


async def _singles(hub: RunningHub, session: aiohttp.ClientSession) -> tuple[float, float]:
    bodies = [msgspec.json.encode(event) for event in aanmeldingen(_SINGLES)]
    waits: list[float] = []

    async def client(start: int) -> None:
        for body in bodies[start::_CLIENTS]:
            sent = time.perf_counter()
            await _post(session, hub, body, "application/cloudevents+json")
            waits.append(time.perf_counter() - sent)

    started = time.perf_counter()
    await asyncio.gather(*(client(n) for n in range(_CLIENTS)))
    return _SINGLES / (time.perf_counter() - started), percentile(waits, 0.99) * 1_000


async def _view_lag(hub: RunningHub, session: aiohttp.ClientSession) -> tuple[float, float]:
    """Every tenth submission is asked after until the view says that it was accepted."""
    lags: list[float] = []
    loop = asyncio.get_running_loop()

    async def submit(body: bytes, watched: bool) -> None:
        sent = time.perf_counter()
        answer = await _post(session, hub, body, "application/cloudevents+json")
        while watched:
            async with session.get(f"{hub.url}/v1/inzendingen/{answer['id']}") as response:
                seen = msgspec.json.decode(await response.read())
            if seen.get("status") == "aanvaard":
                lags.append(time.perf_counter() - sent)
                return
            await asyncio.sleep(0.005)

    started = loop.time()
    tasks = []
    for number, event in enumerate(aanmeldingen(_LAG_SECONDS * _LAG_RATE)):
        await asyncio.sleep(max(0.0, started + number / _LAG_RATE - loop.time()))
        tasks.append(asyncio.create_task(submit(msgspec.json.encode(event), number % 10 == 0)))
    await asyncio.gather(*tasks)
    return percentile(lags, 0.5) * 1_000, percentile(lags, 0.99) * 1_000
