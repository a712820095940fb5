"""Parked dossiers done again, after what was wrong has been mended."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table

from eventlog.following.checkpoint import Checkpoint
from eventlog.following.parking import Parking
from eventlog.following.poison import handle_around
from eventlog.following.processor import Processor
from eventlog.storage.database import Database
from eventlog.store import EventLog

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many dossiers are up to date again, and how many stay parked; `events`: handled on the way."""

    done: int = 0
    still_parked: int = 0
    events: int = 0

    def __add__(self, other: "Replayed") -> "Replayed":
        return Replayed(self.done + other.done, self.still_parked + other.still_parked, self.events + other.events)


async def replay(processor: Processor, log: EventLog, database: Database, checkpoints: Table) -> Replayed:
    """Handle what the parked dossiers of `processor` missed, in order. Each ends up to date, or parked later on.

    May run beside a runner of the same processor, here or in another process: the checkpoint's row is locked meanwhile,
    for some 200 dossiers at a time.
    """
    parking = Parking(checkpoints, processor.name)
    checkpoint = Checkpoint(checkpoints, processor.name)
    total = Replayed()
    tried: set[object] = set()
    while True:
        async with database.transaction() as tx:
            reached = await checkpoint.read(tx)
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
