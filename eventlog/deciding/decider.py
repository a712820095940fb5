"""The form of a decision: pure `evolve` and `decide` over what a dossier says (design §1)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from contracts.envelope import WITHDRAWAL
from eventlog.body import Actor
from eventlog.body_reader import BodyReader
from eventlog.deciding.correction import effective
from eventlog.deciding.outcome import Outcome, Rule
from eventlog.events import Recorded
from eventlog.upcast import Upcasters

S = TypeVar("S")

NOT_A_SENDER = Rule(
    "afzender-rol",
    "Schakel: afzenders per soort gebeurtenis (invariant 13)",
    "Met uw rol kunt u deze gebeurtenis niet sturen.",
    "Kijk in de catalogus welke rollen dat wel kunnen.",
)


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as deciders read it, as its newest version: its `data` in the shape that the decider asked for.

    `sealed`: names of the fields that are there but not shown. `position`: its place in the log.
    """

    position: int
    dossier: UUID
    type: str
    source: str
    id: str
    regio: str
    actor: Actor
    data: Any
    sealed: tuple[str, ...]
    corrects: str | None
    withdraws: str | None


Submission = Fact
"""What may become a fact: read in the same way."""


@dataclass(frozen=True)
class Decider(Generic[S]):
    """One bounded context: the submissions it decides, the facts it needs for that, and its two pure functions.

    `decides` and `reads` give per event type the shape (a Struct) into which `data` is read. `senders`: per type that
    it decides the roles that may send it, empty for none; without `senders` at all, whoever intake let in.
    `follows`: types of facts that may end a wait, beside those it reads. `once_lapsed`: by id, rules that an accepted
    fact must go on meeting, in the words for when it no longer does, something having been withdrawn or corrected. One
    that holds is such a rule in any case, one that refuses only when it is named here (docs/decisions/0024).
    """

    name: str
    initial: S
    evolve: Callable[[S, Fact], S]
    decide: Callable[[S, Submission], Outcome]
    decides: Mapping[str, type]
    reads: Mapping[str, type]
    senders: Mapping[str, Collection[str]] | None = None
    follows: Collection[str] = frozenset()
    once_lapsed: Mapping[str, Rule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.senders is not None and self.senders.keys() != self.decides.keys():
            raise ValueError(f"{self.name}: senders must be given for every type that it decides, and no other")

    def may_send(self, submission: Submission) -> bool:
        """Whether the role of who sent it is one that may."""
        return self.senders is None or submission.actor.rol in self.senders[submission.type]

    def fold(self, facts: Iterable[Fact]) -> S:
        """The state after these facts, corrections and withdrawals applied."""
        state = self.initial
        for fact in effective(facts):
            # Others are there only to be found as the target of a correction or withdrawal.
            if fact.type in self.reads or fact.type in self.decides:
                state = self.evolve(state, fact)
        return state


class FactReader:
    """Reads stored events into the shapes of a reader; an event whose shape was not asked for has no data.

    `types`: what to ask the log for, older versions included.
    """

    def __init__(self, shapes: Mapping[str, type], upcasters: Upcasters) -> None:
        self._bodies = BodyReader(shapes, upcasters)
        self.types = upcasters.with_older((*shapes, WITHDRAWAL))

    def read(self, event: Recorded) -> Fact:
        """Raises msgspec.ValidationError where the stored data does not have the shape."""
        type_, body = self._bodies.read(event.type, event.open)
        return Fact(
            position=event.position, dossier=event.dossier, type=type_, source=event.source, id=event.id,
            regio=event.regio, actor=body.actor, data=body.data, sealed=body.sealed, corrects=body.corrects,
            withdraws=body.withdraws,
        )  # fmt: skip
