"""What follows the log: a processor, and the runner that feeds it batches and keeps its checkpoint."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, Protocol, runtime_checkable

import structlog
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.events import Recorded
from eventlog.fault_name import fault_name, fault_place
from eventlog.following.checkpoint import Checkpoint, Fenced
from eventlog.following.courtesy import Courtesy
from eventlog.following.feed import Feed, not_taken
from eventlog.following.parking import Parking
from eventlog.following.poison import FEW, Widespread, handle_around, is_poison, too_many
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Database, Transaction

_log = structlog.get_logger()

BATCH: Final = 512
_IDLE_SECONDS: Final = 1.0
_LOOK_SECONDS: Final = 5.0
_PACE: Final = 0.04
_FIRST_RETRY: Final = 0.1
_LAST_RETRY: Final = 30.0
_STUCK_AFTER: Final = 8
"""Failures in a row. Their pauses are 12.7 s together: a lock or a restart of the database is over by then."""
_TRIES: Final = 3
"""How often a batch fails before what makes it fail is looked for."""


class Processor(Protocol):
    """A name, the events it wants, and what it does with a batch of them.

    `handle` writes through `tx` alone and may be run again with the same batch after a fault: its writes and its
    checkpoint are one transaction.
    """

    @property
    def name(self) -> str:
        """Unique among processors; its checkpoint is kept under it."""

    @property
    def wants(self) -> Wants:
        """Topics and types to follow."""

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        """Take in a batch."""


@runtime_checkable
class Selective(Protocol):
    """A processor to which most of what it wants changes nothing, and that can tell so by reading alone."""

    async def is_concerned(self, connection: AsyncConnection, batch: Sequence[Recorded]) -> bool:
        """Whether `handle` would write anything for this batch, as things are now.

        It may say so where it is not sure. What it is not concerned by is handled all the same, with what comes after
        it; so False may not be said of what nobody can wait for.
        """


class Runner:
    """Runs one processor on one feed, in the database that it writes to."""

    def __init__(
        self,
        processor: Processor,
        feed: Feed,
        database: Database,
        checkpoints: Table,
        *,
        batch: int = BATCH,
        courtesy: Courtesy | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        self.processor = processor
        self._feed = feed
        self.database = database
        self.checkpoint = Checkpoint(checkpoints, processor.name)
        self.parking = Parking(checkpoints, processor.name)
        self._batch = batch
        self._courtesy = courtesy or Courtesy()
        self._on_progress = on_progress
        self._stored: int | None = None  # the checkpoint as last seen in the database
        self._position = 0  # at or past it: past it only over what is not wanted, or of no concern as yet
        self._passed: list[Recorded] = []  # the latter: from the one to the other, less than a batch of positions
        self._selective = processor if isinstance(processor, Selective) else None
        self._more = False  # whether the log reached further than the last batch
        self._turn = asyncio.Lock()  # `run` and a `catch_up` beside it take turns
        self._failures = 0  # of `run`, in a row
        self._failed = 0  # attempts at the batch at hand, for which the batch itself may be to blame
        self._alone = 0  # dossiers parked since anything was handled
        self._looked = 0.0
        self.parked = 0
        """Dossiers that were parked when that was last looked at: with each batch, and now and then in between."""
        self.batch_seconds = 0.0

    @property
    def position(self) -> int:
        """All wanted events at or below it are handled, or would change nothing."""
        return self._position

    @property
    def stuck(self) -> bool:
        """Whether `run` keeps failing at one and the same place; over with the first success."""
        return self._failures >= _STUCK_AFTER

    async def step(self) -> int:
        """Handle the next batch. Returns how far it moved; 0 when there was nothing, or another runner was first.

        A fault is raised, and the same batch tried again by the next call; a dossier that has it fail is in the end
        parked (poison.py).
        """
        async with self._turn:
            try:
                moved = await self._step()
            except Exception as fault:
                self._stored = None  # whether a broken commit took hold is for the database to say
                self._failed = self._failed + 1 if is_poison(fault) else 0
                raise
            self._failed = 0
            return moved

    async def _step(self) -> int:
        stored = await self._where_it_stands() if self._stored is None else self._stored
        delivered = await self._feed.read(self._position, self.processor.wants, self._batch)
        self._more = delivered.more
        batch = not_taken(delivered, self._position)
        moved = batch.upto - batch.after
        if batch.upto - stored < self._batch and not await self._is_concerned(batch.events):
            # Worth no transaction of its own. The checkpoint stays, less than a batch behind: after a restart these are
            # read once more. What was wanted goes with what comes next, so it is handled under the checkpoint's lock
            # and once, as everything is, whatever another runner or a replay did in the meantime.
            self._passed += batch.events
            self._position = batch.upto
            return moved
        started = time.perf_counter()
        try:
            async with self.database.transaction() as tx:
                parked = await self.checkpoint.take(tx, stored)
                parked += await self._handle(tx, [*self._passed, *batch.events], parked)
                await self.checkpoint.move(tx, stored, batch.upto)
        except Fenced as fence:
            self._stands_at(fence.position)
            return 0
        self._stands_at(batch.upto)
        self.parked = parked
        self.batch_seconds = time.perf_counter() - started
        if self._on_progress is not None:
            self._on_progress(batch.upto)
        return moved

    async def _where_it_stands(self) -> int:
        async with self.database.transaction() as tx:
            stored = await self.checkpoint.read(tx)
            await self._count_parked(tx)
        self._stands_at(stored)
        return stored

    def _stands_at(self, position: int) -> None:
        """The checkpoint is there, and so are we."""
        self._stored = self._position = position
        self._passed = []

    async def _is_concerned(self, events: Sequence[Recorded]) -> bool:
        if not events:
            return False
        # What has failed is tried as it will be done; and where something is parked a replay need not wait for what is
        # kept here. Nothing rests on that: another process may have parked something since this one looked.
        if self._selective is None or self._failed or self.parked:
            return True
        async with self.database.snapshot() as connection:
            return await self._selective.is_concerned(connection, events)

    async def _handle(self, tx: Transaction, events: Sequence[Recorded], parked: int) -> int:
        """Handle what is not parked. Returns how many dossiers were parked by it."""
        if parked and events:
            events = await self.parking.without(tx, events)
        if not events:
            return 0
        if self._failed < _TRIES:
            await self.processor.handle(tx, events)
            self._alone = 0
            return 0
        stuck = await handle_around(self.processor.handle, tx, events)
        alone = self._alone + len(stuck) if len(stuck) == len({event.dossier for event in events}) else 0
        if too_many(stuck, events) or alone > FEW:
            raise Widespread(stuck)
        await self.parking.add(tx, stuck)
        self._alone = alone
        return len(stuck)

    async def catch_up(self) -> int:
        """Handle all up to the head as it is now. Returns the position reached.

        Where that begins, the database tells: another process may have moved the checkpoint, or have it begin anew.
        """
        async with self._turn:
            self._stored = None
        head = await self._feed.head()
        while self._stored is None or self._position < head:
            try:
                await self.step()
            except Exception as fault:
                if not is_poison(fault) or self._failed > _TRIES:
                    raise
        return self._position

    async def run(self, stop: asyncio.Event) -> None:
        """Follow the feed until `stop`. A fault is logged and tried again, with growing pauses; nothing is skipped."""
        pause = _FIRST_RETRY
        while not stop.is_set():
            try:
                if self._stored is None or await self._feed.wait(self._position, _IDLE_SECONDS):
                    started = time.monotonic()
                    if await self.step():
                        await self._rest(time.monotonic() - started, stop)
                if time.monotonic() - self._looked > _LOOK_SECONDS:
                    async with self.database.snapshot() as connection:
                        await self._count_parked(connection)
                pause = _FIRST_RETRY
                self._failures = 0
            except Exception as fault:
                self._failures += 1
                told = fault_place(fault.first) if isinstance(fault, Widespread) else fault_name(fault)
                _log.error("batch failed", processor=self.processor.name, fault=told, retry_in=pause)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, _LAST_RETRY)

    async def _count_parked(self, connection: AsyncConnection) -> None:
        self.parked = await self.parking.count(connection)
        self._looked = time.monotonic()

    async def _rest(self, worked: float, stop: asyncio.Event) -> None:
        # A batch costs nearly as much for one event as for fifty: unless more is waiting, let some come together.
        pace = 0.0 if self._more else _PACE - worked
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), max(pace, self._courtesy.rest(worked, behind=self._more)))
