"""The school view: given facts, then what the school sees of the pupil."""

from typing import Any

import pytest

from contracts.codes import Aanbodsoort, AanspreekpuntRol, Canon, Verzuimsoort
from contracts.gebeurtenis import Gebeurtenis
from eventlog.views.projection import Sealed
from projections.school import Aanmeldstatus, Dossier, ExtraOndersteuning, Groepsmomentsoort, Signaalsoort
from projections.school.projection import plek
from tests.bouwstenen import (
    ANDERE_SCHOOL,
    BRON,
    SCHOOL,
    aanspreekpunt,
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    groep_gewijzigd,
    groepsplan,
    groepsplan_besproken,
    ingeschreven,
    ingetrokken,
    met_id,
    niveau_gewijzigd,
    onderwijsbehoefte,
    ontvangen,
    passend_aanbod,
    persoonsgegevens,
    plek_gevonden,
    plek_gezocht,
    plek_voorgesteld,
    seo_meting,
    thuiszitter,
    tijdelijk_geplaatst,
    toegelaten,
    uitgeschreven,
    verlengd,
    verzuim_gemeld,
    verzuimgrens,
    weigering,
)

from .feiten import DOSSIER, TERMIJN, dag, dossier, gehaald, gestart, leerling, nadert, rijen, verstreken, vervallen


def test_an_aanmelding_is_open_and_tells_what_is_suspected() -> None:
    kind = leerling(ontvangen("2026-03-02", vermoeden=True, start="2026-08-17"))
    assert kind.leerjaar == 5
    assert kind.extra_ondersteuning is ExtraOndersteuning.VERMOEDEN
    assert kind.aanmelding is not None
    assert kind.aanmelding.status is Aanmeldstatus.OPEN
    assert kind.aanmelding.ontvangstdatum == dag("2026-03-02")
    assert kind.aanmelding.gewenste_start == dag("2026-08-17")


@pytest.mark.parametrize(
    ("feiten", "status", "sinds"),
    [
        ([aanvulling_gevraagd("2026-03-10")], Aanmeldstatus.AANVULLING_GEVRAAGD, "2026-03-10"),
        ([aanvulling_gevraagd("2026-03-10"), aanvulling_ontvangen("2026-03-17")], Aanmeldstatus.OPEN, "2026-03-17"),
        ([passend_aanbod("2026-04-01")], Aanmeldstatus.AANBOD_GEDAAN, "2026-04-01"),
        ([toegelaten("2026-04-08")], Aanmeldstatus.TOEGELATEN, "2026-04-08"),
        ([weigering("2026-04-09", bereid=ANDERE_SCHOOL)], Aanmeldstatus.GEWEIGERD, "2026-04-09"),
        ([tijdelijk_geplaatst("2026-05-12")], Aanmeldstatus.TIJDELIJK_GEPLAATST, "2026-05-12"),
        ([tijdelijk_geplaatst("2026-05-12"), toegelaten("2026-06-01")], Aanmeldstatus.TOEGELATEN, "2026-06-01"),
        ([toegelaten("2026-04-08"), aanvulling_gevraagd("2026-04-09")], Aanmeldstatus.TOEGELATEN, "2026-04-08"),
        ([onderwijsbehoefte()], Aanmeldstatus.OPEN, "2026-03-02"),
    ],
)
def test_each_step_of_an_aanmelding(feiten: list[Gebeurtenis], status: Aanmeldstatus, sinds: str) -> None:
    kind = leerling(ontvangen("2026-03-02"), *feiten)
    assert kind.aanmelding is not None
    assert (kind.aanmelding.status, kind.aanmelding.sinds) == (status, dag(sinds))


def test_a_dossier_is_of_a_school() -> None:
    assert dossier(ontvangen()).school == SCHOOL


def test_an_extension_and_a_refusal_are_told() -> None:
    kind = leerling(ontvangen(), verlengd(tot="2026-05-11"), weigering(bereid=ANDERE_SCHOOL))
    assert kind.aanmelding is not None
    assert kind.aanmelding.verlengd_tot == dag("2026-05-11")
    assert kind.aanmelding.bereid_gevonden_school == ANDERE_SCHOOL


def test_a_new_aanmelding_starts_afresh() -> None:
    kind = leerling(ontvangen("2025-03-02"), weigering("2025-04-01"), ontvangen("2026-03-02"))
    assert kind.aanmelding is not None
    assert kind.aanmelding.status is Aanmeldstatus.OPEN
    assert kind.aanmelding.weigeringsgrond is None


@pytest.mark.parametrize(
    ("feiten", "extra"),
    [
        ([ontvangen()], ExtraOndersteuning.GEEN),
        ([ontvangen(vermoeden=True)], ExtraOndersteuning.VERMOEDEN),
        ([ontvangen(vermoeden=True), passend_aanbod()], ExtraOndersteuning.BEKEND),
        ([ontvangen(), passend_aanbod(soort=Aanbodsoort.BASISONDERSTEUNING)], ExtraOndersteuning.GEEN),
        ([ontvangen(vermoeden=True), ingeschreven(extra=False)], ExtraOndersteuning.GEEN),
        ([ontvangen(), ingeschreven(extra=True)], ExtraOndersteuning.BEKEND),
        ([ingeschreven(extra=True), ontvangen()], ExtraOndersteuning.BEKEND),
        ([persoonsgegevens()], None),
    ],
)
def test_extra_ondersteuning(feiten: list[Gebeurtenis], extra: ExtraOndersteuning | None) -> None:
    assert leerling(*feiten).extra_ondersteuning is extra


def test_the_level_of_an_offer_with_the_code_of_the_region() -> None:
    kind = leerling(ontvangen(), passend_aanbod(canon=Canon.E1, regionaal="2a"))
    assert kind.niveau is not None
    assert (kind.niveau.canon, kind.niveau.regionaal) == (Canon.E1, "2a")


def test_enrolled_and_left() -> None:
    kind = leerling(ingeschreven("2026-08-17"), uitgeschreven("2027-07-31", volgende=ANDERE_SCHOOL))
    assert (kind.ingeschreven_op, kind.uitgeschreven_op) == (dag("2026-08-17"), dag("2027-07-31"))
    assert kind.volgende_school == ANDERE_SCHOOL
    terug = leerling(ingeschreven("2026-08-17"), uitgeschreven("2027-07-31"), ingeschreven("2028-01-10"))
    assert (terug.uitgeschreven_op, terug.uitschrijfreden) == (None, None)


def test_a_groep_counts_from_its_day() -> None:
    kind = leerling(ingeschreven("2026-08-17", groep="5"), groep_gewijzigd("2027-08-23", groep="6"))
    assert kind.groep_op(dag("2027-08-22")) == "5"
    assert kind.groep_op(dag("2027-08-23")) == "6"


def test_a_groep_before_the_first_day_is_the_one_to_come() -> None:
    assert leerling(ingeschreven("2026-08-17", groep="5")).groep_op(dag("2026-03-02")) == "5"


def test_a_change_told_later_that_holds_earlier_leaves_the_later_one() -> None:
    kind = leerling(
        ingeschreven("2026-08-17", groep="5"),
        groep_gewijzigd("2027-08-23", groep="6"),
        groep_gewijzigd("2026-11-02", groep="5B"),
    )
    assert kind.groep_op(dag("2026-11-02")) == "5B"
    assert kind.groep_op(dag("2027-08-23")) == "6"


def test_aanspreekpunt_passende_plek_and_verzuim() -> None:
    kind = leerling(
        aanspreekpunt(rol=AanspreekpuntRol.MENTOR), plek_gezocht("2026-04-02"), plek_voorgesteld(), plek_gevonden(),
        verzuimgrens("2026-10-05"), verzuim_gemeld("2026-10-06"), thuiszitter("2026-11-02"),
    )  # fmt: skip
    assert kind.aanspreekpunt is AanspreekpuntRol.MENTOR
    assert kind.passende_plek is not None
    assert kind.passende_plek.gezocht_sinds == dag("2026-04-02")
    assert kind.passende_plek.gevonden_school == ANDERE_SCHOOL
    assert kind.verzuim is not None
    assert kind.verzuim.soort is Verzuimsoort.ONGEOORLOOFD
    assert kind.verzuim.thuiszitter_sinds == dag("2026-11-02")


def test_the_last_sealed_part_is_kept_as_it_is() -> None:
    kind = leerling(persoonsgegevens(), ontvangen(), persoonsgegevens(naam="Noor van Verzinsel"))
    type_ = persoonsgegevens().kenmerken.type
    assert kind.personalia == Sealed(BRON, "event-3", type_, b"blob 3")


# --- deadlines and signals ---


def signalen(*feiten: Any) -> list[tuple[Signaalsoort, Any]]:
    return [(s.soort, s.einddatum) for s in dossier(*feiten).open_signalen]


def test_a_running_deadline_and_the_one_that_ends_first() -> None:
    kind = dossier(ontvangen(), gestart("2026-05-12", termijn="plaatsing"), gestart("2026-04-13"))
    assert [t.einddatum for t in kind.termijnen] == [dag("2026-05-12"), dag("2026-04-13")]
    assert kind.volgende_termijn is not None
    assert kind.volgende_termijn.einddatum == dag("2026-04-13")


def test_a_moved_deadline_runs_to_its_new_date() -> None:
    kind = dossier(ontvangen(), gestart("2026-04-13"), gestart("2026-05-11"))
    assert [t.einddatum for t in kind.termijnen] == [dag("2026-05-11")]


def test_a_deadline_that_stands_still_has_no_end_and_is_never_the_first() -> None:
    kind = dossier(ontvangen(), gestart(None, stil="2026-03-11"), gestart("2026-05-12", termijn="plaatsing"))
    assert kind.termijnen[0].opgeschort_sinds == dag("2026-03-11")
    assert kind.volgende_termijn is not None
    assert kind.volgende_termijn.id == "plaatsing"


@pytest.mark.parametrize("einde", [gehaald(), vervallen()])
def test_a_deadline_that_is_met_or_lapsed_is_gone_with_its_signals(einde: Gebeurtenis) -> None:
    kind = dossier(ontvangen(), gestart(), nadert(), verstreken(), einde)
    assert (kind.termijnen, kind.open_signalen) == ((), ())


def test_of_each_deadline_the_last_signal_is_open() -> None:
    assert signalen(ontvangen(), gestart(), nadert()) == [(Signaalsoort.NADERT, dag("2026-04-13"))]
    assert signalen(ontvangen(), gestart(), nadert(), verstreken()) == [(Signaalsoort.VERSTREKEN, dag("2026-04-13"))]


def test_a_signal_is_dealt_with_when_its_deadline_moves_and_back_when_that_moves_back() -> None:
    feiten = [ontvangen(), gestart("2026-04-13"), verstreken("2026-04-13")]
    assert signalen(*feiten, gestart("2026-05-11")) == []
    assert signalen(*feiten, gestart("2026-05-11"), gestart("2026-04-13")) == [
        (Signaalsoort.VERSTREKEN, dag("2026-04-13"))
    ]


def test_a_signal_about_a_date_that_no_longer_counts_is_not_open() -> None:
    assert signalen(ontvangen(), gestart("2026-05-11"), verstreken("2026-04-13")) == []


# --- corrections ---


def test_a_correction_counts_in_the_place_of_what_it_replaces() -> None:
    kind = leerling(
        met_id("a", ontvangen("2026-03-02", vermoeden=True)), toegelaten("2026-04-08"),
        ontvangen("2026-03-05", vermoeden=False, corrigeert="a"),
    )  # fmt: skip
    assert kind.aanmelding is not None
    assert kind.aanmelding.ontvangstdatum == dag("2026-03-05")
    assert kind.aanmelding.status is Aanmeldstatus.TOEGELATEN
    assert kind.extra_ondersteuning is ExtraOndersteuning.GEEN


def test_what_is_withdrawn_is_gone() -> None:
    kind = leerling(ingeschreven(), met_id("a", uitgeschreven()), ingetrokken("a"))
    assert kind.uitgeschreven_op is None


# --- rows ---


def test_the_rows_of_a_pupil() -> None:
    tabellen = rijen(
        ontvangen(vermoeden=True), ingeschreven(groep="5"), niveau_gewijzigd(regionaal="2a"), gestart("2026-04-13"),
        nadert("2026-04-13"),
    )  # fmt: skip
    assert tabellen["school_dossiers"] == [
        (
            DOSSIER,
            SCHOOL,
            "leerling",
            plek(DOSSIER),
            "5",
            dag("2026-08-17"),
            None,
            "E1",
            "2a",
            "geen",
            dag("2026-04-13"),
            None,
            False,
        )
    ]
    assert [row[1:] for row in tabellen["school_termijnen"]] == [(TERMIJN, SCHOOL, dag("2026-04-13"))]
    assert [row[2] for row in tabellen["school_signalen"]] == [SCHOOL]


def test_a_dossier_of_which_nothing_stands_has_no_rows() -> None:
    tabellen = rijen(met_id("a", ontvangen()), gestart(), ingetrokken("a"), vervallen())
    assert tabellen == {"school_dossiers": [], "school_termijnen": [], "school_signalen": []}
    assert dossier() == Dossier()


# --- the school's own dossier (docs/decisions/0013) ---


def test_what_was_done_with_a_groep() -> None:
    eigen = dossier(seo_meting("2026-10-30", groep="5"), groepsplan("2026-11-16", groep="5"), groepsplan_besproken())
    assert eigen.leerling is None
    assert [(m.groep, m.soort, m.datum, m.instrument) for m in eigen.groepsmomenten] == [
        ("5", Groepsmomentsoort.GROEPSPLAN_BESPROKEN, dag("2026-10-05"), None),
        ("5", Groepsmomentsoort.SEO_NOVEMBER, dag("2026-10-30"), "kijk-op-welbevinden"),
        ("5", Groepsmomentsoort.GROEPSPLAN_GEDRAG, dag("2026-11-16"), None),
    ]  # fmt: skip


def test_a_measurement_that_is_corrected_or_withdrawn() -> None:
    eigen = dossier(
        met_id("a", seo_meting(groep="5")), met_id("b", groepsplan(groep="5")),
        seo_meting(groep="6", corrigeert="a"), ingetrokken("b"),
    )  # fmt: skip
    assert [(m.groep, m.soort) for m in eigen.groepsmomenten] == [("6", Groepsmomentsoort.SEO_NOVEMBER)]


def test_the_row_of_the_schools_own_dossier_is_no_pupils() -> None:
    [row] = rijen(seo_meting())["school_dossiers"]
    assert row[:3] == (DOSSIER, SCHOOL, "school")


def test_a_deadline_is_of_its_school_before_any_fact_is() -> None:
    tabellen = rijen(gestart("2026-04-13"), nadert("2026-04-13"))
    assert [row[2] for row in tabellen["school_termijnen"]] == [SCHOOL]
    assert [row[2] for row in tabellen["school_signalen"]] == [SCHOOL]
    assert [row[1:3] for row in tabellen["school_dossiers"]] == [(None, None)]
