"""What every decider reads is a subset of the contract, and who may send is what the contract says (invariant 13)."""

import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Final, Union, get_args, get_origin

import msgspec
import pytest
from pydantic import BaseModel

from contracts.aanmeldingen import PassendAanbodGedaan, PlekVoorgesteld
from contracts.catalogue import CATALOGUS, velden_van, voorbeeld
from contracts.dossiers import BeginstandVastgelegd
from contracts.gebeurtenis import Contractmodel
from contracts.regio import profielen
from eventlog.body import body_decoder
from eventlog.deciding.decider import NOT_A_SENDER, Decider
from eventlog.sealing.seal import split
from services.aanmelding import AANMELDING
from services.leerling import LEERLING
from services.ondersteuning import ONDERSTEUNING
from services.schoolprofiel import SCHOOLPROFIEL
from tests.bouwstenen import given

DECIDERS: Final[tuple[Decider[Any], ...]] = (
    AANMELDING(profielen()), LEERLING, ONDERSTEUNING(profielen()), SCHOOLPROFIEL(profielen()),
)  # fmt: skip
GELEZEN: Final = [
    pytest.param(type_, vorm, id=f"{decider.name}-{type_.split('.')[3]}")
    for decider in DECIDERS
    for type_, vorm in {**decider.reads, **decider.decides}.items()
]
BESLIST: Final = [
    pytest.param(decider, type_, id=f"{decider.name}-{type_.split('.')[3]}")
    for decider in DECIDERS
    for type_ in decider.decides
]


def afwijkingen(vorm: type, model: type[BaseModel], verzegeld: set[str], boven: str = "") -> Iterator[str]:
    """Why `vorm` cannot read every valid instance of `model`; nothing when it can."""
    contract = {info.alias or naam: info for naam, info in model.model_fields.items()}
    for veld in msgspec.structs.fields(vorm):
        pad = boven + veld.encode_name
        info = contract.get(veld.encode_name)
        if info is None:
            yield f"{pad}: not in the contract"
            continue
        if pad in verzegeld:
            yield f"{pad}: sealed"
        if veld.required and not info.is_required():
            yield f"{pad}: required here, optional in the contract"
        leesbaar = set(_soorten(veld.type))
        for soort in _soorten(info.annotation):
            lijst, deel = isinstance(soort, tuple), _deel(soort)
            if isinstance(deel, type) and issubclass(deel, Contractmodel):
                onder = [_deel(s) for s in leesbaar if isinstance(s, tuple) == lijst and _is_vorm(_deel(s))]
                if len(onder) != 1:
                    yield f"{pad}: no shape for {deel.__name__}"
                else:
                    yield from afwijkingen(onder[0], deel, verzegeld, pad + ".")
            elif soort not in leesbaar and not _leest_als_tekst(soort, leesbaar):
                yield f"{pad}: {soort} in the contract, {leesbaar} here"


def _deel(soort: Any) -> Any:
    """What a list is of; what is no list, itself."""
    return soort[1] if isinstance(soort, tuple) else soort


class _Plan(msgspec.Struct):
    doel: str


def _is_vorm(soort: Any) -> bool:
    return isinstance(soort, type) and issubclass(soort, msgspec.Struct)


def _leest_als_tekst(soort: Any, leesbaar: set[Any]) -> bool:
    return isinstance(soort, type) and issubclass(soort, Enum) and issubclass(soort, str) and str in leesbaar


def _soorten(annotatie: Any) -> Iterator[Any]:
    """The types that an annotation allows, `Annotated` taken off, a list by what is in it."""
    oorsprong = get_origin(annotatie)
    if oorsprong is Annotated:
        yield from _soorten(get_args(annotatie)[0])
    elif oorsprong in (Union, types.UnionType):
        for deel in get_args(annotatie):
            yield from _soorten(deel)
    elif oorsprong is tuple:
        for deel in get_args(annotatie):
            yield from (("tuple", soort) for soort in _soorten(deel))
    else:
        yield annotatie


@pytest.mark.parametrize(("type_", "vorm"), GELEZEN)
def test_a_shape_is_a_subset_of_its_contract_and_reads_nothing_sealed(type_: str, vorm: type) -> None:
    verzegeld = {".".join(pad) for pad in velden_van(type_).verzegelde_paden}
    assert list(afwijkingen(vorm, CATALOGUS[type_], verzegeld)) == []


@pytest.mark.parametrize(("type_", "vorm"), GELEZEN)
def test_a_shape_reads_the_example_of_the_catalogue_as_it_is_stored(type_: str, vorm: type) -> None:
    open_, _ = split(voorbeeld(type_)["data"], velden_van(type_).verzegelde_paden)
    body = {"actor": {"rol": "lvs", "organisatie": "urn:nld:brin:99AA00"}, "data": open_}
    gelezen: Any = body_decoder(vorm).decode(msgspec.json.encode(body)).data
    assert _staat_in(msgspec.json.decode(msgspec.json.encode(gelezen)), open_)


def _staat_in(gelezen: Any, bewaard: Any) -> bool:
    """Whether all that was read stands in what is stored; what is not there reads as nothing."""
    if isinstance(gelezen, dict):
        return isinstance(bewaard, dict) and all(
            _staat_in(waarde, bewaard.get(naam)) for naam, waarde in gelezen.items()
        )
    if isinstance(gelezen, list):
        return len(gelezen) == len(bewaard or []) and all(map(_staat_in, gelezen, bewaard or []))
    return bool(gelezen == bewaard)


@pytest.mark.parametrize(
    ("vorm", "model", "reden"),
    [
        (msgspec.defstruct("V", [("plek", str)]), PlekVoorgesteld, "plek: not in the contract"),
        (msgspec.defstruct("V", [("reactieOuders", str | None, None)]), PlekVoorgesteld, "reactieOuders: sealed"),
        (msgspec.defstruct("V", [("school", str)]), PlekVoorgesteld, "school: required here"),
        (msgspec.defstruct("V", [("datum", str)]), PlekVoorgesteld, "datum: <class 'datetime.date'> in the contract"),
        (msgspec.defstruct("V", [("school", str, "")]), PlekVoorgesteld, "school: <class 'NoneType'>"),
        (msgspec.defstruct("V", [("niveau", str | None, None)]), PassendAanbodGedaan, "niveau: no shape for Niveau"),
        (msgspec.defstruct("V", [("plannen", tuple[str, ...], ())]), BeginstandVastgelegd, "plannen: no shape for"),
        (
            msgspec.defstruct("V", [("plannen", tuple[_Plan, ...], ())]),
            BeginstandVastgelegd,
            "plannen.doel: not in the contract",
        ),
    ],
)
def test_the_comparison_itself_finds_what_is_wrong(vorm: type, model: type[Contractmodel], reden: str) -> None:
    assert any(fout.startswith(reden) for fout in afwijkingen(vorm, model, {"reactieOuders"}))


@pytest.mark.parametrize(("decider", "type_"), BESLIST)
def test_invariant_13_exactly_the_senders_of_the_contract_may_send(decider: Decider[Any], type_: str) -> None:
    contract = CATALOGUS[type_]
    gebeurtenis = contract.lees(msgspec.json.encode(voorbeeld(type_)["data"]))
    assert decider.senders is not None
    assert decider.senders[type_] == contract.kenmerken.afzenders
    for rol in ("lvs", "school", "swv", "gemeente", "vo", "partner", "ouder", "beheer", "hub", ""):
        scenario = given(decider).when(gebeurtenis, rol=rol)
        if rol not in contract.kenmerken.afzenders:
            scenario.then_refused(NOT_A_SENDER)
        else:
            scenario.then_not_refused_by(NOT_A_SENDER)


def test_every_event_of_these_domains_that_anyone_may_send_has_one_decider() -> None:
    beslist = [type_ for decider in DECIDERS for type_ in decider.decides]
    assert len(beslist) == len(set(beslist))
    van_anderen = {type_ for type_, model in CATALOGUS.items() if model.kenmerken.afzenders}
    assert set(beslist) == van_anderen
