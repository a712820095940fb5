"""What the calendar begins, whenever it is looked at, however often and by however many."""

import asyncio
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import pytest

from contracts.regio import profielen

from .hub import Hub, database

SEO, GEDRAG, BESPREKING = "seo-meting", "groepsplan-gedrag", "groepsplan-bespreking"
SOP, MONITORING = "sop-actualisatie", "monitoring"
MEIERIJ, VO, EMMEN = "de-meierij", "swv-vo", "22-02"
NOUR = next(iter(profielen()[MEIERIJ].scholen))
KEISTAD = "99CA00"


@pytest.fixture
def hub(kalenderhub: Hub) -> Hub:
    return kalenderhub


async def test_what_was_done_before_the_calendar_was_opened_counts(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17")
    school.seo("2026-11-12")
    await hub.neem_op(school, "2026-11-12")
    await hub.check("2026-12-01")
    assert [s.kort for s in await hub.signalen(school, SEO) if "11-30" in s.kort] == [
        "Gestart 2026-08-01 (2026-11-30)",
        "Gehaald 2026-11-12 (2026-11-30)",
    ]


async def test_after_months_of_downtime_every_day_that_was_missed_is_told(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2025-08-18")
    await hub.check("2025-09-01")
    uitslag = await hub.check("2027-12-01")
    gestart = [s.inhoud.start for s in await hub.signalen(school, SEO) if s.kort.startswith("Gestart")]
    assert gestart == [f"{jaar}-{jaar + 1}/{dag}" for jaar in (2025, 2026, 2027) for dag in ("11-30", "04-30")]
    verstreken = [s.inhoud.start for s in await hub.signalen(school, SEO) if s.kort.startswith("Verstreken")]
    assert sorted(verstreken) == sorted(set(gestart) - {"2027-2028/04-30"})
    assert uitslag.verstreken >= 5
    assert (await hub.check("2027-12-01")).verstreken == 0


async def test_checked_every_day_or_once_it_comes_to_the_same(
    hub: Hub, backend: str, log_url: str | None, tmp_path: Path
) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17", "5", "6")
    for maand in (9, 11, 12):
        await hub.check(date(2026, maand, 15))
    await hub.check("2027-05-01")
    vaak = sorted(s.kort for s in await hub.signalen(school, SEO))
    rijen = await hub.rijen()
    await hub.vergeet_rijen()
    await hub.check("2027-05-01")
    assert sorted(s.kort for s in await hub.signalen(school, SEO)) == vaak
    assert await hub.rijen() == rijen


async def test_checkers_at_the_same_time_begin_each_once(
    hub: Hub, backend: str, log_url: str | None, tmp_path: Path
) -> None:
    school = await hub.met_leerlingen(
        MEIERIJ, NOUR, "2026-08-17", *(f"{n}{letter}" for n in range(1, 9) for letter in "ABC")
    )
    school.seo("2026-11-12", "nov", "1A")
    await hub.schrijf(school)
    async with AsyncExitStack() as stapel:
        anderen = [
            Hub(database(backend, tmp_path, log_url), database(backend, tmp_path, log_url, "keys")) for _ in range(3)
        ]
        for ander in anderen:
            stapel.push_async_callback(ander.sluit)
        await asyncio.gather(*(ander.check("2026-12-01") for ander in anderen))
    ids = [s.event.id for s in await hub.signalen()]
    assert len(ids) == len(set(ids))
    seo = [s.kort.split()[0] for s in await hub.signalen(school, SEO)]
    assert {soort: seo.count(soort) for soort in set(seo)} == {
        "Gestart": 48, "Gehaald": 1, "Nadert": 23, "Verstreken": 23,
    }  # fmt: skip


async def test_no_fact_falls_between_the_check_and_the_processor(
    hub: Hub, backend: str, log_url: str | None, tmp_path: Path
) -> None:
    """What is recorded while the calendar is opened meets a deadline, whichever of the two takes it in."""
    scholen = list(profielen()[MEIERIJ].scholen)
    verhalen = [await hub.met_leerlingen(MEIERIJ, school, "2026-08-17") for school in scholen]
    async with AsyncExitStack() as stapel:
        ander = Hub(database(backend, tmp_path, log_url), database(backend, tmp_path, log_url, "keys"))
        stapel.push_async_callback(ander.sluit)

        async def stuur() -> None:
            for verhaal in verhalen:
                verhaal.seo("2026-11-12")
                await hub.neem_op(verhaal)

        await asyncio.gather(stuur(), ander.check("2026-11-30"), ander.check("2026-11-30"))
    await hub.runner().catch_up()
    november = [r for r in await hub.rijen() if r["regel"] == SEO and r["einddatum"] == date(2026, 11, 30)]
    assert [r["status"] for r in november] == ["gehaald"] * len(scholen)


async def test_other_days_in_the_profile_end_the_old_and_begin_the_new__regioprofiel(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17")
    await hub.check("2026-08-18")
    profiel = profielen()[MEIERIJ]
    anders = profiel.model_validate(
        {
            **profiel.model_dump(),
            "termijnen": {"seo-meting": {"datums": ["12-15", "04-30"]}},
            "afspraken_schuiven": True,
        }
    )
    opening = hub.opening({MEIERIJ: anders})
    assert opening is not None
    await opening.open(date(2026, 9, 1))
    assert await opening.open(date(2026, 9, 1)) == []
    assert [s.kort for s in await hub.signalen(school, SEO)] == [
        "Gestart 2026-08-01 (2026-11-30)",
        "Gestart 2026-08-01 (2027-04-30)",
        "Vervallen 2026-09-01 (2026-11-30)",
        "Gestart 2026-08-01 (2026-12-15)",
    ]
