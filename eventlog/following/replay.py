"""Parked dossiers done again, after what was wrong has been mended."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable
from uuid import UUID

from eventlog.following.parking import HELD_SUBMISSION
from eventlog.following.poison import attempt, handle_around
from eventlog.following.processor import Runner
from eventlog.storage.database import Transaction
from eventlog.store import EventLog

_AT_ONCE: Final = 200


@runtime_checkable
class Waits(Protocol):
    """A processor that holds what waits for something else."""

    async def settle(self, tx: Transaction, dossiers: Collection[UUID]) -> None:
        """Decide once more what waits in these dossiers."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many dossiers are up to date again, how many stay parked, and how many events they had missed."""

    done: int = 0
    still_parked: int = 0
    events: int = 0

    def __add__(self, other: "Replayed") -> "Replayed":
        return Replayed(self.done + other.done, self.still_parked + other.still_parked, self.events + other.events)


async def replay(runner: Runner, log: EventLog, on_progress: Callable[[int], None] | None = None) -> Replayed:
    """Handle what the parked dossiers of a processor missed, in order. Each ends up to date, or parked later on.

    The processor may be running meanwhile, here or in another process: the checkpoint's row is locked, for some 200
    dossiers at a time. `on_progress`: is told how many dossiers each time.
    """
    processor, parking = runner.processor, runner.parking
    total = Replayed()
    tried: set[UUID] = set()
    last = (0, UUID(int=0))
    while True:
        async with runner.database.transaction() as tx:
            reached = await runner.checkpoint.read(tx)
            listed = await parking.list(tx, _AT_ONCE, last)
            if not listed:
                return total
            last = (listed[-1].position, listed[-1].dossier)
            # Parked again further on, it comes by once more.
            waiting = [p for p in listed if p.dossier not in tried]
            if not waiting:
                continue
            start = {p.dossier: p.position for p in waiting}
            tried.update(start)
            async with log.database.snapshot() as connection:
                found = await log.of_dossiers(connection, start, min(start.values()) - 1, reached, processor.wants)
            missed = [event for event in found if event.position >= start[event.dossier]]
            stuck = await handle_around(processor.handle, tx, missed)
            await parking.remove(tx, start.keys() - {s.event.dossier for s in stuck})
            await parking.add(tx, stuck)
            still = len(stuck)
            if isinstance(processor, Waits):
                for dossier in (p.dossier for p in waiting if p.type == HELD_SUBMISSION):
                    fault = await attempt(tx, processor.settle(tx, {dossier}))
                    if fault is not None:
                        await parking.add_held(tx, dossier, reached, fault)
                        still += 1
        total += Replayed(len(waiting) - still, still, len(missed))
        if on_progress is not None:
            on_progress(len(waiting))
