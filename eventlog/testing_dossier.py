"""One dossier kept in memory, for tests: the real session decides, and what it decided is kept as in the database."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import msgspec

from eventlog.body import decode_body
from eventlog.deciding.claims import ClaimKey, Holder, holder_of, key_of
from eventlog.deciding.decider import Decider, FactReader
from eventlog.deciding.holds import Held
from eventlog.deciding.outcome import OUTCOMES
from eventlog.deciding.session import Decided, DossierSession, Pending
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.upcast import NO_UPCASTERS

S = TypeVar("S")

DOSSIER: Final = UUID("5d3c2c4e-4b6d-4f0a-9f0e-7a1b2c3d4e5f")
_RECORDED: Final = 1_772_000_000_000_000


class MemoryDossier(Generic[S]):
    """The log, holds and claims of one dossier, and how one decider decides on it.

    `outcomes`: of each submission the type of its last outcome, and what that says. What could not be stored, as an
    event that is there already, raises AssertionError.
    """

    def __init__(self, decider: Decider[S]) -> None:
        self.decider = decider
        self.reader = FactReader({**decider.reads, **decider.decides}, NO_UPCASTERS)
        self.log: list[Recorded] = []
        self.claims: dict[ClaimKey, Holder] = {}
        self.outcomes: dict[UUID, tuple[str, Mapping[str, Any]]] = {}
        self._holds: dict[UUID, Held] = {}

    @property
    def facts(self) -> list[Recorded]:
        """All facts as stored."""
        return [event for event in self.log if event.topic is Topic.FACTS]

    def establish(self, event: NewEvent) -> None:
        """A fact, whoever decided on it."""
        self.append(msgspec.structs.replace(event, topic=Topic.FACTS, version=len(self.facts) + 1))

    def append(self, event: NewEvent) -> Recorded:
        """At the end of the log."""
        if any((e.id, e.source, e.topic) == (event.id, event.source, event.topic) for e in self.log):
            raise AssertionError(f"the log holds {event.id} of {event.source} already")
        position = len(self.log) + 1
        stored = Recorded(position=position, recorded=_RECORDED + position, **msgspec.structs.asdict(event))
        self.log.append(stored)
        return stored

    def waiting(self) -> list[Pending]:
        """What is held, in order of arrival."""
        held = sorted(self._holds.values(), key=lambda hold: hold.position)
        return [Pending(e := self.log[hold.position - 1], self.reader.read(e), hold) for hold in held]

    def decide(self, sent: Iterable[Recorded], today: date, *, expired_before: date | None = None) -> None:
        """On these submissions and on what waits; with `expired_before` also that its time is over."""
        waiting = self.waiting()
        submissions = [Pending(event, self.reader.read(event)) for event in sent]
        whole = any(pending.needs_all for pending in (*waiting, *submissions))
        facts = [self.reader.read(e) for e in self.facts if whole or e.type in self.reader.types]
        session = DossierSession(self.decider, DOSSIER, facts, len(self.facts), today=today, holder=self.claims.get)
        self._keep(session.run(waiting, submissions, expired_before=expired_before))

    def _keep(self, decided: Decided) -> None:
        for event in decided.events:
            expected = len(self.facts) + 1
            if event.version not in (None, expected):
                raise AssertionError(f"version: expected {expected}, but it is {event.version}")
            self.append(event)
            if event.type in OUTCOMES and event.cause is not None:
                self.outcomes[event.cause] = (event.type, decode_body(event.open).data)
        for key, holder in list(self.claims.items()):
            if holder in decided.released:
                del self.claims[key]
        for fact, claims in decided.claimed:
            self.claims.update({key_of(claim): holder_of(fact) for claim in claims})
        for submission in decided.ended:
            self._holds.pop(submission, None)
        self._holds.update({hold.submission: hold for hold in decided.begun})
