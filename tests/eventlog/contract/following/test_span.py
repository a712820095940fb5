"""The facts of the log dossier by dossier: each wanted one once, whatever the size of the spans."""

from uuid import UUID, uuid4

import msgspec
import pytest

from eventlog.events import NewEvent, Recorded, Topic
from eventlog.store import EventLog
from tests.eventlog.proef import FILLED, filled, opened

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


def fact(event: NewEvent) -> NewEvent:
    return msgspec.structs.replace(event, topic=Topic.FACTS)


async def in_spans(log: EventLog, size: int, upto: int) -> list[list[Recorded]]:
    found: list[list[Recorded]] = []
    first: UUID | None = FIRST
    async with log.database.snapshot() as connection:
        while first is not None:
            before = await log.dossier_after(connection, first, size)
            assert before is None or before > first
            found.append(await log.span(connection, first, before, upto=upto, types=[FILLED]))
            first = before
    return found


@pytest.mark.parametrize("size", [1, 3, 7, 1_000])
async def test_every_wanted_fact_once_and_no_dossier_in_two_spans(log: EventLog, size: int) -> None:
    dossiers = [FIRST, LAST, *(uuid4() for _ in range(8))]
    async with log.database.transaction() as tx:
        new = [e for _ in range(4) for d in dossiers for e in (fact(filled(d)), fact(opened(d)), filled(d))]
        stored = await log.append(tx, new, 1)
    upto = 100
    wanted = [e for e in stored if (e.topic, e.type) == (Topic.FACTS, FILLED) and e.position <= upto]
    spans = await in_spans(log, size, upto)
    assert all(span == sorted(span, key=lambda e: e.position) for span in spans)
    assert sorted((e for span in spans for e in span), key=lambda e: e.position) == wanted
    seen = [{e.dossier for e in span} for span in spans]
    assert sum(map(len, seen)) == len(set().union(*seen)) == len(dossiers)


async def test_an_empty_log_is_one_empty_span(log: EventLog) -> None:
    assert await in_spans(log, 5, upto=10) == [[]]
