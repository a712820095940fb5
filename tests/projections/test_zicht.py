"""Nothing without a grant to the school is in its view, and every shape reads what its contract can send."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUS, velden_van, voorbeeld
from contracts.inzendingen import UITKOMSTEN
from contracts.visibility import Partij
from eventlog.body import Actor, Body, encode_body
from eventlog.events import Topic
from eventlog.sealing.seal import split
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.projection import ViewReader
from projections.inzendingen import INZENDINGEN, Inhoud, Uitkomst
from projections.school import SCHOOL
from projections.school.shapes import SHAPES
from tests.services.test_vormen import afwijkingen

from .feiten import DOSSIER, gelezen, opgenomen, opslaan

GELEZEN = sorted(SHAPES)


def velden(vorm: type, boven: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for veld in msgspec.structs.fields(vorm):
        pad = (*boven, veld.encode_name)
        yield pad
        for soort in (veld.type, *getattr(veld.type, "__args__", ())):
            if isinstance(soort, type) and issubclass(soort, msgspec.Struct):
                yield from velden(soort, pad)


@pytest.mark.parametrize("type_", GELEZEN)
def test_every_field_that_is_read_is_granted_to_the_school(type_: str) -> None:
    wijzer = velden_van(type_)
    verleend = {veld.pad for veld in wijzer.velden if Partij.SCHOOL in veld.zicht.altijd}
    mee = {veld.pad for veld in wijzer.velden if veld.zicht.mee}
    assert verleend, "no field, no event"
    assert set(velden(SHAPES[type_])) <= verleend | mee


@pytest.mark.parametrize("type_", GELEZEN)
def test_every_shape_is_a_subset_of_its_contract(type_: str) -> None:
    verzegeld = {".".join(pad) for pad in velden_van(type_).verzegelde_paden}
    assert list(afwijkingen(SHAPES[type_], CATALOGUS[type_], verzegeld)) == []


def test_the_sealed_part_that_is_kept_holds_only_what_the_school_may_see() -> None:
    for type_ in GELEZEN:
        for veld in velden_van(type_).velden:
            if veld.verzegeld and veld.pad[0] != "corrigeert":
                assert Partij.SCHOOL in veld.zicht.altijd, veld.pad


@given(st.data())
def test_a_value_that_is_not_granted_is_in_no_state_and_no_row(data: st.DataObject) -> None:
    """Of any event in the catalogue, whatever stands in the fields that are not the school's."""
    type_ = data.draw(st.sampled_from(sorted(CATALOGUS)))
    inhoud: dict[str, Any] = dict(voorbeeld(type_)["data"])
    geheim = "GEHEIM" + data.draw(st.text("ABCDEFGH", min_size=8, max_size=8))
    for veld in velden_van(type_).velden:
        if Partij.SCHOOL not in veld.zicht.altijd and not veld.zicht.mee and len(veld.pad) == 1:
            inhoud[veld.pad[0]] = geheim
    open_, _ = split(inhoud, velden_van(type_).verzegelde_paden)
    open_["nooitAfgesproken"] = geheim
    event = opslaan(CATALOGUS[next(iter(SHAPES))].model_validate(voorbeeld(next(iter(SHAPES)))["data"]))
    event = msgspec.structs.replace(
        event, type=type_, open=encode_body(Body(actor=Actor("lvs", "99AA00"), data=open_)), sealed=None
    )
    gezien = ViewReader(SCHOOL.reads, NO_UPCASTERS).read(opgenomen(event, 1))
    state = SCHOOL.fold([gezien])
    assert geheim.encode() not in msgspec.msgpack.encode(state)
    assert geheim not in repr(SCHOOL.rows(DOSSIER, state))


def test_submissions_are_read_for_the_school_and_the_outcome_alone() -> None:
    gelezen_ = INZENDINGEN.reads[Topic.SUBMISSIONS]
    assert set(gelezen_.values()) == {Inhoud, Uitkomst}
    assert set(gelezen_) == {
        type_ for type_, model in CATALOGUS.items() if model.kenmerken.afzenders or model in UITKOMSTEN
    }
    for type_, vorm in gelezen_.items():
        verzegeld = {".".join(pad) for pad in velden_van(type_).verzegelde_paden}
        assert [
            fout
            for fout in afwijkingen(vorm, CATALOGUS[type_], verzegeld)
            if not fout.endswith("not in the contract")  # one shape for three outcomes
        ] == []


def test_facts_are_read_with_the_shape_of_their_own_contract() -> None:
    assert [
        type(event.data) for event in gelezen(*(CATALOGUS[t].model_validate(voorbeeld(t)["data"]) for t in GELEZEN))
    ] == [SHAPES[t] for t in GELEZEN]
