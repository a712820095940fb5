"""Submissions that wait for something that may still arrive: a row each, with what for and until when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert, select

from eventlog.deciding.outcome import Rule
from eventlog.storage.database import Transaction
from eventlog.storage.schema import holds, parked


@dataclass(frozen=True, slots=True)
class Held:
    """One row. `position`: of the submission in the log. `until`: last day of waiting."""

    submission: UUID
    position: int
    dossier: UUID
    waits_for: tuple[str, ...]
    rule: Rule
    until: date


_rule = msgspec.json.Decoder(Rule)


class Holds:
    """The holds of one decider."""

    def __init__(self, decider: str) -> None:
        self._decider = decider

    async def of_dossiers(self, tx: Transaction, dossiers: Collection[UUID]) -> list[Held]:
        """Holds in these dossiers, in order of arrival, locked until the transaction ends."""
        if not dossiers:
            return []
        statement = (
            select(holds)
            .where(holds.c.decider == self._decider, holds.c.dossier.in_(dossiers))
            .order_by(holds.c.position)
            .with_for_update()
        )
        return [
            Held(
                submission=row.submission, position=row.position, dossier=row.dossier,
                waits_for=tuple(row.waits_for.split()), rule=_rule.decode(row.rule), until=row.until,
            )
            for row in await tx.execute(statement)
        ]  # fmt: skip

    async def dossiers_with_expired(self, tx: Transaction, today: date, limit: int) -> set[UUID]:
        """Dossiers of at most `limit` holds whose last day of waiting has gone by; not those that are parked.

        Locks nothing: who locks holds does so in order of arrival (`of_dossiers`), or two might wait for each other.
        """
        oldest = (
            select(holds.c.dossier)
            .where(
                holds.c.decider == self._decider,
                holds.c.until < today,
                holds.c.dossier.not_in(select(parked.c.dossier).where(parked.c.processor == self._decider)),
            )
            .order_by(holds.c.position)
            .limit(limit)
        )
        return set(await tx.scalars(oldest))

    async def replace(self, tx: Transaction, ended: Collection[UUID], begun: Sequence[Held]) -> None:
        """Take away holds that ended and put down those that began."""
        if ended:
            await tx.execute(
                delete(holds).where(holds.c.submission == bindparam("ended")), [{"ended": id_} for id_ in ended]
            )
        if begun:
            await tx.execute(
                insert(holds),
                [
                    {
                        "submission": h.submission, "position": h.position, "decider": self._decider,
                        "dossier": h.dossier, "waits_for": " ".join(h.waits_for),
                        "rule": msgspec.json.encode(h.rule), "until": h.until,
                    }
                    for h in begun
                ],
            )  # fmt: skip
