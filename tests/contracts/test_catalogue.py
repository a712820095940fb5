"""Every event type of the catalogue: its example, its schema and its promises."""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, get_args, get_type_hints

import pytest
import rfc8785
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from contracts.catalogue import CATALOGUS, SCHEMA_PAD, bewaarklasse, schema, velden_van, versies, voorbeeld
from contracts.codes import Bewaarklasse, Dossiersoort, Rol
from contracts.envelope import canonical_json, from_structured
from contracts.gebeurtenis import TYPE_PREFIX, Contractmodel, Gebeurtenis, Soort, merken_van, soort, veldwijzer
from contracts.identifiers import Leerjaar
from contracts.visibility import VERZEGELD, Gebeurd, Verzegeld, Zicht, zicht

LATER = datetime(2035, 1, 1, tzinfo=UTC)
HUB_ALLEEN = {
    "leerlingen.dossiersgekoppeld.v1", "leerlingen.bewaartermijnverstreken.v1", "leerlingen.sleutelvernietigd.v1",
    "inzendingen.aangehouden.v1", "inzendingen.aanvaard.v1", "inzendingen.afgewezen.v1",
    "inzendingen.voorwaardevervallen.v1", "inzendingen.voorwaardehersteld.v1",
    "termijnen.gestart.v1", "termijnen.nadert.v1", "termijnen.verstreken.v1", "termijnen.gehaald.v1",
    "termijnen.vervallen.v1", "beheer.herverwerkinggestart.v1", "beheer.herbouwgestart.v1",
    "beheer.herbouwafgerond.v1",
}  # fmt: skip

elk_type = pytest.mark.parametrize("type_", CATALOGUS)


def _modellen(model: type[Contractmodel]) -> Iterator[type[Contractmodel]]:
    yield model
    for info in model.model_fields.values():
        for soort_ in (info.annotation, *get_args(info.annotation)):
            if isinstance(soort_, type) and issubclass(soort_, Contractmodel):
                yield from _modellen(soort_)


def _objecten(deel: Any) -> Iterator[dict[str, Any]]:
    """Each object schema in a schema."""
    if isinstance(deel, dict):
        if deel.get("type") == "object":
            yield deel
        for onder in deel.values():
            yield from _objecten(onder)
    elif isinstance(deel, list):
        for onder in deel:
            yield from _objecten(onder)


def _toets(type_: str) -> Draft202012Validator:
    inhoud = schema(type_)
    Draft202012Validator.check_schema(inhoud)
    return Draft202012Validator(inhoud, format_checker=Draft202012Validator.FORMAT_CHECKER)


@elk_type
def test_example_is_right_by_model_and_by_schema(type_: str) -> None:
    data = voorbeeld(type_)["data"]
    gelezen = CATALOGUS[type_].lees(json.dumps(data).encode(), LATER.date())
    assert gelezen.model_dump(mode="json", by_alias=True, exclude_unset=True) == data
    _toets(type_).validate(data)


@elk_type
def test_the_schema_refuses_what_the_model_refuses(type_: str) -> None:
    data = voorbeeld(type_)["data"]
    datums = [veld for veld, uitleg in schema(type_)["properties"].items() if uitleg.get("format") == "date"]
    fout = [data | {"onbekend": 1}, *(data | {veld: "1772409600"} for veld in datums)]
    fout += [{n: w for n, w in data.items() if n != veld} for veld in schema(type_).get("required", ())]
    for inhoud in fout:
        with pytest.raises(ValidationError):
            _toets(type_).validate(inhoud)
        with pytest.raises(ValueError, match=r".+"):
            CATALOGUS[type_].lees(json.dumps(inhoud).encode())


@elk_type
def test_whole_example_is_a_cloudevent(type_: str) -> None:
    event = from_structured(json.loads(json.dumps(voorbeeld(type_))), now=LATER)
    assert (event.type, event.dataschema) == (type_, SCHEMA_PAD + type_)
    assert event.canonical == rfc8785.dumps(voorbeeld(type_))


@elk_type
def test_type_is_the_class_name_in_its_domain(type_: str) -> None:
    model = CATALOGUS[type_]
    domein = model.__module__.split(".")[1].replace("termijnsignalen", "termijnen")
    assert type_ == f"{TYPE_PREFIX}{domein}.{model.__name__.lower()}.v{model.kenmerken.versie}"
    assert model.kenmerken.type == type_
    assert model.kenmerken.domein == domein


@elk_type
def test_schema_tells_audience_sealing_and_retention(type_: str) -> None:
    inhoud = schema(type_)
    assert inhoud["x-bewaarklasse"] == bewaarklasse(type_) == CATALOGUS[type_].kenmerken.bewaarklasse
    assert inhoud["x-afzenders"] == sorted(CATALOGUS[type_].kenmerken.afzenders)
    for model in _modellen(CATALOGUS[type_]):
        deel = inhoud if model is CATALOGUS[type_] else inhoud["$defs"][model.__name__]
        assert set(deel["properties"]) == {info.alias for info in model.model_fields.values()}
        for info in model.model_fields.values():
            uitleg = deel["properties"][info.alias]
            (gezien,) = (merk for merk in merken_van(info) if isinstance(merk, Zicht))
            assert zicht(uitleg["x-zicht"]) == gezien, info.alias
            assert uitleg.get("x-verzegeld", False) == any(isinstance(m, Verzegeld) for m in merken_van(info))
            assert uitleg.get("x-gebeurd", False) == any(isinstance(m, Gebeurd) for m in merken_van(info))


@elk_type
def test_the_subject_of_the_example_names_a_dossier_it_may_stand_in(type_: str) -> None:
    dossiers = CATALOGUS[type_].kenmerken.dossiers
    assert schema(type_)["x-dossier"] == sorted(dossiers) != []
    heel = voorbeeld(type_)
    soort_ = Dossiersoort.SCHOOL if heel["subject"] == heel["data"].get("school") else Dossiersoort.LEERLING
    soort_ = Dossiersoort.HUB if heel["subject"] == "hub" else soort_
    assert soort_ in dossiers


@elk_type
def test_what_is_about_the_school_alone_is_kept_as_such(type_: str) -> None:
    kenmerken = CATALOGUS[type_].kenmerken
    assert (kenmerken.dossiers == {Dossiersoort.SCHOOL}) == (kenmerken.bewaarklasse is Bewaarklasse.SCHOOL)
    assert (kenmerken.dossiers == {Dossiersoort.HUB}) == (kenmerken.bewaarklasse is Bewaarklasse.BEHEER)


@elk_type
def test_the_business_date_is_a_field(type_: str) -> None:
    if CATALOGUS[type_].kenmerken.domein != "inzendingen":  # an outcome has none, but for a hold
        assert CATALOGUS[type_].kenmerken.datumveld in schema(type_)["required"]


@elk_type
def test_nothing_unknown_is_let_in_anywhere(type_: str) -> None:
    objecten = list(_objecten(schema(type_)))
    assert objecten
    assert all(deel["additionalProperties"] is False for deel in objecten)


@elk_type
def test_schema_is_the_same_every_time(type_: str) -> None:
    eerst = json.dumps(schema(type_))
    velden_van.cache_clear()
    CATALOGUS[type_].model_rebuild(force=True)
    assert json.dumps(schema(type_)) == eerst


@elk_type
def test_only_the_hub_sends_what_is_its_own(type_: str) -> None:
    afzenders = CATALOGUS[type_].kenmerken.afzenders
    assert (not afzenders) == (type_.removeprefix(TYPE_PREFIX) in HUB_ALLEEN)
    assert not afzenders & {Rol.OUDER, Rol.BEHEER}


@elk_type
def test_canonical_json_holds(type_: str) -> None:
    """Sorting by bytes is RFC 8785 for ASCII names only, and a fraction has more than one form."""
    for model in _modellen(CATALOGUS[type_]):
        for naam, info in model.model_fields.items():
            assert re.fullmatch(r"[a-z][A-Za-z0-9]*", info.alias or ""), naam
            assert unicodedata.is_normalized("NFC", naam)
            assert float not in _bladen(get_type_hints(model)[naam]), naam
    assert "number" not in {waarde for waarde in _soorten(schema(type_)) if isinstance(waarde, str)}
    assert canonical_json(voorbeeld(type_)["data"]) == rfc8785.dumps(voorbeeld(type_)["data"])


def _bladen(soort_: Any) -> set[Any]:
    delen = get_args(soort_)
    return set().union(*map(_bladen, delen)) if delen else {soort_ if isinstance(soort_, type) else None}


def _soorten(deel: Any) -> Iterator[Any]:
    if isinstance(deel, dict):
        yield deel.get("type")
        for onder in deel.values():
            yield from _soorten(onder)
    elif isinstance(deel, list):
        for onder in deel:
            yield from _soorten(onder)


def test_versions_of_an_event() -> None:
    assert versies(f"{TYPE_PREFIX}aanmeldingen.ontvangen.v1") == (1,)
    assert versies(f"{TYPE_PREFIX}aanmeldingen.ontvangen.v9") == (1,)
    assert versies(f"{TYPE_PREFIX}aanmeldingen.ontvang.v1") == ()
    assert versies("onzin") == ()


def test_an_unknown_type_is_no_contract() -> None:
    for vraag in (velden_van, bewaarklasse, voorbeeld, schema):
        with pytest.raises(KeyError):
            vraag("nl.passendonderwijs.aanmeldingen.onbekend.v1")


class _Vergeten(Gebeurtenis):
    kenmerken: ClassVar[Soort] = soort("proeven.vergeten.v1", "Een veld zonder zicht.", {})

    leerjaar: Leerjaar


class _Dubbel(Gebeurtenis):
    kenmerken: ClassVar[Soort] = soort("proeven.dubbel.v1", "Een veld met twee zichten.", {})

    leerjaar: Annotated[Leerjaar, zicht("SO"), zicht("W")]


class _Onder(Gebeurtenis):
    kenmerken: ClassVar[Soort] = soort("proeven.onder.v1", "Een veld zonder zicht, een laag dieper.", {})

    onder: Annotated[_Vergeten | None, zicht("SO")] = None


@pytest.mark.parametrize(("model", "aantal"), [(_Vergeten, 0), (_Dubbel, 2), (_Onder, 0)])
def test_a_field_without_exactly_one_audience_is_an_error(model: type[Gebeurtenis], aantal: int) -> None:
    with pytest.raises(TypeError, match=f"leerjaar: one Zicht needed, {aantal} given"):
        veldwijzer(model)


class _Binnen(Contractmodel):
    tekst: Annotated[str, zicht("SO"), VERZEGELD]


class _Lijst(Gebeurtenis):
    kenmerken: ClassVar[Soort] = soort("proeven.lijst.v1", "Verzegelde tekst in een lijst.", {})

    binnen: Annotated[tuple[_Binnen, ...], zicht("SO")] = ()


class _MisschienLijst(Gebeurtenis):
    kenmerken: ClassVar[Soort] = soort("proeven.misschienlijst.v1", "Verzegelde tekst in een lijst of niets.", {})

    binnen: Annotated[tuple[_Binnen, ...] | None, zicht("SO")] = None


@pytest.mark.parametrize("model", [_Lijst, _MisschienLijst])
def test_a_sealed_field_within_a_list_is_an_error(model: type[Gebeurtenis]) -> None:
    with pytest.raises(TypeError, match="nothing within a list can be sealed"):
        veldwijzer(model)


def test_a_seal_on_a_part_of_the_type_seals_the_field() -> None:
    class Gezegeld(Gebeurtenis):
        kenmerken: ClassVar[Soort] = soort("proeven.gezegeld.v1", "De zegel staat binnen de keuze.", {})

        tekst: Annotated[Annotated[str, VERZEGELD] | None, zicht("SO")] = None

    assert veldwijzer(Gezegeld).verzegelde_paden == (("corrigeert", "reden"), ("tekst",))


@elk_type
def test_each_field_is_read_with_its_path(type_: str) -> None:
    paden = [veld.pad for veld in velden_van(type_).velden]
    assert len(paden) == len(set(paden))
    assert {pad[0] for pad in paden} == set(schema(type_)["properties"])
