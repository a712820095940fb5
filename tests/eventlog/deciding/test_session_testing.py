"""The given/when/then of eventlog.testing can fail: each assertion is seen to."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from eventlog.testing import Named, Scenario
from tests.eventlog.deciding.proefcontext import (
    EERST_BODEM,
    EERST_LAGER,
    NAAM,
    PROEF,
    TE_HOOG,
    TREDE,
    Trap,
    given,
    naam,
    trede,
)

Stap = Callable[[Scenario[Trap]], object]


@pytest.mark.parametrize(
    ("hoogte", "stap", "melding"),
    [
        (1, lambda s: s.then_held(TREDE), "expected aangehouden, but it is aanvaard"),
        (1, lambda s: s.then_refused(TE_HOOG), "expected afgewezen, but it is aanvaard"),
        (2, lambda s: s.then_accepted(), "expected aanvaard, but it is aangehouden by eerst-bodem"),
        (2, lambda s: s.then_held(NAAM), "waits for: expected"),
        (2, lambda s: s.then_held(), "waits for: expected"),
        (2, lambda s: s.then_held(TREDE, rule=EERST_LAGER), "rule: expected"),
        (2, lambda s: s.then_waiting(), "waiting: expected"),
        (2, lambda s: s.then_facts(TREDE), "facts: expected"),
        (2, lambda s: s.after_days(5).then_refused(EERST_BODEM), "expected afgewezen, but it is aangehouden"),
        (11, lambda s: s.then_accepted(), "expected aanvaard, but it is afgewezen by te-hoog"),
        (11, lambda s: s.then_refused(EERST_BODEM), "rule: expected"),
    ],
)  # fmt: skip
def test_a_wrong_expectation_fails(hoogte: int, stap: Stap, melding: str) -> None:
    scenario = given(PROEF).when(trede(hoogte))
    with pytest.raises(AssertionError, match=melding):
        stap(scenario)


def test_a_rule_of_which_only_the_text_differs_fails() -> None:
    other = msgspec.structs.replace(TE_HOOG, text="Anders.")
    with pytest.raises(AssertionError, match="rule: expected"):
        given(PROEF).when(trede(11)).then_refused(other)


def test_then_without_when_fails() -> None:
    with pytest.raises(AssertionError, match="nothing was sent"):
        given(PROEF, trede(1)).then_accepted()


def test_an_id_that_the_log_holds_already_fails() -> None:
    scenario = given(PROEF).when(trede(1))
    with pytest.raises(AssertionError, match="already"):
        scenario.when(Named(scenario.log[0].id, trede(2)))


@pytest.mark.parametrize("veld", ["hoog", "maker"])
def test_a_shape_with_a_field_that_is_not_in_the_open_data_fails(veld: str) -> None:
    """`hoog` is in no contract, `maker` is sealed."""
    vorm = msgspec.defstruct("Vorm", [(veld, str)])
    decider = replace(PROEF, decides={**PROEF.decides, TREDE: vorm})
    with pytest.raises(msgspec.ValidationError, match=veld):
        given(decider).when(trede(1))
    with pytest.raises(msgspec.ValidationError, match=veld):
        given(decider, trede(1)).when(naam("Zolder"))


def test_a_shape_of_another_type_than_the_contract_fails() -> None:
    decider = replace(PROEF, decides={**PROEF.decides, TREDE: msgspec.defstruct("Vorm", [("hoogte", str)])})
    with pytest.raises(msgspec.ValidationError, match="Expected `str`, got `int`"):
        given(decider).when(trede(1))


def test_given_facts_stand_undecided() -> None:
    scenario = given(PROEF, trede(7)).then_facts()
    assert scenario.state == Trap(frozenset({7}))
    scenario.when(trede(8)).then_accepted().then_facts(TREDE)
