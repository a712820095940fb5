"""By which rules the deadlines that are there were made. No other version adds to them."""

import hashlib
from collections.abc import Mapping
from typing import Final

import msgspec
from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateIndex, CreateTable

from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS
from eventlog.storage.database import Transaction
from eventlog.storage.unavailable import NotNow

from .reckoning.regio import gelezen_van
from .tables import derived, made, untold

_VERSION: Final = 3
"""To be raised where the same facts and rules give other deadlines than before."""


class MadeOtherwise(NotNow):
    """A hub of another version has made the deadlines again: what this one reckons does not belong among them."""

    def __init__(self) -> None:
        super().__init__("the deadlines are kept by another version")


class Making:
    """How this version makes them: by the rules, and by these profiles of the regions.

    `fingerprint`: differs when the rules, what they read of the profiles, the tables or what is made of them do.
    """

    def __init__(self, profielen: Mapping[str, Regioprofiel]) -> None:
        regios = {code: gelezen_van(profiel) for code, profiel in profielen.items()}
        parts = [str(_VERSION).encode(), *(msgspec.json.encode(p, order="deterministic") for p in (REGELS, regios))]
        for table in derived:
            parts.append(str(CreateTable(table)).encode())
            parts += sorted(str(CreateIndex(index)).encode() for index in table.indexes)
        self.fingerprint: Final = hashlib.sha256(b"\n".join(parts)).hexdigest()

    async def is_theirs(self, connection: AsyncConnection) -> bool:
        """Whether those that are there were made so."""
        return await connection.scalar(select(made.c.fingerprint)) == self.fingerprint

    async def require(self, tx: Transaction) -> int | None:
        """Raise MadeOtherwise where they were made otherwise. Under the lock of the processor's checkpoint, which
        `remake` takes too: so they stay as they are until `tx` ends.

        Returns up to which position was told of facts by an earlier making, None where that is settled.
        """
        both = select(made.c.fingerprint, untold.c.upto).select_from(made.outerjoin(untold, true()))
        found = (await tx.execute(both)).one_or_none()
        if found is None or found.fingerprint != self.fingerprint:
            raise MadeOtherwise
        return None if found.upto is None else int(found.upto)
