"""A decider as a processor: decides batches of submissions, and what waited or leans on what is gone, on new facts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.clock import Clock, day_of, micros
from eventlog.deciding import claims
from eventlog.deciding.claims import ClaimKey, Holder
from eventlog.deciding.decider import Decider, Fact, FactReader
from eventlog.deciding.holds import Holds
from eventlog.deciding.revisit import Revisit
from eventlog.deciding.session import Decided, DossierSession, Pending
from eventlog.deciding.unsettled import UnsettledOf
from eventlog.events import Recorded, Topic
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.store import EventLog

S = TypeVar("S")

_EXPIRY_BATCH: Final = 500


class DecidingProcessor(Generic[S]):
    """Runs a `Decider` on the log. Facts, outcomes, holds, claims and checkpoint are one transaction."""

    def __init__(self, decider: Decider[S], log: EventLog, clock: Clock) -> None:
        self.name = decider.name
        self.decider: Final = decider
        self._log = log
        self._clock = clock
        self._holds = Holds(decider.name)
        self._reader = FactReader({**decider.reads, **decider.decides}, log.upcasters)
        self._unsettled = UnsettledOf(decider.name)
        self._revisit = Revisit(decider, log, self._reader, clock)
        self.wants: Wants = {
            Topic.SUBMISSIONS: log.upcasters.with_older(decider.decides),
            Topic.FACTS: self._reader.types.union(log.upcasters.with_older(decider.follows)),
        }

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        """Decide the submissions in `batch`, and again what is held in the dossiers that got new facts.

        Where these withdraw or correct, what was accepted is looked at again.
        """
        submissions: dict[UUID, list[Pending]] = {}
        for event in batch:
            if event.topic is Topic.SUBMISSIONS:
                submissions.setdefault(event.dossier, []).append(Pending(event, self._reader.read(event)))
        unsettled = await self._unsettled.look(tx)
        held = await self._held(tx, {event.dossier for event in batch}) if unsettled.holds else {}
        await self._decide(tx, submissions, held, expired_before=None)
        await self._revisit.after(tx, batch, any_lapsed=unsettled.lapsed)

    async def is_concerned(self, connection: AsyncConnection, batch: Sequence[Recorded]) -> bool:
        """Whether there is anything to decide, or to look at again: most facts end no wait and withdraw nothing.

        A fact of which this is not said is not missed, with any number of runners, replays and clocks beside this one:

        - What is held when it is asked is seen, as the fact was in the log before. What comes to be held afterwards is
          decided with that fact: whoever begins a hold compares the dossier's version under the log's lock
          (`_decide`), and every fact that a decision reads has raised it.
        - A condition lapses by a withdrawal or correction, of which this is said, or is handled by another runner
          before this one gets past it (the checkpoint is then theirs). So later facts are asked about when it is seen.
          That a replay has a condition lapse further back is seen by the facts that stay with the runner: they are
          handled with its next batch.
        """
        if any(event.topic is Topic.SUBMISSIONS for event in batch) or self._revisit.is_asked_by(batch):
            return True
        return await self._unsettled.is_any_in(connection, {event.dossier for event in batch})

    async def expired(self, tx: Transaction) -> set[UUID]:
        """Dossiers, of some 500 at most, where something has waited too long by the clock, and that are not parked."""
        return await self._holds.dossiers_with_expired(tx, day_of(self._clock.now()), _EXPIRY_BATCH)

    async def expire(self, tx: Transaction, dossiers: Collection[UUID]) -> None:
        """Refuse what has waited too long in these dossiers, unless it can be accepted by now.

        What it waits for may have arrived and not been read: let the runner catch up first.
        """
        await self._decide(tx, {}, await self._held(tx, dossiers), expired_before=day_of(self._clock.now()))

    async def settle(self, tx: Transaction, dossiers: Collection[UUID]) -> None:
        """Decide once more what is held in these dossiers."""
        await self._decide(tx, {}, await self._held(tx, dossiers), expired_before=None)

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
        order = list(dict.fromkeys((*held, *submissions)))
        if not order:
            return
        moment = self._clock.now()
        pending = {d: (*held.get(d, ()), *submissions.get(d, ())) for d in order}
        facts, versions = await self._facts(tx, pending)

        def decide(dossier: UUID, taken: dict[ClaimKey, Holder]) -> Decided:
            session = DossierSession(
                self.decider, dossier, facts[dossier], versions.get(dossier, 0), today=day_of(moment), holder=taken.get
            )
            result = session.run(held.get(dossier, ()), submissions.get(dossier, ()), expired_before=expired_before)
            _enter(taken, result)
            return result

        taken: dict[ClaimKey, Holder] = {}
        decided = {dossier: decide(dossier, taken) for dossier in order}
        if not any(d.events for d in decided.values()):
            return

        # From here on nobody else appends. Decided again are the dossiers that changed since they were read, and those
        # that depend on claims: until every claim that any of them asks about has been looked up.
        await self._log.lock(tx)
        current = await self._log.versions(tx, order)
        again = {dossier for dossier in order if current.get(dossier, 0) != versions.get(dossier, 0)}
        if again:
            fresh, _ = await self._facts(tx, {d: pending[d] for d in again})
            facts.update(fresh)
            versions = current
        known: set[ClaimKey] = set()
        again.update(_on_claims(decided))
        while again:
            known.update(*(d.asked for d in decided.values()))
            taken = await claims.taken(tx, known)
            decided.update({dossier: decide(dossier, taken) for dossier in order if dossier in again})
            again = _on_claims(decided)
            if all(d.asked <= known for d in decided.values()):
                break
        await self._write(tx, list(decided.values()), micros(moment))

    async def _facts(
        self, tx: Transaction, pending: Mapping[UUID, Sequence[Pending]]
    ) -> tuple[dict[UUID, list[Fact]], dict[UUID, int]]:
        # Versions first: a fact that comes in between is then seen as a change, and decided on again.
        versions = await self._log.versions(tx, pending)
        whole = {d for d, asked in pending.items() if any(p.needs_all for p in asked)}
        stored = await self._log.facts(tx, pending.keys() - whole, self._reader.types)
        if whole:
            stored.update(await self._log.facts(tx, whole, None))
        return {dossier: [self._reader.read(e) for e in events] for dossier, events in stored.items()}, versions

    async def _write(self, tx: Transaction, decided: Sequence[Decided], recorded: int) -> None:
        await self._log.append_locked(tx, [e for d in decided for e in d.events], recorded)
        await claims.release(tx, [target for d in decided for target in d.released])
        await claims.take(tx, [claimed for d in decided for claimed in d.claimed])
        await self._holds.replace(tx, [s for d in decided for s in d.ended], [h for d in decided for h in d.begun])


def _on_claims(decided: Mapping[UUID, Decided]) -> set[UUID]:
    """The dossiers that ask for claims or give them up."""
    return {dossier for dossier, result in decided.items() if result.asked or result.released}


def _enter(taken: dict[ClaimKey, Holder], result: Decided) -> None:
    """What one dossier takes and gives up counts for the next: of two that want the same, the first has it."""
    for key in [key for key, holder in taken.items() if holder in result.released]:
        del taken[key]
    for fact, claimed in result.claimed:
        taken.update({claims.key_of(c): claims.holder_of(fact) for c in claimed})
