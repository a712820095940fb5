"""A rebuild as an administrative act: the log says who began it and why, and when it was done (design §6)."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from contracts.beheer import HerbouwAfgerond, HerbouwGestart
from eventlog.clock import Clock, day_of
from eventlog.views.rebuild import Rebuild
from eventlog.views.registry import Known
from schakel.beheer import Beheer


@dataclass(frozen=True, slots=True)
class Order:
    """Who has a view rebuilt, and why."""

    actor: str
    reden: str


BY_ITSELF: Final = Order("hub", "Deze versie van de hub maakt het overzicht anders dan de vorige.")

OnBegin: TypeAlias = Callable[[Known, bool], None]
OnProgress: TypeAlias = Callable[[int], None]


def _nothing(*_: object) -> None:
    pass


class RecordedRebuild:
    """One rebuild of one view; all of it inside `alone`."""

    def __init__(self, rebuild: Rebuild[Any], beheer: Beheer, clock: Clock) -> None:
        self._rebuild = rebuild
        self._beheer = beheer
        self._clock = clock

    def alone(self) -> AbstractAsyncContextManager[None]:
        """No other process rebuilds this view meanwhile. Raises AlreadyHeld where one does."""
        return self._rebuild.alone()

    async def run(self, order: Order, on_begin: OnBegin = _nothing, on_progress: OnProgress = _nothing) -> Known:
        """Rebuild, or go on with what was left half-way: `on_begin` is told which. Returns what was built."""
        known = await self._begin(order, on_begin)
        await self._rebuild.run(known, on_progress)
        await self._done(known, order)
        return known

    async def run_beside(
        self, order: Order, on_begin: OnBegin = _nothing, on_progress: OnProgress = _nothing
    ) -> tuple[Known, bool]:
        """`run` beside a hub. One of another version goes on answering from what it has: what was built then answers
        once a hub of this version starts. Returns what was built, and whether it answers.
        """
        known = await self._begin(order, on_begin)
        if await self._rebuild.succeeds_another():
            await self._rebuild.prepare(known, on_progress)
            return known, False
        await self._rebuild.run(known, on_progress)
        await self._done(known, order)
        return known, True

    async def is_ready(self) -> bool:
        """Whether a generation of this version is there, but for the last events, and does not answer yet."""
        return await self._rebuild.is_ready()

    async def _begin(self, order: Order, on_begin: OnBegin) -> Known:
        await self.tidy(order)
        known, resumed = await self._rebuild.begin()
        await self._rebuild.clean_up()
        started = HerbouwGestart(
            datum=day_of(self._clock.now()), actor=order.actor, reden=order.reden, projectie=known.name,
            generatie=known.number, hervat=resumed,
        )  # fmt: skip
        # What the hub goes on with by itself, as often as it takes, is one act.
        again = f"{known.name}|{known.number}|{known.upto}" if resumed and order == BY_ITSELF else None
        await self._beheer.record(started, once=again)
        on_begin(known, resumed)
        return known

    async def tidy(self, order: Order) -> None:
        """Finish what was killed between its switch and its end."""
        known = await self._rebuild.unfinished()
        if known is not None:
            await self._done(known, order)

    async def _done(self, known: Known, order: Order) -> None:
        done = HerbouwAfgerond(
            datum=day_of(self._clock.now()), actor=order.actor, reden=order.reden, projectie=known.name,
            generatie=known.number,
        )  # fmt: skip
        # Told apart by the position too: who throws the views away begins to number anew.
        await self._beheer.record(done, once=f"{known.name}|{known.number}|{known.upto}")
        await self._rebuild.clean_up()
