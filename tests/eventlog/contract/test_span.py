"""The log dossier by dossier: every wanted event once, whatever the size of the spans."""

from uuid import UUID, uuid4

import pytest

from eventlog.events import Recorded, Topic
from eventlog.storage.backends.port import Wants
from eventlog.store import EventLog
from tests.eventlog.proef import FILLED, OPENED, filled, opened

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
WANTS: Wants = {Topic.SUBMISSIONS: [FILLED]}


async def in_spans(log: EventLog, size: int, upto: int) -> list[list[Recorded]]:
    found: list[list[Recorded]] = []
    first: UUID | None = FIRST
    async with log.database.snapshot() as connection:
        while first is not None:
            before = await log.dossier_after(connection, first, size)
            assert before is None or before > first
            found.append(await log.span(connection, first, before, upto=upto, wants=WANTS))
            first = before
    return found


@pytest.mark.parametrize("size", [1, 3, 7, 1_000])
async def test_every_wanted_event_once_and_no_dossier_in_two_spans(log: EventLog, size: int) -> None:
    dossiers = [FIRST, LAST, *(uuid4() for _ in range(8))]
    async with log.database.transaction() as tx:
        new = [event for _ in range(4) for dossier in dossiers for event in (filled(dossier), opened(dossier))]
        stored = await log.append(tx, new, 1)
    spans = await in_spans(log, size, upto=60)
    assert [e for span in spans for e in span] == sorted(
        (e for e in stored if e.type == FILLED and e.position <= 60),
        key=lambda e: (next(n for n, span in enumerate(spans) if e in span), e.position),
    )
    seen = [{e.dossier for e in span} for span in spans]
    assert sum(map(len, seen)) == len(set().union(*seen)) == len(dossiers)
    assert OPENED not in {e.type for span in spans for e in span}


async def test_an_empty_log_is_one_empty_span(log: EventLog) -> None:
    assert await in_spans(log, 5, upto=10) == [[]]
