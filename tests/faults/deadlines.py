"""Deadlines and their signals after whatever happened: as they are made from the same facts on a log of their own."""

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import insert, select

from contracts.termijnsignalen import GEBEURTENISSEN
from eventlog.body import body_decoder
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.storage.schema import dossiers
from schakel.hub import Hub, open_hub
from schakel.settings import Settings
from services.termijnen.signalen import Signaaldata
from services.termijnen.tables import terms

_SIGNALS: Final = frozenset(gebeurtenis.kenmerken.type for gebeurtenis in GEBEURTENISSEN)
_signal = body_decoder(Signaaldata)


async def signals_are_as_from_scratch(hub: Hub, events: list[Recorded], folder: Path) -> None:
    """Each said once; all that the facts lead to is said; and the rows of deadlines are the same."""
    said = [event for event in events if event.type in _SIGNALS]
    assert said, "no deadline ran: the test says nothing"
    facts = [event for event in events if event.topic is Topic.FACTS and event.type not in _SIGNALS]
    async with open_hub(Settings(data=folder / "again"), hub.clock) as fresh:
        await _same_dossiers_of_schools(hub, fresh)
        for recorded, same in groupby(facts, key=lambda fact: fact.recorded):
            async with fresh.databases.log.transaction() as tx:
                await fresh.log.append_locked(tx, [_again(fact) for fact in same], recorded)
        await fresh.daily()
        async with fresh.databases.log.snapshot() as connection:
            after = await fresh.log.read(connection, len(facts), 2**40, limit=10**7)
        assert await _rows(fresh) == await _rows(hub)
    expected = [event for event in after if event.type in _SIGNALS]

    assert max(Counter(map(_what_it_says, said)).values()) == 1, "a signal was given twice"
    # More may have been said: a check that ran before all facts were there told how it stood then.
    assert {e.id for e in expected} <= {e.id for e in said}
    caused = [{e.id for e in found if e.cause is not None} for found in (expected, said)]
    assert caused[0] == caused[1], "what facts lead to by themselves is not what was said"


async def _same_dossiers_of_schools(hub: Hub, fresh: Hub) -> None:
    """What the calendar begins stands in a school's own dossier, of which no fact need tell."""
    async with hub.databases.keys.snapshot() as connection:
        rows = (await connection.execute(select(dossiers).where(dossiers.c.name == ""))).mappings().all()
    if rows:
        async with fresh.databases.keys.transaction() as tx:
            await tx.execute(insert(dossiers), [dict(row) for row in rows])


def _again(fact: Recorded) -> NewEvent:
    return NewEvent(
        topic=fact.topic, dossier=fact.dossier, type=fact.type, source=fact.source, id=fact.id, regio=fact.regio,
        open=fact.open, sealed=fact.sealed, version=fact.version, cause=fact.cause,
    )  # fmt: skip


def _what_it_says(signal: Recorded) -> tuple[object, ...]:
    data = msgspec.structs.asdict(_signal.decode(signal.open).data)
    return signal.dossier, signal.type, signal.cause, *sorted((name, str(value)) for name, value in data.items())


async def _rows(hub: Hub) -> list[tuple[str, ...]]:
    async with hub.databases.log.snapshot() as connection:
        return sorted(tuple(str(value) for value in row) for row in await connection.execute(select(terms)))
