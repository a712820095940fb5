"""Accepted facts that no longer meet a rule: a row each, with the rule and since when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.deciding.outcome import Rule
from eventlog.storage.database import Transaction
from eventlog.storage.schema import lapsed


@dataclass(frozen=True, slots=True)
class Lapsed:
    """One row, by the submission of the fact. `since`: day on which was recorded what brought it about."""

    submission: UUID
    dossier: UUID
    rule: Rule
    since: date


_rule = msgspec.json.Decoder(Rule)


class LapsedFacts:
    """Those of one decider."""

    def __init__(self, decider: str) -> None:
        self._decider = decider

    async def of_dossiers(self, tx: Transaction, dossiers: Collection[UUID]) -> dict[UUID, list[Lapsed]]:
        """Per dossier that has any."""
        found: dict[UUID, list[Lapsed]] = {}
        if dossiers:
            statement = select(lapsed).where(lapsed.c.decider == self._decider, lapsed.c.dossier.in_(dossiers))
            for row in await tx.execute(statement):
                found.setdefault(row.dossier, []).append(_read(row))
        return found

    async def replace(self, tx: Transaction, ended: Collection[UUID], begun: Sequence[Lapsed]) -> None:
        """Take away those of these submissions, then put down those that began."""
        if ended:
            await tx.execute(
                delete(lapsed).where(lapsed.c.submission == bindparam("ended")), [{"ended": id_} for id_ in ended]
            )
        if begun:
            await tx.execute(
                insert(lapsed),
                [
                    {
                        "submission": row.submission, "decider": self._decider, "dossier": row.dossier,
                        "rule": msgspec.json.encode(row.rule), "since": row.since,
                    }
                    for row in begun
                ],
            )  # fmt: skip


async def lapsed_of(connection: AsyncConnection, submissions: Collection[UUID]) -> dict[UUID, Lapsed]:
    """Those of these submissions whose fact no longer meets a rule."""
    rows = await connection.execute(select(lapsed).where(lapsed.c.submission.in_(list(submissions))))
    return {row.submission: _read(row) for row in rows}


def _read(row: Any) -> Lapsed:
    return Lapsed(row.submission, row.dossier, _rule.decode(row.rule), row.since)
