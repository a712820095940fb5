"""Deadlines made again from the log, where this version would keep others than those that are there."""

import hashlib
from typing import Final

import msgspec
import structlog
from sqlalchemy import delete, insert, select
from sqlalchemy.schema import CreateIndex, CreateTable

from contracts.termijnen import REGELS
from eventlog.storage.database import Database
from eventlog.storage.schema import checkpoints, parked

from .processor import NAAM
from .tables import derived, made, metadata

_VERSION: Final = 2
"""To be raised where the same facts and rules give other deadlines than before."""

_log = structlog.get_logger()


def fingerprint() -> str:
    """Differs when the rules, the tables or what is made of them do."""
    parts = [str(_VERSION).encode(), msgspec.json.encode(REGELS, order="deterministic")]
    for table in derived:
        parts.append(str(CreateTable(table)).encode())
        parts += sorted(str(CreateIndex(index)).encode() for index in table.indexes)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


async def remake(database: Database) -> bool:
    """Empty the tables and read the log from its beginning, if need be. Returns whether it was.

    What was signalled before has the same ids, so it is not said again (`append_once`). One that no rule gives any more
    is not told as lapsed: a rule is not taken away, but gets another version.
    """
    wanted = fingerprint()
    async with database.transaction() as tx:
        await database.prepare_schema(tx)
        await tx.run_sync(metadata.create_all)
        if await tx.scalar(select(made.c.fingerprint)) == wanted:
            return False
        await tx.run_sync(metadata.drop_all, tables=derived)
        await tx.run_sync(metadata.create_all)
        await tx.execute(delete(made))
        await tx.execute(insert(made).values(fingerprint=wanted))
        read = await tx.execute(delete(checkpoints).where(checkpoints.c.processor == NAAM))
        await tx.execute(delete(parked).where(parked.c.processor == NAAM))
    if read.rowcount:
        _log.info("deadlines are made again from the log")
    return True
