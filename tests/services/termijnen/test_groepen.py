"""When which groep is there, by the facts of one dossier; and what the calendar then makes of any of them."""

from datetime import date
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.regio import profielen
from contracts.termijnen import REGELS
from services.termijnen.reckoning.engine import Termijnengine
from services.termijnen.reckoning.groepen import groepsperioden
from services.termijnen.reckoning.kalender import begonnen, dag_van

from .verhaal import SCHOOL, Verhaal, dag

ENGINE = Termijnengine(REGELS, profielen())


def _perioden(verhaal: Verhaal) -> list[tuple[str, str, str]]:
    return sorted((p.groep, str(p.vanaf), str(p.tot)) for p in groepsperioden(verhaal.gelezen(ENGINE)))


def test_a_pupil_is_in_one_groep_at_a_time() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2025-08-18", groep="5")
    verhaal.naar_groep("6", "2026-08-24")
    verhaal.uitgeschreven("2026-12-24")
    assert _perioden(verhaal) == [("5", "2025-08-18", "2026-08-24"), ("6", "2026-08-24", "2026-12-24")]


def test_on_one_day_what_was_recorded_last_counts() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2025-08-18", groep="5")
    verhaal.naar_groep("6", "2025-08-18")
    assert _perioden(verhaal) == [("6", "2025-08-18", "None")]


def test_corrected_or_withdrawn_it_is_another_or_none() -> None:
    verhaal = Verhaal()
    fout = verhaal.ingeschreven("2025-08-18", groep="5")
    verhaal.ingeschreven("2025-08-18", groep="5b", corrigeert=fout)
    assert _perioden(verhaal) == [("5b", "2025-08-18", "None")]
    verhaal.ingetrokken(fout, "2025-08-20")
    assert _perioden(verhaal) == []


def test_an_inschrijving_withdrawn_before_it_began_brings_no_groep() -> None:
    verhaal = Verhaal()
    verhaal.ingeschreven("2026-08-17", groep="5")
    verhaal.uitgeschreven("2026-06-12")
    assert _perioden(verhaal) == []
    verhaal.ingeschreven("2026-08-24", groep="5")
    assert _perioden(verhaal) == [("5", "2026-08-24", "None")]


def test_of_a_beginstand_from_that_day_on() -> None:
    verhaal = Verhaal()
    verhaal.beginstand("2026-08-03", inschrijfdatum="2022-08-22", groep="6")
    assert _perioden(verhaal) == [("6", "2026-08-03", "None")]


@pytest.mark.parametrize("wat", ["seo", "groepsplan", "besproken"])
def test_what_a_school_does_with_a_groep_tells_of_it_for_that_schooljaar(wat: str) -> None:
    verhaal = Verhaal()
    getattr(verhaal, wat)("2027-07-31", groep="7")
    assert _perioden(verhaal) == [("7", "2026-08-01", "2027-08-01")]


_DAGEN = st.dates(date(2026, 8, 1), date(2027, 7, 31))
_METINGEN = st.lists(
    st.tuples(_DAGEN, st.sampled_from(["nov", "apr"]), st.sampled_from(["5", "6"])),
    max_size=6,
    unique_by=lambda meting: meting[0],
)


@given(_METINGEN, st.sampled_from(["5", "6"]), st.randoms(use_true_random=False))
def test_each_day_is_met_by_the_first_measurement_of_its_half__in_any_order(
    metingen: list[tuple[date, str, str]], groep: str, toeval: Random
) -> None:
    regel = ENGINE.kalenderregel("seo-meting", date(2026, 8, 1), "de-meierij")
    assert regel is not None
    for periode, einde in (("nov", "2026-11-30"), ("apr", "2027-04-30")):
        termijn = begonnen(regel, dag(einde), uuid4(), "de-meierij", SCHOOL, groep)
        assert (dag_van(termijn), termijn.einddatum) == (dag(einde), dag(einde))
        verwacht = min((d for d, p, g in metingen if (p, g) == (periode, groep)), default=None)
        for _ in range(2):
            toeval.shuffle(metingen)
            verhaal = Verhaal("de-meierij", SCHOOL, termijn.dossier)
            for op, welke, van in metingen:
                verhaal.seo(op.isoformat(), welke, van)
            ((nieuw, feit),) = ENGINE.kalendertermijnen(verhaal.gelezen(ENGINE), [termijn])
            assert nieuw.gehaald_op == verwacht
            assert (feit is None) == (verwacht is None)
            assert (nieuw.vervallen_op is None) == (verwacht is not None)
