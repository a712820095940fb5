"""Stories of the OPP's deadlines: drawing it up, evaluating it, registering it (WPO 40a; 000)."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.regio import profielen
from contracts.regioprofiel import Schoolsoort
from contracts.schooljaar import begin_schooljaar
from contracts.termijnen import REGELS

from .verhaal import Verhaal, dag, zonder_id

OPSTELLEN, EVALUATIE, ROD = "opp-opstellen", "opp-evaluatie", "opp-rod"


def _school(regio: str, soort: Schoolsoort) -> str:
    return next(code for code, school in profielen()[regio].scholen.items() if school.soort is soort)


# opp-opstellen


@pytest.mark.parametrize(
    ("ingeschreven", "einde"),
    [
        ("2026-08-17", "2026-09-28"),
        ("2026-02-20", "2026-04-07"),  # Goede Vrijdag up to Tweede Paasdag
        ("2026-03-16", "2026-04-28"),  # Koningsdag
        ("2026-03-24", "2026-05-06"),  # 5 mei, no lustrum year
        ("2025-11-13", "2025-12-29"),  # Kerst and the weekend
        ("2024-01-18", "2024-02-29"),  # a leap year
        ("2026-06-19", "2026-07-31"),  # the last day of a schooljaar; the summer holiday counts in full
    ],
)
def test_within_six_weeks_of_an_enrolment_with_extra_support__wpo_40a__22_02(ingeschreven: str, einde: str) -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven(ingeschreven)
    assert verhaal.einde(OPSTELLEN) == einde
    verhaal.opp(einde)
    termijn = verhaal.termijn(OPSTELLEN)
    assert (termijn.gehaald_op, termijn.dagen_te_laat) == (dag(einde), 0)


def test_without_extra_support_no_opp_is_due__wpo_40a__22_02() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17", extra=False)
    assert verhaal.termijnen(OPSTELLEN) == []


@pytest.mark.parametrize(
    ("regio", "soort", "nodig"),
    [
        ("22-02", Schoolsoort.SBO, True),
        ("22-02", Schoolsoort.SO, True),
        ("plein-013", Schoolsoort.SBO, True),
        ("swv-vo", Schoolsoort.VSO, True),
        ("swv-vo", Schoolsoort.PRO, False),  # [keuze]
        ("swv-vo", Schoolsoort.VO, False),
    ],
)
def test_an_sbo_or_so_needs_an_opp_for_everyone__000__wec_41a(regio: str, soort: Schoolsoort, nodig: bool) -> None:
    verhaal = Verhaal(regio, _school(regio, soort))
    verhaal.ingeschreven("2026-08-17", extra=False)
    assert [str(t.einddatum) for t in verhaal.termijnen(OPSTELLEN)] == (["2026-09-28"] if nodig else [])


@pytest.mark.parametrize("regio", profielen())
@pytest.mark.parametrize("canon", ["B1", "B2", "B3", "E1", "E2", "G1", "G4"])
def test_from_the_level_at_which_the_region_asks_for_one__regioprofiel(regio: str, canon: str) -> None:
    verhaal = Verhaal(regio, next(iter(profielen()[regio].scholen)))
    verhaal.niveau("2026-10-12", canon)
    assert [str(t.einddatum) for t in verhaal.termijnen(OPSTELLEN)] == (["2026-11-23"] if canon > "E" else [])


def test_a_region_that_asks_for_one_later_has_it_due_later__regioprofiel() -> None:
    profiel = profielen()["22-02"].model_copy(update={"opp_vanaf": "E2"})
    verhaal = Verhaal()
    verhaal.niveau("2026-10-12", "E1")
    assert verhaal.termijnen(OPSTELLEN, profielen={"22-02": profiel}) == []
    verhaal.niveau("2026-10-19", "E2")
    (termijn,) = verhaal.termijnen(OPSTELLEN, profielen={"22-02": profiel})
    assert termijn.gestart_op == dag("2026-10-19")


def test_what_calls_for_it_again_does_not_begin_it_again() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17")
    verhaal.niveau("2026-09-14", "E1")
    verhaal.niveau("2026-09-21", "E2")
    assert verhaal.einde(OPSTELLEN) == "2026-09-28"
    verhaal.opp("2026-09-25")
    assert verhaal.termijn(OPSTELLEN).gehaald_op == dag("2026-09-25")


def test_who_has_an_opp_needs_no_other_at_the_next_level__001_below_the_level_too() -> None:
    verhaal = Verhaal("sppoh", "99BA00")
    verhaal.opp("2026-09-25")  # below the level, which 001 allows
    verhaal.niveau("2026-10-12", "E1")
    verhaal.niveau("2026-11-02", "E2")
    assert verhaal.termijnen(OPSTELLEN) == []


def test_after_the_opp_was_closed_the_next_need_begins_it_again() -> None:
    verhaal = Verhaal()
    verhaal.niveau("2026-10-12", "E1")
    verhaal.opp("2026-11-09")
    verhaal.afgesloten("2027-03-01")
    verhaal.niveau("2027-03-01", "B2")
    verhaal.niveau("2027-05-10", "E1")
    eerste, tweede = verhaal.termijnen(OPSTELLEN)
    assert (eerste.gehaald_op, tweede.gestart_op) == (dag("2026-11-09"), dag("2027-05-10"))


def test_back_to_a_level_without_an_opp_it_lapses__keuze() -> None:
    verhaal = Verhaal()
    verhaal.niveau("2026-10-12", "E1")
    verhaal.niveau("2026-11-02", "B3")
    assert verhaal.termijn(OPSTELLEN).vervallen_op == dag("2026-11-02")


def test_at_an_sbo_no_level_makes_it_lapse__000() -> None:
    verhaal = Verhaal("22-02", _school("22-02", Schoolsoort.SBO))
    verhaal.ingeschreven("2026-08-17", extra=False)
    verhaal.niveau("2026-09-01", "B2")
    assert verhaal.termijn(OPSTELLEN).vervallen_op is None


@pytest.mark.parametrize("hoe", ["uitgeschreven", "afgesloten"])
def test_who_left_needs_none_any_more(hoe: str) -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17")
    getattr(verhaal, hoe)("2026-09-18")
    assert verhaal.termijn(OPSTELLEN).vervallen_op == dag("2026-09-18")


def test_who_comes_back_needs_a_new_one() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2025-08-18")
    verhaal.opp("2025-09-25")
    verhaal.uitgeschreven("2026-07-31")
    verhaal.ingeschreven("2027-08-16")
    assert [str(t.gehaald_op) for t in verhaal.termijnen(OPSTELLEN)] == ["2025-09-25", "None"]


def test_a_corrected_enrolment_without_extra_support_leaves_none() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ingeschreven("2026-08-17")
    verhaal.ingeschreven("2026-08-17", extra=False, corrigeert=eerste)
    assert verhaal.termijnen(OPSTELLEN) == []


def test_a_withdrawn_start_gives_way_to_the_next() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ingeschreven("2026-08-17")
    tweede = verhaal.niveau("2026-09-14", "E1")
    verhaal.ingetrokken(eerste, "2026-09-20")
    assert (verhaal.termijn(OPSTELLEN).start, verhaal.einde(OPSTELLEN)) == (tweede, "2026-10-26")


# opp-evaluatie


@pytest.mark.parametrize(
    ("vastgesteld", "einde"),
    [
        ("2026-10-23", "2027-10-23"),  # a Saturday: the Atw does not reach terms in years
        ("2027-05-05", "2028-05-05"),
        ("2028-02-29", "2029-02-28"),
        ("2026-07-31", "2027-07-31"),  # the last day of one schooljaar, and of the next
        ("2026-08-01", "2027-08-01"),  # the first of one, and of the next: its 31 juli is a year off
        ("2025-12-25", "2026-12-25"),
        ("2025-04-20", "2026-04-20"),
    ],
)
def test_evaluated_within_a_year__wpo_40a__22_02(vastgesteld: str, einde: str) -> None:
    verhaal = Verhaal()
    verhaal.opp(vastgesteld)
    assert verhaal.einde(EVALUATIE) == einde


def test_each_evaluation_begins_the_next_year__wpo_40a__22_02() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15")
    verhaal.geevalueerd("2027-06-21")
    eerste, tweede, derde = verhaal.termijnen(EVALUATIE)
    assert (eerste.einddatum, eerste.gehaald_op) == (dag("2026-10-23"), dag("2026-06-15"))
    assert (tweede.einddatum, tweede.gehaald_op, tweede.dagen_te_laat) == (dag("2027-06-15"), dag("2027-06-21"), 6)
    assert (derde.gestart_op, derde.einddatum, derde.gehaald_op) == (dag("2027-06-21"), dag("2028-06-21"), None)


@pytest.mark.parametrize(("ouders", "leerling"), [(True, False), (False, True), (False, False)])
def test_an_evaluation_without_ouders_or_pupil_does_not_meet_it__wpo_40a__000(ouders: bool, leerling: bool) -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15", ouders=ouders, leerling=leerling)
    termijn = verhaal.termijn(EVALUATIE)
    assert (termijn.gehaald_op, termijn.einddatum) == (None, dag("2026-10-23"))


def test_corrected_to_with_the_pupil_it_meets_it() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    zonder = verhaal.geevalueerd("2026-06-15", leerling=False)
    verhaal.geevalueerd("2026-06-15", corrigeert=zonder)
    assert [str(t.gehaald_op) for t in verhaal.termijnen(EVALUATIE)] == ["2026-06-15", "None"]


@pytest.mark.parametrize(
    ("ziet_af", "telt"),
    [
        ("2025-10-20", False),  # of the hearing before the OPP was set
        ("2025-10-23", False),  # as it is on that day
        ("2025-10-24", True),
        ("2026-06-15", True),  # on the day itself, also when recorded after
        ("2026-06-16", False),
    ],
)
def test_a_pupil_who_declines_to_be_heard_is_no_obstacle__hoorrecht(ziet_af: str, telt: bool) -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15", leerling=False)
    verhaal.ziet_af(ziet_af)
    assert verhaal.termijnen(EVALUATIE)[0].gehaald_op == (dag("2026-06-15") if telt else None)


def test_declining_once_counts_for_one_evaluation() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.ziet_af("2026-06-10")
    verhaal.geevalueerd("2026-06-15", leerling=False)
    verhaal.geevalueerd("2027-06-14", leerling=False)
    assert [str(t.gehaald_op) for t in verhaal.termijnen(EVALUATIE)] == ["2026-06-15", "None"]


def test_declining_does_not_stand_in_for_ouders() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.ziet_af("2026-06-10")
    verhaal.geevalueerd("2026-06-15", ouders=False, leerling=False)
    assert verhaal.termijn(EVALUATIE).gehaald_op is None


def test_a_new_versie_begins_the_year_again__keuze() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    verhaal.opp("2026-06-01", 2)
    eerste, tweede = verhaal.termijnen(EVALUATIE)
    assert (eerste.vervallen_op, eerste.gehaald_op) == (dag("2026-06-01"), None)
    assert tweede.einddatum == dag("2027-06-01")


@pytest.mark.parametrize(
    ("versies", "einde"),
    [
        (["2025-10-23", "2026-09-21"], "2027-07-31"),  # 2026-2027 must have its evaluation
        (["2025-10-23", "2026-09-21", "2027-07-12"], "2027-07-31"),
        (["2025-10-23", "2026-09-21", "2027-08-30"], "2028-07-31"),  # that one was missed; the next must not be
        (["2025-10-23", "2026-07-31"], "2027-07-31"),
    ],
)
def test_new_versies_do_not_put_off_the_31_juli_of_any_schooljaar__wpo_40a__keuze(
    versies: list[str], einde: str
) -> None:
    verhaal = Verhaal()
    for nummer, op in enumerate(versies, 1):
        verhaal.opp(op, nummer)
    assert verhaal.termijnen(EVALUATIE)[-1].einddatum == dag(einde)


def test_after_an_evaluation_the_schooljaren_count_from_that() -> None:
    verhaal = Verhaal()
    verhaal.opp("2024-10-23")
    verhaal.geevalueerd("2026-10-12")
    verhaal.opp("2026-11-02", 2)
    assert verhaal.termijnen(EVALUATIE)[-1].einddatum == dag("2027-11-02")


@pytest.mark.parametrize("hoe", ["uitgeschreven", "afgesloten"])
def test_without_an_opp_nothing_is_evaluated(hoe: str) -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    getattr(verhaal, hoe)("2026-03-02")
    verhaal.geevalueerd("2026-06-15")
    assert verhaal.termijn(EVALUATIE).vervallen_op == dag("2026-03-02")


def test_a_withdrawn_opp_leaves_no_deadline() -> None:
    verhaal = Verhaal()
    opp = verhaal.opp("2025-10-23")
    verhaal.geevalueerd("2026-06-15")
    verhaal.ingetrokken(opp, "2026-06-20")
    assert [verhaal.termijnen(regel) for regel in (EVALUATIE, ROD)] == [[], []]


def test_a_withdrawn_evaluation_leaves_the_year_running() -> None:
    verhaal = Verhaal()
    verhaal.opp("2025-10-23")
    evaluatie = verhaal.geevalueerd("2026-06-15")
    verhaal.ingetrokken(evaluatie, "2026-06-20")
    assert (verhaal.einde(EVALUATIE), verhaal.termijn(EVALUATIE).gehaald_op) == ("2026-10-23", None)


# opp-rod


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


# whatever happens

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
