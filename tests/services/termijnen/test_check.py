"""The check of a day: what nears or has passed is signalled once, whoever checks and whenever."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from contracts.termijnen import REGELS
from eventlog.storage.schema import parked
from services.termijnen.check import Termijnencheck, Uitslag
from services.termijnen.reckoning.engine import Termijnengine
from services.termijnen.signalen import vervaldagen

from .hub import Hub, database, korte
from .verhaal import BESLISSING, PLAATSING, Verhaal


@pytest.fixture
def verhaal() -> Verhaal:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    return verhaal


async def test_it_nears_and_then_passes(hub: Hub, verhaal: Verhaal) -> None:
    await hub.neem_op(verhaal, "2026-03-02")
    assert await hub.check("2026-03-29") == Uitslag(0, 0, 0)
    assert await hub.check("2026-03-30") == Uitslag(1, 0, 0)
    assert await hub.check("2026-04-13") == Uitslag(0, 0, 0)
    assert await hub.check("2026-04-14") == Uitslag(0, 1, 0)
    assert await hub.check("2026-04-14") == Uitslag(0, 0, 0)
    signalen = await hub.signalen(verhaal, BESLISSING)
    assert [s.kort for s in signalen][1:] == ["Nadert 2026-03-30 (2026-04-13)", "Verstreken 2026-04-14 (2026-04-13)"]
    assert [s.event.version for s in signalen] == [None] * 3


async def test_after_downtime_both_come_with_the_day_on_which_they_fell_due(hub: Hub, verhaal: Verhaal) -> None:
    await hub.neem_op(verhaal, "2026-03-02")
    assert await hub.check("2026-06-30") == Uitslag(2, 2, 0)
    assert (await hub.kort(verhaal, BESLISSING))[1:] == [
        "Nadert 2026-03-30 (2026-04-13)",
        "Verstreken 2026-04-14 (2026-04-13)",
    ]


async def test_it_reads_the_log_to_its_head_first(hub: Hub, verhaal: Verhaal) -> None:
    await hub.neem_op(verhaal, "2026-03-02")
    verhaal.toegelaten("2026-04-13")
    await hub.schrijf(verhaal)  # in the log, not yet taken in
    assert await hub.check("2026-04-14") == Uitslag(0, 0, 0)
    assert (await hub.kort(verhaal, BESLISSING))[-1] == "Gehaald 2026-04-13 (2026-04-13)"


async def test_others_that_must_be_done_first_are_let_to_finish(hub: Hub, verhaal: Verhaal) -> None:
    await hub.schrijf(verhaal)
    eerst, termijnen = hub.runner(batch=1), hub.runner()
    await Termijnencheck(hub.log, hub.clock, termijnen, hub.making, first=[eerst]).check(date(2026, 3, 2))
    assert eerst.position >= 1


async def test_met_too_late_after_downtime_is_told_as_that_alone(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.toegelaten("2026-04-20")
    await hub.neem_op(verhaal, "2026-04-20")
    assert await hub.check("2026-06-30") == Uitslag(0, 0, 0)
    assert (await hub.kort(verhaal, BESLISSING))[-1] == "Gehaald 2026-04-20 (2026-04-13)"


async def test_a_decision_in_time_that_arrives_after_it_passed_meets_it(hub: Hub, verhaal: Verhaal) -> None:
    await hub.neem_op(verhaal, "2026-03-02")
    await hub.check("2026-04-14")
    verhaal.toegelaten("2026-04-10")
    await hub.neem_op(verhaal, "2026-04-15")
    laatste = (await hub.signalen(verhaal, BESLISSING))[-1]
    assert laatste.kort == "Gehaald 2026-04-10 (2026-04-13)"
    assert laatste.inhoud.model_dump()["dagen_te_laat"] == 0
    assert [rij["status"] for rij in await hub.rijen()] == ["gehaald", "gehaald"]


async def test_of_a_parked_dossier_nothing_is_said_until_it_is_done_again(hub: Hub, verhaal: Verhaal) -> None:
    """What would meet its deadline may be among what was left undone, by the deadlines or by a context."""
    await hub.neem_op(verhaal, "2026-03-02")
    mine = {"processor": "aanmelding", "dossier": verhaal.dossier}
    async with hub.log.database.transaction() as tx:
        await tx.execute(insert(parked).values(**mine, position=9, type="x", reason="y", since=1))
    assert await hub.check("2026-06-30") == Uitslag(0, 0, 0)
    async with hub.log.database.transaction() as tx:
        await tx.execute(delete(parked))
    assert await hub.check("2026-06-30") == Uitslag(2, 2, 0)


async def test_while_suspended_nothing_is_signalled(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.gevraagd("2026-03-10")
    await hub.neem_op(verhaal, "2026-03-10")
    await hub.check("2026-12-31")
    assert (await hub.kort(verhaal, BESLISSING))[-1] == "Gestart 2026-03-10 (opgeschort)"
    verhaal.aangevuld("2026-12-31")
    await hub.neem_op(verhaal, "2026-12-31")
    await hub.check("2026-12-31")
    assert (await hub.kort(verhaal, BESLISSING))[-1] == "Gestart 2026-12-31 (2027-02-02)"


async def test_an_extended_deadline_nears_again(hub: Hub, verhaal: Verhaal) -> None:
    await hub.neem_op(verhaal, "2026-03-02")
    await hub.check("2026-04-07")
    verhaal.verlengd("2026-04-07", "2026-05-11")
    await hub.neem_op(verhaal, "2026-04-07")
    await hub.check("2026-05-12")
    assert (await hub.kort(verhaal, BESLISSING))[1:] == [
        "Nadert 2026-03-30 (2026-04-13)",
        "Gestart 2026-04-07 (2026-05-11)",
        "Nadert 2026-04-27 (2026-05-11)",
        "Verstreken 2026-05-12 (2026-05-11)",
    ]


async def test_who_will_leave_still_has_deadlines_until_that_day(hub: Hub, verhaal: Verhaal) -> None:
    verhaal.uitgeschreven("2026-05-01")  # announced in March
    await hub.neem_op(verhaal, "2026-03-10")
    assert {rij["status"] for rij in await hub.rijen()} == {"lopend"}
    assert await hub.check("2026-04-30") == Uitslag(2, 1, 0)
    assert await hub.check("2026-12-31") == Uitslag(0, 0, 2)
    assert await hub.kort(verhaal, PLAATSING) == [
        "Gestart 2026-03-02 (2026-05-12)",
        "Nadert 2026-04-28 (2026-05-12)",
        "Vervallen 2026-05-01 (2026-05-12)",
    ]
    assert {rij["status"] for rij in await hub.rijen()} == {"vervallen"}


async def test_who_stays_longer_than_announced_is_told_as_running_on(hub: Hub, verhaal: Verhaal) -> None:
    weg = verhaal.uitgeschreven("2026-03-20")
    await hub.neem_op(verhaal, "2026-03-10")
    await hub.check("2026-03-20")
    verhaal.uitgeschreven("2026-07-31", corrigeert=weg)
    await hub.neem_op(verhaal, "2026-03-25")
    await hub.check("2026-12-31")
    assert (await hub.kort(verhaal, BESLISSING))[1:] == [
        "Vervallen 2026-03-20 (2026-04-13)",
        "Gestart 2026-07-31 (2026-04-13)",
        "Nadert 2026-03-30 (2026-04-13)",
        "Verstreken 2026-04-14 (2026-04-13)",
        "Vervallen 2026-07-31 (2026-04-13)",
    ]


async def test_more_than_a_batch(hub: Hub) -> None:
    verhalen = [Verhaal() for _ in range(620)]
    for verhaal in verhalen:
        verhaal.ontvangen("2026-03-02")
    await hub.schrijf(*verhalen)
    assert await hub.check("2026-04-14") == Uitslag(620, 620, 0)


async def test_checkers_at_the_same_time_signal_each_once(
    backend: str, log_url: str | None, tmp_path: Path, hub: Hub
) -> None:
    """Each with connections of its own, as processes have; on PostgreSQL they truly run at once."""
    verhalen = [Verhaal() for _ in range(1_300)]
    for plek, verhaal in enumerate(verhalen):
        verhaal.ontvangen(f"2026-03-{plek % 28 + 1:02}")
    await hub.schrijf(*verhalen)
    await hub.runner().catch_up()
    laat = [Verhaal() for _ in range(200)]
    for verhaal in laat:
        verhaal.ontvangen("2026-03-02")
        verhaal.toegelaten("2026-04-01")
    async with AsyncExitStack() as stapel:
        anderen = [Hub(database(backend, tmp_path, log_url)) for _ in range(3)]
        for ander in anderen:
            stapel.push_async_callback(ander.database.close)
        uitslagen = await asyncio.gather(*(a.check("2026-07-01") for a in anderen), hub.schrijf(*laat))
    aantal = [u for u in uitslagen if u is not None]
    assert sum(u.nadert for u in aantal) == sum(u.verstreken for u in aantal) == 2 * 1_300
    geteld = Counter(s.event.id for s in await hub.signalen())
    assert max(geteld.values()) == 1
    await hub.runner().catch_up()
    dossiers = {verhaal.dossier for verhaal in laat}
    van_laat = Counter(s.kort.split()[0] for s in await hub.signalen() if s.event.dossier in dossiers)
    assert van_laat == {"Gestart": 400, "Gehaald": 400}


_START = date(2026, 3, 1)
_DAG = st.integers(0, 100).map(lambda n: _START + timedelta(days=n))


@st.composite
def _verhalen(draw: st.DrawFn) -> list[Verhaal]:
    gevonden = []
    for _ in range(draw(st.integers(1, 4))):
        verhaal = Verhaal()
        verhaal.ontvangen(draw(_DAG).isoformat())
        for wat in draw(
            st.lists(st.sampled_from(["gevraagd", "aangevuld", "toegelaten", "uitgeschreven"]), max_size=3)
        ):
            getattr(verhaal, wat)(draw(_DAG).isoformat())
        gevonden.append(verhaal)
    return gevonden


def _te_verwachten(verhalen: Sequence[Verhaal], laatste: date) -> list[str]:
    """By the rules alone: what the calendar has said about these stories by a day."""
    engine = Termijnengine(REGELS, {})
    gevonden = []
    for verhaal in verhalen:
        for termijn in engine.termijnen(verhaal.gelezen(engine)).values():
            if termijn.vervallen_op is None:
                einde = termijn.einddatum
                gevonden += [f"{s.__name__} {d} ({einde})" for d, s in vervaldagen(termijn) if d <= laatste]
    return sorted(gevonden)


@pytest.mark.parametrize("backend", ["sqlite", "postgres"])
def test_whenever_and_by_whomever_is_checked_the_signals_are_the_same(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = request.getfixturevalue("postgres_url") if backend == "postgres" else None

    @settings(max_examples=settings().max_examples // 2)
    @given(
        verhalen=_verhalen(),
        rondes=st.lists(st.tuples(_DAG, st.integers(1, 3)), max_size=6),
        laatste=st.integers(0, 60).map(lambda n: _START + timedelta(days=100 + n)),
    )
    def elke_volgorde(verhalen: list[Verhaal], rondes: list[tuple[date, int]], laatste: date) -> None:
        asyncio.run(speel(verhalen, [*rondes, (laatste, 2)], laatste))

    async def speel(verhalen: list[Verhaal], rondes: list[tuple[date, int]], laatste: date) -> None:
        async with AsyncExitStack() as stapel:
            plek = tmp_path_factory.mktemp("log")
            hubs = [Hub(database(backend, plek, url)) for _ in range(3)]
            for hub in hubs:
                stapel.push_async_callback(hub.database.close)
            hub = hubs[0]
            await hub.maak()
            hub.clock.moment = hub.clock.moment.replace(year=2029)  # all of it in the past
            await hub.schrijf(*verhalen)
            for op, checkers in rondes:
                await asyncio.gather(*(h.check(op) for h in hubs[:checkers]))
            signalen = [s for verhaal in verhalen for s in await hub.signalen(verhaal)]
            kalender = [s for s in signalen if s.kort.startswith(("Nadert", "Verstreken"))]
            assert korte(kalender) == _te_verwachten(verhalen, laatste)

    asyncio.run(speel([Verhaal()], [], laatste=_START))  # the first runner of all has begun
    elke_volgorde()
