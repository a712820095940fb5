"""`Gebeurtenis.lees`: what is read is what was sent, and what is wrong never repeats it."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.aanmeldingen import (
    BeslistermijnVerlengd,
    OnderwijsbehoefteInKaartGebracht,
    Ontvangen,
    PassendAanbodGedaan,
)
from contracts.catalogue import CATALOGUS, schema
from contracts.gebeurtenis import Gebeurtenis
from contracts.leerlingen import PersoonsgegevensVastgelegd

VANDAAG = date(2026, 3, 2)


def _fouten(model: type[Gebeurtenis], data: Any, vandaag: date | None = None) -> list[tuple[tuple[Any, ...], str]]:
    try:
        model.lees(json.dumps(data).encode(), vandaag)
    except ValidationError as fout:
        return [(f["loc"], f["type"]) for f in fout.errors(include_input=False)]
    return []


def _goed(model: type[Gebeurtenis], **anders: Any) -> dict[str, Any]:
    return dict(model.kenmerken.voorbeeld) | anders


_DATUMS = [
    (type_, veld)
    for type_ in CATALOGUS
    for veld, uitleg in schema(type_)["properties"].items()
    if "date" in (uitleg.get("format"), *(keus.get("format") for keus in uitleg.get("anyOf", ())))
]


@pytest.mark.parametrize(("type_", "veld"), _DATUMS)
def test_every_date_is_a_calendar_day(type_: str, veld: str) -> None:
    model = CATALOGUS[type_]
    for fout in (
        "1772409600", "0", "2026-03-02T00:00:00", "2026-03-02T00:00:00Z", "20260302", "2026-W10-1", "2026-3-2",
        "2026-02-30", "0000-01-01", " 2026-03-02", "2026-03-02\n", "٢٠٢٦-٠٣-٠٢", "02-03-2026", "", "vandaag",
    ):  # fmt: skip
        assert _fouten(model, _goed(model, **{veld: fout})) == [((veld,), "date_parsing")], fout
    geen_tekst: Any
    for geen_tekst in (1772409600, 0, 20260302, 1.5, True, ["2026-03-02"], {}):
        assert _fouten(model, _goed(model, **{veld: geen_tekst})) == [((veld,), "date_type")], geen_tekst
    assert _fouten(model, _goed(model, **{veld: "2024-02-29"})) == []


@given(st.dates())
def test_every_day_is_read_as_that_day(dag: date) -> None:
    gelezen = Ontvangen.lees(json.dumps(_goed(Ontvangen, gewensteStart=dag.isoformat())).encode())
    assert gelezen.gewenste_start == dag
    assert json.loads(gelezen.model_dump_json(by_alias=True))["gewensteStart"] == dag.isoformat()


def test_python_too_gets_no_date_from_a_number() -> None:
    with pytest.raises(ValidationError):
        Ontvangen.model_validate(_goed(Ontvangen, gewensteStart=1772409600))
    assert Ontvangen.model_validate(_goed(Ontvangen, gewensteStart=VANDAAG)).gewenste_start == VANDAAG


@pytest.mark.parametrize(
    ("veld", "waarde", "soort"),
    [
        ("leerjaar", "5", "int_type"),
        ("leerjaar", 5.0, "int_type"),
        ("leerjaar", True, "int_type"),
        ("leerjaar", 9, "less_than_equal"),
        ("leerjaar", 0, "greater_than_equal"),
        ("leerjaar", None, "int_type"),
        ("schriftelijk", "true", "bool_type"),
        ("schriftelijk", 1, "bool_type"),
        ("school", 990000, "string_type"),
        ("school", "99aa00", "string_pattern_mismatch"),
        ("school", "99AA00\n", "string_pattern_mismatch"),
        ("school", "٩٩AA00", "string_pattern_mismatch"),
        ("grondslag", "anders", "enum"),
        ("koppelcode", "abcd-efgh-jkmn", "string_pattern_mismatch"),
        ("corrigeert", "eerder", "model_type"),
    ],
)
def test_no_value_is_bent_to_fit(veld: str, waarde: object, soort: str) -> None:
    assert _fouten(Ontvangen, _goed(Ontvangen, **{veld: waarde})) == [((veld,), soort)]


@pytest.mark.parametrize("veld", ["gewenste_start", "vorige_school", "vermoeden_extra_ondersteuning"])
def test_python_names_are_unknown_on_the_wire(veld: str) -> None:
    assert ((veld,), "extra_forbidden") in _fouten(Ontvangen, _goed(Ontvangen, **{veld: "99AB00"}))


def test_a_python_name_does_not_stand_in_for_the_right_one() -> None:
    data = _goed(Ontvangen)
    data["gewenste_start"] = data.pop("gewensteStart")
    assert _fouten(Ontvangen, data) == [(("gewensteStart",), "missing"), (("gewenste_start",), "extra_forbidden")]


@pytest.mark.parametrize(
    ("model", "data", "plek"),
    [
        (Ontvangen, {"achternaam": "x"}, ("achternaam",)),
        (Ontvangen, {"corrigeert": {"id": "a", "reden": "b", "wie": "c"}}, ("corrigeert", "wie")),
        (PassendAanbodGedaan, {"niveau": {"canon": "E1", "uitleg": "x"}}, ("niveau", "uitleg")),
    ],
)
def test_fields_that_the_contract_does_not_have(
    model: type[Gebeurtenis], data: dict[str, Any], plek: tuple[str, ...]
) -> None:
    assert _fouten(model, _goed(model, **data)) == [(plek, "extra_forbidden")]


def test_all_faults_at_once() -> None:
    assert len(_fouten(Ontvangen, {"leerjaar": "5", "ontvangstdatum": "gisteren", "naam": "x"})) == 7


def test_what_has_happened_is_not_in_the_future() -> None:
    morgen = "2026-03-03"
    assert _fouten(Ontvangen, _goed(Ontvangen, ontvangstdatum=morgen), VANDAAG) == [
        (("ontvangstdatum",), "datum_in_toekomst")
    ]
    assert _fouten(Ontvangen, _goed(Ontvangen, ontvangstdatum="2026-03-02"), VANDAAG) == []
    # Without a day to compare with (a rebuild, an old event) nothing is in the future.
    assert _fouten(Ontvangen, _goed(Ontvangen, ontvangstdatum=morgen)) == []


def test_a_plan_may_be_in_the_future() -> None:
    assert _fouten(Ontvangen, _goed(Ontvangen, gewensteStart="2030-08-01"), VANDAAG) == []
    verlengd = _goed(BeslistermijnVerlengd, datum="2026-03-02", ouderMededeling="2026-03-02")
    assert _fouten(BeslistermijnVerlengd, verlengd | {"nieuweDatum": "2026-05-11"}, VANDAAG) == []
    assert _fouten(BeslistermijnVerlengd, verlengd | {"ouderMededeling": "2026-03-03"}, VANDAAG) == [
        (("ouderMededeling",), "datum_in_toekomst")
    ]


@pytest.mark.parametrize(("type_", "veld"), _DATUMS)
def test_only_a_field_marked_as_happened_is_bound_to_today(type_: str, veld: str) -> None:
    model = CATALOGUS[type_]
    gebeurd = schema(type_)["properties"][veld].get("x-gebeurd", False)
    fouten = _fouten(model, _goed(model, **{veld: "2999-01-01"}), date(2998, 12, 31))
    assert fouten == ([((veld,), "datum_in_toekomst")] if gebeurd else [])


@given(
    # Between marks that no text of ours has, so that a value found is a value repeated.
    geheim=st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map("¤{}¤".format),
    waarde=st.sampled_from(["tekst", "lijst", "object", "getal"]),
    type_=st.sampled_from(list(CATALOGUS)),
)
def test_no_error_repeats_a_value(geheim: str, waarde: str, type_: str) -> None:
    vorm = {"tekst": geheim, "lijst": [geheim], "object": {"x": geheim}, "getal": 918273645918273645}[waarde]
    model = CATALOGUS[type_]
    data = dict.fromkeys(schema(type_)["properties"], vorm) | {"corrigeert": {"id": [vorm], "reden": [vorm]}}
    with pytest.raises(ValidationError) as fout:
        model.lees(json.dumps(data).encode(), VANDAAG)
    tekst = str(fout.value) + str(fout.value.errors(include_input=False))
    assert "¤" not in tekst
    assert "918273645918273645" not in tekst


def test_no_error_repeats_a_future_birthday_or_broken_json() -> None:
    for data in (
        json.dumps(_goed(PersoonsgegevensVastgelegd, geboortedatum="2091-12-13")),
        json.dumps(_goed(PersoonsgegevensVastgelegd, geboortedatum="13 december 2091")),
        '{"naam": "Noor 2091", "x" 2091}',
    ):
        with pytest.raises(ValidationError) as fout:
            PersoonsgegevensVastgelegd.lees(data.encode(), VANDAAG)
        assert "2091" not in str(fout.value)
        assert "Noor" not in str(fout.value)


def test_a_contract_cannot_be_changed_after_reading() -> None:
    gelezen = OnderwijsbehoefteInKaartGebracht.lees(json.dumps(_goed(OnderwijsbehoefteInKaartGebracht)).encode())
    with pytest.raises(ValidationError):
        gelezen.datum = VANDAAG  # type: ignore[misc]
    assert gelezen.gebied == ("lezen-spelling",)
