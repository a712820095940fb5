"""A toy domain of invented things: boxes that are opened, filled, checked by another, numbered and closed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

import msgspec

from contracts.envelope import WITHDRAWAL
from eventlog.body import Actor, Body, Nothing, encode_body
from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.outcome import ACCEPT, Accept, Claim, Hold, Outcome, Refuse, Rule
from eventlog.events import NewEvent, Topic

_PREFIX: Final = "nl.passendonderwijs.proeven."
OPENED: Final = _PREFIX + "geopend.v1"
FILLED: Final = _PREFIX + "gevuld.v1"
CHECKED: Final = _PREFIX + "gecontroleerd.v1"
NUMBERED: Final = _PREFIX + "genummerd.v1"
CLOSED: Final = _PREFIX + "gesloten.v1"

SCHOOL: Final = "urn:nld:brin:99AA00:systeem:lvs"
SCHOOL_TOO: Final = "urn:nld:brin:99AA00:systeem:rooster"
SWV: Final = "urn:nld:oin:00000099000000000002:systeem:swv"

LARGEST: Final = 3
DAYS: Final = 14

OPEN_FIRST = Rule("eerst-openen", "proef", "Open eerst de doos.", "Doe dat.")
OPEN_ALREADY = Rule("al-open", "proef", "De doos is al open.", "Doe dat.")
FULL = Rule("vol", "proef", "De doos is vol.", "Doe dat.")
CHECK_FIRST = Rule("eerst-controleren", "proef", "Laat de doos eerst controleren.", "Doe dat.")
NUMBER_TAKEN = Rule("nummer-bezet", "proef", "Dit nummer heeft al een doos.", "Doe dat.")

_SPACE = UUID("6f0d6f9e-6a86-4d39-9f3f-0f7b0c4a2f11")
_numbers = count(1)


class Filling(msgspec.Struct, frozen=True, gc=False):
    """What goes in at once."""

    aantal: int = 1


class Numbering(msgspec.Struct, frozen=True, gc=False):
    """A number that no other box may have."""

    nummer: str


@dataclass(frozen=True)
class Box:
    """What a box is by now."""

    opened: bool = False
    inside: int = 0
    checked: bool = False
    closed: bool = False


def evolve(box: Box, fact: Fact) -> Box:
    match fact.type:
        case t if t == OPENED:
            return replace(box, opened=True)
        case t if t == FILLED:
            return replace(box, inside=box.inside + fact.data.aantal)
        case t if t == CHECKED:
            return replace(box, checked=True)
        case t if t == CLOSED:
            return replace(box, closed=True)
    return box


def decide(box: Box, submission: Fact) -> Outcome:
    match submission.type:
        case t if t == OPENED:
            return Refuse(OPEN_ALREADY) if box.opened else ACCEPT
        case t if t == FILLED:
            if not box.opened:
                return Hold((OPENED,), OPEN_FIRST, DAYS)
            return Refuse(FULL) if box.inside + submission.data.aantal > LARGEST else ACCEPT
        case t if t == CLOSED:
            return ACCEPT if box.checked else Hold((CHECKED,), CHECK_FIRST, DAYS)
        case t if t == NUMBERED:
            return Accept((Claim("proef", submission.data.nummer, NUMBER_TAKEN),))
    return ACCEPT


FILLER: Final = Decider(
    name="vullen", initial=Box(), evolve=evolve, decide=decide,
    decides={OPENED: Nothing, FILLED: Filling, NUMBERED: Numbering, CLOSED: Nothing, WITHDRAWAL: Nothing},
    reads={CHECKED: Nothing},
)  # fmt: skip
"""The context under test."""

CHECKER: Final = Decider(
    name="controleren", initial=Box(), evolve=evolve,
    # Checking takes room in the box too, so that the two contexts must heed each other.
    decide=lambda box, _submission: Refuse(FULL) if box.inside >= LARGEST else ACCEPT,
    decides={CHECKED: Nothing}, reads={OPENED: Nothing, FILLED: Filling},
)  # fmt: skip
"""Another context, whose facts the first one waits for."""


def new_event(
    type_: str,
    dossier: UUID,
    *,
    data: dict[str, Any] | None = None,
    source: str = SCHOOL,
    id_: str | None = None,
    corrects: str | None = None,
    withdraws: str | None = None,
    topic: Topic = Topic.SUBMISSIONS,
    version: int | None = None,
    sealed: bytes | None = None,
) -> NewEvent:
    """An event as intake would store it; or, with a version, as a decision would."""
    id_ = id_ or f"proef-{next(_numbers)}"
    body = Body(Actor("lvs", source.rsplit(":systeem:", 1)[0]), data or {}, corrects=corrects, withdraws=withdraws)
    return NewEvent(
        topic=Topic.FACTS if version is not None else topic, dossier=dossier, type=type_, source=source, id=id_,
        regio="plein-013", open=encode_body(body), sealed=sealed, version=version, cause=uuid5(_SPACE, source + id_),
    )  # fmt: skip


def opened(dossier: UUID, **rest: Any) -> NewEvent:
    return new_event(OPENED, dossier, **rest)


def filled(dossier: UUID, aantal: int = 1, **rest: Any) -> NewEvent:
    return new_event(FILLED, dossier, data={"aantal": aantal}, **rest)


def checked(dossier: UUID, **rest: Any) -> NewEvent:
    return new_event(CHECKED, dossier, **rest)


def numbered(dossier: UUID, nummer: str, **rest: Any) -> NewEvent:
    return new_event(NUMBERED, dossier, data={"nummer": nummer}, **rest)


def closed(dossier: UUID, **rest: Any) -> NewEvent:
    return new_event(CLOSED, dossier, **rest)


def withdrawn(dossier: UUID, what: str, **rest: Any) -> NewEvent:
    return new_event(WITHDRAWAL, dossier, withdraws=what, **rest)


def facts(dossier: UUID, types: Iterable[str], start: int = 1) -> list[NewEvent]:
    """Facts of these types in one dossier, one after another."""
    return [new_event(type_, dossier, version=start + n) for n, type_ in enumerate(types)]


def dossiers(number: int) -> list[UUID]:
    return [uuid4() for _ in range(number)]


def deciding_as(decider: Decider[Box], decide_: Callable[[Box, Fact], Outcome]) -> Decider[Box]:
    """The same decider, that decides otherwise."""
    return replace(decider, decide=decide_)


def renumbering(name: str, type_: str) -> Decider[Box]:
    """A context that numbers under a type of its own."""
    return replace(
        FILLER, name=name, decides={type_: Numbering}, reads={},
        decide=lambda _box, submission: Accept((Claim("proef", submission.data.nummer, NUMBER_TAKEN),)),
    )  # fmt: skip
