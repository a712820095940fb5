"""Stories of the calendar, per rule and region: what a school and its groepen owe every schooljaar (000; 002; 004)."""

from datetime import date

import pytest

from contracts.regio import profielen

from .hub import Hub
from .verhaal import Verhaal

SEO, GEDRAG, BESPREKING = "seo-meting", "groepsplan-gedrag", "groepsplan-bespreking"
SOP, MONITORING = "sop-actualisatie", "monitoring"
MEIERIJ, VO, EMMEN = "de-meierij", "swv-vo", "22-02"
NOUR = next(iter(profielen()[MEIERIJ].scholen))
KEISTAD = "99CA00"


@pytest.fixture
def hub(kalenderhub: Hub) -> Hub:
    return kalenderhub


# seo-meting


async def test_each_groep_is_measured_in_november_and_april__004__de_meierij(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17", "5", "6")
    await hub.check("2026-08-18")
    gestart = {(s.inhoud.groep, s.kort) for s in await hub.signalen(school, SEO)}
    assert gestart == {
        (groep, f"Gestart 2026-08-01 ({einde})") for groep in "56" for einde in ("2026-11-30", "2027-04-30")
    }
    (een, *_) = await hub.signalen(school, SEO)
    assert (een.inhoud.start, een.inhoud.school) == ("2026-2027/11-30", NOUR)
    school.seo("2026-11-12", "nov", "5")
    school.seo("2027-05-06", "apr", "5")
    await hub.neem_op(school, "2027-05-07")
    gehaald = [(s.inhoud.groep, s.kort) for s in await hub.signalen(school, SEO)][4:]
    assert gehaald == [("5", "Gehaald 2026-11-12 (2026-11-30)"), ("5", "Gehaald 2027-05-06 (2027-04-30)")]
    assert {(r["sleutel"], r["status"]) for r in await hub.rijen() if r["regel"] == SEO} == {
        ("5", "gehaald"), ("5", "te_laat_gehaald"), ("6", "lopend"),
    }  # fmt: skip


async def test_it_nears_and_passes_like_any_other__004__de_meierij(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17")
    await hub.check("2026-12-01")
    assert [s.kort for s in await hub.signalen(school, SEO) if s.inhoud.start.endswith("11-30")] == [
        "Gestart 2026-08-01 (2026-11-30)",
        "Nadert 2026-11-16 (2026-11-30)",
        "Verstreken 2026-12-01 (2026-11-30)",
    ]


async def test_a_measurement_of_april_is_not_that_of_november__004(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17")
    await hub.check("2026-08-18")
    school.seo("2027-01-11", "nov")  # late, and still the first
    school.seo("2026-11-02", "apr")
    await hub.neem_op(school, "2027-01-11")
    gehaald = {s.inhoud.start: s.kort for s in await hub.signalen(school, SEO) if s.kort.startswith("Gehaald")}
    assert gehaald == {
        "2026-2027/11-30": "Gehaald 2027-01-11 (2026-11-30)",
        "2026-2027/04-30": "Gehaald 2026-11-02 (2027-04-30)",
    }


async def test_corrected_or_withdrawn_it_moves_or_runs_on(hub: Hub) -> None:
    school = await hub.met_leerlingen(MEIERIJ, NOUR, "2026-08-17")
    await hub.check("2026-08-18")
    meting = school.seo("2026-11-12")
    await hub.neem_op(school, "2026-11-12")
    school.seo("2026-12-02", corrigeert=meting)
    await hub.neem_op(school, "2026-12-02")
    school.ingetrokken(meting, "2026-12-07")
    await hub.neem_op(school, "2026-12-07")
    await hub.check("2026-12-07")
    assert [s.kort for s in await hub.signalen(school, SEO) if s.inhoud.start.endswith("11-30")] == [
        "Gestart 2026-08-01 (2026-11-30)",
        "Gehaald 2026-11-12 (2026-11-30)",
        "Gehaald 2026-12-02 (2026-11-30)",
        "Gestart 2026-12-07 (2026-11-30)",
        "Nadert 2026-11-16 (2026-11-30)",
        "Verstreken 2026-12-01 (2026-11-30)",
    ]


@pytest.mark.parametrize("regio", sorted(set(profielen()) - {MEIERIJ}))
async def test_a_region_without_that_calendar_has_none_of_it__regioprofiel(hub: Hub, regio: str) -> None:
    school = await hub.met_leerlingen(regio, next(iter(profielen()[regio].scholen)), "2026-08-17")
    await hub.check("2026-12-31")
    assert await hub.signalen(school, SEO) == []


# groepsplan-gedrag


async def test_a_groepsplan_gedrag_follows_the_measurement_of_november__004__keuze(hub: Hub) -> None:
    school = await hub.van_school(NOUR, MEIERIJ)
    school.seo("2026-11-09", "nov", "5")
    school.seo("2026-11-16", "nov", "6")
    school.seo("2027-04-12", "apr", "5")
    school.groepsplan("2026-12-14", "vak", "5")
    school.groepsplan("2026-12-18", "gedrag", "5")
    await hub.neem_op(school, "2027-04-12")
    await hub.check("2027-04-12")
    assert sorted((s.inhoud.groep, s.kort) for s in await hub.signalen(school, GEDRAG)) == [
        ("5", "Gehaald 2026-12-18 (2026-12-21)"),
        ("5", "Gestart 2026-11-09 (2026-12-21)"),
        ("6", "Gestart 2026-11-16 (2026-12-28)"),
        ("6", "Nadert 2026-12-14 (2026-12-28)"),
        ("6", "Verstreken 2026-12-29 (2026-12-28)"),
    ]


# groepsplan-bespreking


async def test_a_groepsplan_is_discussed_three_times_a_schooljaar__002__swv_vo(hub: Hub) -> None:
    school = await hub.met_leerlingen(VO, KEISTAD, "2026-08-17", "havo-2")
    await hub.check("2026-08-18")
    for op in ("2026-12-04", "2026-12-04", "2027-02-01"):  # of one day as one
        school.besproken(op, "havo-2")
    school.besproken("2027-02-08", "havo-3")
    await hub.neem_op(school, "2027-02-08")
    await hub.check("2027-02-08")
    await hub.check("2027-07-01")
    signalen = await hub.signalen(school, BESPREKING)
    assert [s.kort for s in signalen if s.inhoud.groep == "havo-2" and not s.kort.startswith("Nadert")] == [
        "Gestart 2026-08-01 (2026-11-30)",
        "Gestart 2026-08-01 (2027-03-31)",
        "Gestart 2026-08-01 (2027-06-30)",
        "Gehaald 2026-12-04 (2026-11-30)",
        "Gehaald 2027-02-01 (2027-03-31)",
        "Verstreken 2027-07-01 (2027-06-30)",
    ]
    # What is done with a groep says that it is there, though the hub knows none of its pupils.
    assert {s.inhoud.groep for s in signalen} == {"havo-2", "havo-3"}


async def test_what_was_not_done_in_a_schooljaar_lapses_after_it__keuze(hub: Hub) -> None:
    school = await hub.met_leerlingen(VO, KEISTAD, "2026-08-17", "havo-2")
    await hub.check("2027-08-31")
    assert {r["status"] for r in await hub.rijen() if r["regel"] == BESPREKING} == {"lopend"}
    await hub.check("2027-09-01")
    oud = [s.kort for s in await hub.signalen(school, BESPREKING) if s.inhoud.start == "2026-2027/06-30"]
    assert oud[1:] == [
        "Nadert 2027-06-16 (2027-06-30)",
        "Verstreken 2027-07-01 (2027-06-30)",
        "Vervallen 2027-09-01 (2027-06-30)",
    ]


# sop-actualisatie and monitoring


async def test_by_31_juli_there_is_an_aanbod_for_the_next_schooljaar__004__000__22_02(hub: Hub) -> None:
    school = await hub.met_leerlingen(EMMEN, "99AA00", "2026-08-17")
    school.aanbod("2026-08-24", "2026-2027")  # for the one that has begun
    await hub.neem_op(school, "2026-08-24")
    await hub.check("2027-08-02")
    school.aanbod("2027-08-20", "2027-2028")
    await hub.neem_op(school, "2027-08-20")
    assert [s.kort for s in await hub.signalen(school, SOP) if s.inhoud.start == "2026-2027/07-31"] == [
        "Gestart 2026-08-01 (2027-07-31)",
        "Nadert 2027-07-17 (2027-07-31)",
        "Verstreken 2027-08-01 (2027-07-31)",
        "Gehaald 2027-08-20 (2027-07-31)",
    ]


async def test_support_of_a_schooljaar_is_reported_by_its_end__000__22_02(hub: Hub) -> None:
    school = await hub.met_leerlingen(EMMEN, "99AA00", "2026-08-17")
    await hub.check("2026-08-18")
    school.inzet("2026-09-07", "2025-2026")
    school.inzet("2027-07-05", "2026-2027", "gedrag")
    school.inzet("2027-07-06", "2026-2027", "rekenen")
    await hub.neem_op(school, "2027-07-06")
    assert await hub.kort(school, MONITORING) == ["Gestart 2026-08-01 (2027-07-31)", "Gehaald 2027-07-05 (2027-07-31)"]


async def test_every_school_of_a_region_owes_what_schools_owe__regioprofiel(hub: Hub) -> None:
    await hub.met_leerlingen(EMMEN, "99AA00", "2026-08-17")
    await hub.check("2026-08-18")
    rijen = await hub.rijen()
    assert {r["school"] for r in rijen if r["regel"] == SOP} == set(profielen()[EMMEN].scholen)
    assert {r["regio"] for r in rijen} == {EMMEN}


# which groepen there are


async def test_a_groep_without_pupils_by_then_is_not_measured(hub: Hub) -> None:
    verhaal = Verhaal(MEIERIJ, NOUR)
    verhaal.ingeschreven("2026-08-17", extra=False, groep="1C")
    await hub.neem_op(verhaal, "2026-08-17")
    school = await hub.van_school(NOUR, MEIERIJ)
    await hub.check("2026-08-18")
    verhaal.naar_groep("2A", "2027-02-01")
    await hub.neem_op(verhaal, "2027-01-18")
    await hub.check("2027-01-18")
    open_ = {(r["sleutel"], r["einddatum"]) for r in await hub.rijen() if r["regel"] == SEO and r["status"] == "lopend"}
    assert open_ == {("1C", date(2026, 11, 30)), ("2A", date(2027, 4, 30))}
    verhaal.naar_groep("1C", "2027-03-01")  # and back, before April
    await hub.neem_op(verhaal, "2027-03-01")
    await hub.check("2027-03-01")
    laatste = [s.kort for s in await hub.signalen(school, SEO) if s.inhoud.groep == "1C" and "04-30" in s.kort]
    assert laatste == [
        "Gestart 2026-08-01 (2027-04-30)",
        "Vervallen 2027-01-18 (2027-04-30)",
        "Gestart 2027-03-01 (2027-04-30)",
    ]


async def test_a_withdrawn_enrolment_takes_its_groep_with_it(hub: Hub) -> None:
    verhaal = Verhaal(MEIERIJ, NOUR)
    fout = verhaal.ingeschreven("2026-08-17", extra=False, groep="99")
    await hub.neem_op(verhaal, "2026-08-17")
    await hub.check("2026-08-18")
    verhaal.ingetrokken(fout, "2026-08-19")
    await hub.neem_op(verhaal, "2026-08-19")
    await hub.check("2026-08-19")
    assert {r["status"] for r in await hub.rijen() if r["regel"] == SEO} == {"vervallen"}


async def test_pupils_who_left_by_then_do_not_count(hub: Hub) -> None:
    verhaal = Verhaal(MEIERIJ, NOUR)
    verhaal.ingeschreven("2026-08-17", extra=False, groep="8")
    verhaal.uitgeschreven("2026-12-24")
    await hub.neem_op(verhaal, "2026-08-17")
    await hub.check("2026-08-18")
    assert {r["einddatum"] for r in await hub.rijen() if r["regel"] == SEO} == {date(2026, 11, 30)}


async def test_a_beginstand_tells_of_a_groep_too(hub: Hub) -> None:
    verhaal = Verhaal(MEIERIJ, NOUR)
    verhaal.beginstand("2026-08-03", inschrijfdatum="2022-08-22", groep="6")
    await hub.neem_op(verhaal, "2026-08-03")
    await hub.check("2026-08-03")
    assert {r["sleutel"] for r in await hub.rijen() if r["regel"] == SEO} == {"6"}


async def test_days_before_the_hub_heard_of_a_school_are_not_its_to_watch(hub: Hub) -> None:
    verhaal = Verhaal(MEIERIJ, NOUR)
    verhaal.ingeschreven("2022-08-22", extra=False)
    await hub.neem_op(verhaal, "2027-01-11")
    await hub.check("2027-01-11")
    assert {r["einddatum"] for r in await hub.rijen() if r["regel"] == SEO} == {date(2027, 4, 30)}
