"""Reading a regioprofiel: its defaults, and how a wrong one is refused."""

import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Gebied, ProfielFout, Regioprofiel, Schoolsoort, Termijnafwijking

from .klein_profiel import KLEIN, anders


def fouten(tekst: str) -> tuple[str, ...]:
    with pytest.raises(ProfielFout) as gevangen:
        Regioprofiel.lees(tekst)
    return gevangen.value.fouten


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
