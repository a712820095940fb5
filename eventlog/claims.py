"""Values that must be unique over dossiers: a unique row each, in the transaction of the fact that claims it."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import and_, delete, insert, or_, select

from .database import Transaction
from .events import NewEvent
from .outcome import Claim
from .schema import claims

ClaimKey = tuple[str, str]
"""Scope and value."""


async def taken(tx: Transaction, wanted: Iterable[Claim]) -> dict[ClaimKey, UUID]:
    """Which of these are claimed already, and by which dossier. Read under the log's lock."""
    conditions = [and_(claims.c.scope == c.scope, claims.c.value == c.value) for c in wanted]
    if not conditions:
        return {}
    rows = await tx.execute(select(claims.c.scope, claims.c.value, claims.c.dossier).where(or_(*conditions)))
    return {(row.scope, row.value): row.dossier for row in rows}


async def release(tx: Transaction, targets: Collection[tuple[UUID, str]]) -> None:
    """Free what facts claimed that are now corrected or withdrawn: (dossier, fact id)."""
    for dossier, id_ in targets:
        await tx.execute(delete(claims).where(claims.c.dossier == dossier, claims.c.id == id_))


async def take(tx: Transaction, claimed: Sequence[tuple[NewEvent, tuple[Claim, ...]]]) -> None:
    """Put down the claims of new facts. The primary key is the net under `taken`."""
    rows = [
        {"scope": c.scope, "value": c.value, "dossier": fact.dossier, "source": fact.source, "id": fact.id}
        for fact, wanted in claimed
        for c in wanted
    ]
    if rows:
        await tx.execute(insert(claims), rows)
