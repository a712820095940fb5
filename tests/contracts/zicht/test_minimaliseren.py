"""What a party sees of an event is what its contract grants, and nothing else (guarantee 11)."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUS, velden_van, voorbeeld
from contracts.dossiers import BeginstandVastgelegd, GebeurtenisIngetrokken
from contracts.inzendingen import VoorwaardeVervallen
from contracts.leerlingen import DossiersGekoppeld, VerzuimgrensBereikt
from contracts.minimaliseren import zichtbaar
from contracts.ondersteuningsplannen import NiveauGewijzigd, OppVastgesteld
from contracts.schoolprofielen import OndersteuningsaanbodVastgesteld
from contracts.visibility import Partij

TYPES = sorted(CATALOGUS)


def data_van(model: Any) -> dict[str, Any]:
    return dict(voorbeeld(model.kenmerken.type)["data"])


def gezien(model: Any, partij: Partij, **rest: Any) -> dict[str, Any] | None:
    return zichtbaar(model.kenmerken.type, data_van(model), partij, **rest)


def paden(data: Any, boven: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(data, dict):
        for naam, waarde in data.items():
            yield (*boven, naam)
            yield from paden(waarde, (*boven, naam))
    elif isinstance(data, list):
        for deel in data:
            yield from paden(deel, boven)


@given(st.data())
def test_nothing_is_seen_that_is_not_granted_whatever_was_sent(data: st.DataObject) -> None:
    type_ = data.draw(st.sampled_from(TYPES))
    partij = data.draw(st.sampled_from(Partij))
    inhoud: dict[str, Any] = dict(voorbeeld(type_)["data"])
    for naam in data.draw(st.lists(st.sampled_from(["nooitAfgesproken", "bsn", *inhoud]), max_size=4)):
        if naam in inhoud:
            del inhoud[naam]
        elif naam in ("nooitAfgesproken", "bsn"):
            inhoud[naam] = {"geheim": "GEHEIM"}
    seen = zichtbaar(type_, inhoud, partij, ziet_doel=data.draw(st.booleans()))
    if seen is None:
        return
    velden = {veld.pad: veld.zicht for veld in velden_van(type_).velden}
    for pad in paden(seen):
        assert velden[pad].mee or velden[pad].openbaar or partij in velden[pad].altijd
    assert "GEHEIM" not in repr(seen)


@pytest.mark.parametrize("type_", TYPES)
def test_a_school_sees_the_whole_example_but_for_what_is_granted_to_nobody(type_: str) -> None:
    inhoud = dict(voorbeeld(type_)["data"])
    seen = zichtbaar(type_, inhoud, Partij.SCHOOL, ziet_doel=True)
    niet_van_haar = {
        veld.pad
        for veld in velden_van(type_).velden
        if not (veld.zicht.mee or veld.zicht.openbaar or Partij.SCHOOL in veld.zicht.altijd)
    }
    if seen is None:
        assert not any(Partij.SCHOOL in veld.zicht.altijd for veld in velden_van(type_).velden if len(veld.pad) == 1)
    else:
        assert set(paden(inhoud)) - set(paden(seen)) <= niet_van_haar


def test_a_grant_that_needs_a_toestemming_is_none() -> None:
    assert gezien(OppVastgesteld, Partij.SWV) == {
        "school": "99AA00", "datum": "2026-10-23", "versie": 1, "ingangsdatum": "2026-11-02",
    }  # fmt: skip
    assert gezien(OppVastgesteld, Partij.ONTVANGENDE_SCHOOL) is None


def test_of_a_change_of_level_the_swv_does_not_see_why() -> None:
    seen = gezien(NiveauGewijzigd, Partij.SWV)
    assert seen is not None
    assert set(seen) == {"school", "datum", "niveau"}


def test_no_field_no_event() -> None:
    assert gezien(VerzuimgrensBereikt, Partij.OUDERS) is None
    assert gezien(DossiersGekoppeld, Partij.SCHOOL) is None
    assert zichtbaar("nl.passendonderwijs.onbekend.gebeurd.v1", {"datum": "2026-03-02"}, Partij.SCHOOL) is None


@pytest.mark.parametrize("leeg", [{}, {"arrangementen": []}, {"niveau": None}])
def test_a_beginstand_shows_the_swv_no_pupil_of_whom_it_may_see_nothing(leeg: dict[str, Any]) -> None:
    data = {
        naam: waarde for naam, waarde in data_van(BeginstandVastgelegd).items() if naam in ("school", "datum", "groep")
    }
    type_ = BeginstandVastgelegd.kenmerken.type
    assert zichtbaar(type_, data | leeg, Partij.SWV) is None
    seen = zichtbaar(type_, data | leeg | {"niveau": {"canon": "E1"}}, Partij.SWV)
    assert seen is not None
    assert set(seen) == {"school", "datum", "niveau", *leeg}


def test_below_a_field_that_is_granted_each_has_its_own_grant() -> None:
    seen = gezien(BeginstandVastgelegd, Partij.OUDERS)
    assert seen is not None
    assert "rodGeregistreerdOp" not in seen["opp"]
    assert "ingestemdOp" in seen["opp"]
    swv = gezien(BeginstandVastgelegd, Partij.SWV)
    assert swv is not None
    assert "ingestemdOp" not in swv["opp"]


def test_a_withdrawal_is_seen_by_who_sees_what_it_withdraws_and_the_reason_by_school_and_ouders() -> None:
    assert gezien(GebeurtenisIngetrokken, Partij.SCHOOL) is None
    seen = gezien(GebeurtenisIngetrokken, Partij.SWV, ziet_doel=True)
    assert seen is not None
    assert set(seen) == {"school", "datum", "id"}
    school = gezien(GebeurtenisIngetrokken, Partij.SCHOOL, ziet_doel=True)
    assert school is not None
    assert "reden" in school


def test_a_lapsed_condition_is_seen_by_who_sees_the_fact_and_by_which_rule_by_school_and_ouders() -> None:
    """That a hearing is gone shows which hearing there was, and LeerlingGehoord is not for the SWV."""
    for partij in Partij:
        assert gezien(VoorwaardeVervallen, partij) is None
    swv = gezien(VoorwaardeVervallen, Partij.SWV, ziet_doel=True)
    assert swv is not None
    assert set(swv) == {"over", "gebeurtenis", "datum"}
    ouders = gezien(VoorwaardeVervallen, Partij.OUDERS, ziet_doel=True)
    assert ouders is not None
    assert set(ouders) == {"over", "gebeurtenis", "datum", "door", "regel"}
    assert gezien(VoorwaardeVervallen, Partij.SCHOOL, ziet_doel=True) == data_van(VoorwaardeVervallen)
    # Who sees the fact by another relation is told nothing, not even that something happened.
    for partij in (Partij.GEMEENTE, Partij.ONTVANGENDE_SCHOOL, Partij.ZORGPARTNER):
        assert gezien(VoorwaardeVervallen, partij, ziet_doel=True) is None


def test_the_reason_of_a_correction_is_no_grant_by_itself() -> None:
    type_ = VerzuimgrensBereikt.kenmerken.type
    data = data_van(VerzuimgrensBereikt) | {"corrigeert": {"id": "a", "reden": "Verkeerd overgenomen."}}
    assert zichtbaar(type_, data, Partij.OUDERS) is None
    aanbod = OppVastgesteld.kenmerken.type
    data = data_van(OppVastgesteld) | {"corrigeert": {"id": "a", "reden": "Verkeerd overgenomen."}}
    seen = zichtbaar(aanbod, data, Partij.SWV)
    assert seen is not None
    assert seen["corrigeert"] == {"id": "a"}


@pytest.mark.parametrize("partij", Partij)
def test_what_is_public_is_for_everyone(partij: Partij) -> None:
    assert gezien(OndersteuningsaanbodVastgesteld, partij) == data_van(OndersteuningsaanbodVastgesteld)
