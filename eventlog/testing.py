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
from eventlog.body import Actor, Body, encode_body
from eventlog.deciding.claims import Holder
from eventlog.deciding.conditions import changes
from eventlog.deciding.correction import owner
from eventlog.deciding.decider import Decider
from eventlog.deciding.outcome import ACCEPTED, HELD, REFUSED, Rule
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.sealing.seal import split
from eventlog.testing_dossier import DOSSIER, MemoryDossier

S = TypeVar("S")

_ELSEWHERE: Final = Holder(UUID("00000000-0000-4000-8000-000000000001"), "urn:elsewhere", "elsewhere")


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
        self._dossier = MemoryDossier(decider)
        self._sealed_paths = sealed_paths
        self._sender = sender
        self._today = today
        self._subject: UUID | None = None
        for fact in facts:
            self._establish(fact)
        self._start = len(self.facts)

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
        sent = [self._dossier.append(self._stored(event, sender)) for event in events]
        self._subject = sent[-1].cause if sent else self._subject
        self._dossier.decide(sent, self._today)
        return self

    def and_also(self, *facts: Event | Named | Recorded) -> Self:
        """Facts that another context accepted in the meantime; what waits is decided again."""
        for fact in facts:
            self._establish(fact)
        self._dossier.decide([], self._today)
        return self

    def after_days(self, days: int) -> Self:
        """So many days go by, and the clock looks for holds whose time is over."""
        self._today += timedelta(days=days)
        self._dossier.decide([], self._today, expired_before=self._today)
        return self

    def where_taken(self, scope: str, value: str) -> Self:
        """Another dossier holds this claim."""
        self._dossier.claims[scope, value] = _ELSEWHERE
        return self

    # --- then ---

    def about(self, id_: str) -> Self:
        """From here on `then_…` is about the event with this id."""
        self._subject = next(e.cause for e in self._dossier.log if e.topic is Topic.SUBMISSIONS and e.id == id_)
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
        if self._subject is None or self._dossier.outcomes[self._subject][0] == REFUSED:
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
        _same("waiting", [_type(kind) for kind in kinds], [p.event.type for p in self._dossier.waiting()])
        return self

    def then_lapsed(self, rules: Mapping[str, Rule]) -> Self:
        """All facts that no longer meet a rule by what was withdrawn or corrected: their ids, each with that rule."""
        read = [self._dossier.reader.read(event) for event in self.facts if event.type in self._dossier.reader.types]
        found: dict[str, str] = {}
        for change in changes(self._dossier.decider, read, 0, {}):
            found.pop(change.fact.id, None)
            if change.rule is not None:
                found[change.fact.id] = change.rule.id
        _same("lapsed", {id_: rule.id for id_, rule in rules.items()}, found)
        return self

    @property
    def log(self) -> list[Recorded]:
        """All events of the dossier as stored: facts, submissions and outcomes."""
        return list(self._dossier.log)

    @property
    def outcomes(self) -> Mapping[UUID, str]:
        """What became of each submission: the type of its last outcome."""
        return {submission: type_ for submission, (type_, _) in self._dossier.outcomes.items()}

    @property
    def facts(self) -> list[Recorded]:
        """All facts of the dossier as stored."""
        return self._dossier.facts

    @property
    def state(self) -> S:
        """What the decider makes of them."""
        return self._dossier.decider.fold([self._dossier.reader.read(event) for event in self.facts])

    # --- inside ---

    def _establish(self, fact: Event | Named | Recorded) -> None:
        self._dossier.establish(_again(fact) if isinstance(fact, Recorded) else self._stored(fact, self._sender))

    def _stored(self, given: Event | Named, sender: Sender) -> NewEvent:
        event, id_ = (
            (given.event, given.id) if isinstance(given, Named) else (given, f"event-{len(self._dossier.log) + 1}")
        )
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

    def _outcome(self, expected: str) -> Mapping[str, Any]:
        if self._subject is None:
            raise AssertionError("nothing was sent: write `when` before `then`")
        actual, data = self._dossier.outcomes[self._subject]
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
