"""Deadlines made again from the log, where this version would keep others than those that are there."""

import hashlib
from collections.abc import Mapping
from typing import Final

import msgspec
import structlog
from sqlalchemy import Connection, delete, insert, inspect, select
from sqlalchemy.schema import CreateIndex, CreateTable

from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS
from eventlog.storage.database import Database
from eventlog.storage.schema import checkpoints, parked

from .processor import NAAM
from .reckoning.regio import gelezen_van
from .tables import derived, made, metadata, untold

_VERSION: Final = 2
"""To be raised where the same facts and rules give other deadlines than before."""

_log = structlog.get_logger()


def fingerprint(profielen: Mapping[str, Regioprofiel]) -> str:
    """Differs when the rules, what they read of the regions' profiles, the tables or what is made of them do."""
    regios = {code: gelezen_van(profiel) for code, profiel in profielen.items()}
    parts = [str(_VERSION).encode(), *(msgspec.json.encode(part, order="deterministic") for part in (REGELS, regios))]
    for table in derived:
        parts.append(str(CreateTable(table)).encode())
        parts += sorted(str(CreateIndex(index)).encode() for index in table.indexes)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


async def is_made(database: Database, profielen: Mapping[str, Regioprofiel]) -> bool:
    """Whether the deadlines that are there are those that this version would keep. Changes nothing."""
    async with database.snapshot() as connection:
        there = await connection.run_sync(_has_deadlines)
        return there and await connection.scalar(select(made.c.fingerprint)) == fingerprint(profielen)


def _has_deadlines(connection: Connection) -> bool:
    return inspect(connection).has_table(made.name)


async def remake(database: Database, profielen: Mapping[str, Regioprofiel]) -> bool:
    """Empty the tables and read the log from its beginning, if need be. Returns whether it was.

    `profielen`: those by which this hub reckons. The processor reads the log again, without a word about what was told
    before; the first check after it tells what differs now (`Retelling`; docs/decisions/0026).
    """
    wanted = fingerprint(profielen)
    async with database.transaction() as tx:
        await database.prepare_schema(tx)
        await tx.run_sync(metadata.create_all)
        if await tx.scalar(select(made.c.fingerprint)) == wanted:
            return False
        await tx.run_sync(metadata.drop_all, tables=derived)
        await tx.run_sync(metadata.create_all)
        await tx.execute(delete(made))
        await tx.execute(insert(made).values(fingerprint=wanted))
        read_to = await tx.scalar(select(checkpoints.c.position).where(checkpoints.c.processor == NAAM)) or 0
        told_to = max(read_to, await tx.scalar(select(untold.c.upto)) or 0)
        await tx.execute(delete(untold))
        if told_to:
            await tx.execute(insert(untold).values(fingerprint=wanted, upto=told_to))
        await tx.execute(delete(checkpoints).where(checkpoints.c.processor == NAAM))
        await tx.execute(delete(parked).where(parked.c.processor == NAAM))
    if told_to:
        _log.info("deadlines are made again from the log: rules or region profiles changed", upto=told_to)
    return True
