"""Parked dossiers done again, after what was wrong has been mended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from eventlog.following.poison import handle_around
from eventlog.following.processor import Runner
from eventlog.store import EventLog

_AT_ONCE: Final = 200


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
    while True:
        async with runner.database.transaction() as tx:
            reached = await runner.checkpoint.read(tx)
            waiting = [p for p in await parking.list(tx) if p.dossier not in tried][:_AT_ONCE]
            if not waiting:
                return total
            start = {p.dossier: p.position for p in waiting}
            tried.update(start)
            async with log.database.snapshot() as connection:
                found = await log.of_dossiers(connection, start, min(start.values()) - 1, reached, processor.wants)
            missed = [event for event in found if event.position >= start[event.dossier]]
            stuck = await handle_around(processor.handle, tx, missed)
            await parking.remove(tx, start.keys() - {s.event.dossier for s in stuck})
            await parking.add(tx, stuck)
        total += Replayed(len(waiting) - len(stuck), len(stuck), len(missed))
        if on_progress is not None:
            on_progress(len(waiting))
