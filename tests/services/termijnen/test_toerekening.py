"""To which deadline an event belongs: by day, by source and id, through corrections and withdrawals."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as anders

from contracts.termijnen.berekening import Termijnstatus

from .verhaal import BESLISSING, PLAATSING, Verhaal, dag, zonder_id


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


def test_met_is_by_business_date_also_when_recorded_last_first() -> None:
    verhaal = Verhaal()
    verhaal.toegelaten("2026-03-02")
    verhaal.ontvangen("2026-03-02")
    assert verhaal.termijn().gehaald_op == dag("2026-03-02")


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
