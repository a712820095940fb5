"""What a school reads in the morning: its list of 800 pupils, in a region of 25 000, over HTTP on loopback."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
import msgspec
from sqlalchemy import func, select

from benchmarks.events import SCHOOLS
from benchmarks.figures import Figure, percentile
from benchmarks.hub import RunningHub, running_hub
from benchmarks.stores import BACKENDS
from eventlog.clock import day_of
from eventlog.views.view import View
from projections.school import SCHOOL as VIEW
from schakel.client import BATCH, HubClient
from schakel.databases import open_databases
from tests.servers.postgres import PostgresServer

_PUPILS: Final = 25_000
_OF_THE_SCHOOL: Final = 800
_SCHOOL: Final = SCHOOLS[0]
_REQUESTS: Final = 300
_PATIENCE: Final = 600.0
_main = View(VIEW).numbered(1).main  # of a fresh hub
_LEVELS: Final = ({"canon": "B2", "regionaal": "1b"}, {"canon": "E1", "regionaal": "2a"}, None, None, None, None)


async def measure(postgres: PostgresServer) -> list[Figure]:
    """From sending a request to having read the answer; one client, as the hub does nothing else.

    Between two requests another school asks for its list, as in the morning: no school finds the hub warm for it alone.
    """
    figures = []
    for backend in BACKENDS:
        async with running_hub(backend, postgres) as hub, aiohttp.ClientSession(headers=hub.server.headers) as session:
            await _fill(hub)
            for what, query, target in (
                ("first page (100)", {}, "p95 < 10 ms"),
                ("the largest page (500)", {"aantal": 500}, ""),
                ("one groep (about 30)", {"groep": "5A"}, "p95 < 10 ms"),
                ("one niveau, first page", {"niveau": "2a"}, "p95 < 10 ms"),
                ("due within 14 days or late", {"binnenDagen": 14}, "p95 < 10 ms"),
            ):
                text = await _ask(session, hub, "leerlingen", query)
                figures.append(Figure(f"pupils of a school of 800 in 25 000: {what}", backend, text, target))
            text = await _ask(session, hub, "leerlingen", {"aantal": 500}, whole=True)
            figures.append(Figure("all pupils of that school, in two pages", backend, text))
            text = await _ask(session, hub, "kengetallen", {})
            figures.append(Figure("figures of that school, counted over all its pupils", backend, text))
    return figures


def _path(hub: RunningHub, school: str, name: str) -> str:
    return f"{hub.server.url}/v1/scholen/{school}/{name}"


async def _ask(
    session: aiohttp.ClientSession, hub: RunningHub, name: str, query: dict[str, Any], *, whole: bool = False
) -> str:
    """Ask again and again. The hub's processor time says more than the clock on a machine that does other work too."""
    waits, cpu = [], 0.0
    for _, other in zip(range(_REQUESTS), cycle(SCHOOLS[1:]), strict=False):
        await _answer(session, _path(hub, other, "leerlingen"))
        before, started = hub.server.cpu(), time.perf_counter()
        path, read = f"{_path(hub, _SCHOOL, name)}?{urlencode(query)}", b""
        while path:
            answer, next_ = await _answer(session, path)
            read += answer
            path = next_ if whole else ""
        waits.append(time.perf_counter() - started)
        cpu += hub.server.cpu() - before
    if whole and (pupils := read.count(b'"sleutel"')) != _OF_THE_SCHOOL:
        raise RuntimeError(f"the list has {pupils} pupils")
    p50, p95 = (percentile(waits, share) * 1_000 for share in (0.5, 0.95))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, CPU {cpu / _REQUESTS * 1_000:.1f} ms"


async def _answer(session: aiohttp.ClientSession, path: str) -> tuple[bytes, str]:
    """What is answered, and the address of the next page."""
    async with session.get(path) as answer:
        read = await answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} for {path}")
    return read, str(answer.links["next"]["url"]) if "next" in answer.links else ""


async def _fill(hub: RunningHub) -> None:
    """A region's first day: two events a pupil, accepted and in the view."""
    async with HubClient.open(hub.server.url, hub.token) as client:
        events = _first_day(Random(1), day_of(datetime.now(UTC)))
        while batch := [msgspec.json.encode(event) for event in islice(events, BATCH)]:
            if any(answer.problem is not None for answer in await client.send(batch)):
                raise RuntimeError("an event was not taken")
    started = time.perf_counter()
    async with open_databases(hub.settings) as databases:
        ready = select(func.count()).where(_main.c.groep.is_not(None))
        while True:
            async with databases.views.snapshot() as connection:
                if await connection.scalar(ready) == _PUPILS:
                    break
            if time.perf_counter() - started > _PATIENCE:
                raise RuntimeError("the view does not get there")
            await asyncio.sleep(1)
    await asyncio.sleep(10)  # the deadlines that begin with it, and the last batches


def _first_day(random: Random, today: date) -> Iterator[dict[str, Any]]:
    others = SCHOOLS[1:]
    # Those of the school lie among all others, as they do in a region where schools send side by side.
    for number in random.sample(range(_PUPILS), _PUPILS):
        school = _SCHOOL if number < _OF_THE_SCHOOL else others[number % len(others)]
        year = 1 + number % 8
        data: dict[str, Any] = {
            "datum": today.isoformat(), "inschrijfdatum": "2022-08-22", "leerjaar": year,
            "groep": f"{year}{random.choice('ABC')}", "extraOndersteuning": False, "aanspreekpunt": "leerkracht",
        }  # fmt: skip
        level = random.choice(_LEVELS)
        if level is not None:
            data |= {"niveau": level, "niveauSinds": "2026-02-02"}
        if level is not None and level["canon"] == "E1":
            set_on = (today - timedelta(days=random.randint(100, 500))).isoformat()
            data |= {
                "extraOndersteuning": True,
                "opp": {
                    "versie": 1,
                    "vastgesteldOp": set_on,
                    "ingangsdatum": set_on,
                    "uitstroombestemming": "vmbo-tl",
                    "metOudersBesprokenOp": set_on,
                    "leerlingGehoordOp": set_on,
                    "ingestemdOp": set_on,
                    "rodGeregistreerdOp": set_on,
                },
            }
        elif level is not None:
            begun, due = today - timedelta(days=40), today + timedelta(days=random.randint(-10, 60))
            data["plannen"] = [
                {
                    "planId": f"plan-{number}", "soort": "ihp", "nummer": 1, "gebied": "lezen-spelling",
                    "gestartOp": begun.isoformat(), "evaluatiedatum": due.isoformat(),
                }
            ]  # fmt: skip
        yield _event(school, number, "dossiers.beginstandvastgelegd", data)
        yield _event(
            school, number, "leerlingen.persoonsgegevensvastgelegd",
            {"datum": today.isoformat(), "naam": f"Leerling Verzonnen {number}", "geboortedatum": "2017-05-14"},
        )  # fmt: skip


def _event(school: str, number: int, name: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": str(uuid4()), "source": f"urn:nld:brin:{school}:systeem:lvs",
        "type": f"nl.passendonderwijs.{name}.v1", "time": datetime.now(UTC).isoformat(),
        "subject": f"leerling-{number:06d}", "datacontenttype": "application/json", "data": {"school": school, **data},
    }  # fmt: skip
