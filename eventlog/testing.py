"""Given, when, then: tests of a decider over the real session and the real stored form, without a database.

    given(decider, ontvangen("2026-03-02")).when(verlengd("2026-04-07")).then_accepted()

Events are contract instances. Each is stored as intake stores it (open data, names of what is sealed) and read back
through the decider's shapes: a shape that is no subset of its contract fails here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Generic, Protocol, Self, TypeVar
from uuid import UUID, uuid5

import msgspec

from contracts.envelope import WITHDRAWAL
from eventlog.body import Actor, Body, decode_body, encode_body
from eventlog.deciding.claims import ClaimKey, Holder, holder_of, key_of
from eventlog.deciding.conditions import changes
from eventlog.deciding.correction import owner
from eventlog.deciding.decider import Decider, FactReader
from eventlog.deciding.holds import Held
from eventlog.deciding.outcome import ACCEPTED, HELD, OUTCOMES, REFUSED, Rule
from eventlog.deciding.session import Decided, DossierSession, Pending
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.sealing.seal import split
from eventlog.upcast import NO_UPCASTERS

S = TypeVar("S")

DOSSIER: Final = UUID("5d3c2c4e-4b6d-4f0a-9f0e-7a1b2c3d4e5f")
_ELSEWHERE: Final = Holder(UUID("00000000-0000-4000-8000-000000000001"), "urn:elsewhere", "elsewhere")
_RECORDED: Final = 1_772_000_000_000_000


class Kind(Protocol):
    """What a contract says of itself."""

    @property
    def type(self) -> str:
        """CloudEvents type."""


class HasKind(Protocol):
    """A contract, or an instance of one."""

    @property
    def kenmerken(self) -> Kind:
        """Its kind."""


class Event(HasKind, Protocol):
    """An instance of a contract: the `data` of one event."""

    def model_dump_json(self, *, by_alias: bool | None = None, exclude_none: bool = False) -> str:
        """Itself as JSON."""


@dataclass(frozen=True, slots=True)
class Named:
    """An event with a CloudEvents id of its own choice, for another to correct or withdraw."""

    id: str
    event: Event


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, unless said otherwise."""

    role: str
    source: str
    regio: str


class Given:
    """Starts scenarios. `sealed_paths`: per type which fields the contract seals."""

    def __init__(self, sealed_paths: Callable[[str], tuple[tuple[str, ...], ...]], sender: Sender, today: date) -> None:
        self._sealed_paths = sealed_paths
        self._sender = sender
        self._today = today

    def __call__(self, decider: Decider[S], *facts: Event | Named) -> "Scenario[S]":
        """A dossier in which these facts stand, undecided: whatever they are."""
        return Scenario(decider, facts, self._sealed_paths, self._sender, self._today)


class Scenario(Generic[S]):
    """One dossier. Each `then_…` is about what the last `when` sent, or the event that `about` names."""

    def __init__(
        self,
        decider: Decider[S],
        facts: Iterable[Event | Named],
        sealed_paths: Callable[[str], tuple[tuple[str, ...], ...]],
        sender: Sender,
        today: date,
    ) -> None:
        self._decider = decider
        self._reader = FactReader({**decider.reads, **decider.decides}, NO_UPCASTERS)
        self._sealed_paths = sealed_paths
        self._sender = sender
        self._today = today
        self._log: list[Recorded] = []
        self._holds: dict[UUID, Held] = {}
        self._claims: dict[ClaimKey, Holder] = {}
        self._outcomes: dict[UUID, tuple[str, Mapping[str, Any]]] = {}
        self._subject: UUID | None = None
        for fact in facts:
            self._establish(fact)
        self._start = self._version

    # --- when ---

    def when(
        self,
        *events: Event | Named,
        rol: str | None = None,
        source: str | None = None,
        regio: str | None = None,
    ) -> Self:
        """These come in, as one batch. `rol`, `source` and `regio`: of another sender."""
        sender = Sender(
            self._sender.role if rol is None else rol,
            self._sender.source if source is None else source,
            self._sender.regio if regio is None else regio,
        )
        sent = [self._append(self._stored(event, sender)) for event in events]
        self._subject = sent[-1].cause if sent else self._subject
        self._run(sent, expired_before=None)
        return self

    def and_also(self, *facts: Event | Named | Recorded) -> Self:
        """Facts that another context accepted in the meantime; what waits is decided again."""
        for fact in facts:
            self._establish(fact)
        self._run([], expired_before=None)
        return self

    def after_days(self, days: int) -> Self:
        """So many days go by, and the clock looks for holds whose time is over."""
        self._today += timedelta(days=days)
        self._run([], expired_before=self._today)
        return self

    def where_taken(self, scope: str, value: str) -> Self:
        """Another dossier holds this claim."""
        self._claims[scope, value] = _ELSEWHERE
        return self

    # --- then ---

    def about(self, id_: str) -> Self:
        """From here on `then_…` is about the event with this id."""
        self._subject = next(e.cause for e in self._log if e.topic is Topic.SUBMISSIONS and e.id == id_)
        return self

    def then_accepted(self) -> Self:
        """It is a fact now."""
        self._outcome(ACCEPTED)
        return self

    def then_held(self, *waits_for: HasKind | str, rule: Rule | None = None) -> Self:
        """It waits for these types (contracts or names), by `rule` when that is given."""
        data = self._outcome(HELD)
        _same("waits for", [_type(kind) for kind in waits_for], data["wachtOp"])
        if rule is not None:
            self._by(rule, data)
        return self

    def then_refused(self, rule: Rule) -> Self:
        """It is refused, by this rule."""
        self._by(rule, self._outcome(REFUSED))
        return self

    def then_not_refused_by(self, rule: Rule) -> Self:
        """It is not refused, or by another rule."""
        if self._subject is None or self._outcomes[self._subject][0] == REFUSED:
            data = self._outcome(REFUSED)
            if data["regel"]["id"] == rule.id:
                raise AssertionError(f"refused by {rule.id}")
        return self

    def then_facts(self, *kinds: HasKind | str) -> Self:
        """The types of all new facts since `given`, in order."""
        _same("facts", [_type(kind) for kind in kinds], [event.type for event in self.facts[self._start :]])
        return self

    def then_waiting(self, *kinds: HasKind | str) -> Self:
        """The types of all that waits, in order of arrival."""
        _same("waiting", [_type(kind) for kind in kinds], [p.event.type for p in self._waiting()])
        return self

    def then_lapsed(self, rules: Mapping[str, Rule]) -> Self:
        """All facts that no longer meet a rule by what was withdrawn or corrected: their ids, each with that rule."""
        read = [self._reader.read(event) for event in self.facts if event.type in self._reader.types]
        found: dict[str, str] = {}
        for change in changes(self._decider, read, 0, {}):
            found.pop(change.fact.id, None)
            if change.rule is not None:
                found[change.fact.id] = change.rule.id
        _same("lapsed", {id_: rule.id for id_, rule in rules.items()}, found)
        return self

    @property
    def log(self) -> list[Recorded]:
        """All events of the dossier as stored: facts, submissions and outcomes."""
        return list(self._log)

    @property
    def outcomes(self) -> Mapping[UUID, str]:
        """What became of each submission: the type of its last outcome."""
        return {submission: type_ for submission, (type_, _) in self._outcomes.items()}

    @property
    def facts(self) -> list[Recorded]:
        """All facts of the dossier as stored."""
        return [event for event in self._log if event.topic is Topic.FACTS]

    @property
    def state(self) -> S:
        """What the decider makes of them."""
        return self._decider.fold([self._reader.read(event) for event in self.facts])

    # --- inside ---

    @property
    def _version(self) -> int:
        return len(self.facts)

    def _establish(self, fact: Event | Named | Recorded) -> None:
        event = _again(fact) if isinstance(fact, Recorded) else self._stored(fact, self._sender)
        self._append(msgspec.structs.replace(event, topic=Topic.FACTS, version=self._version + 1))

    def _stored(self, given: Event | Named, sender: Sender) -> NewEvent:
        event, id_ = (given.event, given.id) if isinstance(given, Named) else (given, f"event-{len(self._log) + 1}")
        type_ = event.kenmerken.type
        data = msgspec.json.decode(event.model_dump_json(by_alias=True, exclude_none=True))
        open_, sealed = split(data, self._sealed_paths(type_))
        corrects = data.get("corrigeert")
        body = Body(
            actor=Actor(sender.role, owner(sender.source)), data=open_, sealed=tuple(sealed),
            corrects=corrects["id"] if corrects else None, withdraws=data["id"] if type_ == WITHDRAWAL else None,
        )  # fmt: skip
        return NewEvent(
            topic=Topic.SUBMISSIONS, dossier=DOSSIER, type=type_, source=sender.source, id=id_, regio=sender.regio,
            open=encode_body(body), sealed=b"sealed", cause=uuid5(DOSSIER, sender.source + id_),
        )  # fmt: skip

    def _append(self, event: NewEvent) -> Recorded:
        if any((e.id, e.source, e.topic) == (event.id, event.source, event.topic) for e in self._log):
            raise AssertionError(f"the log holds {event.id} of {event.source} already")
        position = len(self._log) + 1
        stored = Recorded(position=position, recorded=_RECORDED + position, **msgspec.structs.asdict(event))
        self._log.append(stored)
        return stored

    def _waiting(self) -> list[Pending]:
        held = sorted(self._holds.values(), key=lambda hold: hold.position)
        return [Pending(e := self._log[hold.position - 1], self._reader.read(e), hold) for hold in held]

    def _run(self, sent: Iterable[Recorded], *, expired_before: date | None) -> None:
        waiting = self._waiting()
        submissions = [Pending(event, self._reader.read(event)) for event in sent]
        whole = any(pending.needs_all for pending in (*waiting, *submissions))
        facts = [self._reader.read(e) for e in self.facts if whole or e.type in self._reader.types]
        session = DossierSession(
            self._decider, DOSSIER, facts, self._version, today=self._today, holder=self._claims.get
        )
        self._keep(session.run(waiting, submissions, expired_before=expired_before))

    def _keep(self, decided: Decided) -> None:
        for event in decided.events:
            if event.version is not None:
                _same("version", self._version + 1, event.version)
            self._append(event)
            if event.type in OUTCOMES and event.cause is not None:
                self._outcomes[event.cause] = (event.type, decode_body(event.open).data)
        for key, holder in list(self._claims.items()):
            if holder in decided.released:
                del self._claims[key]
        for fact, claims in decided.claimed:
            self._claims.update({key_of(claim): holder_of(fact) for claim in claims})
        for submission in decided.ended:
            self._holds.pop(submission, None)
        self._holds.update({hold.submission: hold for hold in decided.begun})

    def _outcome(self, expected: str) -> Mapping[str, Any]:
        if self._subject is None:
            raise AssertionError("nothing was sent: write `when` before `then`")
        actual, data = self._outcomes[self._subject]
        if actual != expected:
            rule = f" by {data['regel']['id']}" if "regel" in data else ""
            raise AssertionError(f"expected {_short(expected)}, but it is {_short(actual)}{rule}")
        return data

    def _by(self, rule: Rule, data: Mapping[str, Any]) -> None:
        expected = {"id": rule.id, "grondslag": rule.basis, "melding": rule.text, "volgendeStap": rule.next_step}
        _same("rule", expected, data["regel"])


def _again(fact: Recorded) -> NewEvent:
    return NewEvent(**{name: getattr(fact, name) for name in NewEvent.__struct_fields__})


def _type(kind: HasKind | str) -> str:
    return kind if isinstance(kind, str) else kind.kenmerken.type


def _short(type_: str) -> str:
    return type_.split(".")[-2]


def _same(what: str, expected: object, actual: object) -> None:
    if expected != actual:
        raise AssertionError(f"{what}: expected {expected}, but it is {actual}")
