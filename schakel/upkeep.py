"""Each view kept up: it follows the log, and what another version of its projection made is rebuilt meanwhile."""

import asyncio
from contextlib import suppress
from typing import Any, Final

import structlog

from eventlog.fault_name import fault_name, fault_place
from eventlog.following.poison import Widespread
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.storage.only_one import AlreadyHeld
from eventlog.views.registry import Known
from eventlog.views.view import View, ViewNotReady
from schakel.rebuilding import BY_ITSELF, RecordedRebuild

_log = structlog.get_logger()

CHUNK: Final = 250
"""Events at a time in a hub that answers requests meanwhile: some 10 ms in which it does nothing else."""
_LOOK: Final = 1.0
_LAST_RETRY: Final = 60.0
_SOON: Final = 10.0
"""Seconds that a hub which starts may keep its callers waiting for that."""


class Upkeep:
    """One view of a hub: who follows it, and how it is rebuilt."""

    def __init__(self, view: View[Any], runner: Runner, rebuild: RecordedRebuild, database: Database) -> None:
        self.view = view
        self.runner = runner
        self.rebuild = rebuild
        self._database = database

    async def is_kept(self) -> bool:
        """Whether what answers is for this hub to keep up."""
        async with self._database.snapshot() as connection:
            return await self.view.is_followed(connection)

    async def take_over(self) -> None:
        """Let what was built beside the version before answer, before anybody asks. What takes longer is for `run`."""
        try:
            async with asyncio.timeout(_SOON), self.rebuild.alone():
                if await self._is_outdated() and await self.rebuild.is_ready():
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
                if await self._is_renewed():
                    return
                await asyncio.sleep(_LOOK)  # another process is at it
            except Exception as fault:
                told = fault_place(fault.first) if isinstance(fault, Widespread) else fault_name(fault)
                _log.error("rebuild failed", view=self.view.projection.name, fault=told, retry_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LAST_RETRY)

    async def _is_renewed(self) -> bool:
        try:
            async with self.rebuild.alone():
                if await self._is_outdated():
                    await self.rebuild.run(BY_ITSELF, self._begun)
                else:
                    await self.rebuild.tidy(BY_ITSELF)
            return True
        except AlreadyHeld:
            return not await self._is_outdated()

    async def _is_outdated(self) -> bool:
        async with self._database.snapshot() as connection:
            return await self.view.is_outdated(connection)

    def _begun(self, known: Known, resumed: bool) -> None:
        _log.info("rebuild started", view=known.name, generation=known.number, resumed=resumed)
