"""Rebuilding a view while it answers: a new generation is filled, follows, and takes over in one transaction."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, Generic, TypeVar

from sqlalchemy import select, text

from eventlog.events import Topic
from eventlog.following.checkpoint import Checkpoint, Fenced
from eventlog.following.courtesy import Courtesy
from eventlog.following.feed import Feed, not_taken
from eventlog.following.parking import Parking
from eventlog.following.poison import handle_around
from eventlog.following.processor import Processor, Runner
from eventlog.storage.database import Database
from eventlog.storage.only_one import only_one
from eventlog.store import EventLog
from eventlog.views import registry
from eventlog.views.fill import CHUNK, Fill
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.registry import Known, Stage, checkpoints
from eventlog.views.view import View

S = TypeVar("S")

_FOLLOWED: Final = 4_096


def lock_name(view: str) -> str:
    """Name of the lock that a rebuild of this view holds."""
    return f"rebuild-{view}"


class Rebuild(Generic[S]):
    """One rebuild of one view, from `begin` to `clean_up`, all of it inside `alone`.

    Each step is safe against `kill -9`: the next rebuild goes on with what this one left. Nothing is decrypted: what is
    sealed goes into the view as it is.
    """

    def __init__(
        self,
        view: View[S],
        log: EventLog,
        feed: Feed,
        views: Database,
        *,
        chunk: int = CHUNK,
        courtesy: Courtesy | None = None,
    ) -> None:
        self._view = view
        self._name = view.projection.name
        self._log = log
        self._feed = feed
        self._views = views
        self._chunk = chunk
        self._courtesy = courtesy or Courtesy()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """No other process rebuilds this view meanwhile. Raises AlreadyHeld where one does."""
        async with only_one(self._views, lock_name(self._name)):
            yield

    async def unfinished(self) -> Known | None:
        """What answers, where what answered before it was not cleaned up yet."""
        async with self._views.snapshot() as connection:
            found = await registry.known(connection, self._name)
        return registry.answering(found) if any(one.stage is Stage.RETIRED for one in found) else None

    async def begin(self) -> tuple[Known, bool]:
        """The generation to build, and whether it is one that was left half-way."""
        upto = await self._feed.head()
        async with self._views.transaction() as tx:
            await registry.make(self._views, tx)  # beside a hub of another version there may be one too few
            found = await registry.known(tx, self._name)
            left = [one for one in found if one.building and one.fingerprint == self._view.fingerprint]
            if left:
                return left[-1], True
            number = max((one.number for one in found), default=0) + 1
            generation = self._view.numbered(number)
            await generation.make(tx)
            if set(self._view.projection.reads) == {Topic.FACTS}:
                return await registry.add(tx, generation, Stage.FILLING, upto=upto), False
            # Submissions are not found by dossier: their views follow the log from its beginning.
            await generation.make_indexes(tx)
            return await registry.add(tx, generation, Stage.FOLLOWING, upto=upto), False

    async def succeeds_another(self) -> bool:
        """Whether what answers was made by another version, so that a hub of that version may be running."""
        async with self._views.snapshot() as connection:
            found = await registry.known(connection, self._name)
        answering = registry.answering(found)
        return answering is not None and answering.fingerprint != self._view.fingerprint

    async def is_ready(self) -> bool:
        """Whether one of this version is there that wants no more than the last events, and the switch."""
        async with self._views.snapshot() as connection:
            found = await registry.known(connection, self._name)
            left = [one for one in found if one.stage is Stage.FOLLOWING and one.fingerprint == self._view.fingerprint]
            if not left:
                return False
            position = select(checkpoints.c.position).where(checkpoints.c.processor == left[-1].processor)
            return (await connection.scalar(position) or 0) >= left[-1].upto

    async def run(self, known: Known, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """Fill it, bring it up to date, and let it answer. Raises Fenced where another process got there first."""
        known, runner = await self._build(known, on_progress)
        await self._switch(known, runner.processor, runner.position)

    async def prepare(self, known: Known, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """All of `run` but the last step: a hub of this version has little to do before it answers."""
        known, runner = await self._build(known, on_progress)
        async with self._views.transaction() as tx:
            # Where nothing wanted came last the checkpoint stayed behind (processor.py), and would tell that it is not
            # done. Only of what is still being built: a number that is free again begins without a checkpoint.
            stored = await runner.checkpoint.lock(tx)
            await registry.change(tx, known, stage=known.stage)
            if stored < runner.position:
                await runner.checkpoint.move(tx, stored, runner.position)

    async def _build(self, known: Known, on_progress: Callable[[int], None]) -> tuple[Known, Runner]:
        generation = self._view.numbered(known.number)
        if known.stage is Stage.FILLING:
            fill = Fill(self._view, generation, self._log, self._views, self._chunk, self._courtesy)
            known = await fill.run(known, on_progress)
        processor = ProjectionProcessor(self._view, self._log, generation)
        runner = Runner(
            processor, self._feed, self._views, checkpoints, batch=min(self._chunk, _FOLLOWED),
            on_progress=lambda position: on_progress(min(position, known.upto)),
        )  # fmt: skip
        await runner.catch_up()
        return known, runner

    async def _switch(self, known: Known, processor: Processor, position: int) -> None:
        answering, building = (Checkpoint(checkpoints, name) for name in (self._name, processor.name))
        parking = Parking(checkpoints, processor.name)
        async with self._views.transaction() as tx:
            # Locked in this order: who follows the view waits now, and finds the new generation afterwards.
            reached = await answering.lock(tx)
            if (elsewhere := await building.lock(tx)) > position:
                raise Fenced(processor.name, elsewhere)
            while position < reached:  # what was handled in the old one since
                batch = not_taken(await self._feed.read(position, processor.wants, _FOLLOWED), position)
                events = await parking.without(tx, batch.events)
                await parking.add(tx, await handle_around(processor.handle, tx, events))
                position = batch.upto
            for one in await registry.known(tx, self._name):
                if one.stage is Stage.ANSWERING:
                    await registry.change(tx, one, stage=Stage.RETIRED)
            await registry.change(tx, known, stage=Stage.ANSWERING)
            await answering.move(tx, reached, position)
            await building.remove(tx)
            await Parking(checkpoints, self._name).take_over(tx, parking)

    async def clean_up(self) -> None:
        """Drop what answers no more, and what was being built by a version of the projection that is no more."""
        async with self._views.snapshot() as connection:
            found = await registry.known(connection, self._name)
        for one in found:
            if one.stage is Stage.RETIRED or (one.building and one.fingerprint != self._view.fingerprint):
                for table in one.tables:
                    # One lock at a time: a reader that still joins two of them is waited for, never in a ring.
                    async with self._views.transaction() as tx:
                        await tx.execute(text(f'DROP TABLE IF EXISTS "{table}"'))
                async with self._views.transaction() as tx:
                    await registry.forget(tx, one)
