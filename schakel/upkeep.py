"""Each view kept up: it follows the log, and what another version of its projection made is rebuilt meanwhile."""

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

import structlog
from sqlalchemy import select

from eventlog.fault_name import fault_name, fault_place
from eventlog.following.poison import Widespread
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.storage.only_one import AlreadyHeld
from eventlog.store import EventLog
from eventlog.views import registry
from eventlog.views.progress import ViewProgress
from eventlog.views.registry import Known, checkpoints
from eventlog.views.view import View, ViewNotReady
from schakel.rebuilding import BY_ITSELF, RecordedRebuild

_log = structlog.get_logger()

CHUNK: Final = 250
"""Events at a time in a hub that answers requests meanwhile: some 10 ms in which it does nothing else."""
_LOOK: Final = 1.0
_LAST_RETRY: Final = 60.0
_FAILING_AFTER: Final = 4
"""Failures in a row. Their pauses are 15 s together: a lock or a restart of the database is over by then."""
_SOON: Final = 10.0
"""Seconds that a hub which starts may keep its callers waiting for a switch, of all views together."""
_WATCH: Final = 5.0
_ABANDONED: Final = 60.0
"""Seconds: longer than who follows pauses after a fault."""


class Upkeep:
    """One view of a hub: who follows it, and how it is rebuilt. `database`: of the views.

    A hub rebuilds what it finds at its start. What a hub of another version switched to since, it leaves to that one,
    until nobody follows it any more.
    """

    def __init__(
        self, view: View[Any], runner: Runner, rebuild: RecordedRebuild, database: Database, log: EventLog
    ) -> None:
        self.view = view
        self.runner = runner
        self.rebuild = rebuild
        self._database = database
        self._progress = ViewProgress(view, database, log)
        self._replaces: int | None = None  # the generation that it may replace: 0 where none answered
        self._failures = 0  # of a rebuild, in a row

    @property
    def failing(self) -> bool:
        """Whether the rebuild that is needed keeps failing."""
        return self._failures >= _FAILING_AFTER

    async def is_kept(self) -> bool:
        """Whether what answers is for this hub to keep up."""
        async with self._database.snapshot() as connection:
            return await self.view.is_followed(connection)

    async def take_over(self) -> None:
        """Let what was built beside the version before answer, before anybody asks."""
        try:
            if not await self._is_to_replace():
                return
            async with self.rebuild.alone():
                if await self._is_to_replace() and await self.rebuild.is_ready():
                    await self.rebuild.run(BY_ITSELF, self._begun)
        except AlreadyHeld:
            return
        except Exception as fault:
            _log.error("no switch at start", view=self.view.projection.name, fault=fault_name(fault))

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`: follow what answers, and where that is of another version rebuild it."""
        renewing = asyncio.create_task(self._renew())
        try:
            while not (stop.is_set() or await self._answers()):
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), _LOOK)
            await self.runner.run(stop)
        finally:
            renewing.cancel()  # what is half done is gone on with at the next start
            with suppress(asyncio.CancelledError):
                await renewing

    async def _answers(self) -> bool:
        try:
            async with self._database.snapshot() as connection:
                await self.view.generation(connection)
        except ViewNotReady:
            return False
        except Exception as fault:  # a database that is away for a moment: looked at again
            _log.error("view not found", view=self.view.projection.name, fault=fault_name(fault), retry_in=_LOOK)
            return False
        return True

    async def _renew(self) -> None:
        pause = _LOOK
        while True:
            try:
                renewed = await self._is_renewed()
            except Exception as fault:
                self._failures += 1
                told = fault_place(fault.first) if isinstance(fault, Widespread) else fault_name(fault)
                _log.error("rebuild failed", view=self.view.projection.name, fault=told, retry_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LAST_RETRY)
                continue
            pause, self._failures = _LOOK, 0
            if renewed:
                await self._until_abandoned()
            else:  # another process is at it
                await asyncio.sleep(_LOOK)

    async def _is_renewed(self) -> bool:
        try:
            async with self.rebuild.alone():
                if await self._is_to_replace():
                    await self.rebuild.run(BY_ITSELF, self._begun)
                else:
                    await self.rebuild.tidy(BY_ITSELF)
            return True
        except AlreadyHeld:
            return not await self._is_to_replace()

    async def _is_to_replace(self) -> bool:
        """Whether what answers is of another version, and of no hub that switched to it meanwhile."""
        async with self._database.snapshot() as connection:
            answering = registry.answering(await registry.known(connection, self.view.projection.name))
        number = 0 if answering is None else answering.number
        if self._replaces is None:
            self._replaces = number
        if answering is None or answering.fingerprint == self.view.fingerprint:
            return answering is None
        if number != self._replaces:
            _log.warning("left to another version", view=self.view.projection.name, generation=number)
        return number == self._replaces

    async def _until_abandoned(self) -> None:
        """Until nobody follows what answers, this hub neither: then the next look takes it as found."""
        seen: int | None = None
        since = 0.0
        while True:
            await asyncio.sleep(_WATCH)
            try:
                left_at = await self._left_at()
            except Exception as fault:  # a database that is away for a moment tells nothing
                _log.error("view not found", view=self.view.projection.name, fault=fault_name(fault), retry_in=_WATCH)
                left_at = None
            if left_at is None or left_at != seen:
                seen, since = left_at, time.monotonic()
            elif time.monotonic() - since > _ABANDONED:
                self._replaces = None
                return

    async def _left_at(self) -> int | None:
        """The position up to which others took in what is for them to take in; None where nothing is left to them."""
        if await self.is_kept() or await self._progress.reached(await self._progress.head()):
            return None
        async with self._database.snapshot() as connection:
            mine = checkpoints.c.processor == self.view.projection.name
            return await connection.scalar(select(checkpoints.c.position).where(mine)) or 0

    def _begun(self, known: Known, resumed: bool) -> None:
        _log.info("rebuild started", view=known.name, generation=known.number, resumed=resumed)


async def take_over(kept: Iterable[Upkeep]) -> None:
    """`Upkeep.take_over` of each, in ten seconds together: what takes longer is for `run`."""
    try:
        async with asyncio.timeout(_SOON):
            for one in kept:
                await one.take_over()
    except TimeoutError:
        _log.warning("no switch at start: it takes too long, and is done while the hub serves", seconds=_SOON)
