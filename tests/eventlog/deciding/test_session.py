"""Deciding within one dossier: holds to a fixed point, expiry, senders, and claims."""

from dataclasses import replace
from itertools import permutations

import pytest

from eventlog.deciding.decider import NOT_A_SENDER
from eventlog.deciding.outcome import OUTCOMES
from eventlog.testing import Named
from tests.eventlog.deciding.proefcontext import (
    EERST_BODEM,
    EERST_LAGER,
    NAAM,
    NAAM_BEZET,
    PROEF,
    TE_HOOG,
    TREDE,
    Trap,
    given,
    ingetrokken,
    naam,
    trede,
)


def test_what_a_hold_waits_for_releases_all_that_waits_in_order_of_arrival() -> None:
    scenario = given(PROEF).when(trede(3)).then_held(TREDE, rule=EERST_BODEM).when(trede(2)).then_held(TREDE)
    scenario.then_waiting(TREDE, TREDE).when(trede(1)).then_accepted()
    scenario.then_waiting().then_facts(TREDE, TREDE, TREDE)
    assert [event.id for event in scenario.facts] == ["event-5", "event-3", "event-1"]


@pytest.mark.parametrize("volgorde", list(permutations((1, 2, 3, 4))))
@pytest.mark.parametrize("in_een_keer", [True, False])
def test_the_order_of_arrival_does_not_change_what_is_true_in_the_end(
    volgorde: tuple[int, ...], in_een_keer: bool
) -> None:
    scenario = given(PROEF)
    if in_een_keer:
        scenario.when(*(trede(n) for n in volgorde))
    else:
        for n in volgorde:
            scenario.when(trede(n))
    assert scenario.state == Trap(frozenset({1, 2, 3, 4}))
    scenario.then_waiting()


def test_a_fact_of_another_context_releases_a_hold() -> None:
    given(PROEF).when(trede(2)).then_held(TREDE).and_also(trede(1)).then_accepted()


def test_a_later_submission_overtakes_a_hold() -> None:
    given(PROEF).when(trede(5)).then_held(TREDE).when(trede(1)).then_accepted().when(trede(2)).then_accepted()


def test_a_hold_lasts_its_last_day_and_is_then_refused_by_its_rule() -> None:
    given(PROEF).when(trede(2)).after_days(5).then_held(TREDE).after_days(1).then_refused(EERST_BODEM)


def test_a_hold_keeps_its_last_day_when_it_comes_to_wait_by_another_rule_and_is_refused_by_that() -> None:
    scenario = given(PROEF).when(Named("vijf", trede(5))).then_held(TREDE, rule=EERST_BODEM).after_days(3)
    scenario.when(trede(1)).about("vijf").then_held(TREDE, rule=EERST_LAGER)
    scenario.after_days(3).then_refused(EERST_LAGER)


def test_at_its_expiry_a_hold_is_accepted_when_that_has_become_possible() -> None:
    # The fact came in, and the clock looks before the context has: acceptance goes before refusal.
    scenario = given(PROEF).when(Named("twee", trede(2)))
    scenario.when(trede(1)).after_days(10).about("twee").then_accepted()


def test_expiry_refuses_only_what_is_over() -> None:
    scenario = given(PROEF).when(Named("eerst", trede(2))).after_days(3).when(Named("later", trede(4))).after_days(3)
    scenario.about("eerst").then_refused(EERST_BODEM).about("later").then_held(TREDE)


def test_a_refused_submission_leaves_the_state_as_it_is() -> None:
    scenario = given(PROEF, trede(1)).when(trede(11)).then_refused(TE_HOOG)
    assert scenario.state == Trap(frozenset({1}))


def test_invariant_13_a_role_that_may_not_send_a_type_is_refused_before_anything_else() -> None:
    given(PROEF).when(trede(2), rol="bewoner").then_refused(NOT_A_SENDER)
    given(PROEF).when(naam("Zolder"), rol="bewoner").then_accepted()
    given(PROEF).when(ingetrokken("onbekend"), rol="bewoner").then_refused(NOT_A_SENDER)
    given(PROEF).when(trede(1, corrigeert="onbekend"), rol="bewoner").then_refused(NOT_A_SENDER)


def test_senders_are_given_for_all_types_or_for_none() -> None:
    with pytest.raises(ValueError, match="senders must be given"):
        replace(PROEF, senders={TREDE: {"bouwer"}})


def test_every_submission_has_an_outcome_and_each_outcome_an_id_of_its_own() -> None:
    scenario = given(PROEF).when(trede(4), trede(3), trede(2), trede(12), trede(1), naam("Zolder"))
    outcomes = [event for event in scenario.log if event.type in OUTCOMES]
    assert len({event.id for event in outcomes}) == len(outcomes)
    assert len({event.cause for event in outcomes}) == 6


# --- claims ---


def test_a_value_that_another_dossier_claims_is_refused() -> None:
    given(PROEF).where_taken("naam", "Zolder").when(naam("Zolder")).then_refused(NAAM_BEZET)


def test_a_value_is_claimed_once_in_its_own_dossier_too() -> None:
    given(PROEF).when(naam("Zolder"), naam("Zolder")).then_refused(NAAM_BEZET).then_facts(NAAM)
    given(PROEF).when(naam("Zolder")).when(naam("Zolder")).then_refused(NAAM_BEZET)


def test_a_correction_may_keep_the_value_that_it_claimed() -> None:
    scenario = given(PROEF).when(Named("a", naam("Zolder"))).when(Named("b", naam("Zolder", corrigeert="a")))
    scenario.then_accepted().when(naam("Zolder", corrigeert="a")).then_accepted()
    scenario.when(naam("Zolder")).then_refused(NAAM_BEZET)


def test_a_correction_in_the_same_batch_may_keep_the_value_too() -> None:
    given(PROEF).when(Named("a", naam("Zolder")), naam("Zolder", corrigeert="a")).then_accepted()


def test_a_corrected_or_withdrawn_value_is_free_again() -> None:
    scenario = given(PROEF).when(Named("a", naam("Zolder"))).when(Named("b", naam("Kelder", corrigeert="a")))
    scenario.when(naam("Zolder")).then_accepted().when(naam("Kelder")).then_refused(NAAM_BEZET)
    scenario.when(ingetrokken("a")).then_accepted().when(naam("Kelder")).then_accepted()


def test_a_value_withdrawn_in_the_same_batch_is_free_again() -> None:
    given(PROEF).when(Named("a", naam("Zolder")), ingetrokken("a"), naam("Zolder")).then_accepted()
