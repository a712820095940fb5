"""When the check runs."""

import asyncio
from datetime import time

import pytest

from eventlog.clock import AMSTERDAM
from services.termijnen.ticker import Ticker


async def _tot(voorwaarde: asyncio.Event) -> None:
    await asyncio.wait_for(voorwaarde.wait(), 5)


async def test_at_start_and_then_shortly_after_midnight_in_amsterdam() -> None:
    gedaan = asyncio.Event()

    async def taak() -> None:
        gedaan.set()

    ticker = Ticker(taak)
    ticker.start()
    await _tot(gedaan)
    assert ticker.next_tick is not None
    assert ticker.next_tick.astimezone(AMSTERDAM).time() == time(0, 5)
    await ticker.stop()
    assert ticker.next_tick is None


async def test_a_late_run_is_not_dropped_and_missed_ones_are_one() -> None:
    async def taak() -> None:
        return

    ticker = Ticker(taak)
    ticker.start()
    (job,) = ticker._scheduler.get_jobs()
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
    await ticker.stop()


async def test_a_fault_is_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    gelukt = asyncio.Event()
    keren = 0

    async def taak() -> None:
        nonlocal keren
        keren += 1
        if keren < 3:
            raise ConnectionError("naam van een leerling")
        gelukt.set()

    ticker = Ticker(taak, first_pause=0.01)
    ticker.start()
    await _tot(gelukt)
    await ticker.stop()
    assert keren == 3
    assert "naam van een leerling" not in capsys.readouterr().out


async def test_stopping_lets_a_busy_check_finish() -> None:
    bezig, verder = asyncio.Event(), asyncio.Event()
    klaar = False

    async def taak() -> None:
        nonlocal klaar
        bezig.set()
        await verder.wait()
        klaar = True

    ticker = Ticker(taak)
    ticker.start()
    await _tot(bezig)
    stoppen = asyncio.create_task(ticker.stop())
    await asyncio.sleep(0.01)
    assert not stoppen.done()
    verder.set()
    await asyncio.wait_for(stoppen, 5)
    assert klaar


async def test_stopping_ends_the_wait_between_attempts() -> None:
    gefaald = asyncio.Event()

    async def taak() -> None:
        gefaald.set()
        raise ConnectionError

    ticker = Ticker(taak, first_pause=60)
    ticker.start()
    await _tot(gefaald)
    await asyncio.wait_for(ticker.stop(), 5)


async def test_stopping_what_never_started_is_nothing() -> None:
    async def taak() -> None:
        raise AssertionError

    await Ticker(taak).stop()
