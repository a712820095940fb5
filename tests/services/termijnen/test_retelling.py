"""A region profile that changes: at the next start deadlines are as it has them, and what differs is told once."""

import asyncio
from datetime import date
from typing import Any

import pytest

from contracts.codes import Canon
from contracts.regio import profielen
from contracts.regioprofiel import Termijnafwijking
from contracts.termijnsignalen import Gehaald, Gestart, Vervallen
from eventlog.body import decode_body
from services.termijnen.check import Termijnencheck
from services.termijnen.making import MadeOtherwise, Making
from services.termijnen.remake import is_made, remake

from .hub import Hub
from .verhaal import Verhaal

REGIO = "22-02"
ROD, OPSTELLEN = "opp-rod", "opp-opstellen"
TIEN_DAGEN = {"termijnen": {ROD: Termijnafwijking(dagen=10)}}


async def start(hub: Hub, **anders: Any) -> bool:
    """The hub stops, and starts with a profile in which this is different. Whether deadlines are made again."""
    hub.profielen = {**hub.profielen, REGIO: hub.profielen[REGIO].model_copy(update=anders)}
    return await remake(hub.database, hub.profielen)


async def _verloop(hub: Hub, verhaal: Verhaal, regel: str) -> list[str]:
    """What was told of it, less what the calendar says of its end."""
    return [s for s in await hub.kort(verhaal, regel) if not s.startswith(("Nadert", "Verstreken"))]


async def _running_as_told(hub: Hub) -> dict[str, str]:
    """What a view shows that reads the signals: per running deadline its end."""
    running: dict[str, str] = {}
    for signaal in await hub.signalen():
        if isinstance(signaal.inhoud, Gestart):
            running[signaal.inhoud.termijn] = str(signaal.inhoud.einddatum)
        elif isinstance(signaal.inhoud, Gehaald | Vervallen):
            running.pop(signaal.inhoud.termijn, None)
    return running


async def _running_as_kept(hub: Hub) -> dict[str, str]:
    return {str(r["id"]): str(r["einddatum"]) for r in await hub.rijen() if r["status"] in ("lopend", "opgeschort")}


async def _agree(hub: Hub) -> None:
    assert await _running_as_told(hub) == await _running_as_kept(hub)


async def test_a_length_that_changes_moves_what_runs_and_leaves_what_was_met(hub: Hub) -> None:
    await start(hub)
    loopt, gehaald = Verhaal(REGIO), Verhaal(REGIO)
    for verhaal in (loopt, gehaald):
        verhaal.opp("2026-03-02")
        await hub.neem_op(verhaal, "2026-03-02")
    gehaald.in_rod("2026-03-05")
    await hub.neem_op(gehaald, "2026-03-05")
    ervoor = await _verloop(hub, gehaald, ROD)
    assert await start(hub, **TIEN_DAGEN)
    await hub.check("2026-03-06")
    assert await _verloop(hub, loopt, ROD) == ["Gestart 2026-03-02 (2026-03-09)", "Gestart 2026-03-06 (2026-03-12)"]
    assert await _verloop(hub, gehaald, ROD) == ervoor
    await _agree(hub)


async def test_what_the_region_asks_no_more_lapses_and_what_it_asks_now_begins(hub: Hub) -> None:
    await start(hub)
    verhaal = Verhaal(REGIO)
    verhaal.niveau("2026-03-02", "E1")
    await hub.neem_op(verhaal, "2026-03-02")
    assert await start(hub, opp_vanaf=Canon.E2)
    await hub.check("2026-03-06")
    assert await _verloop(hub, verhaal, OPSTELLEN) == [
        "Gestart 2026-03-02 (2026-04-13)",
        "Vervallen 2026-03-06 (2026-04-13)",
    ]
    assert await start(hub, opp_vanaf=Canon.E1)
    await hub.check("2026-03-09")
    assert (await _verloop(hub, verhaal, OPSTELLEN))[-1] == "Gestart 2026-03-09 (2026-04-13)"
    await _agree(hub)


async def test_what_comes_after_the_change_is_told_as_ever(hub: Hub) -> None:
    await start(hub)
    verhaal = Verhaal(REGIO)
    verhaal.opp("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-02")
    await start(hub, **TIEN_DAGEN)
    verhaal.in_rod("2026-03-11")
    await hub.neem_op(verhaal, "2026-03-11")
    await hub.check("2026-03-11")
    assert await _verloop(hub, verhaal, ROD) == ["Gestart 2026-03-02 (2026-03-09)", "Gehaald 2026-03-11 (2026-03-12)"]
    await _agree(hub)


async def test_what_was_met_under_a_changed_profile_stays_met_when_all_is_made_again(hub: Hub) -> None:
    """Read again from the beginning it would begin with an end that was never told then: that is history, not news."""
    await start(hub)
    verhaal = Verhaal(REGIO)
    verhaal.opp("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-02")
    await start(hub, **TIEN_DAGEN)
    await hub.check("2026-03-03")
    verhaal.in_rod("2026-03-04")
    await hub.neem_op(verhaal, "2026-03-04")
    assert await start(hub, opp_vanaf=Canon.E2, **TIEN_DAGEN)
    await hub.check("2026-03-05")
    assert (await _verloop(hub, verhaal, ROD))[-1] == "Gehaald 2026-03-04 (2026-03-12)"
    await _agree(hub)


async def test_a_hub_of_the_version_before_that_still_runs_adds_nothing(hub: Hub) -> None:
    """Not while the rows are made again, nor after it: neither a row nor a word."""
    await start(hub)
    verhalen = [Verhaal(REGIO) for _ in range(2)]
    for verhaal in verhalen:
        verhaal.opp("2026-03-02")
        await hub.neem_op(verhaal, "2026-03-02")
    before, old = hub.profielen, hub.runner()
    await old.catch_up()
    assert await start(hub, **TIEN_DAGEN)
    verhalen.append(Verhaal(REGIO))
    verhalen[-1].opp("2026-03-02")
    await hub.schrijf(verhalen[-1])
    signals = len(await hub.signalen())
    check = Termijnencheck(hub.log, hub.clock, old, Making(before))
    with pytest.raises(MadeOtherwise):
        await old.catch_up()
    for _ in range(2):  # with the rows still to be made, and with all of them there
        with pytest.raises(MadeOtherwise):
            await check.check(date(2026, 3, 2))
        assert len(await hub.signalen()) == signals
        await hub.runner().catch_up()
        assert [str(r["einddatum"]) for r in await hub.rijen() if r["regel"] == ROD] == ["2026-03-12"] * 3
        signals = len(await hub.signalen())
    assert not await is_made(hub.database, before)
    assert await is_made(hub.database, hub.profielen)
    await hub.check("2026-03-03")
    assert [(await _verloop(hub, verhaal, ROD))[-1][-12:] for verhaal in verhalen] == ["(2026-03-12)"] * 3
    await _agree(hub)


async def test_of_the_calendar_too_it_begins_nothing__004__de_meierij(kalenderhub: Hub) -> None:
    hub, school = kalenderhub, next(iter(profielen()["de-meierij"].scholen))
    await start(hub)
    leerling = Verhaal("de-meierij", school)
    leerling.ingeschreven("2026-08-17", extra=False)
    await hub.neem_op(leerling, "2026-08-17")
    old = hub.opening()
    assert old is not None
    assert await start(hub, **TIEN_DAGEN)
    await hub.runner().catch_up()
    with pytest.raises(MadeOtherwise):
        await old.open(date(2026, 8, 17))
    assert await hub.rijen() == []


async def test_several_that_check_at_once_tell_it_once_and_again_nothing(hub: Hub) -> None:
    await start(hub)
    verhalen = [Verhaal(REGIO) for _ in range(5)]
    for verhaal in verhalen:
        verhaal.opp("2026-03-02")
    await hub.schrijf(*verhalen)
    await hub.check("2026-03-02")
    await start(hub, **TIEN_DAGEN)
    await asyncio.gather(*(hub.check("2026-03-03") for _ in range(3)))
    assert [len(await _verloop(hub, verhaal, ROD)) for verhaal in verhalen] == [2] * 5
    aantal = len(await hub.signalen())
    await hub.check("2026-03-03")
    assert len(await hub.signalen()) == aantal
    await _agree(hub)


async def test_what_is_told_says_that_no_fact_caused_it(hub: Hub) -> None:
    await start(hub)
    verhaal = Verhaal(REGIO)
    verhaal.opp("2026-03-02")
    await hub.neem_op(verhaal, "2026-03-02")
    await start(hub, **TIEN_DAGEN)
    await hub.check("2026-03-03")
    laatste = next(s.event for s in reversed(await hub.signalen(verhaal, ROD)) if isinstance(s.inhoud, Gestart))
    assert (laatste.cause, decode_body(laatste.open).actor.rol) == (None, "hub")


async def test_of_the_calendar_only_the_day_that_changed_is_told__004__de_meierij(kalenderhub: Hub) -> None:
    hub, school = kalenderhub, next(iter(profielen()["de-meierij"].scholen))
    await start(hub)
    leerling = Verhaal("de-meierij", school)
    leerling.ingeschreven("2026-08-17", extra=False)
    await hub.neem_op(leerling, "2026-08-17")
    van_school = await hub.van_school(school, "de-meierij")
    van_school.seo("2026-10-12", "nov")
    await hub.neem_op(van_school, "2026-10-12")
    await hub.check("2026-10-12")
    eerst = {s.kort for s in await hub.signalen(van_school)}
    meting = Termijnafwijking(datums=("11-30", "05-15"))
    profiel = hub.profielen["de-meierij"]
    hub.profielen = {
        **hub.profielen,
        "de-meierij": profiel.model_copy(update={"termijnen": {**profiel.termijnen, "seo-meting": meting}}),
    }
    assert await remake(hub.database, hub.profielen)
    await hub.check("2026-10-13")
    assert {s.kort for s in await hub.signalen(van_school)} - eerst == {
        "Vervallen 2026-10-13 (2027-04-30)", "Gestart 2026-08-01 (2027-05-15)",
    }  # fmt: skip
    await _agree(hub)


def _anders(**wat: Any) -> str:
    return Making({REGIO: profielen()[REGIO].model_copy(update=wat)}).fingerprint


@pytest.mark.parametrize("wat", [TIEN_DAGEN, {"opp_vanaf": Canon.B2}, {"afspraken_schuiven": True}])
def test_the_fingerprint_follows_what_the_rules_read_of_a_profile(wat: dict[str, Any]) -> None:
    assert _anders(**wat) != _anders()


def test_and_not_what_they_do_not_read() -> None:
    assert _anders(naam="Een andere naam", arrangementen={}) == _anders()
