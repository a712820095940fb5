"""Which accepted facts lean on something that was withdrawn or corrected since, and which no longer do. Pure.

An invariant binds at acceptance (domain.md §4): the fact stays one. But a rule that asked for something to be there is
asked again once a withdrawal or correction may have taken that away (docs/decisions/0024).
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple, TypeVar

from eventlog.deciding.correction import FactId, effective, identity
from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.outcome import Accept, Hold, Refuse, Rule

S = TypeVar("S")


class Change(NamedTuple):
    """What `by` did to an earlier fact: it no longer meets `rule`; or, with None, it leans on nothing that is gone."""

    fact: Fact
    by: Fact
    rule: Rule | None


class _Verdict(Enum):
    """What the rules say, where none of them is a condition that is not met."""

    MET = "met"
    NOT_SAID = "not said"


def changes(decider: Decider[S], facts: Sequence[Fact], start: int, lapsed: Mapping[FactId, Rule]) -> list[Change]:
    """What the facts from position `start` on change, one after another, so that batches make no difference.

    `facts`: all of a dossier that the decider reads, in order. `lapsed`: the facts of which a condition had lapsed
    before `start`, with the rule.
    """
    found: list[Change] = []
    now = dict(lapsed)
    for number, by in enumerate(facts):
        replaces = by.corrects is not None or by.withdraws is not None
        if by.position < start or not (replaces or now):
            continue
        standing = effective(facts[: number + 1])
        before = {identity(fact): fact for fact in effective(facts[:number])} if replaces else {}
        if replaces and list(before) == [identity(fact) for fact in standing]:
            continue  # it is about what this context does not read
        for change in _by(decider, by, standing, before, now):
            found.append(change)
            if change.rule is None:
                del now[identity(change.fact)]
            else:
                now[identity(change.fact)] = change.rule
        still = {identity(fact) for fact in standing}
        for gone in [fact for fact in facts[:number] if identity(fact) in now.keys() - still]:
            found.append(Change(gone, by, None))
            del now[identity(gone)]
    return found


def _by(
    decider: Decider[S],
    by: Fact,
    standing: Sequence[Fact],
    before: Mapping[FactId, Fact],
    lapsed: Mapping[FactId, Rule],
) -> list[Change]:
    """What one fact changes about those that stand after it. `before`: what stood before it, if it replaces any."""
    asked = {identity(f) for f in standing if f.type in decider.decides and f is not by} if before else set(lapsed)
    found = []
    for fact, state in _as_if_it_came_last(decider, standing, asked):
        verdict, had = _judge(decider, state, fact), lapsed.get(identity(fact))
        if verdict is _Verdict.MET and had is not None:
            found.append(Change(fact, by, None))
        if not isinstance(verdict, Rule) or (had is not None and had.id == verdict.id):
            continue
        if had is not None or not _was_so_already(decider, before, fact, verdict):
            found.append(Change(fact, by, verdict))
    return found


def _was_so_already(decider: Decider[S], before: Mapping[FactId, Fact], fact: Fact, rule: Rule) -> bool:
    """Whether this rule was not met before either: then it is not this withdrawal or correction that did it."""
    if identity(fact) not in before:
        return False
    others = [other for other in before.values() if other is not fact]
    verdict = _judge(decider, decider.fold(others), fact)
    return isinstance(verdict, Rule) and verdict.id == rule.id


def _as_if_it_came_last(decider: Decider[S], standing: Sequence[Fact], asked: set[FactId]) -> Iterator[tuple[Fact, S]]:
    """Each fact that is asked about, with what the others say. All rules go by business date, none by arrival."""
    states = [decider.initial]
    for fact in standing:
        states.append(decider.evolve(states[-1], fact))
    for number, fact in enumerate(standing):
        if identity(fact) not in asked:
            continue
        state = states[number]
        if states[number + 1] is state:
            yield fact, states[-1]  # it says nothing by itself
            continue
        for other in standing[number + 1 :]:
            state = decider.evolve(state, other)
        yield fact, state


def _judge(decider: Decider[S], state: S, fact: Fact) -> Rule | _Verdict:
    match decider.decide(state, fact):
        case Accept():
            return _Verdict.MET
        case Hold(rule=rule):
            return decider.once_lapsed.get(rule.id, rule)
        case Refuse(rule=rule) if rule.id in decider.once_lapsed:
            return decider.once_lapsed[rule.id]
        case _:
            return _Verdict.NOT_SAID
