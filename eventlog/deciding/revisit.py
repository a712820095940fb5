"""Accepted facts looked at again, once what they leaned on was withdrawn or corrected, by whichever context."""

from collections.abc import Sequence
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from contracts.envelope import HUB_SOURCE, WITHDRAWAL
from eventlog.append_once import append_once
from eventlog.body import HUB, Body, body_decoder, decode_without_data, encode_body
from eventlog.clock import Clock, day_of, moment_of
from eventlog.deciding.conditions import Change, changes
from eventlog.deciding.correction import FactId, identity
from eventlog.deciding.decider import Decider, Fact, FactReader
from eventlog.deciding.lapsed import Lapsed, LapsedFacts
from eventlog.deciding.outcome import LAPSED, MET_AGAIN, ConditionData, WhoseDossier, condition_id, rule_body
from eventlog.deciding.reclaim import brought_back, reclaim
from eventlog.deciding.session import submission_id
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.storage.database import Transaction
from eventlog.store import EventLog

S = TypeVar("S")


class Revisit(Generic[S]):
    """Signals of one context which of its facts no longer meet a rule, and which do again; and claims that come back.

    In the transaction of the batch with the fact that brought it about, so once. Of a batch without withdrawals and
    corrections nothing is read, unless something has lapsed already.
    """

    def __init__(self, decider: Decider[S], log: EventLog, reader: FactReader, clock: Clock) -> None:
        self._decider = decider
        self._log = log
        self._reader = reader
        self._clock = clock
        self._lapsed = LapsedFacts(decider.name)

    def is_asked_by(self, batch: Sequence[Recorded]) -> bool:
        """Whether any of these facts withdraws or corrects."""
        return any(self._reads(event) and _replaces(event) for event in batch)

    async def after(self, tx: Transaction, batch: Sequence[Recorded], *, any_lapsed: bool) -> None:
        """Take in the facts of a batch. `any_lapsed`: whether there is any fact of this context that lapsed."""
        start: dict[UUID, int] = {}
        asked: set[UUID] = set()
        for event in batch:
            if self._reads(event):
                start.setdefault(event.dossier, event.position)
                if _replaces(event):
                    asked.add(event.dossier)
        rows = await self._lapsed.of_dossiers(tx, start) if any_lapsed else {}
        asked.update(rows)
        if not asked:
            return
        # Not beyond the batch: what comes later is taken in when its turn has come.
        found = await self._log.facts(tx, asked, self._reader.types, upto=batch[-1].position)
        signals: list[NewEvent] = []
        moved: dict[UUID, Lapsed | None] = {}
        back: dict[UUID, set[FactId]] = {}
        for dossier, position in start.items():
            if dossier in asked:
                facts = [self._reader.read(event) for event in found[dossier]]
                self._look(found[dossier], facts, position, rows.get(dossier, ()), signals, moved)
                back[dossier] = brought_back(facts, position)
        await self._lapsed.replace(tx, moved, [row for row in moved.values() if row is not None])
        await append_once(self._log, tx, self._clock, signals)
        await reclaim(tx, self._log, self._decider, self._reader, {d: facts for d, facts in back.items() if facts})

    def _reads(self, event: Recorded) -> bool:
        return event.topic is Topic.FACTS and event.type in self._reader.types

    def _look(
        self, events: Sequence[Recorded], facts: Sequence[Fact], start: int, rows: Sequence[Lapsed],
        signals: list[NewEvent], moved: dict[UUID, Lapsed | None],
    ) -> None:  # fmt: skip
        """Add the signals of one dossier, and the rows that they change: by submission, None for one that ends."""
        stored: dict[FactId, Recorded] = {identity(fact): event for fact, event in zip(facts, events, strict=True)}
        rules = {row.submission: row.rule for row in rows}
        lapsed = {own: rules[event.cause] for own, event in stored.items() if event.cause in rules}
        for change in changes(self._decider, facts, start, lapsed):
            fact, by = stored[identity(change.fact)], stored[identity(change.by)]
            submission, day = submission_id(fact), day_of(moment_of(by.recorded))
            signals.append(_signal(change, fact, submission, day))
            moved[submission] = (
                None if change.rule is None else Lapsed(submission, fact.dossier, change.rule, day)
            )  # fmt: skip


_whose = body_decoder(WhoseDossier)


def _replaces(event: Recorded) -> bool:
    return event.type == WITHDRAWAL or decode_without_data(event.open).corrects is not None


def _signal(change: Change, fact: Recorded, submission: UUID, day: date) -> NewEvent:
    data = ConditionData(
        inzending=str(submission), over=fact.type, gebeurtenis=fact.id, door=change.by.id, datum=day,
        regel=None if change.rule is None else rule_body(change.rule), school=_whose.decode(fact.open).data.school,
    )  # fmt: skip
    return NewEvent(
        topic=Topic.FACTS, dossier=fact.dossier, type=MET_AGAIN if change.rule is None else LAPSED, source=HUB_SOURCE,
        id=str(condition_id(submission, change.rule, identity(change.by))), regio=fact.regio,
        open=encode_body(Body(actor=HUB, data=data)), cause=submission,
    )  # fmt: skip
