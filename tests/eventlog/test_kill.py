"""Guarantees 1 to 5, 7 and 12 under `kill -9`, with two runners of each processor.

What was confirmed is there once, each decision is whole, and neither parking, expiry nor doing it again loses or
doubles anything.
"""

import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from eventlog.deciding.outcome import ACCEPTED, HELD, OUTCOMES, REFUSED
from eventlog.events import Recorded, Topic
from eventlog.storage import schema
from eventlog.store import EventLog
from eventlog.verify import verify
from tests.conftest import FaultsSize
from tests.eventlog import killed_process
from tests.eventlog.places import Place
from tests.eventlog.proef import CHECKED, FILLED, LARGEST, OPENED

ROOT = Path(__file__).parents[2]
SEED = 20260302


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    where = str(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    made = Place(request.param, where)
    yield made
    await made.close()


class Worker:
    """A process that works until it is killed. What it says is read at once: it must never wait for its reader."""

    def __init__(self, place: Place, run: str, mode: str = "work") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.eventlog.killed_process", place.backend, place.where, run, mode],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.confirmed: list[str] = []
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        # The last line may have been cut off.
        self.confirmed.extend(line.rstrip("\n") for line in self.process.stdout if line.endswith("\n"))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(30) == -signal.SIGKILL
        self._reading.join(30)


def work_and_kill(place: Place, size: FaultsSize) -> list[str]:
    """Two processes that do the same work; again and again one of them is killed and another one takes its place.

    Returns the ids that they said were stored.
    """
    chance = random.Random(SEED)
    average = size.events // size.kills
    workers = [Worker(place, "0")]
    alive = workers[:]
    try:
        for kill in range(1, size.kills + 1):
            workers.append(Worker(place, f"{kill}"))
            alive.append(workers[-1])
            wanted = chance.randint(average // 2, average * 3 // 2)
            until = time.monotonic() + 120
            before = _confirmed(workers)
            while _confirmed(workers) - before < wanted or not workers[-1].confirmed:
                assert all(worker.process.poll() is None for worker in alive), "a process ended by itself"
                assert time.monotonic() < until, "the processes hang"
                time.sleep(0.005)
            alive.pop(chance.randrange(2)).kill()
    finally:
        for worker in alive:
            worker.kill()
    return [id_ for worker in workers for id_ in worker.confirmed]


def _confirmed(workers: list[Worker]) -> int:
    return sum(len(worker.confirmed) for worker in workers)


@pytest.mark.faults
async def test_every_confirmed_append_survives_and_ends_once(place: Place, faults_size: FaultsSize) -> None:
    confirmed = work_and_kill(place, faults_size)
    assert await parked(place), "nothing was parked: the test says less than it should"
    assert Worker(place, "drain", "drain").process.wait(600) == 0
    assert not await parked(place)

    log = await place.log()
    async with log.database.snapshot() as connection:
        events = await log.read(connection, 0, 2**40, limit=10**7)
        holds = list(await connection.scalars(select(schema.holds.c.submission)))
        counted = await connection.execute(select(killed_process.counted))
        counts = {row.type: row.n for row in counted}
        checkpoints = await connection.execute(select(schema.checkpoints))
        positions = {row.processor: row.position for row in checkpoints}

    assert len(confirmed) >= faults_size.events // 3
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    stored = Counter(event.id for event in events if event.topic is Topic.SUBMISSIONS)
    assert all(stored[id_] == 1 for id_ in confirmed)
    assert max(stored.values()) == 1

    assert each_submission_ended(events) == {e.cause for e in submissions(events)}
    assert not holds, "the clock is past the last day of all that waited"
    assert {HELD, REFUSED} <= {event.type for event in events}
    there = Counter(event.type for event in events if event.type not in OUTCOMES)
    assert counts == {type_: there[type_] for type_ in killed_process.TYPES}
    assert all(position <= len(events) for position in positions.values())
    await boxes_are_as_they_may_be(log, events)
    assert (await verify(log)).finding is None


async def parked(place: Place) -> set[tuple[str, object]]:
    log = await place.log()
    async with log.database.snapshot() as connection:
        rows = await connection.execute(select(schema.parked.c.processor, schema.parked.c.dossier))
        return {(row.processor, row.dossier) for row in rows}


def submissions(events: list[Recorded]) -> list[Recorded]:
    return [event for event in events if event.topic is Topic.SUBMISSIONS and event.type not in OUTCOMES]


def each_submission_ended(events: list[Recorded]) -> set[object]:
    """The submissions with a final outcome, of which none has two; and accepted is the same as being a fact."""
    final = Counter(event.cause for event in events if event.type in (ACCEPTED, REFUSED))
    assert set(final.values()) <= {1}
    accepted = Counter(event.cause for event in events if event.type == ACCEPTED)
    assert accepted == Counter(event.cause for event in events if event.topic is Topic.FACTS)
    return set(final)


async def boxes_are_as_they_may_be(log: EventLog, events: list[Recorded]) -> None:
    """No decision was taken on less than what the dossier said by then."""
    said: dict[object, list[str]] = {}
    for event in events:
        if event.topic is Topic.FACTS:
            types = said.setdefault(event.dossier, [])
            if event.type == CHECKED:
                assert types.count(FILLED) < LARGEST
            types.append(event.type)
            assert event.version == len(types)
    assert all(types.count(OPENED) <= 1 and types.count(FILLED) <= LARGEST for types in said.values())
    async with log.database.snapshot() as connection:
        claims = list(await connection.execute(select(schema.claims)))
    accepted = {(event.source, event.id) for event in events if event.topic is Topic.FACTS}
    assert {(row.source, row.id) for row in claims} <= accepted
