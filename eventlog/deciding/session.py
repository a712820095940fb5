"""Deciding within one dossier: its facts so far, what waits, and what each submission does to both. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from contracts.envelope import HUB_SOURCE, WITHDRAWAL
from eventlog.body import HUB, Body, encode_body
from eventlog.deciding.claims import Claimed, ClaimKey, Holder, holder_of, key_of
from eventlog.deciding.correction import (
    TARGET_AMBIGUOUS,
    TARGET_IS_WITHDRAWAL,
    TARGET_MISSING,
    TARGET_OF_OTHER_TYPE,
    TARGET_WITHDRAWN,
    Lineages,
    effective,
    identity,
)
from eventlog.deciding.decider import NOT_A_SENDER, Decider, Fact
from eventlog.deciding.holds import Held
from eventlog.deciding.outcome import (
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
from eventlog.events import NewEvent, Recorded, Topic

S = TypeVar("S")

DAYS_FOR_TARGET = 14
"""How long a correction waits for what it corrects [keuze]."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A submission to decide on: as recorded, as read, and as held when it was held before."""

    event: Recorded
    fact: Fact
    held: Held | None = None

    @property
    def needs_all(self) -> bool:
        """Whether facts of every type are needed: what it corrects or withdraws may be of any."""
        return self.fact.corrects is not None or self.fact.withdraws is not None


@dataclass(slots=True)
class Decided:
    """What deciding in one dossier led to. `asked`: the claims it depends on, free or not."""

    events: list[NewEvent] = field(default_factory=list)
    ended: list[UUID] = field(default_factory=list)
    begun: list[Held] = field(default_factory=list)
    claimed: list[Claimed] = field(default_factory=list)
    released: list[Holder] = field(default_factory=list)
    asked: set[ClaimKey] = field(default_factory=set)


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
        holder: Callable[[ClaimKey], Holder | None],
    ) -> None:
        self._decider = decider
        self._dossier = dossier
        self._facts = list(facts)
        self._version = version
        self._today = today
        self._holder = holder
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
        """Decide all that waits in order of arrival; from the first again whenever one became a fact."""
        at = 0
        while at < len(waiting):
            pending = waiting[at]
            outcome = self._decide(pending.fact)
            if not isinstance(outcome, Hold):
                del waiting[at]
                if self._end(pending, outcome):
                    at = 0
                continue
            held = pending.held
            # By its id: a rule in other words, after an update of the hub, is the same one.
            if held is None or (held.waits_for, held.rule.id) != (outcome.waits_for, outcome.rule.id):
                waiting[at] = self._hold(pending, outcome)
            at += 1
        return waiting

    def _decide(self, submission: Fact) -> Outcome:
        if not self._decider.may_send(submission):
            return Refuse(NOT_A_SENDER)
        target_id = submission.corrects or submission.withdraws
        if target_id is None:
            return self._claims_free(self._decider.decide(self._state, submission), ())
        lineages = Lineages(self._facts)
        target = lineages.find(submission.source, target_id)
        if target is None:
            # Of what is withdrawn the type is not known, only the id.
            return Hold((submission.type,) if submission.corrects else (), TARGET_MISSING, DAYS_FOR_TARGET)
        if lineages.is_ambiguous(submission.source, target_id):
            return Refuse(TARGET_AMBIGUOUS)
        if target.type == WITHDRAWAL:
            return Refuse(TARGET_IS_WITHDRAWAL)
        if lineages.is_withdrawn(target):
            return Refuse(TARGET_WITHDRAWN)
        if submission.corrects is None:
            return self._decider.decide(self._state, submission)
        if target.type != submission.type:
            return Refuse(TARGET_OF_OTHER_TYPE)
        # A correction must itself be right: it is decided as if what it replaces had never come.
        state = self._decider.fold(lineages.effective(without=target))
        return self._claims_free(self._decider.decide(state, submission), lineages.lineage(target))

    def _claims_free(self, outcome: Outcome, replaced: Sequence[Fact]) -> Outcome:
        """Refused where a claim is taken, other than by what this submission replaces."""
        if isinstance(outcome, Accept) and outcome.claims:
            free = {holder_of(fact) for fact in replaced}
            for claim in outcome.claims:
                if self._holder_of(key_of(claim)) not in free | {None}:
                    return Refuse(claim.rule)
        return outcome

    def _holder_of(self, key: ClaimKey) -> Holder | None:
        self.decided.asked.add(key)
        for fact, claims in self.decided.claimed:
            if any(key_of(claim) == key for claim in claims):
                return holder_of(fact)
        stored = self._holder(key)
        return None if stored in self.decided.released else stored

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
        # With what it was held for before, and the day: an update of the hub that changes a rule, and is taken back,
        # may come to hold the same again at the same version.
        was = () if pending.held is None else (pending.held.rule.id, *pending.held.waits_for, self._today.isoformat())
        self._outcome(pending.event, HELD, data, (outcome.rule.id, *outcome.waits_for, str(self._version), *was))
        return Pending(pending.event, pending.fact, held)

    def _end(self, pending: Pending, outcome: Accept | Refuse) -> bool:
        """Write the outcome. Returns whether there is a new fact."""
        submission = submission_id(pending.event)
        if pending.held is not None:
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
        if fact.corrects is None and fact.withdraws is None:
            self._facts.append(fact)
            self._state = self._decider.evolve(self._state, fact)
            self._claim(fact, outcome.claims)
        else:
            self._replace(fact, outcome.claims)

    def _replace(self, fact: Fact, claims: Iterable[Claim]) -> None:
        """Take in a correction or withdrawal: what no longer counts gives up its claims, what is back asks for them."""
        before = {identity(f): f for f in effective(self._facts)}
        self._facts.append(fact)
        after = {identity(f): f for f in effective(self._facts)}
        self._state = self._decider.fold(self._facts)
        gone = [holder_of(f) for own, f in before.items() if own not in after]
        self.decided.released += gone
        self.decided.claimed = [c for c in self.decided.claimed if holder_of(c[0]) not in gone]
        self._claim(fact, claims)
        for own, back in after.items():
            if own not in before and own != identity(fact) and back.type in self._decider.decides:
                self._claim_again(back)

    def _claim_again(self, fact: Fact) -> None:
        """A fact that counts once more was accepted before: what another took meanwhile is left to that one."""
        outcome = self._decider.decide(self._decider.fold(Lineages(self._facts).effective(without=fact)), fact)
        if isinstance(outcome, Accept):
            self._claim(fact, [c for c in outcome.claims if self._holder_of(key_of(c)) is None])

    def _claim(self, fact: Fact, claims: Iterable[Claim]) -> None:
        each_once = {key_of(claim): claim for claim in claims}
        if each_once:
            self.decided.claimed.append((fact, tuple(each_once.values())))

    def _outcome(self, event: Recorded, type_: str, data: OutcomeData, about: Sequence[str] = ()) -> None:
        submission = submission_id(event)
        self.decided.events.append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=event.dossier, type=type_, source=HUB_SOURCE,
                id=str(outcome_id(submission, type_, about)), regio=event.regio,
                open=encode_body(Body(actor=HUB, data=data)), cause=submission,
            )
        )  # fmt: skip
