"""Deadlines are made again from the log when this version would keep others: once, and without new signals."""

import asyncio

import pytest
from sqlalchemy import text, update

from contracts.regio import profielen
from services.termijnen.making import Making
from services.termijnen.remake import remake
from services.termijnen.tables import made, metadata

from .hub import Hub
from .verhaal import Verhaal


async def _other_rules(hub: Hub) -> None:
    async with hub.database.transaction() as tx:
        await tx.execute(update(made).values(fingerprint="0" * 64))


async def _nothing_made(hub: Hub) -> None:
    async with hub.database.transaction() as tx:
        await tx.run_sync(metadata.drop_all)


async def test_a_new_database_is_made_once(hub: Hub) -> None:
    await _nothing_made(hub)
    assert [await remake(hub.database, profielen()) for _ in range(2)] == [True, False]


async def test_with_other_rules_the_log_is_read_again_and_nothing_said_again(hub: Hub) -> None:
    await remake(hub.database, profielen())
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.opp("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-02")
    await hub.check("2026-04-14")
    rows, signals = await hub.rijen(), [s.event.id for s in await hub.signalen()]
    await _other_rules(hub)
    assert await remake(hub.database, profielen())
    assert await hub.rijen() == []
    await hub.check("2026-04-14")
    assert await hub.rijen() == rows
    assert [s.event.id for s in await hub.signalen()] == signals


async def test_tables_of_an_older_form_make_way(hub: Hub) -> None:
    """No fingerprint, and a column less."""
    async with hub.database.transaction() as tx:
        await tx.execute(text("DROP TABLE terms_made"))
        await tx.execute(text("ALTER TABLE terms DROP COLUMN sleutel"))
    assert await remake(hub.database, profielen())
    verhaal = Verhaal()
    verhaal.plan("2026-03-02", "2026-06-01")
    await hub.neem_op(verhaal, "2026-03-02")
    assert [row["sleutel"] for row in await hub.rijen()] == ["plan-1"]


async def test_several_that_start_at_once_make_them_once(hub: Hub) -> None:
    await _nothing_made(hub)
    assert sum(await asyncio.gather(*(remake(hub.database, profielen()) for _ in range(4)))) == 1


def test_the_fingerprint_follows_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Making(profielen()).fingerprint
    monkeypatch.setattr("services.termijnen.making.REGELS", ())
    assert Making(profielen()).fingerprint != before
