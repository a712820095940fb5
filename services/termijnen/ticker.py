"""When the check runs: at start, and each day shortly after midnight in Amsterdam. What is due stands in the rows."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from eventlog.clock import AMSTERDAM

_log = structlog.get_logger()

_UUR, _MINUUT = 0, 5
_EERSTE_PAUZE: Final = 1.0
_LAATSTE_PAUZE: Final = 300.0


class Ticker:
    """Calls `taak` at start and every day, never twice at once; a fault is logged and tried again.

    `taak` asks the clock itself what day it is: it may run late.
    """

    def __init__(self, taak: Callable[[], Awaitable[object]], *, eerste_pauze: float = _EERSTE_PAUZE) -> None:
        self._taak = taak
        self._eerste_pauze = eerste_pauze
        self._scheduler = AsyncIOScheduler(timezone=AMSTERDAM)
        self._gestopt = asyncio.Event()
        self._bezig = asyncio.Lock()

    def start(self) -> None:
        """Begin ticking, in the running event loop."""
        self._scheduler.add_job(
            self._tik,
            CronTrigger(hour=_UUR, minute=_MINUUT, timezone=AMSTERDAM),
            next_run_time=datetime.now(AMSTERDAM),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """No more ticks; one that is busy is finished first."""
        self._gestopt.set()
        self._scheduler.remove_all_jobs()
        async with self._bezig:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    @property
    def volgende(self) -> datetime | None:
        """When it ticks next; None when it does not."""
        taken = self._scheduler.get_jobs()
        volgende: datetime | None = taken[0].next_run_time if taken else None
        return volgende

    async def _tik(self) -> None:
        pauze = self._eerste_pauze
        async with self._bezig:
            while not self._gestopt.is_set():
                try:
                    await self._taak()
                    return
                except Exception as fout:
                    # The kind of fault alone: its text may hold what was sent.
                    _log.error("termijnencheck mislukt", fault=type(fout).__name__, retry_in=pauze)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._gestopt.wait(), pauze)
                pauze = min(pauze * 2, _LAATSTE_PAUZE)
