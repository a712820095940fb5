"""The check of a day over 100 000 running deadlines, of which 2 000 are due; and bringing those deadlines about."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from uuid import uuid4

from benchmarks.figures import Figure
from benchmarks.stores import BACKENDS, Store, fresh_store
from contracts.gebeurtenis import TYPE_PREFIX
from contracts.regio import profielen
from eventlog.body import Actor, Body, encode_body
from eventlog.clock import FixedClock, micros
from eventlog.events import NewEvent, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage.schema import checkpoints
from services.termijnen.check import Termijnencheck
from services.termijnen.opening import Kalenderopening
from services.termijnen.processor import TermijnenProcessor
from services.termijnen.remake import remake
from tests.servers.postgres import PostgresServer
from tests.services.termijnen.klok import om_negen

_RUNNING = 100_000
_DUE = 2_000
_ROUNDS = 5
_BATCH = 1_000
_TYPE = f"{TYPE_PREFIX}ondersteuningsplannen.plangestart.v1"
_SOURCE = "urn:nld:brin:99DA00:systeem:lvs"
_REGIO = "plein-013"
_BEGIN = date(2026, 8, 17)
_FIRST = date(2026, 10, 5)
"""The day of the first round; from then on each day has as many deadlines that near."""
_NEARS = timedelta(days=14)


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Seconds a check, median of rounds, and deadlines a second that plans begin."""
    figures = []
    for backend in BACKENDS:
        async with fresh_store(backend, postgres) as store:
            await remake(store.log.database, profielen())
            clock = FixedClock(om_negen(_BEGIN))
            schools = list(profielen()[_REGIO].scholen)
            for at in range(0, _RUNNING, _BATCH):
                await _plans(store, clock, schools, range(at, at + _BATCH))
            processor = TermijnenProcessor(store.log, clock, profielen())
            runner = Runner(processor, LogFeed(store.log), store.log.database, checkpoints)
            started = perf_counter()
            await runner.catch_up()
            begun = _RUNNING / (perf_counter() - started)
            opening = Kalenderopening(store.log, clock, store.dossiers, profielen(), processor.engine, processor.making)
            check = Termijnencheck(store.log, clock, runner, processor.making, opening=opening)
            opened = await _check(check, _BEGIN, clock, 0)
            due, quiet = [], []
            for round_ in range(_ROUNDS + 1):
                day = _FIRST + timedelta(days=round_)
                due.append(await _check(check, day, clock, _DUE))
                quiet.append(await _check(check, day, clock, 0))
        figures += [
            Figure("100,000 plans taken in: deadlines begun", backend, f"{begun:,.0f}/s"),
            Figure(f"  the first check: the calendar of {len(schools)} schools", backend, f"{opened:,.2f} s"),
            # The first round warms up.
            Figure(f"check of a day over 100,000, {_DUE:,} due", backend, f"{median(due[1:]):,.2f} s"),
            Figure("  with nothing due", backend, f"{median(quiet[1:]) * 1_000:,.0f} ms"),
        ]
    return figures


async def _check(check: Termijnencheck, day: date, clock: FixedClock, expected: int) -> float:
    clock.moment = om_negen(day)
    started = perf_counter()
    done = await check.check(day)
    took = perf_counter() - started
    if done.nadert != expected:
        raise RuntimeError(f"{done} on {day}, {expected} expected to near")
    return took


async def _plans(store: Store, clock: FixedClock, schools: Sequence[str], numbers: range) -> None:
    """A plan of a pupil each: of the first so many as are due in a round, else to be evaluated next year."""
    events = []
    for number in numbers:
        nears = _FIRST + timedelta(days=number // _DUE) if number < _DUE * (_ROUNDS + 1) else date(2027, 5, 1)
        school = schools[number % len(schools)]
        data = {
            "school": school, "datum": _BEGIN, "planId": f"plan-{number}", "soort": "training", "gebied": "gedrag",
            "evaluatiedatum": nears + _NEARS,
        }  # fmt: skip
        body = Body(actor=Actor(rol="lvs", organisatie=school), data=data)
        events.append(
            NewEvent(
                topic=Topic.FACTS, dossier=uuid4(), type=_TYPE, source=_SOURCE, id=str(uuid4()), regio=_REGIO,
                open=encode_body(body), version=1, cause=uuid4(),
            )
        )  # fmt: skip
    async with store.log.database.transaction() as tx:
        await store.log.append(tx, events, micros(clock.now()))
