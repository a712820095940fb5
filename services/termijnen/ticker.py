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

_HOUR, _MINUTE = 0, 5
_FIRST_PAUSE: Final = 1.0
_LAST_PAUSE: Final = 300.0


class Ticker:
    """Calls `task` at start and every day, never twice at once; a fault is logged and tried again.

    `task` asks the clock itself what day it is: it may run late.
    """

    def __init__(self, task: Callable[[], Awaitable[object]], *, first_pause: float = _FIRST_PAUSE) -> None:
        self._task = task
        self._first_pause = first_pause
        self._scheduler = AsyncIOScheduler(timezone=AMSTERDAM)
        self._stopped = asyncio.Event()
        self._busy = asyncio.Lock()

    def start(self) -> None:
        """Begin ticking, in the running event loop."""
        self._scheduler.add_job(
            self._tick,
            CronTrigger(hour=_HOUR, minute=_MINUTE, timezone=AMSTERDAM),
            next_run_time=datetime.now(AMSTERDAM),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """No more ticks; one that is busy is finished first."""
        self._stopped.set()
        self._scheduler.remove_all_jobs()
        async with self._busy:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    @property
    def next_tick(self) -> datetime | None:
        """When it ticks next; None when it does not."""
        jobs = self._scheduler.get_jobs()
        next_tick: datetime | None = jobs[0].next_run_time if jobs else None
        return next_tick

    async def _tick(self) -> None:
        pause = self._first_pause
        async with self._busy:
            while not self._stopped.is_set():
                try:
                    await self._task()
                    return
                except Exception as fault:
                    # The kind of fault alone: its text may hold what was sent.
                    _log.error("deadline check failed", fault=type(fault).__name__, retry_in=pause)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped.wait(), pause)
                pause = min(pause * 2, _LAST_PAUSE)
