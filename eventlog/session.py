"""Deciding within one dossier: its facts so far, what waits, and what each submission does to both. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from contracts.envelope import HUB_SOURCE

from .body import Actor, Body, encode_body
from .claims import ClaimKey
from .correction import TARGET_MISSING, TARGET_OF_OTHER_TYPE, TARGET_WITHDRAWN, owner
from .decider import Decider, Fact
from .events import NewEvent, Recorded, Topic
from .holds import Held
from .outcome import (
    ACCEPTED,
    HELD,
    REFUSED,
    Accept,
    Claim,
    Hold,
    Outcome,
    OutcomeData,
    Refuse,
    Rule,
    outcome_id,
    rule_body,
)

S = TypeVar("S")

HUB = Actor(rol="hub", organisatie=owner(HUB_SOURCE))
DAYS_FOR_TARGET = 14
"""How long a correction waits for what it corrects [keuze]."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A submission to decide on: as recorded, as read, and as held when it was held before."""

    event: Recorded
    fact: Fact
    held: Held | None = None


@dataclass(slots=True)
class Decided:
    """What deciding in one dossier led to."""

    events: list[NewEvent] = field(default_factory=list)
    ended: list[UUID] = field(default_factory=list)
    begun: list[Held] = field(default_factory=list)
    claimed: list[tuple[NewEvent, tuple[Claim, ...]]] = field(default_factory=list)
    released: list[tuple[UUID, str]] = field(default_factory=list)


def submission_id(event: Recorded) -> UUID:
    """The id under which its sender asks after a submission."""
    if event.cause is None:
        raise ValueError(f"the submission at position {event.position} has no id")
    return event.cause


class DossierSession(Generic[S]):
    """Decides the submissions of one dossier, in order of arrival, to a fixed point."""

    def __init__(
        self,
        decider: Decider[S],
        dossier: UUID,
        facts: Sequence[Fact],
        version: int,
        *,
        today: date,
        is_taken: Callable[[ClaimKey], bool],
    ) -> None:
        self._decider = decider
        self._dossier = dossier
        self._facts = list(facts)
        self._version = version
        self._today = today
        self._is_taken = is_taken
        self._state = decider.fold(facts)
        self.decided = Decided()

    def run(self, holds: Iterable[Pending], submissions: Iterable[Pending], *, expired_before: date | None) -> Decided:
        """Decide what was held, then what came in; after each new fact all that waits once more.

        `expired_before`: holds whose last day lies before it are refused when they still cannot be accepted.
        """
        waiting = self._settle(list(holds))
        for pending in submissions:
            outcome = self._decide(pending.fact)
            if isinstance(outcome, Hold):
                waiting.append(self._hold(pending, outcome))
            elif self._end(pending, outcome):
                waiting = self._settle(waiting)
        for pending in waiting:
            if expired_before is not None and pending.held is not None and pending.held.until < expired_before:
                self._end(pending, Refuse(pending.held.rule))
        return self.decided

    def _settle(self, waiting: list[Pending]) -> list[Pending]:
        changed = True
        while changed:
            changed = False
            for pending in list(waiting):
                outcome = self._decide(pending.fact)
                if isinstance(outcome, Hold):
                    if pending.held is not None and pending.held.waits_for != outcome.waits_for:
                        waiting[waiting.index(pending)] = self._hold(pending, outcome)
                    continue
                waiting.remove(pending)
                changed = self._end(pending, outcome) or changed
        return waiting

    def _decide(self, submission: Fact) -> Outcome:
        target_id = submission.corrects or submission.withdraws
        if target_id is None:
            return self._claims_free(self._decider.decide(self._state, submission))
        organisation = owner(submission.source)
        target = next((f for f in self._facts if f.id == target_id and owner(f.source) == organisation), None)
        if target is None:
            return Hold((submission.type,), TARGET_MISSING, DAYS_FOR_TARGET)
        if any(f.withdraws == target_id and owner(f.source) == organisation for f in self._facts):
            return Refuse(TARGET_WITHDRAWN)
        if submission.withdraws is not None:
            return self._decider.decide(self._state, submission)
        if target.type != submission.type:
            return Refuse(TARGET_OF_OTHER_TYPE)
        # A correction must itself be right: it is decided as if what it replaces had never come.
        without = [f for f in self._facts if f is not target and f.corrects != target_id]
        return self._claims_free(self._decider.decide(self._decider.fold(without), submission), beside=target_id)

    def _claims_free(self, outcome: Outcome, beside: str | None = None) -> Outcome:
        if isinstance(outcome, Accept):
            own = {(c.scope, c.value) for fact, claims in self.decided.claimed for c in claims if fact.id != beside}
            for claim in outcome.claims:
                if (claim.scope, claim.value) in own or self._is_taken((claim.scope, claim.value)):
                    return Refuse(claim.rule)
        return outcome

    def _hold(self, pending: Pending, outcome: Hold) -> Pending:
        submission = submission_id(pending.event)
        until = pending.held.until if pending.held else self._today + timedelta(days=outcome.days)
        held = Held(submission, pending.event.position, self._dossier, outcome.waits_for, outcome.rule, until)
        self.decided.begun = [h for h in self.decided.begun if h.submission != submission]
        if pending.held is not None:
            self.decided.ended.append(submission)
        self.decided.begun.append(held)
        data = OutcomeData(
            str(submission), pending.event.type, outcome.waits_for, until.isoformat(), rule_body(outcome.rule)
        )
        self._outcome(pending.event, HELD, data, (*outcome.waits_for, str(self._version)))
        return Pending(pending.event, pending.fact, held)

    def _end(self, pending: Pending, outcome: Accept | Refuse) -> bool:
        """Write the outcome. Returns whether there is a new fact."""
        submission = submission_id(pending.event)
        if pending.held is not None:
            if any(h.submission == submission for h in self.decided.begun):
                self.decided.begun = [h for h in self.decided.begun if h.submission != submission]
            self.decided.ended.append(submission)
        if isinstance(outcome, Refuse):
            self._refuse(pending.event, submission, outcome.rule)
            return False
        self._accept(pending, submission, outcome)
        return True

    def _refuse(self, event: Recorded, submission: UUID, rule: Rule) -> None:
        self._outcome(event, REFUSED, OutcomeData(str(submission), event.type, regel=rule_body(rule)))

    def _accept(self, pending: Pending, submission: UUID, outcome: Accept) -> None:
        event, fact = pending.event, pending.fact
        self._version += 1
        new = NewEvent(
            topic=Topic.FACTS, dossier=event.dossier, type=event.type, source=event.source, id=event.id,
            regio=event.regio, open=event.open, sealed=event.sealed, version=self._version, cause=submission,
        )  # fmt: skip
        self.decided.events.append(new)
        self._outcome(event, ACCEPTED, OutcomeData(str(submission), event.type))
        if outcome.claims:
            self.decided.claimed.append((new, outcome.claims))
        self._facts.append(fact)
        if fact.corrects is None and fact.withdraws is None:
            self._state = self._decider.evolve(self._state, fact)
        else:
            self.decided.released.append((event.dossier, fact.corrects or fact.withdraws or ""))
            self._state = self._decider.fold(self._facts)

    def _outcome(self, event: Recorded, type_: str, data: OutcomeData, about: Sequence[str] = ()) -> None:
        submission = submission_id(event)
        self.decided.events.append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=event.dossier, type=type_, source=HUB_SOURCE,
                id=str(outcome_id(submission, type_, about)), regio=event.regio,
                open=encode_body(Body(actor=HUB, data=data)), cause=submission,
            )
        )  # fmt: skip
