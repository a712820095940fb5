"""Values that must be unique over dossiers: a unique row each, in the transaction of the fact that claims it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import delete, insert, select, tuple_

from eventlog.deciding.outcome import Claim
from eventlog.storage.database import Transaction
from eventlog.storage.schema import claims

ClaimKey = tuple[str, str]
"""Scope and value."""

_CHUNK: Final = 400


class Holder(NamedTuple):
    """The fact that holds a claim."""

    dossier: UUID
    source: str
    id: str


class Claimant(Protocol):
    """A fact, new or read back."""

    @property
    def dossier(self) -> UUID:
        """Whose it is."""

    @property
    def source(self) -> str:
        """CloudEvents source."""

    @property
    def id(self) -> str:
        """CloudEvents id."""


Claimed = tuple[Claimant, tuple[Claim, ...]]
"""A fact with what it claims."""


def key_of(claim: Claim) -> ClaimKey:
    """What must be unique."""
    return claim.scope, claim.value


def holder_of(fact: Claimant) -> Holder:
    """The fact as the holder of what it claims."""
    return Holder(fact.dossier, fact.source, fact.id)


async def taken(tx: Transaction, wanted: Iterable[ClaimKey]) -> dict[ClaimKey, Holder]:
    """Which of these are claimed already, and by which fact. Read under the log's lock."""
    keys = sorted(set(wanted))
    found: dict[ClaimKey, Holder] = {}
    for start in range(0, len(keys), _CHUNK):
        rows = await tx.execute(
            select(claims).where(tuple_(claims.c.scope, claims.c.value).in_(keys[start : start + _CHUNK]))
        )
        found.update({(row.scope, row.value): Holder(row.dossier, row.source, row.id) for row in rows})
    return found


async def release(tx: Transaction, holders: Collection[Holder]) -> None:
    """Free what facts claimed that are now corrected or withdrawn."""
    for dossier, source, id_ in holders:
        await tx.execute(
            delete(claims).where(claims.c.dossier == dossier, claims.c.source == source, claims.c.id == id_)
        )


async def take(tx: Transaction, claimed: Sequence[Claimed]) -> None:
    """Put down the claims of new facts. The primary key is the net under `taken`."""
    rows = [
        {"scope": c.scope, "value": c.value, "dossier": fact.dossier, "source": fact.source, "id": fact.id}
        for fact, wanted in claimed
        for c in wanted
    ]
    if rows:
        await tx.execute(insert(claims), rows)
