"""The regioprofiel: what each region has of its own, with its source, and how a wrong profile is refused."""

import re
from collections import Counter
from pathlib import Path

import pytest

from contracts.codes import Canon
from contracts.regio import lees_map, profiel_van_school, profielen
from contracts.regioprofiel import (
    AANPASBAAR,
    Bekostiger,
    Gebied,
    ProfielFout,
    Regioprofiel,
    Schoolsoort,
    Termijnafwijking,
)

KLEIN = """
code = "klein"
naam = "Klein"
bron = "000"
opp_vanaf = "E1"
extra_vanaf = "E1"
swv = { code = "PO9901", naam = "SWV Klein" }
niveaus = [
  { canon = "B1", regionaal = "basis", naam = "Basis" },
  { canon = "E1", regionaal = "extra", naam = "Extra" },
]
gebieden = [{ canon = "rekenen", regionaal = "2", naam = "Rekenen" }]
hulpvormen.logopedie = { naam = "Logopedie", bekostiger = "zorgverzekering" }
partners.praktijk = { naam = "Praktijk", soort = "logopedie", hulpvormen = ["logopedie"] }
arrangementen.ambulant = { naam = "Ambulant", canon = "E1" }
scholen.99ZA00 = { naam = "De Proef", soort = "BAO", bestuur = "99901", wijk = "Noord", gemeente = "0855" }
"""

REGIOS = ("22-02", "sppoh", "swv-vo", "plein-013", "de-meierij")


@pytest.fixture(params=REGIOS)
def profiel(request: pytest.FixtureRequest) -> Regioprofiel:
    return profielen()[request.param]


def ladder(profiel: Regioprofiel) -> dict[str, list[str]]:
    """Regional codes per canonical level."""
    return {c: [n.regionaal for n in profiel.niveaus if n.canon == c] for c in Canon}


def fouten(tekst: str) -> tuple[str, ...]:
    with pytest.raises(ProfielFout) as gevangen:
        Regioprofiel.lees(tekst)
    return gevangen.value.fouten


def anders(oud: str, nieuw: str) -> str:
    assert KLEIN.count(oud) >= 1
    return KLEIN.replace(oud, nieuw, 1)


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
    tekst = (Path(__file__).parents[2] / "contracts" / "regio" / f"{profiel.code}.toml").read_text("utf-8")
    merken = set(re.findall(r"\[(\d{3}|wet|keuze)\]", tekst))
    assert {profiel.bron, "keuze"} <= merken
    assert merken <= {profiel.bron, "keuze", "wet"}


def test_a_profile_survives_writing_out(profiel: Regioprofiel) -> None:
    assert Regioprofiel.model_validate_json(profiel.model_dump_json()) == profiel


# --- reading a profile ---


def test_the_smallest_profile_takes_the_defaults() -> None:
    profiel = Regioprofiel.lees(KLEIN)
    assert profiel.wachttijd.dagen == 14
    assert not profiel.regels.advies_voor_aanvraag
    assert not profiel.afspraken_schuiven
    assert profiel.termijnen == {}
    assert profiel.scholen["99ZA00"].soort is Schoolsoort.BAO


def test_a_rule_may_have_a_waiting_time_of_its_own() -> None:
    wachttijd = Regioprofiel.lees(KLEIN + "wachttijd = { dagen = 10, per_regel = { opp-hoorrecht = 21 } }").wachttijd
    assert (wachttijd.voor("opp-hoorrecht"), wachttijd.voor("iets-anders")) == (21, 10)


def test_an_area_is_known_by_its_regional_and_its_canonical_name() -> None:
    profiel = Regioprofiel.lees(KLEIN)
    assert profiel.kent_gebied("2")
    assert profiel.kent_gebied("rekenen")
    assert not profiel.kent_gebied(Gebied.GEDRAG)


def test_a_shorter_tlv_term_is_accepted() -> None:
    profiel = Regioprofiel.lees(KLEIN + "termijnen.tlv-besluit = { weken = 6 }")
    assert profiel.termijnen["tlv-besluit"] == Termijnafwijking(weken=6)


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        (
            anders('bestuur = "99901"', 'bestuur = "123"'),
            'scholen.99ZA00.bestuur: "123" past niet. Een bestuursnummer heeft 5 cijfers, zoals 40123.',
        ),
        (
            anders('bestuur = "99901"', "bestuur = 99901"),
            "scholen.99ZA00.bestuur: 99901 past niet. Een bestuursnummer heeft 5 cijfers, zoals 40123.",
        ),
        (
            anders("99ZA00", "99za00"),
            'scholen.99za00: "99za00" past niet. '
            "Een schoolcode is BRIN en vestiging: 2 cijfers, 2 hoofdletters, 2 cijfers, zoals 12AB00.",
        ),
        (
            anders('gemeente = "0855"', 'gemeente = "855"'),
            'scholen.99ZA00.gemeente: "855" past niet. Een gemeentecode (CBS) heeft 4 cijfers, zoals 0855.',
        ),
        (
            anders('"BAO"', '"VWO"'),
            'scholen.99ZA00.soort: "VWO" past niet. Kies uit: BAO, SBO, SO, VO, PRO of VSO.',
        ),
        (
            anders('"BAO"', '"VO"'),
            'scholen.99ZA00.soort: "VO" past niet. Bij een SWV PO horen: BAO, SBO, SO.',
        ),
        (
            anders("scholen.99ZA00 = {", "scholen = {} #"),
            "scholen: Geef er minstens 1.",
        ),
        (
            anders("PO9901", "SW9901"),
            'swv.code: "SW9901" past niet. Een SWV-code is PO of VO en 4 cijfers, zoals PO2202.',
        ),
        (
            anders('bron = "000"', 'bron = "000"\nbronn = "001"'),
            "bronn: Dit veld bestaat hier niet. Controleer de spelling of haal het weg.",
        ),
        (
            anders('bron = "000"', ""),
            "bron: Dit veld is verplicht.",
        ),
        (
            anders('canon = "B1"', 'canon = "B9"'),
            'niveaus[1].canon: "B9" past niet. Kies uit: B1, B2, B3, E1, E2, G1, G2, G3 of G4.',
        ),
        (
            anders("niveaus = [", 'niveaus = [ { canon = "B1", regionaal = "basis", naam = "Nog eens" },'),
            "niveaus[2]: staat er twee keer. Elke combinatie van canon en regionaal komt één keer voor.",
        ),
        (
            anders('opp_vanaf = "E1"', 'opp_vanaf = "E2"'),
            'opp_vanaf: "E2" past niet. Gebruik een canon dat bij niveaus staat.',
        ),
        (
            anders('naam = "Ambulant", canon = "E1"', 'naam = "Ambulant", canon = "G2"'),
            'arrangementen.ambulant.canon: "G2" past niet. Gebruik een canon dat bij niveaus staat.',
        ),
        (
            anders('hulpvormen = ["logopedie"]', 'hulpvormen = ["logopedie", "massage"]'),
            'partners.praktijk.hulpvormen[2]: "massage" past niet. Gebruik een code uit hulpvormen.',
        ),
        (
            anders('"zorgverzekering"', '"de buurman"'),
            'hulpvormen.logopedie.bekostiger: "de buurman" past niet. '
            "Kies uit: gemeente, zorgverzekering, zorgkantoor, school of ouders.",
        ),
        (
            anders('soort = "logopedie",', 'soort = "logopedie", oin = "123",'),
            'partners.praktijk.oin: "123" past niet. Een OIN heeft 20 cijfers.',
        ),
        (
            anders("hulpvormen.logopedie = {", 'hulpvormen."log opedie" = {'),
            'hulpvormen.log opedie: "log opedie" past niet. '
            "Een code heeft 1 tot 40 tekens: letters, cijfers, punt, - of _. Begin met een letter of cijfer.",
        ),
        (
            KLEIN + "wachttijd.dagen = 0",
            "wachttijd.dagen: 0 past niet. Geef een heel getal van 1 tot en met 365.",
        ),
        (
            KLEIN + 'wachttijd.per_regel = { opp = "14" }',
            'wachttijd.per_regel.opp: "14" past niet. Geef een heel getal van 1 tot en met 365.',
        ),
        (
            KLEIN + 'regels.advies_voor_aanvraag = "ja"',
            'regels.advies_voor_aanvraag: "ja" past niet. Kies true of false.',
        ),
        (
            KLEIN + "termijnen.tlv-besluit = { weken = 9 }",
            "termijnen.tlv-besluit: Een regio mag deze termijn alleen korter maken dan 8 weken (Awb 4:13).",
        ),
        (
            KLEIN + "termijnen.tlv-besluit = { werkdagen = 20 }",
            "termijnen.tlv-besluit: Deze vorm past niet. Gebruik: dagen, weken.",
        ),
        (
            KLEIN + "termijnen.advies = { weken = 4, dagen = 28 }",
            "termijnen.advies: Geef precies één van: dagen, werkdagen, weken, datums.",
        ),
        (
            KLEIN + "termijnen.advies = {}",
            "termijnen.advies: Geef precies één van: dagen, werkdagen, weken, datums.",
        ),
        (
            KLEIN + 'termijnen.seo-meting.datums = ["02-29"]',
            'termijnen.seo-meting.datums[1]: "02-29" past niet. '
            "Schrijf een dag als maand-dag, zoals 10-31. 29 februari kan niet: die is er niet elk jaar.",
        ),
        (
            KLEIN + 'termijnen.seo-meting.datums = "11-30"',
            'termijnen.seo-meting.datums: "11-30" past niet. Dit moet een lijst zijn.',
        ),
        (
            anders('swv = { code = "PO9901", naam = "SWV Klein" }', 'swv = "PO9901"'),
            'swv: "PO9901" past niet. Dit moet een tabel zijn.',
        ),
        (
            anders('code = "klein"', "code = klein"),
            "regel 2, kolom 8: dit is geen geldige TOML, of een sleutel staat er twee keer.",
        ),
    ],
)
def test_a_wrong_profile_is_refused_with_field_fault_and_rule(tekst: str, fout: str) -> None:
    assert fouten(tekst) == (fout,)


def test_a_deadline_set_by_law_is_not_the_regions_to_change() -> None:
    (fout,) = fouten(KLEIN + "termijnen.aanmelding-beslissing = { weken = 8 }")
    assert fout.startswith("termijnen.aanmelding-beslissing: Deze termijn ligt vast of bestaat niet.")


def test_a_school_listed_twice_is_refused() -> None:
    (fout,) = fouten(KLEIN + next(r for r in KLEIN.splitlines() if r.startswith("scholen")))
    assert fout.endswith("een sleutel staat er twee keer.")


def test_all_faults_come_at_once() -> None:
    tekst = anders('bron = "000"', "").replace('"99901"', '"1"').replace("PO9901", "XX")
    assert [fout.split(":")[0] for fout in fouten(tekst)] == ["bron", "swv.code", "scholen.99ZA00.bestuur"]


def test_all_faults_between_parts_come_at_once() -> None:
    tekst = anders('opp_vanaf = "E1"', 'opp_vanaf = "E2"').replace('"BAO"', '"PRO"')
    assert [fout.split(":")[0] for fout in fouten(tekst)] == ["opp_vanaf", "scholen.99ZA00.soort"]


def test_a_profile_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        profielen()["sppoh"].naam = "anders"  # type: ignore[misc]


# --- the folder of profiles ---


def test_a_file_is_named_after_its_code(tmp_path: Path) -> None:
    (tmp_path / "groot.toml").write_text(KLEIN, "utf-8")
    with pytest.raises(ProfielFout) as gevangen:
        lees_map(tmp_path)
    assert gevangen.value.fouten == (
        'groot.toml: code: "klein" past niet. Het bestand heet zoals de code, plus .toml.',
    )


def test_a_school_in_two_regions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(KLEIN, "utf-8")
    (tmp_path / "kopie.toml").write_text(anders('code = "klein"', 'code = "kopie"'), "utf-8")
    with pytest.raises(ProfielFout, match=r"kopie\.toml: scholen\.99ZA00: staat ook in klein\.toml\."):
        lees_map(tmp_path)


def test_a_fault_names_the_file_it_is_in(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(anders('bron = "000"', ""), "utf-8")
    with pytest.raises(ProfielFout, match=r"- klein\.toml: bron: Dit veld is verplicht\."):
        lees_map(tmp_path)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(KLEIN, "utf-8")
    (tmp_path / "LEESMIJ.md").write_text("# geen profiel", "utf-8")
    assert list(lees_map(tmp_path)) == ["klein"]
