"""The OPP's deadlines, whatever happens and in whatever order it is recorded."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from contracts.schooljaar import begin_schooljaar
from contracts.termijnen import REGELS

from .verhaal import Verhaal, zonder_id

OPSTELLEN, EVALUATIE, ROD = "opp-opstellen", "opp-evaluatie", "opp-rod"

_DAGEN = st.dates(date(2025, 8, 1), date(2028, 7, 31))
_WAT = ["ingeschreven", "opp", "geevalueerd", "ziet_af", "afgesloten", "uitgeschreven", "in_rod", "E1", "B2", "alleen"]


def _speel(verhaal: Verhaal, wat: str, op: str) -> None:
    if wat in ("E1", "B2"):
        verhaal.niveau(op, wat)
    elif wat == "alleen":
        verhaal.geevalueerd(op, leerling=False)
    else:
        getattr(verhaal, wat)(op)


_STAPPEN = st.lists(st.tuples(st.sampled_from(_WAT), _DAGEN), max_size=10, unique_by=lambda stap: stap[1])


@given(_STAPPEN, st.randoms(use_true_random=False))
def test_on_different_days_the_order_of_recording_makes_no_difference(
    stappen: list[tuple[str, date]], toeval: Random
) -> None:
    anders = list(stappen)
    toeval.shuffle(anders)
    uitkomsten = []
    for volgorde in (stappen, anders):
        verhaal = Verhaal()
        for wat, op in volgorde:
            _speel(verhaal, wat, op.isoformat())
        uitkomsten.append([zonder_id(t) for regel in (OPSTELLEN, EVALUATIE, ROD) for t in verhaal.termijnen(regel)])
    assert uitkomsten[0] == uitkomsten[1]


@given(_STAPPEN)
def test_of_each_rule_one_runs_at_a_time_and_every_end_follows_from_its_start(stappen: list[tuple[str, date]]) -> None:
    verhaal = Verhaal()
    for wat, op in stappen:
        _speel(verhaal, wat, op.isoformat())
    for regel in (OPSTELLEN, EVALUATIE, ROD):
        termijnen = verhaal.termijnen(regel)
        assert len({t.id for t in termijnen}) == len(termijnen)
        for eerder, later in pairwise(termijnen):
            klaar = eerder.gehaald_op or eerder.vervallen_op
            assert klaar is not None
            assert klaar <= later.gestart_op
        for termijn in termijnen:
            assert termijn.einddatum is not None
            assert termijn.gestart_op <= termijn.einddatum
            if regel == EVALUATIE:
                assert termijn.einddatum <= termijn.gestart_op + timedelta(days=366)
                assert begin_schooljaar(termijn.einddatum).year <= begin_schooljaar(termijn.gestart_op).year + 1


def test_there_is_one_version_of_each_of_these_rules() -> None:
    assert {r.versie for r in REGELS if r.id.startswith("opp-")} == {1}
