"""Guarantee 12: what is no longer as it was stored is found, at its position."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from eventlog import verify as verify_module
from eventlog.chain import GENESIS
from eventlog.store import EventLog
from eventlog.verify import Finding, Verified, verify
from tests.eventlog.places import Place, tamper
from tests.eventlog.proef import FILLED, OPENED, facts, filled, new_event, opened

COUNT = 12


async def fill(log: EventLog) -> Verified:
    dossier = uuid4()
    async with log.database.transaction() as tx:
        for sealed in (b"verzegeld", None):
            submissions = [opened(dossier, sealed=sealed), filled(dossier, sealed=sealed)]
            await log.append(tx, submissions, 1_772_000_000_000_000)
        await log.append(tx, facts(dossier, [OPENED, FILLED, FILLED, FILLED]), 1_772_000_000_000_001)
        await log.append(tx, [new_event(OPENED, dossier) for _ in range(4)], 1_772_000_000_000_001)
    clean = await verify(log)
    assert (clean.events, clean.finding) == (COUNT, None)
    return clean


async def test_an_empty_log_is_clean(log: EventLog) -> None:
    assert await verify(log) == Verified(0, GENESIS)


async def test_the_head_changes_with_every_event(log: EventLog) -> None:
    first = (await fill(log)).head
    async with log.database.transaction() as tx:
        await log.append(tx, [opened(uuid4())], 1)
    assert (await verify(log)).head != first


CHANGES = {
    "topic": ["3 - topic", "7"],
    "version": ["version + 40", "NULL", "0", "-1"],
    "type": ["'x' || type", "upper(type)", "''"],
    "source": ["source || 'x'", "type"],
    "id": ["id || ' '", "''"],
    "recorded": ["recorded + 1", "-recorded"],
    "regio": ["''", "'Plein-013'"],
}
OF_BYTES = {
    "sqlite": {
        "dossier": ["'00000000000000000000000000000000'", "upper(dossier)", "'geen uuid'", "'-' || dossier"],
        "cause": ["NULL", "''", "upper(cause)", "dossier", "'00000000000000000000000000000000'"],
        "open": ["CAST('x' || substr(open, 2) AS BLOB)", "x''", "CAST(open AS TEXT)"],
        "sealed": ["x''", "x'00'", "NULL"],
        "hash": ["x''", "zeroblob(32)"],
        "type": ["CAST(x'ff' AS TEXT)"],
    },
    "postgres": {
        "dossier": ["'00000000-0000-0000-0000-000000000000'"],
        "cause": ["NULL", "'00000000-0000-0000-0000-000000000000'"],
        "open": ["set_byte(open, 0, get_byte(open, 0) # 1)", "''"],
        "sealed": ["''", "'\\x00'", "NULL"],
        "hash": ["set_byte(hash, 31, get_byte(hash, 31) # 1)"],
    },
}  # fmt: skip


async def test_any_changed_value_of_any_column_is_found_at_its_position(place: Place) -> None:
    log = await place.log()
    await fill(log)
    changes = [(c, v) for c, values in CHANGES.items() for v in values]
    changes += [(c, v) for c, values in OF_BYTES[place.backend].items() for v in values]
    async with log.database.transaction() as tx:
        await tx.execute(text("CREATE TABLE spare AS SELECT * FROM events"))
    found = 0
    for column, value in changes:
        for position in (1, 6, COUNT):
            await tamper(log.database, f'UPDATE events SET "{column}" = {value} WHERE position = {position}')
            differs = "IS NOT" if place.backend == "sqlite" else "IS DISTINCT FROM"
            kind = "typeof" if place.backend == "sqlite" else "pg_typeof"
            async with log.database.snapshot() as connection:
                changed = await connection.scalar(
                    text(
                        f'SELECT count(*) FROM events e JOIN spare s ON e.position = s.position WHERE e."{column}"'
                        f' {differs} s."{column}" OR {kind}(e."{column}") {differs} {kind}(s."{column}")'
                    )
                )
            finding = (await verify(log)).finding
            assert finding == (Finding(position, "changed") if changed else None), (column, value)
            found += bool(changed)
            await tamper(log.database, "DELETE FROM events", "INSERT INTO events SELECT * FROM spare")
    assert found > 2 * len(changes)
    assert (await verify(log)).finding is None


@pytest.mark.parametrize(("position", "kind"), [(1, "missing"), (6, "missing")])
async def test_a_removed_event_is_found(log: EventLog, position: int, kind: str) -> None:
    await fill(log)
    await tamper(log.database, f"DELETE FROM events WHERE position = {position}")
    result = await verify(log)
    assert (result.events, result.finding) == (position - 1, Finding(position, kind))


async def test_a_removed_event_is_found_when_the_rest_moves_up(log: EventLog) -> None:
    await fill(log)
    await tamper(log.database, "DELETE FROM events WHERE position = 6")
    for position in range(7, COUNT + 1):
        await tamper(log.database, f"UPDATE events SET position = {position - 1} WHERE position = {position}")
    assert (await verify(log)).finding == Finding(6, "changed")


async def test_swapped_events_are_found(log: EventLog) -> None:
    await fill(log)
    await tamper(
        log.database,
        "UPDATE events SET position = -9 WHERE position = 9",
        "UPDATE events SET position = 9 WHERE position = 10",
        "UPDATE events SET position = 10 WHERE position = -9",
    )
    assert (await verify(log)).finding == Finding(9, "changed")


async def test_an_inserted_event_is_found(log: EventLog) -> None:
    await fill(log)
    for position in range(COUNT, 4, -1):
        await tamper(log.database, f"UPDATE events SET position = {position + 1} WHERE position = {position}")
    others = "topic, dossier, NULL, type, source, id || 'x', recorded, regio, cause, open, sealed, hash"
    await tamper(log.database, f"INSERT INTO events SELECT 5, {others} FROM events WHERE position = 4")
    assert (await verify(log)).finding == Finding(5, "changed")


async def test_progress_is_told_and_batches_join(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = await fill(log)
    monkeypatch.setattr(verify_module, "MAX_READ", 5)
    told: list[int] = []
    assert await verify(log, on_progress=told.append) == clean
    assert told == [5, 10]
    await tamper(log.database, "UPDATE events SET topic = 9 WHERE position = 8")
    assert (await verify(log)).finding == Finding(8, "changed")
