"""Whether a context has anything that waits, or that lapsed: one cheap look at both.

Nearly always there is neither, and then no list of dossiers needs to be sent along.
"""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.storage.database import Transaction
from eventlog.storage.schema import holds, lapsed


class Unsettled(NamedTuple):
    """Whether there is any of each."""

    holds: bool
    lapsed: bool


class UnsettledOf:
    """Of one decider."""

    def __init__(self, decider: str) -> None:
        self._decider = decider
        self._look = select(
            exists().where(holds.c.decider == decider).label("holds"),
            exists().where(lapsed.c.decider == decider).label("lapsed"),
        )

    async def look(self, tx: Transaction) -> Unsettled:
        """What there is now."""
        row = (await tx.execute(self._look)).one()
        return Unsettled(bool(row.holds), bool(row.lapsed))

    async def is_any_in(self, connection: AsyncConnection, dossiers: Collection[UUID]) -> bool:
        """Whether there is anything of either in these dossiers."""
        of_them = (
            exists().where(table.c.decider == self._decider, table.c.dossier.in_(dossiers)) for table in (holds, lapsed)
        )
        return bool(await connection.scalar(select(or_(*of_them))))
