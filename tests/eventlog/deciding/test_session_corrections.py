"""Corrections and withdrawals as they are decided, and what stands after them."""

import pytest

from contracts.envelope import WITHDRAWAL
from eventlog.deciding.correction import (
    TARGET_AMBIGUOUS,
    TARGET_IS_WITHDRAWAL,
    TARGET_MISSING,
    TARGET_OF_OTHER_TYPE,
    TARGET_WITHDRAWN,
)
from eventlog.testing import Named
from tests.eventlog.deciding.proefcontext import (
    ANDERE_BRON,
    BRON_TWEE,
    DUBBEL,
    EERST_LAGER,
    PROEF,
    TE_HOOG,
    TREDE,
    Trap,
    given,
    ingetrokken,
    naam,
    trede,
)


def _treden(*hoogten: int) -> Trap:
    return Trap(frozenset(hoogten))


def test_a_correction_replaces_and_is_decided_as_if_the_first_had_never_come() -> None:
    scenario = given(PROEF, trede(1), Named("a", trede(2)))
    scenario.when(trede(2, corrigeert="a")).then_accepted()  # not a second step 2
    assert scenario.state == _treden(1, 2)
    scenario.when(trede(1, corrigeert="a")).then_refused(DUBBEL)
    scenario.when(trede(11, corrigeert="a")).then_refused(TE_HOOG)
    scenario.when(trede(3, corrigeert="a")).then_held(TREDE, rule=EERST_LAGER)


def test_a_correction_of_a_correction_replaces_the_first_too() -> None:
    scenario = given(PROEF, trede(1), Named("a", trede(2)), Named("b", trede(2, corrigeert="a")))
    scenario.when(Named("c", trede(2, corrigeert="b"))).then_accepted()
    scenario.when(trede(2, corrigeert="a")).then_accepted()
    assert scenario.state == _treden(1, 2)


def test_a_correction_waits_for_what_it_corrects() -> None:
    scenario = given(PROEF).when(Named("b", trede(1, corrigeert="a"))).then_held(TREDE, rule=TARGET_MISSING)
    scenario.when(Named("a", trede(1))).then_accepted().about("b").then_accepted().then_facts(TREDE, TREDE)
    assert scenario.state == _treden(1)


def test_a_withdrawal_waits_for_what_it_withdraws_of_whatever_type() -> None:
    scenario = given(PROEF).when(Named("weg", ingetrokken("a"))).then_held(rule=TARGET_MISSING)
    scenario.when(Named("a", trede(1))).then_accepted().about("weg").then_accepted()
    assert scenario.state == _treden()


def test_a_withdrawal_waits_for_what_is_itself_held() -> None:
    scenario = given(PROEF).when(Named("twee", trede(2))).when(Named("weg", ingetrokken("twee"))).then_held()
    scenario.when(trede(1)).about("twee").then_accepted().about("weg").then_accepted()
    assert scenario.state == _treden(1)


def test_what_never_comes_is_refused_in_the_end() -> None:
    given(PROEF).when(ingetrokken("a")).after_days(14).then_held().after_days(1).then_refused(TARGET_MISSING)


def test_a_withdrawn_event_can_be_sent_anew_but_not_corrected_or_withdrawn_again() -> None:
    scenario = given(PROEF, Named("a", trede(1))).when(ingetrokken("a")).then_accepted()
    scenario.when(trede(1, corrigeert="a")).then_refused(TARGET_WITHDRAWN)
    scenario.when(ingetrokken("a")).then_refused(TARGET_WITHDRAWN)
    scenario.when(trede(1)).then_accepted()
    assert scenario.state == _treden(1)


def test_withdrawing_the_first_withdraws_its_corrections() -> None:
    scenario = given(PROEF, Named("a", trede(1)), Named("b", trede(1, corrigeert="a")))
    scenario.when(ingetrokken("a")).then_accepted()
    assert scenario.state == _treden()
    scenario.when(trede(1, corrigeert="b")).then_refused(TARGET_WITHDRAWN)


def test_withdrawing_a_correction_brings_back_what_it_replaced() -> None:
    scenario = given(PROEF, trede(1), Named("a", trede(2)))
    scenario.when(Named("b", trede(2, corrigeert="a"))).when(ingetrokken("b")).then_accepted()
    assert scenario.state == _treden(1, 2)
    scenario.when(trede(2, corrigeert="a")).then_accepted()


@pytest.mark.parametrize("id_", ["weg", "a"])
def test_a_withdrawal_itself_is_neither_withdrawn_nor_corrected(id_: str) -> None:
    scenario = given(PROEF, Named("a", trede(1))).when(Named("weg", ingetrokken("a")))
    scenario.when(ingetrokken("weg")).then_refused(TARGET_IS_WITHDRAWAL)
    scenario.when(ingetrokken(id_, corrigeert="weg")).then_refused(TARGET_IS_WITHDRAWAL)


def test_a_correction_is_of_the_same_type() -> None:
    given(PROEF, Named("a", naam("Zolder"))).when(trede(1, corrigeert="a")).then_refused(TARGET_OF_OTHER_TYPE)


def test_another_system_of_the_organisation_may_correct_and_another_organisation_may_not() -> None:
    given(PROEF, Named("a", trede(1))).when(trede(1, corrigeert="a"), source=BRON_TWEE).then_accepted()
    given(PROEF, Named("a", trede(1))).when(ingetrokken("a"), source=ANDERE_BRON).then_held(rule=TARGET_MISSING)


def test_systems_of_one_organisation_may_use_the_same_ids() -> None:
    scenario = given(PROEF).when(Named("a", trede(1))).when(Named("a", trede(2)), source=BRON_TWEE).then_accepted()
    assert scenario.state == _treden(1, 2)
    scenario.when(Named("weg", ingetrokken("a")), source=BRON_TWEE).then_accepted()
    assert scenario.state == _treden(1)
    scenario.when(Named("weg", ingetrokken("a"))).then_accepted().then_facts(TREDE, TREDE, WITHDRAWAL, WITHDRAWAL)
    assert scenario.state == _treden()


def test_an_id_that_two_other_systems_of_the_organisation_use_means_neither() -> None:
    derde = f"{BRON_TWEE}-drie"
    scenario = given(PROEF).when(Named("a", trede(1))).when(Named("a", trede(2)), source=BRON_TWEE).then_accepted()
    scenario.when(ingetrokken("a"), source=derde).then_refused(TARGET_AMBIGUOUS)
    scenario.when(trede(3, corrigeert="a"), source=derde).then_refused(TARGET_AMBIGUOUS)
    assert scenario.state == _treden(1, 2)
    # Its own comes first, whoever else uses the id.
    scenario.when(Named("a", trede(3)), source=derde).when(ingetrokken("a"), source=derde).then_accepted()
    assert scenario.state == _treden(1, 2)
