"""What the log says of conditions that lapsed, against what its facts give when they are read once more."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from eventlog.body import decode_body
from eventlog.deciding.conditions import changes
from eventlog.deciding.correction import identity
from eventlog.deciding.decider import Decider, FactReader
from eventlog.deciding.outcome import LAPSED, MET_AGAIN
from eventlog.events import Recorded
from eventlog.storage.schema import lapsed
from eventlog.store import EventLog
from eventlog.upcast import Upcasters


async def lapsed_as_from_scratch(log: EventLog, deciders: Iterable[Decider[Any]], events: Sequence[Recorded]) -> None:
    """Each signal is there once, all of them and no other, and the rows are those that still stand."""
    told: list[tuple[Any, ...]] = []
    stand: dict[UUID, str] = {}
    for decider in deciders:
        _fold(decider, log.upcasters, events, told, stand)
    said = [
        (data["inzending"], data["gebeurtenis"], data["door"], data.get("regel", {}).get("id"))
        for data in (decode_body(e.open).data for e in events if e.type in (LAPSED, MET_AGAIN))
    ]
    assert Counter(said) == Counter(told)
    async with log.database.snapshot() as connection:
        rows = {row.submission: row.rule for row in await connection.execute(select(lapsed))}
    assert {submission: msgspec.json.decode(rule)["id"] for submission, rule in rows.items()} == stand


def _fold(
    decider: Decider[Any],
    upcasters: Upcasters,
    events: Sequence[Recorded],
    told: list[tuple[Any, ...]],
    stand: dict[UUID, str],
) -> None:
    reader = FactReader({**decider.reads, **decider.decides}, upcasters)
    dossiers: dict[UUID, list[Recorded]] = {}
    for event in events:
        if event.version is not None and event.type in reader.types:
            dossiers.setdefault(event.dossier, []).append(event)
    for stored in dossiers.values():
        facts = [reader.read(event) for event in stored]
        cause = {identity(fact): event.cause for fact, event in zip(facts, stored, strict=True)}
        for fact, by, rule in changes(decider, facts, 0, {}):
            submission = cause[identity(fact)]
            assert submission is not None
            told.append((str(submission), fact.id, by.id, None if rule is None else rule.id))
            stand.pop(submission, None)
            if rule is not None:
                stand[submission] = rule.id
