"""Deadlines and their signals after whatever happened: as they are made from the same facts on a log of their own."""

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import select

from contracts.regio import profielen
from contracts.termijnsignalen import GEBEURTENISSEN
from eventlog.body import body_decoder
from eventlog.clock import day_of
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage import migrations
from eventlog.storage.database import Database
from eventlog.storage.schema import checkpoints
from eventlog.store import EventLog
from schakel.hub import Hub
from services.termijnen.check import Termijnencheck
from services.termijnen.processor import TermijnenProcessor
from services.termijnen.signalen import Signaaldata
from services.termijnen.tables import metadata, terms

_SIGNALS: Final = frozenset(gebeurtenis.kenmerken.type for gebeurtenis in GEBEURTENISSEN)
_signal = body_decoder(Signaaldata)


async def signals_are_as_from_scratch(hub: Hub, events: list[Recorded], folder: Path) -> None:
    """Each said once; all that the facts lead to is said; and the rows of deadlines are the same."""
    said = [event for event in events if event.type in _SIGNALS]
    assert said, "no deadline ran: the test says nothing"
    facts = [event for event in events if event.topic is Topic.FACTS and event.type not in _SIGNALS]
    fresh = Database.sqlite(folder / "deadlines.db", synchronous="NORMAL")
    await migrations.migrate(fresh, "log", beside=(metadata,))
    log = EventLog(fresh, hub.log.upcasters)
    for recorded, same in groupby(facts, key=lambda fact: fact.recorded):
        async with fresh.transaction() as tx:
            await log.append_locked(tx, [_again(fact) for fact in same], recorded)
    runner = Runner(TermijnenProcessor(log, hub.clock, profielen()), LogFeed(log), fresh, checkpoints)
    await Termijnencheck(log, hub.clock, runner).check(day_of(hub.clock.now()))
    async with fresh.snapshot() as connection:
        expected = [e for e in await log.read(connection, len(facts), 2**40, limit=10**7) if e.type in _SIGNALS]

    assert max(Counter(map(_what_it_says, said)).values()) == 1, "a signal was given twice"
    # More may have been said: a check that ran before all facts were there told how it stood then.
    assert {e.id for e in expected} <= {e.id for e in said}
    caused = [{e.id for e in found if e.cause is not None} for found in (expected, said)]
    assert caused[0] == caused[1], "what facts lead to by themselves is not what was said"
    assert await _rows(fresh) == await _rows(hub.databases.log)
    await fresh.close()


def _again(fact: Recorded) -> NewEvent:
    return NewEvent(
        topic=fact.topic, dossier=fact.dossier, type=fact.type, source=fact.source, id=fact.id, regio=fact.regio,
        open=fact.open, sealed=fact.sealed, version=fact.version, cause=fact.cause,
    )  # fmt: skip


def _what_it_says(signal: Recorded) -> tuple[object, ...]:
    data = msgspec.structs.asdict(_signal.decode(signal.open).data)
    return signal.dossier, signal.type, signal.cause, *sorted((name, str(value)) for name, value in data.items())


async def _rows(database: Database) -> list[tuple[str, ...]]:
    async with database.snapshot() as connection:
        rows = await connection.execute(select(terms).order_by(terms.c.id))
        return sorted(tuple(str(value) for value in row) for row in rows)
