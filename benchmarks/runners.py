"""What each follower of the log costs the others: single events, with today's contexts and views and with many more."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from statistics import median
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Uuid

from benchmarks.events import REGIO, SCHOOLS, gebeurtenissen
from benchmarks.figures import Figure, percentile
from benchmarks.stores import BACKENDS
from contracts.catalogue import CATALOGUS
from contracts.codes import Rol
from eventlog.body import Nothing
from eventlog.deciding.decider import Decider
from eventlog.deciding.outcome import ACCEPT
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import Topic
from eventlog.following.processor import Runner
from eventlog.storage.schema import checkpoints
from eventlog.views import registry
from eventlog.views import view as views
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import STATE, Projection, ViewEvent
from eventlog.views.view import View
from projections.inzendingen import Inzendingen, Status
from schakel.hub import Hub, open_hub
from schakel.server import create_hub_app
from schakel.settings import Settings
from services.intake.finding import Where
from services.intake.prepare import Prepared, prepare_structured
from services.intake.receive import Receiver
from services.web.identity import Identity
from tests.servers.postgres import PostgresServer

_CONTEXTS: Final = 14
_VIEWS: Final = 9
_ROUNDS: Final = 3
_EVENTS: Final = 100
_RATE: Final = 10
_LOOK: Final = 0.01
_IDLE: Final = 3.0
_SENT: Final = "nl.passendonderwijs.leerlingen.persoonsgegevensvastgelegd.v1"
_OTHERS: Final = [type_ for type_ in CATALOGUS if ".leerlingen." not in type_]


class _Seen(msgspec.Struct, frozen=True, gc=False, array_like=True):
    facts: int = 0


def _more(seen: _Seen, _event: ViewEvent) -> _Seen:
    return _Seen(seen.facts + 1)


@dataclass
class _Round:
    """Seconds from sending to showing, of each event; ms of CPU an event; the share of a core when nothing comes."""

    waits: list[float] = field(default_factory=list)
    cpu: float = 0.0
    idle: float = 0.0


async def measure(postgres: PostgresServer) -> list[Figure]:
    """In rounds: a fresh hub as it is, then one with more. What is added reads facts as its neighbours do."""
    figures = []
    for backend in BACKENDS:
        today: list[_Round] = []
        more: list[_Round] = []
        for _ in range(_ROUNDS):
            for rounds, enlarged in ((today, False), (more, True)):
                async with _running(backend, postgres, enlarged=enlarged) as hub:
                    rounds.append(await _measure(hub))
        for rounds, what, before in (
            (today, "today's contexts and views", None), (more, f"{_CONTEXTS} contexts, {_VIEWS} views", today),
        ):  # fmt: skip
            p99, cpu = _p99(rounds), median(one.cpu for one in rounds)
            idle = median(one.idle for one in rounds)
            ratio = "" if before is None else (
                f"p99 {p99 / _p99(before):.1f}×, CPU {cpu / median(one.cpu for one in before):.1f}× of today"
            )  # fmt: skip
            value = f"p99 {p99 * 1_000:.0f} ms, CPU {cpu:.0f} ms/event, idle {idle:.1%}"
            figures.append(Figure(f"sent to visible at {_RATE}/s, {what}", backend, value, ratio=ratio))
    return figures


def _p99(rounds: Sequence[_Round]) -> float:
    return percentile([wait for one in rounds for wait in one.waits], 0.99)


@asynccontextmanager
async def _running(backend: str, postgres: PostgresServer, *, enlarged: bool) -> AsyncIterator[Hub]:
    with tempfile.TemporaryDirectory() as folder, postgres.database() as url:
        settings = Settings.read(
            {"SCHAKEL_DATA": folder} | ({"SCHAKEL_DATABASE_URL": url} if backend == "PostgreSQL" else {})
        )
        async with open_hub(settings) as hub:
            running = await _enlarged(hub) if enlarged else hub
            extra = running.deciding[len(hub.deciding) :]
            stop = asyncio.Event()
            following = asyncio.create_task(running.follow(stop))
            try:
                yield running
            finally:
                stop.set()
                await following
                if enlarged and any(runner.position == 0 for runner in extra):
                    raise RuntimeError("what was added did not run along")


async def _enlarged(hub: Hub) -> Hub:
    """With contexts that read the facts that are sent, and views of other facts: most get nothing of most events."""
    contexts = [
        Decider(
            name=f"meting-{number}", initial=0, evolve=lambda state, _: state, decide=lambda _state, _: ACCEPT,
            decides={}, reads={_SENT: Nothing},
        )
        for number in range(_CONTEXTS - len(hub.contexts))
    ]  # fmt: skip
    added = [View(_projection(number)) for number in range(_VIEWS - len(hub.upkeep))]
    await views.prepare(hub.databases.views, added, await hub.feed.head())
    database = hub.databases.views
    return replace(
        hub,
        deciding=(
            *hub.deciding,
            *(
                Runner(DecidingProcessor(decider, hub.log, hub.clock), hub.feed, hub.databases.log, checkpoints,
                       courtesy=hub.courtesy)
                for decider in contexts
            ),
            *(
                Runner(
                    ProjectionProcessor(view, hub.log), hub.feed, database, registry.checkpoints, courtesy=hub.courtesy
                )
                for view in added
            ),
        ),
    )  # fmt: skip


def _projection(number: int) -> Projection[_Seen]:
    table = Table(
        f"meting_{number}", MetaData(), Column("dossier", Uuid, primary_key=True), Column("facts", Integer),
        Column(STATE, LargeBinary),
    )  # fmt: skip
    # Every third also gets what is sent; the others get nothing of it.
    types = [_SENT, *_OTHERS] if number % 3 == 0 else _OTHERS
    return Projection(
        name=f"meting-{number}", version=1, state=_Seen, initial=_Seen(), by="dossier",
        reads={Topic.FACTS: dict.fromkeys(types, Nothing)}, evolve=_more, main=table,
        columns=lambda _key, seen: (seen.facts,),
    )  # fmt: skip


async def _measure(hub: Hub) -> _Round:
    _, receiver = create_hub_app(hub)
    inzendingen = Inzendingen(hub.databases.views, hub.inzendingen)
    await _send(receiver, inzendingen, 10)  # what is compiled at first use
    found = _Round()
    started, cpu = time.monotonic(), time.process_time()
    await asyncio.sleep(_IDLE)
    found.idle = (time.process_time() - cpu) / (time.monotonic() - started)
    cpu = time.process_time()
    found.waits = await _send(receiver, inzendingen, _EVENTS)
    found.cpu = (time.process_time() - cpu) * 1_000 / _EVENTS
    await receiver.drain()
    return found


async def _send(receiver: Receiver, inzendingen: Inzendingen, amount: int) -> list[float]:
    """At a steady rate, one at a time. Returns how many seconds each took to be shown as accepted."""
    sent: dict[UUID, float] = {}
    waits: list[float] = []

    async def submit(event: Prepared) -> None:
        sent[event.submission] = time.perf_counter()
        await receiver.submit([event])

    async def watch() -> None:
        while len(waits) < amount:
            await asyncio.sleep(_LOOK)
            if not sent:
                continue
            for id_, shown in (await inzendingen.deze(list(sent))).items():
                if shown.status is Status.AANVAARD:
                    waits.append(time.perf_counter() - sent.pop(id_))

    now = datetime.now(UTC)
    identity = Identity(Rol.LVS, "meting", frozenset(SCHOOLS), REGIO)
    watcher = asyncio.create_task(watch())
    tasks = []
    for event in gebeurtenissen(amount):
        ready = prepare_structured(msgspec.json.encode(event), identity, now, now.date(), Where())
        if not isinstance(ready, Prepared):
            raise ValueError("the benchmark sends what intake refuses")
        tasks.append(asyncio.create_task(submit(ready)))
        await asyncio.sleep(1 / _RATE)
    await asyncio.gather(*tasks)
    await asyncio.wait_for(watcher, 60)
    return waits
