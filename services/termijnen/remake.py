"""Deadlines made again from the log, where this version would keep others than those that are there."""

from collections.abc import Mapping
from typing import Final

import structlog
from sqlalchemy import Connection, delete, insert, inspect, select

from contracts.regioprofiel import Regioprofiel
from eventlog.following.checkpoint import Checkpoint
from eventlog.storage.database import Database
from eventlog.storage.schema import checkpoints, parked

from .making import Making
from .processor import NAAM
from .tables import derived, made, metadata, untold

_log = structlog.get_logger()
_CHECKPOINT: Final = Checkpoint(checkpoints, NAAM)


async def is_made(database: Database, profielen: Mapping[str, Regioprofiel]) -> bool:
    """Whether the deadlines that are there are those that this version would keep. Changes nothing."""
    async with database.snapshot() as connection:
        return await connection.run_sync(_has_deadlines) and await Making(profielen).is_theirs(connection)


def _has_deadlines(connection: Connection) -> bool:
    return inspect(connection).has_table(made.name)


async def remake(database: Database, profielen: Mapping[str, Regioprofiel]) -> bool:
    """Empty the tables and read the log from its beginning, if need be. Returns whether it was.

    `profielen`: those by which this hub reckons. The processor reads the log again, without a word about what was told
    before; the first check after it tells what differs now (`Retelling`; docs/decisions/0026). A hub of another version
    that still runs adds nothing to them (`Making.require`).
    """
    making = Making(profielen)
    async with database.transaction() as tx:
        await database.prepare_schema(tx)
        await tx.run_sync(metadata.create_all)
        if await making.is_theirs(tx):
            return False
        # Before all else, as who writes in these tables does: after that it finds by which rules they were made.
        read_to = await _CHECKPOINT.lock(tx)
        await tx.run_sync(metadata.drop_all, tables=derived)
        await tx.run_sync(metadata.create_all)
        await tx.execute(delete(made))
        await tx.execute(insert(made).values(fingerprint=making.fingerprint))
        told_to = max(read_to, await tx.scalar(select(untold.c.upto)) or 0)
        await tx.execute(delete(untold))
        if told_to:
            await tx.execute(insert(untold).values(fingerprint=making.fingerprint, upto=told_to))
        await _CHECKPOINT.remove(tx)
        await tx.execute(delete(parked).where(parked.c.processor == NAAM))
    if told_to:
        _log.info("deadlines are made again from the log: rules or region profiles changed", upto=told_to)
    return True
