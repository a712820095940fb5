"""A decider as a processor: decides batches of submissions, and what waited, whenever new facts arrive."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from . import claims
from .backends.port import Wants
from .claims import ClaimKey
from .clock import Clock, day_of, micros
from .database import Transaction
from .decider import Decider, Fact, FactReader
from .events import Recorded, Topic
from .holds import Holds
from .session import Decided, DossierSession, Pending
from .store import EventLog

S = TypeVar("S")

_EXPIRY_BATCH: Final = 500


class DecidingProcessor(Generic[S]):
    """Runs a `Decider` on the log. Facts, outcomes, holds, claims and checkpoint are one transaction."""

    def __init__(
        self, decider: Decider[S], log: EventLog, clock: Clock, *, on_append: Callable[[int], None] | None = None
    ) -> None:
        self.name = decider.name
        self._decider = decider
        self._log = log
        self._clock = clock
        self._holds = Holds(decider.name)
        self._reader = FactReader({**decider.reads, **decider.decides})
        self.wants: Wants = {Topic.SUBMISSIONS: frozenset(decider.decides), Topic.FACTS: self._reader.types}
        self.on_append = on_append

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        """Decide the submissions in `batch`, and again what is held in the dossiers that got new facts."""
        submissions: dict[UUID, list[Pending]] = {}
        for event in batch:
            if event.topic is Topic.SUBMISSIONS:
                submissions.setdefault(event.dossier, []).append(Pending(event, self._reader.read(event)))
        held = await self._held(tx, {event.dossier for event in batch})
        await self._decide(tx, submissions, held, expired_before=None)

    async def expire(self, tx: Transaction) -> int:
        """Refuse at most 500 holds whose time is over. Returns how many it looked at."""
        today = day_of(self._clock.now())
        expired = await self._holds.expired(tx, today, _EXPIRY_BATCH)
        held = await self._held(tx, {hold.dossier for hold in expired})
        await self._decide(tx, {}, held, expired_before=today)
        return len(expired)

    async def _held(self, tx: Transaction, dossiers: Collection[UUID]) -> dict[UUID, list[Pending]]:
        rows = await self._holds.of_dossiers(tx, dossiers)
        found = await self._log.at(tx, [row.position for row in rows])
        held: dict[UUID, list[Pending]] = {}
        for row in rows:
            event = found[row.position]
            held.setdefault(row.dossier, []).append(Pending(event, self._reader.read(event), row))
        return held

    async def _decide(
        self,
        tx: Transaction,
        submissions: Mapping[UUID, Sequence[Pending]],
        held: Mapping[UUID, Sequence[Pending]],
        *,
        expired_before: date | None,
    ) -> None:
        moment = self._clock.now()
        taken: dict[ClaimKey, UUID] = {}
        wanted: dict[ClaimKey, UUID] = {}

        def decide(dossier: UUID, facts: Sequence[Fact], version: int) -> Decided:
            def is_taken(key: ClaimKey) -> bool:
                return key in taken or wanted.get(key, dossier) != dossier

            session = DossierSession(self._decider, dossier, facts, version, today=day_of(moment), is_taken=is_taken)
            decided = session.run(held.get(dossier, ()), submissions.get(dossier, ()), expired_before=expired_before)
            for _, claimed in decided.claimed:
                wanted.update({(c.scope, c.value): dossier for c in claimed})
            return decided

        order = list(dict.fromkeys((*held, *submissions)))
        if not order:
            return
        pending = {d: (*held.get(d, ()), *submissions.get(d, ())) for d in order}
        facts, versions = await self._facts(tx, pending)
        decided = {dossier: decide(dossier, facts[dossier], versions.get(dossier, 0)) for dossier in order}
        if not any(d.events for d in decided.values()):
            return

        # From here on nobody else appends: dossiers that changed since they were read are decided again.
        await self._log.lock(tx)
        current = await self._log.versions(tx, order)
        again = {dossier for dossier in order if current.get(dossier, 0) != versions.get(dossier, 0)}
        if again:
            fresh, _ = await self._facts(tx, {d: pending[d] for d in again})
            facts.update(fresh)
        asked = [c for d in decided.values() for _, claimed in d.claimed for c in claimed]
        if asked:
            taken.update(await claims.taken(tx, asked))
            again.update(dossier for dossier, d in decided.items() if d.claimed)
        for dossier in (d for d in order if d in again):
            decided[dossier] = decide(dossier, facts[dossier], current.get(dossier, 0))
        await self._write(tx, list(decided.values()), micros(moment))

    async def _facts(
        self, tx: Transaction, pending: Mapping[UUID, Sequence[Pending]]
    ) -> tuple[dict[UUID, list[Fact]], dict[UUID, int]]:
        # Versions first: a fact that comes in between is then seen as a change, and decided on again.
        versions = await self._log.versions(tx, pending)
        withdrawing = {d for d, asked in pending.items() if any(p.fact.withdraws for p in asked)}
        stored = await self._log.facts(tx, pending.keys() - withdrawing, self._reader.types)
        if withdrawing:
            # What is withdrawn may be of any type.
            stored.update(await self._log.facts(tx, withdrawing, None))
        return {dossier: [self._reader.read(e) for e in events] for dossier, events in stored.items()}, versions

    async def _write(self, tx: Transaction, decided: Sequence[Decided], recorded: int) -> None:
        stored = await self._log.append_locked(tx, [e for d in decided for e in d.events], recorded)
        await claims.release(tx, [target for d in decided for target in d.released])
        await claims.take(tx, [claimed for d in decided for claimed in d.claimed])
        await self._holds.replace(tx, [s for d in decided for s in d.ended], [h for d in decided for h in d.begun])
        if stored and self.on_append is not None:
            self.on_append(stored[-1].position)
