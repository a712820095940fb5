"""Stories of opp-rod: registering an OPP in the ROD (000)."""

import pytest

from contracts.regio import profielen

from .verhaal import Verhaal, dag

ROD = "opp-rod"


def test_registered_in_the_rod_within_seven_days__000__keuze__22_02() -> None:
    verhaal = Verhaal()
    verhaal.opp("2026-04-30")
    assert verhaal.einde(ROD) == "2026-05-07"
    verhaal.in_rod("2026-05-11")
    assert verhaal.termijn(ROD).dagen_te_laat == 4


@pytest.mark.parametrize(("schuiven", "einde"), [(False, "2026-04-06"), (True, "2026-04-07")])
def test_an_agreed_end_rolls_where_the_region_says_so__atw__regioprofiel(schuiven: bool, einde: str) -> None:
    profiel = profielen()["22-02"].model_copy(update={"afspraken_schuiven": schuiven})
    verhaal = Verhaal()
    verhaal.opp("2026-03-30")  # a week later it is Tweede Paasdag
    (termijn,) = verhaal.termijnen(ROD, profielen={"22-02": profiel})
    assert termijn.einddatum == dag(einde)


def test_a_region_may_give_itself_more_time__regioprofiel() -> None:
    profiel = profielen()["22-02"]
    anders = profiel.model_validate({**profiel.model_dump(), "termijnen": {"opp-rod": {"werkdagen": 10}}})
    verhaal = Verhaal()
    verhaal.opp("2026-04-20")  # Koningsdag and 5 mei are no werkdagen
    (termijn,) = verhaal.termijnen(ROD, profielen={"22-02": anders})
    assert termijn.einddatum == dag("2026-05-06")


def test_the_register_knows_periods_not_versies__keuze() -> None:
    verhaal = Verhaal()
    verhaal.opp("2026-10-23")
    verhaal.in_rod("2026-10-26")
    verhaal.opp("2027-03-01", 2)
    assert verhaal.termijn(ROD).gehaald_op == dag("2026-10-26")


def test_registering_the_end_of_an_opp_is_not_registering_the_next() -> None:
    verhaal = Verhaal()
    verhaal.opp("2026-10-23")
    verhaal.in_rod("2026-10-26")
    verhaal.afgesloten("2027-03-01")
    verhaal.in_rod("2027-03-03", einddatum="2027-03-01")
    verhaal.opp("2027-06-01", 2)
    assert [str(t.gehaald_op) for t in verhaal.termijnen(ROD)] == ["2026-10-26", "None"]


def test_a_refused_registration_does_not_meet_it() -> None:
    verhaal = Verhaal()
    verhaal.opp("2026-10-23")
    verhaal.feit("ondersteuningsplannen.rodregistratiegeweigerd", datum="2026-10-26", begindatum="2026-10-23")
    assert verhaal.termijn(ROD).gehaald_op is None
