"""The profiles of this hub: what each region has of its own, with its source, and what holds for all."""

import re
from collections import Counter
from pathlib import Path

import pytest

from contracts.codes import Canon
from contracts.regio import profiel_van_school, profielen
from contracts.regioprofiel import AANPASBAAR, Bekostiger, Regioprofiel

REGIOS = ("22-02", "sppoh", "swv-vo", "plein-013", "de-meierij")


@pytest.fixture(params=REGIOS)
def profiel(request: pytest.FixtureRequest) -> Regioprofiel:
    return profielen()[request.param]


def ladder(profiel: Regioprofiel) -> dict[str, list[str]]:
    """Regional codes per canonical level."""
    return {c: [n.regionaal for n in profiel.niveaus if n.canon == c] for c in Canon}


# --- what each region has of its own ---


def test_five_regions_each_follow_one_source() -> None:
    assert {code: p.bron for code, p in profielen().items()} == {
        "22-02": "000",
        "sppoh": "001",
        "swv-vo": "002",
        "plein-013": "003",
        "de-meierij": "004",
    }


def test_22_02_has_seven_areas_and_dyslexia_levels_beside_basis() -> None:  # [000]
    profiel = profielen()["22-02"]
    assert {g.regionaal for g in profiel.gebieden} == set("1234567")
    assert ladder(profiel)["B3"] == ["basis", "dys3"]
    assert ladder(profiel)["G2"] == ["bovenschools", "dagdelen elders"]


def test_22_02_knows_who_pays_and_leaves_erwd_open() -> None:  # [000]
    profiel = profielen()["22-02"]
    assert profiel.bekostiger("ernstige-dyslexie") is Bekostiger.GEMEENTE
    assert profiel.bekostiger("logopedie") is Bekostiger.ZORGVERZEKERING
    assert profiel.bekostiger("wlz-zorg") is Bekostiger.ZORGKANTOOR
    assert "erwd-rood" in profiel.hulpvormen
    assert profiel.bekostiger("erwd-rood") is None


def test_22_02_counts_sbo_and_so_as_extra_support() -> None:  # [000]
    assert profielen()["22-02"].telt_als_extra(Canon.G3)


def test_sppoh_has_three_areas_and_refers_to_kracht() -> None:  # [001]
    profiel = profielen()["sppoh"]
    assert [g.naam for g in profiel.gebieden if g.regionaal.isdigit()] == [
        "Lees- en spellingsproblemen en dyslexie",
        "(Hoog)begaafdheid",
        "Taak- en werkgedrag",
    ]
    assert profiel.partners["kracht"].hulpvormen == ("preventieteam", "ambulante-jeugdhulp")
    assert profiel.regels.smw_gesprekken == 5


def test_sppoh_has_one_regional_code_for_two_canonical_levels() -> None:  # [001]
    profiel = profielen()["sppoh"]
    assert profiel.kent_niveau(Canon.E2, "arrangement")
    assert profiel.kent_niveau(Canon.G1, "arrangement")
    assert not profiel.kent_niveau(Canon.B1, "arrangement")


def test_swv_vo_discusses_group_plans_three_times_a_year_with_the_mentor_in_the_lead() -> None:  # [002]
    profiel = profielen()["swv-vo"]
    assert profiel.swv.soort == "vo"
    assert len(profiel.termijnen["groepsplan-bespreking"].datums or ()) == 3
    assert profiel.termijnen["warme-overdracht"].datums == ("07-01",)
    assert profiel.niveaus[0].lead == ("mentor",)
    assert ladder(profiel)["G4"] == ["VSO", "PRO"]


def test_plein_013_asks_advice_before_a_request_and_the_tlc_before_a_grant() -> None:  # [003]
    profiel = profielen()["plein-013"]
    assert profiel.regels.advies_voor_aanvraag
    assert profiel.regels.tlc_voor_toekenning
    assert [s for s in profiel.arrangementen if profiel.is_voorziening(s)] == ["talentklas", "parelklas"]
    assert not profiel.is_voorziening("onbekend")


def test_only_plein_013_switches_those_invariants_on() -> None:  # [003]
    assert [c for c, p in profielen().items() if p.regels.advies_voor_aanvraag] == ["plein-013"]
    assert [c for c, p in profielen().items() if p.regels.tlc_voor_toekenning] == ["plein-013"]


def test_plein_013_goes_from_1a_to_3b_and_needs_an_opp_from_2a() -> None:  # [003]
    profiel = profielen()["plein-013"]
    assert [n.regionaal for n in profiel.niveaus] == [
        "1a", "1b", "2a", "2b", "optie 1", "optie 2", "3a", "3b",
    ]  # fmt: skip
    assert next(n.regionaal for n in profiel.niveaus if profiel.opp_vereist(n.canon)) == "2a"
    assert next(n.lead for n in profiel.niveaus if n.regionaal == "2a") == ("leerkracht",)


def test_de_meierij_has_five_levels_with_an_opp_at_4_that_does_not_count_as_extra() -> None:  # [004]
    profiel = profielen()["de-meierij"]
    assert sorted({n.regionaal for n in profiel.niveaus}) == list("12345")
    assert {n.regionaal for n in profiel.niveaus if profiel.opp_vereist(n.canon)} == {"4", "5"}
    assert {n.regionaal for n in profiel.niveaus if profiel.telt_als_extra(n.canon)} == {"5"}


def test_de_meierij_shows_withheld_care_from_level_3() -> None:  # [004]
    profiel = profielen()["de-meierij"]
    assert {n.regionaal for n in profiel.niveaus if profiel.toont_zorg_tegengehouden(n.canon)} == {
        "3",
        "4",
        "5",
    }
    assert not any(p.toont_zorg_tegengehouden(Canon.G4) for c, p in profielen().items() if c != "de-meierij")


def test_de_meierij_has_four_kindbesprekingen_and_two_seo_measurements() -> None:  # [004]
    termijnen = profielen()["de-meierij"].termijnen
    assert termijnen["kindbespreking"].datums == ("10-31", "01-31", "04-30", "06-30")
    assert termijnen["seo-meting"].datums == ("11-30", "04-30")


def test_nour_stands_in_de_kruiskamp() -> None:  # [004]
    school = profielen()["de-meierij"].scholen["99EA00"]
    assert (school.naam, school.wijk, school.gemeente) == ("Basisschool Nour", "De Kruiskamp", "0796")


# --- what holds for every region ---


def test_every_region_has_its_kinds_of_schools() -> None:
    soorten = {c: Counter(s.soort.value for s in p.scholen.values()) for c, p in profielen().items()}
    vo = soorten.pop("swv-vo")
    assert vo == {"VO": 6, "PRO": 1, "VSO": 1}
    assert all(telling == {"BAO": 10, "SBO": 1, "SO": 1} for telling in soorten.values())


def test_every_school_is_invented_and_in_one_region() -> None:
    scholen = [code for p in profielen().values() for code in p.scholen]
    assert len(scholen) == len(set(scholen)) == 56
    assert all(re.fullmatch(r"99[A-Z]{2}[0-9]{2}", code) for code in scholen)


def test_besturen_are_not_shared_between_regions() -> None:
    besturen = [b for p in profielen().values() for b in {s.bestuur for s in p.scholen.values()}]
    assert len(besturen) == len(set(besturen))


def test_an_oin_is_from_the_test_range_and_belongs_to_one_partner() -> None:
    oins = [partner.oin for p in profielen().values() for partner in p.partners.values() if partner.oin]
    assert len(oins) == len(set(oins))
    assert all(oin.startswith("00000099") for oin in oins)


def test_swv_codes_differ() -> None:
    assert len({p.swv.code for p in profielen().values()}) == len(profielen())


def test_a_school_leads_to_its_region(profiel: Regioprofiel) -> None:
    assert all(profiel_van_school(school) is profiel for school in profiel.scholen)


def test_an_unknown_school_leads_nowhere() -> None:
    assert profiel_van_school("12AB00") is None


def test_a_hold_waits_fourteen_days(profiel: Regioprofiel) -> None:  # [keuze]
    assert profiel.wachttijd.voor("opp-instemming") == 14


def test_every_level_names_its_document(profiel: Regioprofiel) -> None:
    assert all(n.document for n in profiel.niveaus)


def test_the_ladder_climbs(profiel: Regioprofiel) -> None:
    canons = [n.canon for n in profiel.niveaus]
    assert canons == sorted(canons, key=list(Canon).index)


def test_every_calendar_term_is_dated_or_switched_off(profiel: Regioprofiel) -> None:
    kalender = {id for id, vormen in AANPASBAAR.items() if vormen == {"datums"}} - {"warme-overdracht"}
    assert kalender <= set(profiel.termijnen)


def test_every_choice_and_source_is_marked(profiel: Regioprofiel) -> None:
    tekst = (Path(__file__).parents[3] / "contracts" / "regio" / f"{profiel.code}.toml").read_text("utf-8")
    merken = set(re.findall(r"\[(\d{3}|wet|keuze)\]", tekst))
    assert {profiel.bron, "keuze"} <= merken
    assert merken <= {profiel.bron, "keuze", "wet"}


def test_a_profile_survives_writing_out(profiel: Regioprofiel) -> None:
    assert Regioprofiel.model_validate_json(profiel.model_dump_json()) == profiel
