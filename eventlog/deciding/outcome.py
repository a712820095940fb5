"""What a decision can be: accept, hold or refuse (design §1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """A rule that can hold or refuse: a stable id and its basis (law or source).

    `text` says in plain Dutch (B1) what is wrong, `next_step` what the sender can do about it.
    """

    id: str
    basis: str
    text: str
    next_step: str = ""  # held before rules had one

    def reworded(self, text: str, next_step: str) -> "Rule":
        """The same rule, in the words for another occasion."""
        return Rule(self.id, self.basis, text, next_step)


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that must be unique in its scope over all dossiers. Taken already: refused by `rule`."""

    scope: str
    value: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Accept:
    """The submitted event becomes a fact, if its claims are free."""

    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """Something is missing that may still arrive. When `days` have gone by it is refused by `rule`."""

    waits_for: tuple[str, ...]
    rule: Rule
    days: int


@dataclass(frozen=True, slots=True)
class Refuse:
    """`rule` forbids it."""

    rule: Rule


Outcome = Accept | Hold | Refuse
ACCEPT: Final = Accept()

_PREFIX: Final = "nl.passendonderwijs.inzendingen."
HELD: Final = _PREFIX + "aangehouden.v1"
ACCEPTED: Final = _PREFIX + "aanvaard.v1"
REFUSED: Final = _PREFIX + "afgewezen.v1"
OUTCOMES: Final = (HELD, ACCEPTED, REFUSED)
"""Types of the events that say what became of a submission."""


class RuleBody(msgspec.Struct, frozen=True, rename="camel"):
    """A rule as outcomes carry it (contracts/inzendingen.py)."""

    id: str
    grondslag: str
    melding: str
    volgende_stap: str = ""  # stored before rules had one


class OutcomeData(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """`data` of an outcome. `inzending`: the submission; `over`: its type; the rest by outcome."""

    inzending: str
    over: str
    wacht_op: tuple[str, ...] | None = None
    tot: str | None = None
    regel: RuleBody | None = None


def rule_body(rule: Rule) -> RuleBody:
    """The wire form of a rule."""
    return RuleBody(rule.id, rule.basis, rule.text, rule.next_step)


def outcome_id(submission: UUID, type_: str, about: Sequence[str] = ()) -> UUID:
    """Id of an outcome event. Accepted and refused share one, so that the log itself lets only one of them in."""
    kind = HELD if type_ == HELD else "final"
    return uuid5(submission, "|".join((kind, *about)))


LAPSED: Final = _PREFIX + "voorwaardevervallen.v1"
MET_AGAIN: Final = _PREFIX + "voorwaardehersteld.v1"
"""Types of the signals about a fact whose condition was withdrawn or corrected since it was accepted."""


class ConditionData(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """`data` of such a signal. `inzending`: the submission of the fact; `over`, `gebeurtenis`: its type and id.

    `door`: id of the fact that brought it about, recorded on `datum`. `regel`: no longer met. `school`: whose dossier,
    where the fact says it.
    """

    inzending: str
    over: str
    gebeurtenis: str
    door: str
    datum: date
    regel: RuleBody | None = None
    school: str | None = None


class WhoseDossier(msgspec.Struct, frozen=True, gc=False):
    """What every event of a school says, and is passed on."""

    school: str | None = None


def condition_id(submission: UUID, rule: Rule | None, by: tuple[str, str]) -> UUID:
    """Id of a signal. Told by the fact that brought it about (docs/decisions/0009), so the log has it once."""
    kind = "met again" if rule is None else f"lapsed|{rule.id}"
    return uuid5(submission, "|".join((kind, *by)))
