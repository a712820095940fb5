"""What holds of the end of a term for every start, suspension and extension."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.termijnen import REGELS
from contracts.termijnen.algemene_termijnenwet import naar_werkdag, werkdag
from contracts.termijnen.berekening import Berekening, Opschorting, bereken, uiterste_verlenging

BESLISSING, PLAATSING = REGELS[:2]
ZONDER_ATW = replace(BESLISSING, atw=False)

STARTDAGEN = st.dates(date(2014, 8, 1), date(2098, 12, 31))


@st.composite
def opschortingen_na(draw: st.DrawFn, vanaf: date, *, open_ook: bool = False) -> list[Opschorting]:
    gevonden = []
    for _ in range(draw(st.integers(0, 4))):
        begin = vanaf + timedelta(days=draw(st.integers(-5, 100)))
        tot = begin + timedelta(days=draw(st.integers(0, 40)))
        is_open = open_ook and draw(st.booleans())
        gevonden.append(Opschorting(begin, None if is_open else tot))
    return gevonden


def _einde(berekening: Berekening) -> date:
    assert berekening.einddatum is not None
    return berekening.einddatum


@given(STARTDAGEN)
def test_the_end_is_the_first_werkdag_from_the_term_on(vanaf: date) -> None:
    for regel, dagen in ((BESLISSING, 42), (PLAATSING, 71)):
        einde = _einde(bereken(regel, vanaf))
        assert werkdag(einde)
        assert einde == naar_werkdag(vanaf + timedelta(days=dagen))


@given(st.data(), STARTDAGEN)
def test_a_later_start_never_ends_earlier(data: st.DataObject, vanaf: date) -> None:
    opschortingen = data.draw(opschortingen_na(vanaf))
    later = vanaf + timedelta(days=data.draw(st.integers(0, 30)))
    eerste = _einde(bereken(BESLISSING, vanaf, opschortingen=opschortingen))
    assert eerste <= _einde(bereken(BESLISSING, later, opschortingen=opschortingen))


@given(st.data(), STARTDAGEN)
def test_suspension_gives_back_the_days_it_took(data: st.DataObject, vanaf: date) -> None:
    opschortingen = data.draw(opschortingen_na(vanaf))
    stil = {
        dag
        for o in opschortingen
        if o.tot is not None
        for i in range(1, (o.tot - o.vanaf).days)
        if (dag := o.vanaf + timedelta(days=i)) > vanaf
    }
    dag, gelopen = vanaf, 0
    while gelopen < 42:
        dag += timedelta(days=1)
        gelopen += dag not in stil
    assert bereken(ZONDER_ATW, vanaf, opschortingen=opschortingen).einddatum == dag
    while dag in stil or not werkdag(dag):
        dag += timedelta(days=1)
    einde = _einde(bereken(BESLISSING, vanaf, opschortingen=opschortingen))
    assert werkdag(einde)
    assert einde == dag


@given(st.data(), STARTDAGEN)
def test_an_extension_stays_between_the_ordinary_end_and_the_limit(data: st.DataObject, vanaf: date) -> None:
    opschortingen = data.draw(opschortingen_na(vanaf))
    verlenging = vanaf + timedelta(days=data.draw(st.integers(-10, 400)))
    op = data.draw(st.none() | st.integers(0, 42))
    verlengd_op = None if op is None else vanaf + timedelta(days=op)
    gewoon = _einde(bereken(BESLISSING, vanaf, opschortingen=opschortingen))
    einde = _einde(
        bereken(BESLISSING, vanaf, opschortingen=opschortingen, verlenging=verlenging, verlengd_op=verlengd_op)
    )
    assert werkdag(einde)
    assert gewoon <= einde <= uiterste_verlenging(BESLISSING, vanaf, opschortingen)


@given(st.data(), STARTDAGEN, st.booleans())
def test_the_last_step_always_states_the_outcome(data: st.DataObject, vanaf: date, verlengd: bool) -> None:
    berekening = bereken(
        BESLISSING,
        vanaf,
        opschortingen=data.draw(opschortingen_na(vanaf, open_ook=True)),
        verlenging=vanaf + timedelta(days=data.draw(st.integers(0, 100))) if verlengd else None,
        verlengd_op=data.draw(st.none() | st.just(vanaf + timedelta(days=20))),
    )
    assert (berekening.einddatum is None) == (berekening.opgeschort_sinds is not None)
    assert berekening.stappen[-1].datum == (berekening.einddatum or berekening.opgeschort_sinds)
    assert all(stap.grondslag for stap in berekening.stappen)
