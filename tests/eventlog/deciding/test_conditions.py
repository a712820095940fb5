"""Which accepted facts lean on what was withdrawn or corrected since: given, when, then, and any history."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given as any_of
from hypothesis import strategies as st

from contracts.envelope import WITHDRAWAL
from eventlog.body import Actor
from eventlog.deciding.conditions import changes
from eventlog.deciding.correction import FactId, effective, identity
from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.outcome import Accept, Hold, Refuse, Rule
from eventlog.testing import Named
from eventlog.testing_dossier import DOSSIER
from tests.eventlog.deciding.proefcontext import (
    BRON,
    EERST_BODEM,
    EERST_LAGER,
    PROEF,
    TE_HOOG,
    TREDE,
    Trap,
    Trede,
    given,
    ingetrokken,
    naam,
    trede,
)


def test_a_fact_that_leans_on_what_is_withdrawn_no_longer_meets_its_rule() -> None:
    stairs = given(PROEF, Named("1", trede(1)), Named("2", trede(2)), Named("3", trede(3))).then_lapsed({})
    stairs.when(ingetrokken("2")).then_accepted().then_lapsed({"3": EERST_LAGER})


def test_the_rule_is_the_one_that_is_broken_now() -> None:
    stairs = given(PROEF, Named("1", trede(1)), Named("2", trede(2)), Named("3", trede(3)))
    stairs.when(ingetrokken("2")).when(ingetrokken("1")).then_lapsed({"3": EERST_BODEM})
    stairs.when(trede(1)).then_lapsed({"3": EERST_LAGER})


def test_it_meets_it_again_when_what_it_lacks_comes_anew() -> None:
    stairs = given(PROEF, Named("1", trede(1)), Named("2", trede(2))).when(ingetrokken("1"))
    stairs.then_lapsed({"2": EERST_BODEM}).when(trede(1)).then_lapsed({})


def test_it_is_over_when_the_fact_itself_is_withdrawn_or_put_right() -> None:
    stairs = given(PROEF, Named("1", trede(1)), Named("2", trede(2)), Named("3", trede(3)))
    stairs.when(ingetrokken("1")).then_lapsed({"2": EERST_LAGER})
    stairs.when(Named("2a", trede(4, corrigeert="2"))).then_accepted().then_lapsed({"3": EERST_LAGER})
    stairs.when(ingetrokken("3")).then_lapsed({"2a": EERST_BODEM})


def test_a_correction_may_take_it_away_and_its_withdrawal_bring_it_back() -> None:
    stairs = given(PROEF, Named("1", trede(1)), Named("2", trede(2)), Named("3", trede(3)), Named("4", trede(4)))
    stairs.when(Named("2a", trede(5, corrigeert="2"))).then_accepted().then_lapsed({"3": EERST_LAGER})
    stairs.when(ingetrokken("2a")).then_accepted().then_lapsed({})


def test_what_the_withdrawal_of_a_correction_brings_back_may_lean_on_nothing_too() -> None:
    stairs = given(PROEF, Named("1", trede(1)), Named("2", trede(2)), Named("3", trede(3)))
    stairs.when(Named("3a", trede(3, corrigeert="3"))).when(ingetrokken("2")).then_lapsed({"3a": EERST_LAGER})
    stairs.when(ingetrokken("3a")).then_accepted().then_lapsed({"3": EERST_LAGER})


def test_what_was_broken_already_is_not_laid_to_a_withdrawal_that_has_no_part_in_it() -> None:
    # Accepted under other rules than those of today.
    stairs = given(PROEF, Named("5", trede(5)), Named("7", trede(7)), Named("ander", naam("Zolder")))
    stairs.when(ingetrokken("ander")).then_lapsed({})
    stairs.when(ingetrokken("5")).then_lapsed({"7": EERST_BODEM})


def test_a_rule_that_refuses_is_asked_again_only_when_the_context_says_so() -> None:
    lowered = Rule(TE_HOOG.id, TE_HOOG.basis, "Deze trede ligt nu te hoog.", "Haal haar weg.")
    limited = replace(
        PROEF,
        decide=lambda state, fact: (
            Refuse(TE_HOOG)
            if isinstance(fact.data, Trede) and fact.data.hoogte > 2 and not state.namen
            else PROEF.decide(state, fact)
        ),
    )
    facts = (Named("n", naam("Toren")), Named("1", trede(1)), Named("2", trede(2)), Named("3", trede(3)))
    given(limited, *facts).when(ingetrokken("n")).then_lapsed({})
    asks = replace(limited, once_lapsed={lowered.id: lowered})
    stairs = given(asks, *facts).when(ingetrokken("n")).then_lapsed({"3": TE_HOOG})
    # What cannot be said for another reason is left as it is.
    stairs.when(naam("Nog een")).then_lapsed({})


# --- any history ---


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Facts as a context lets them in, or did under other rules; corrections and withdrawals name what stands."""
    found: list[Fact] = []
    for position in range(1, draw(st.integers(1, 14)) + 1):
        standing = [fact.id for fact in effective(found)]
        way = draw(st.sampled_from(["new", "new", "new", "correct", "withdraw"])) if standing else "new"
        target = draw(st.sampled_from(standing)) if way != "new" else None
        found.append(
            Fact(
                position=position, dossier=DOSSIER, type=WITHDRAWAL if way == "withdraw" else TREDE, source=BRON,
                id=f"{position}", regio="22-02", actor=Actor("bouwer", "x"), data=Trede(draw(st.integers(1, 5))),
                sealed=(), corrects=target if way == "correct" else None,
                withdraws=target if way == "withdraw" else None,
            )
        )  # fmt: skip
    return found


def by_hand(decider: Decider[Trap], facts: Sequence[Fact]) -> dict[FactId, str]:
    """What it should come to, the long way: every fact asked anew, over everything, after each fact."""

    def broken(standing: Sequence[Fact]) -> dict[FactId, str]:
        found = {}
        for fact in standing:
            state = decider.initial
            for other in standing:
                if other is not fact:
                    state = decider.evolve(state, other)
            outcome = decider.decide(state, fact)
            found[identity(fact)] = (
                "" if isinstance(outcome, Accept) else outcome.rule.id if isinstance(outcome, Hold) else "?"
            )
        return found

    lapsed: dict[FactId, str] = {}
    for number, fact in enumerate(facts):
        before, after = broken(effective(facts[:number])), broken(effective(facts[: number + 1]))
        replaces = fact.corrects is not None or fact.withdraws is not None
        for own in list(lapsed):
            if own not in after or after[own] == "":
                del lapsed[own]
        for own, rule in after.items():
            if rule in ("", "?") or own == identity(fact):
                continue
            if own in lapsed or (replaces and before.get(own) != rule):
                lapsed[own] = rule
    return lapsed


def _after(facts: Sequence[Fact], start: int, lapsed: dict[FactId, Rule]) -> dict[FactId, Rule]:
    now = dict(lapsed)
    for change in changes(PROEF, facts, start, lapsed):
        now.pop(identity(change.fact), None)
        if change.rule is not None:
            now[identity(change.fact)] = change.rule
    return now


@any_of(histories(), st.data())
def test_any_history_however_it_comes_in_batches(facts: list[Fact], draw: st.DataObject) -> None:
    cut = draw.draw(st.integers(0, len(facts)))
    halfway = _after(facts[:cut], 0, {})
    at_once, in_two = _after(facts, 0, {}), _after(facts, cut + 1, halfway)
    assert at_once == in_two
    assert {own: rule.id for own, rule in at_once.items()} == by_hand(PROEF, facts)
    assert changes(PROEF, facts, 0, {}) == [
        *changes(PROEF, facts[:cut], 0, {}), *changes(PROEF, facts, cut + 1, halfway),
    ]  # fmt: skip
