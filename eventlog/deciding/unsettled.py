"""Whether a context has anything that waits, or that lapsed: one cheap look at both.

Nearly always there is neither, and then no list of dossiers needs to be sent along.
"""

from typing import NamedTuple

from sqlalchemy import exists, select

from eventlog.storage.database import Transaction
from eventlog.storage.schema import holds, lapsed


class Unsettled(NamedTuple):
    """Whether there is any of each."""

    holds: bool
    lapsed: bool


class UnsettledOf:
    """Of one decider."""

    def __init__(self, decider: str) -> None:
        self._look = select(
            exists().where(holds.c.decider == decider).label("holds"),
            exists().where(lapsed.c.decider == decider).label("lapsed"),
        )

    async def look(self, tx: Transaction) -> Unsettled:
        """What there is now."""
        row = (await tx.execute(self._look)).one()
        return Unsettled(bool(row.holds), bool(row.lapsed))
