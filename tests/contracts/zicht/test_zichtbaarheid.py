"""Who may see what: the table of domain.md §3 against what the contracts declare. Fails on any widening."""

import pytest

from contracts.catalogue import CATALOGUS, velden_van
from contracts.codes import Dossiersoort
from contracts.gebeurtenis import Veld
from contracts.visibility import Partij, zicht

from .tabel import ALTIJD, ONDER, OVERAL, VAN_DE_SCHOOL, VERZEGELD, VERZUIM, ZICHT, P


def _velden(naam: str) -> dict[str, Veld]:
    return {".".join(veld.pad): veld for veld in velden_van(P + naam).velden}


def test_the_table_holds_every_event_of_these_domains() -> None:
    domeinen = ("aanmeldingen", "leerlingen", "ondersteuningsplannen", "schoolprofielen", "dossiers")
    assert {P + naam for naam in ZICHT} == {t for t, m in CATALOGUS.items() if m.kenmerken.domein in domeinen}


@pytest.mark.parametrize("naam", ZICHT)
def test_audience_of_each_field(naam: str) -> None:
    verwacht = ALTIJD | ZICHT[naam]
    for veld in ZICHT[naam]:
        verwacht |= ONDER.get(veld, {})
    assert {pad: veld.zicht for pad, veld in _velden(naam).items()} == {p: zicht(z) for p, z in verwacht.items()}


@pytest.mark.parametrize("naam", ZICHT)
def test_sealed_fields(naam: str) -> None:
    verzegeld = {pad for pad, veld in _velden(naam).items() if veld.verzegeld}
    assert verzegeld == VERZEGELD.get(naam, set()) | {"corrigeert.reden"}


@pytest.mark.parametrize("naam", ZICHT)
def test_retention_class(naam: str) -> None:
    verwacht = "verzuim" if naam in VERZUIM else "school" if naam in VAN_DE_SCHOOL else "leerlingdossier"
    assert CATALOGUS[P + naam].kenmerken.bewaarklasse == verwacht


@pytest.mark.parametrize("naam", ZICHT)
def test_whose_dossier(naam: str) -> None:
    van_de_school = {Dossiersoort.SCHOOL} if naam in VAN_DE_SCHOOL else {Dossiersoort.LEERLING}
    assert CATALOGUS[P + naam].kenmerken.dossiers == (set(Dossiersoort) if naam in OVERAL else van_de_school)


def test_what_is_public_is_about_no_pupil() -> None:
    for naam in ZICHT:
        if any(veld.zicht.openbaar for veld in _velden(naam).values()):
            assert CATALOGUS[P + naam].kenmerken.dossiers == {"school"}


def test_the_swv_gets_no_more_of_a_beginstand_than_level_opp_tlv_and_arrangement() -> None:
    altijd = {
        pad for pad, veld in _velden("dossiers.beginstandvastgelegd.v1").items() if Partij.SWV in veld.zicht.altijd
    }
    assert {pad.split(".")[0] for pad in altijd} == {"niveau", "niveauSinds", "opp", "tlv", "arrangementen"}


@pytest.mark.parametrize("naam", ZICHT)
@pytest.mark.parametrize("partij", Partij)
def test_no_other_party_gets_a_field(naam: str, partij: Partij) -> None:
    zichten = [z.split("(")[0] for z in ZICHT[naam].values() if "mee" not in z]
    letters = "".join(zichten).replace("ingetrokken", "").replace("openbaar", "SWGVZO")
    zichtbaar = list(velden_van(P + naam).zichtbaar_voor(partij))
    assert bool(zichtbaar) == (partij in letters.upper())


def test_the_reason_of_a_correction_does_not_show_an_event_that_is_not_granted() -> None:
    def paden(naam: str, partij: Partij) -> set[tuple[str, ...]]:
        return {veld.pad for veld in velden_van(P + naam).zichtbaar_voor(partij)}

    reden = ("corrigeert", "reden")
    assert reden not in paden("leerlingen.verzuimgrensbereikt.v1", Partij.OUDERS)
    assert reden in paden("leerlingen.verzuimgrensbereikt.v1", Partij.SCHOOL)
    assert reden in paden("leerlingen.verzuimgemeld.v1", Partij.OUDERS)
    assert reden not in paden("leerlingen.verzuimgemeld.v1", Partij.GEMEENTE)
