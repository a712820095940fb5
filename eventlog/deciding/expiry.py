"""What has waited too long is refused, whatever else cannot be decided."""

from typing import Any

from sqlalchemy import Table

from eventlog.deciding.processor import DecidingProcessor
from eventlog.following.checkpoint import Checkpoint
from eventlog.following.parking import Parking
from eventlog.following.poison import attempt
from eventlog.storage.database import Database


class Expiry:
    """Ends the waiting of one context, a batch of dossiers a transaction."""

    def __init__(self, context: DecidingProcessor[Any], database: Database, checkpoints: Table) -> None:
        self._context = context
        self._database = database
        self._checkpoint = Checkpoint(checkpoints, context.name)
        self._parking = Parking(checkpoints, context.name)

    async def run(self) -> int:
        """Refuse all that waited past its day. Returns in how many dossiers.

        What it waits for may have arrived and not been read: let the runner catch up first.
        """
        done = 0
        while found := await self._step():
            done += found
        return done

    async def _step(self) -> int:
        async with self._database.transaction() as tx:
            # Its row is locked, so that the runner does not meanwhile go on in a dossier that is parked here.
            reached = await self._checkpoint.read(tx)
            dossiers = await self._context.expired(tx)
            if dossiers and await attempt(tx, self._context.expire(tx, dossiers)) is not None:
                for dossier in sorted(dossiers):
                    fault = await attempt(tx, self._context.expire(tx, {dossier}))
                    if fault is not None:
                        await self._parking.add_held(tx, dossier, reached, fault)
            return len(dossiers)
