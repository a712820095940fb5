"""Guarantees 1 to 5 and 12 under `kill -9`: what was confirmed is there once, and each decision is whole."""

import random
import signal
import subprocess
import sys
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


def start(place: Place, run: str, mode: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.eventlog.killed_process", place.backend, place.where, run, mode],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def run_and_kill(place: Place, run: str, confirmations: int) -> list[str]:
    """Let a process work until so many events are confirmed, kill it, and read on what it had said by then."""
    with start(place, run, "work") as process:
        assert process.stdout is not None
        confirmed = [line for line, _ in zip(process.stdout, range(confirmations), strict=False)]
        process.send_signal(signal.SIGKILL)
        confirmed += process.stdout.readlines()
        assert process.wait(30) == -signal.SIGKILL
    # The last line may have been cut off.
    return [line.rstrip("\n") for line in confirmed if line.endswith("\n")]


@pytest.mark.faults
async def test_every_confirmed_append_survives_and_ends_once(place: Place, faults_size: FaultsSize) -> None:
    chance = random.Random(SEED)
    confirmed: list[str] = []
    average = faults_size.events // faults_size.kills
    for kill in range(faults_size.kills):
        confirmed += run_and_kill(place, f"{kill}", chance.randint(average // 2, average * 3 // 2))
    with start(place, "drain", "drain") as process:
        assert process.wait(600) == 0

    log = await place.log()
    async with log.database.snapshot() as connection:
        events = await log.read(connection, 0, 2**40, limit=10**7)
        holds = set(await connection.scalars(select(schema.holds.c.submission)))
        counted = await connection.execute(select(killed_process.counted))
        counts = {row.type: row.n for row in counted}
        checkpoints = await connection.execute(select(schema.checkpoints))
        positions = {row.processor: row.position for row in checkpoints}

    assert len(confirmed) >= faults_size.events // 3
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    stored = Counter(event.id for event in events if event.topic is Topic.SUBMISSIONS)
    assert all(stored[id_] == 1 for id_ in confirmed)
    assert max(stored.values()) == 1

    assert each_submission_ended(events) | holds == {e.cause for e in submissions(events)}
    assert holds.isdisjoint(each_submission_ended(events))
    assert holds <= {event.cause for event in events if event.type == HELD}
    there = Counter(event.type for event in events if event.type not in OUTCOMES)
    assert counts == {type_: there[type_] for type_ in killed_process.TYPES}
    assert all(position <= len(events) for position in positions.values())
    await boxes_are_as_they_may_be(log, events)
    assert (await verify(log)).finding is None


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
