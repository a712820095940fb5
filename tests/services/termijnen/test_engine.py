"""One story for each thing that moves, meets or ends a deadline, named with its rule and basis."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as anders

from contracts.regio import profielen
from contracts.termijnen import REGELS, Duur, Eenheid, Grond
from contracts.termijnen.berekening import Termijnstatus

from .verhaal import BESLISSING, PLAATSING, Verhaal, dag, zonder_id

LAAT = date(2026, 12, 31)


def test_two_systems_of_one_school_may_use_the_same_id() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten("2026-03-09")
    verhaal.ontvangen("2026-04-20")
    portaal = "urn:nld:oin:00000099000000000002:systeem:portaal"
    verhaal.feiten[2] = anders(verhaal.feiten[2], source=portaal, id=eerste)
    assert [(t.start, t.gestart_op) for t in verhaal.termijnen(BESLISSING)] == [
        (eerste, dag("2026-03-02")),
        (eerste, dag("2026-04-20")),
    ]
    # What the other system then says of that id is about its own event; of any other id about its colleague's.
    verhaal.ingetrokken(eerste, "2026-04-21")
    verhaal.feiten[3] = anders(verhaal.feiten[3], source=portaal)
    assert [t.vervallen_op for t in verhaal.termijnen(BESLISSING)] == [None, dag("2026-04-21")]


def test_a_correction_from_another_system_of_the_school_moves_its_deadline() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ontvangen("2026-03-02")
    voor = verhaal.termijn()
    verhaal.ontvangen("2026-03-03", corrigeert=eerste)
    verhaal.feiten[1] = anders(verhaal.feiten[1], source="urn:nld:oin:00000099000000000002:systeem:portaal")
    assert (verhaal.termijn().id, verhaal.termijn().gestart_op) == (voor.id, dag("2026-03-03"))


@pytest.mark.parametrize(
    ("ontvangen", "einde"),
    [
        ("2025-03-10", "2025-04-22"),  # Tweede Paasdag
        ("2026-02-20", "2026-04-07"),  # Goede Vrijdag up to Tweede Paasdag
        ("2026-03-24", "2026-05-06"),  # 5 mei
        ("2025-11-13", "2025-12-29"),  # Kerst and the weekend
        ("2026-03-16", "2026-04-28"),  # Koningsdag
        ("2026-03-02", "2026-04-13"),  # a plain Monday
    ],
)
def test_the_school_decides_within_six_weeks_of_receipt__wpo_40(ontvangen: str, einde: str) -> None:
    verhaal = Verhaal()
    verhaal.ontvangen(ontvangen)
    assert verhaal.einde() == einde
    verhaal.toegelaten(einde)
    termijn = verhaal.termijn()
    assert (termijn.gehaald_op, termijn.dagen_te_laat) == (dag(einde), 0)
    assert termijn.status(LAAT) is Termijnstatus.GEHAALD


def test_with_an_extension_ten_weeks__wpo_40() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.verlengd("2026-04-07", "2026-05-11")
    assert verhaal.einde() == "2026-05-11"


def test_an_extension_is_at_most_four_weeks__wpo_40() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.verlengd("2026-04-07", "9999-12-31")
    assert verhaal.einde() == "2026-05-11"


def test_the_first_extension_counts__wpo_40_eenmalig() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.verlengd("2026-04-07", "2026-04-20")
    verhaal.verlengd("2026-04-10", "2026-05-11")
    assert verhaal.einde() == "2026-04-20"


def test_a_corrected_extension_counts_in_its_own_place() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    eerste = verhaal.verlengd("2026-04-07", "2026-05-11")
    verhaal.verlengd("2026-04-07", "2026-04-28", corrigeert=eerste)
    assert verhaal.einde() == "2026-04-28"


def test_an_open_request_for_an_aanvulling_suspends__awb_4_15() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    termijn = verhaal.termijn()
    assert (termijn.einddatum, termijn.opgeschort_sinds) == (None, dag("2026-03-11"))
    assert termijn.status(LAAT) is Termijnstatus.OPGESCHORT
    verhaal.aangevuld("2026-03-17")  # the 11th up to and including the 16th: six days
    assert verhaal.einde() == "2026-04-20"  # from Sunday the 19th


def test_one_answer_ends_every_open_request__keuze() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    verhaal.gevraagd("2026-03-12")
    verhaal.aangevuld("2026-03-17")
    assert verhaal.einde() == "2026-04-20"


def test_a_school_that_asks_again_on_the_day_of_the_answer_is_suspended_again__awb_4_15() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    verhaal.aangevuld("2026-03-17")
    verhaal.gevraagd("2026-03-17")
    assert verhaal.termijn().opgeschort_sinds == dag("2026-03-18")


def test_a_child_without_a_decision_is_placed_after_ten_weeks__wpo_40() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2025-03-10")
    verhaal.gevraagd("2025-03-17")  # does not hold up this one
    assert verhaal.einde(PLAATSING) == "2025-05-20"
    verhaal.tijdelijk_geplaatst("2025-05-20")
    assert verhaal.termijn(PLAATSING).gehaald_op == dag("2025-05-20")
    assert verhaal.termijn(BESLISSING).gehaald_op is None


@pytest.mark.parametrize("beslissing", ["toegelaten", "geweigerd"])
def test_any_decision_ends_the_wait_for_a_temporary_place__wpo_40(beslissing: str) -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    getattr(verhaal, beslissing)("2026-04-08")
    assert verhaal.termijn(PLAATSING).gehaald_op == verhaal.termijn(BESLISSING).gehaald_op == dag("2026-04-08")


def test_met_too_late_counts_the_days() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.geweigerd("2026-04-20")
    termijn = verhaal.termijn()
    assert termijn.dagen_te_laat == 7
    assert termijn.status(LAAT) is Termijnstatus.TE_LAAT_GEHAALD


def test_met_is_by_business_date_also_when_recorded_last_first() -> None:
    verhaal = Verhaal()
    verhaal.toegelaten("2026-03-02")
    verhaal.ontvangen("2026-03-02")
    assert verhaal.termijn().gehaald_op == dag("2026-03-02")


def test_what_happens_after_it_was_met_no_longer_moves_it__keuze() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten("2026-04-08")
    verhaal.gevraagd("2026-04-09")
    verhaal.verlengd("2026-04-09", "2026-05-11")
    assert verhaal.einde() == "2026-04-13"


def test_a_corrected_ontvangstdatum_moves_the_deadline_and_leaves_its_id() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ontvangen("2026-03-02")
    voor = verhaal.termijn()
    tweede = verhaal.ontvangen("2026-03-09", corrigeert=eerste)
    assert verhaal.einde() == "2026-04-20"
    assert (verhaal.termijn().id, verhaal.termijn().start) == (voor.id, eerste)
    derde = verhaal.ontvangen("2026-03-16", corrigeert=tweede)
    assert verhaal.einde() == "2026-04-28"
    assert verhaal.termijn().id == voor.id
    verhaal.ingetrokken(derde, "2026-03-20")  # the correction before it stands again
    assert verhaal.einde() == "2026-04-20"


def test_a_withdrawn_start_lapses_also_after_a_correction() -> None:
    verhaal = Verhaal()
    eerste = verhaal.ontvangen("2026-03-02")
    verhaal.ontvangen("2026-03-09", corrigeert=eerste)
    id_ = verhaal.termijn().id
    verhaal.ingetrokken(eerste, "2026-03-20")
    termijn = verhaal.termijn()
    assert (termijn.id, termijn.vervallen_op, termijn.gestart_op) == (id_, dag("2026-03-20"), dag("2026-03-09"))
    assert termijn.status(dag("2026-03-20")) is Termijnstatus.VERVALLEN
    verhaal.toegelaten("2026-03-19")
    assert verhaal.termijn().gehaald_op is None


def test_a_pupil_who_leaves_needs_no_decision_any_more() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    weg = verhaal.uitgeschreven("2026-03-20")
    assert verhaal.termijn().vervallen_op == dag("2026-03-20")
    assert verhaal.termijn().status(dag("2026-03-19")) is Termijnstatus.LOPEND
    verhaal.ingetrokken(weg, "2026-03-21")
    assert verhaal.termijn().vervallen_op is None


def test_leaving_after_the_decision_leaves_it_met() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten("2026-04-08")
    verhaal.uitgeschreven("2026-07-31")
    assert verhaal.termijn().status(LAAT) is Termijnstatus.GEHAALD


def test_a_second_aanmelding_has_its_own_events() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.gevraagd("2026-03-10")
    verhaal.aangevuld("2026-03-17")
    verhaal.geweigerd("2026-04-08")
    verhaal.ontvangen("2026-09-07")
    verhaal.toegelaten("2026-09-21")
    eerste, tweede = verhaal.termijnen(BESLISSING)
    assert (eerste.einddatum, eerste.gehaald_op) == (dag("2026-04-20"), dag("2026-04-08"))
    assert (tweede.einddatum, tweede.gehaald_op) == (dag("2026-10-19"), dag("2026-09-21"))
    assert eerste.id != tweede.id


def test_a_late_record_goes_to_the_aanmelding_of_its_business_date() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.ontvangen("2026-09-07")
    verhaal.geweigerd("2026-04-08")
    eerste, tweede = verhaal.termijnen(BESLISSING)
    assert (eerste.gehaald_op, tweede.gehaald_op) == (dag("2026-04-08"), None)


def test_on_the_day_of_a_new_aanmelding_the_order_of_recording_decides() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.geweigerd("2026-04-08")
    verhaal.ontvangen("2026-04-08")
    eerste, tweede = verhaal.termijnen(BESLISSING)
    assert (eerste.gehaald_op, tweede.gehaald_op) == (dag("2026-04-08"), None)
    verhaal.toegelaten("2026-04-08")
    assert verhaal.termijnen(BESLISSING)[1].gehaald_op == dag("2026-04-08")


def test_two_records_of_one_day_share_their_events() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    verhaal.ontvangen("2026-03-02")
    verhaal.toegelaten("2026-04-08")
    assert [t.gehaald_op for t in verhaal.termijnen(BESLISSING)] == [dag("2026-04-08")] * 2


def test_a_withdrawn_aanmelding_does_not_part_the_events_of_others() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    vergissing = verhaal.ontvangen("2026-03-09")
    verhaal.ingetrokken(vergissing, "2026-03-10")
    verhaal.toegelaten("2026-04-08")
    eerste, tweede = verhaal.termijnen(BESLISSING)
    assert (eerste.gehaald_op, eerste.vervallen_op) == (dag("2026-04-08"), None)
    assert (tweede.gehaald_op, tweede.vervallen_op) == (None, dag("2026-03-10"))


def test_the_version_of_the_start_day_holds() -> None:
    nieuw = replace(REGELS[0], versie=2, geldt_vanaf=date(2027, 8, 1), duur=Duur(5, Eenheid.WEKEN))
    verhaal = Verhaal()
    verhaal.ontvangen("2027-07-31")
    verhaal.ontvangen("2027-08-02")
    oud, jong = verhaal.termijnen(BESLISSING, (*REGELS, nieuw))
    assert (oud.versie, oud.einddatum) == (1, dag("2027-09-13"))
    assert (jong.versie, jong.einddatum) == (2, dag("2027-09-06"))


def test_before_its_first_version_a_rule_starts_nothing() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("1999-03-01")
    assert verhaal.termijnen(BESLISSING) == []


def test_a_region_may_have_its_own_length_and_let_agreed_ends_roll() -> None:
    afgesproken = replace(
        REGELS[1], id="advies", duur=Duur(6, Eenheid.WEKEN), grondslag=Grond("regioprofiel", "keuze", wettelijk=False)
    )
    profiel = profielen()["plein-013"]
    kort = profiel.model_validate(
        {**profiel.model_dump(), "termijnen": {"advies": {"weken": 4}}, "afspraken_schuiven": True}
    )
    verhaal = Verhaal("plein-013")
    verhaal.ontvangen("2026-03-08")  # four weeks later it is Eerste Paasdag
    (hier,) = verhaal.termijnen("advies", (afgesproken,), {"plein-013": kort})
    (elders,) = verhaal.termijnen("advies", (afgesproken,), {"sppoh": kort})
    assert (hier.einddatum, elders.einddatum) == (dag("2026-04-07"), dag("2026-04-19"))


def test_it_nears_two_weeks_before_its_end_and_never_before_its_start() -> None:
    verhaal = Verhaal()
    verhaal.ontvangen("2026-03-02")
    assert verhaal.termijn().nadert_op == dag("2026-03-30")
    kort = replace(REGELS[0], id="kort", duur=Duur(3, Eenheid.DAGEN))
    assert verhaal.termijnen("kort", (kort,))[0].nadert_op == dag("2026-03-02")


_DAGEN = st.dates(date(2026, 1, 1), date(2026, 6, 30)).map(date.isoformat)
_STAPPEN = st.lists(
    st.tuples(
        st.sampled_from(["gevraagd", "aangevuld", "toegelaten", "uitgeschreven", "tijdelijk_geplaatst", "verlengd"]),
        _DAGEN,
    ),
    max_size=6,
)


@given(st.dates(date(2026, 1, 1), date(2026, 3, 31)).map(date.isoformat), _STAPPEN, st.randoms(use_true_random=False))
def test_on_different_days_the_order_of_recording_makes_no_difference(
    start: str, stappen: list[tuple[str, str]], toeval: Random
) -> None:
    stappen = [stap for plek, stap in enumerate(stappen) if stap[1] not in {d for _, d in stappen[:plek]} | {start}]
    anders = list(stappen)
    toeval.shuffle(anders)
    uitkomsten = []
    for volgorde in (stappen, anders):
        verhaal = Verhaal()
        verhaal.ontvangen(start)
        for wat, op in volgorde:
            verhaal.verlengd(op, "2026-09-01") if wat == "verlengd" else getattr(verhaal, wat)(op)
        uitkomsten.append([zonder_id(verhaal.termijn(regel)) for regel in (BESLISSING, PLAATSING)])
    assert uitkomsten[0] == uitkomsten[1]
