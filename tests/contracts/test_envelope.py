"""The CloudEvents envelope: one event in two modes, every fault at once, and no value repeated."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from contracts.catalogue import voorbeeld
from contracts.envelope import (
    CloudEvent,
    EnvelopeError,
    from_binary,
    from_structured,
    parse_json,
    source_organisation,
)

NU = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EVENT = voorbeeld("nl.passendonderwijs.aanmeldingen.toelatinggeweigerd.v1")
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def _structured(**anders: Any) -> CloudEvent:
    return from_structured(EVENT | anders, now=NU)


def _headers(event: dict[str, Any]) -> list[tuple[str, str]]:
    kop = [("ce-" + naam, quote(waarde)) for naam, waarde in event.items() if naam not in ("data", "datacontenttype")]
    return [("Content-Type", "application/json; charset=utf-8"), *kop]


def _binary(*meer: tuple[str, str], data: bytes | None = None, **anders: Any) -> CloudEvent:
    inhoud = json.dumps(EVENT["data"]).encode() if data is None else data
    return from_binary([*_headers(EVENT | anders), *meer], inhoud, now=NU)


def _regels(fout: EnvelopeError) -> list[tuple[str, str]]:
    return [(f.field, f.rule) for f in fout.faults]


def _zonder(*namen: str) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in EVENT.items() if naam not in namen}


def test_both_modes_read_the_same_event() -> None:
    een, ander = _structured(), _binary()
    assert een == ander
    assert een.digest == ander.digest
    assert een.canonical == rfc8785.dumps(EVENT)


_TEKST = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(_TEKST, st.dictionaries(st.sampled_from("abcXYZ"), _TEKST))
def test_both_modes_read_the_same_text(subject: str, data: dict[str, str]) -> None:
    een = _structured(subject=subject, data=data)
    ander = _binary(subject=subject, data=json.dumps(data).encode())
    assert een == ander
    assert een.canonical == rfc8785.dumps(EVENT | {"subject": subject, "data": data})


def test_what_is_absent_null_or_written_otherwise_is_the_same_event() -> None:
    gewoon = _structured()
    assert from_structured(_zonder("datacontenttype"), now=NU).digest == gewoon.digest
    assert _structured(datacontenttype="Application/JSON; charset=utf-8").digest == gewoon.digest
    assert _structured(dataclassification=None).digest == gewoon.digest
    omgekeerd = dict(reversed(EVENT.items()))
    assert from_structured(omgekeerd, now=NU).digest == gewoon.digest


def test_a_resend_differs_in_trace_context_alone() -> None:
    assert _structured(traceparent=TRACE, tracestate="a=b").digest == _structured().digest
    assert _binary(("ce-traceparent", TRACE)).digest == _structured().digest


@pytest.mark.parametrize(
    "anders", [{"time": "2026-11-02T09:31:00Z"}, {"subject": "leerling-002"}, {"data": {}}, {"id": "x"}]
)
def test_another_content_has_another_digest(anders: dict[str, Any]) -> None:
    assert _structured(**anders).digest != _structured().digest


@pytest.mark.parametrize(
    ("anders", "veld", "regel"),
    [
        *(({naam: None}, naam, "verplicht") for naam in ("id", "source", "specversion", "type")),
        *(({naam: ""}, naam, "verplicht") for naam in ("id", "source", "specversion", "type")),
        *(
            ({naam: "x"}, naam, "zet-de-hub")
            for naam in ("sequence", "recordedtime", "dataref", "correlationid", "causationid")
        ),
        *(
            ({naam: 7}, naam, "tekst")
            for naam in ("id", "source", "specversion", "type", "time", "subject", "datacontenttype", "traceparent")
        ),
        ({"id": []}, "id", "tekst"),
        ({"naam": "x"}, "naam", "onbekend-attribuut"),
        ({"Naam": "x"}, "", "attribuutnaam"),
        ({"een_naam": "x"}, "", "attribuutnaam"),
        ({"a" * 21: "x"}, "", "attribuutnaam"),
        ({"": "x"}, "", "attribuutnaam"),
        ({"data_base64": "e30="}, "data_base64", "geen-base64"),
        ({"id": "met spatie"}, "id", "id"),
        ({"id": "a" * 129}, "id", "id"),
        ({"id": "é"}, "id", "id"),
        ({"id": "a\n"}, "id", "id"),
        ({"specversion": "0.3"}, "specversion", "specversion"),
        ({"specversion": "1.0.2"}, "specversion", "specversion"),
        ({"source": "https://lvs.example"}, "source", "source"),
        ({"source": "urn:nld:oin:123:systeem:lvs"}, "source", "source"),
        ({"source": "urn:nld:oin:00000099000000000002"}, "source", "source"),
        ({"source": "urn:nld:brin:99aa00:systeem:lvs"}, "source", "source"),
        ({"source": "urn:nld:brin:99AA00:systeem:lvs\n"}, "source", "source"),
        ({"type": "aanmeldingen.ontvangen"}, "type", "type"),
        ({"type": "nl.passendonderwijs.aanmeldingen.ontvangen"}, "type", "type"),
        ({"type": "nl.passendonderwijs.aanmeldingen.ontvangen.v0"}, "type", "type"),
        ({"type": "nl.passendonderwijs.aanmeldingen.Ontvangen.v1"}, "type", "type"),
        ({"datacontenttype": "text/xml"}, "datacontenttype", "datacontenttype"),
        ({"datacontenttype": ""}, "datacontenttype", "datacontenttype"),
        ({"time": "2026-11-02"}, "time", "time"),
        ({"time": "2026-11-02T09:30:00"}, "time", "time"),
        ({"time": "2026-02-30T09:30:00Z"}, "time", "time"),
        ({"time": "2026-11-02 09:30:00Z"}, "time", "time"),
        ({"time": "1772409600"}, "time", "time"),
        ({"time": ""}, "time", "time"),
        ({"time": "0001-01-01T00:00:00+23:59"}, "time", "time"),
        ({"time": "9999-12-31T23:59:59-23:59"}, "time", "time"),
        ({"time": "2026-11-22T12:05:01Z"}, "time", "datum_in_toekomst"),
        ({"time": "2026-11-22T12:00:00-01:00"}, "time", "datum_in_toekomst"),
        ({"data": None}, "data", "object"),
        ({"data": []}, "data", "object"),
        ({"data": "{}"}, "data", "object"),
    ],
)
def test_each_fault_has_its_field_and_rule(anders: dict[str, Any], veld: str, regel: str) -> None:
    with pytest.raises(EnvelopeError) as fout:
        _structured(**anders)
    assert _regels(fout.value) == [(veld, regel)]


@pytest.mark.parametrize("naam", ["id", "source", "specversion", "type"])
def test_a_required_attribute_is_missed_in_both_modes(naam: str) -> None:
    with pytest.raises(EnvelopeError) as fout:
        from_structured(_zonder(naam), now=NU)
    assert _regels(fout.value) == [(naam, "verplicht")]
    with pytest.raises(EnvelopeError) as fout:
        from_binary(_headers(_zonder(naam)), b"{}", now=NU)
    assert _regels(fout.value) == [(naam, "verplicht")]


@pytest.mark.parametrize(
    "tijd",
    ["2026-11-22T12:05:00Z", "2026-11-22t13:05:00+01:00", "2026-11-22T12:00:00.123456789Z", "2000-02-29T00:00:00z"],
)
def test_a_time_that_is_right(tijd: str) -> None:
    assert _structured(time=tijd).time == tijd


def test_data_may_not_be_absent() -> None:
    with pytest.raises(EnvelopeError) as fout:
        from_structured(_zonder("data"), now=NU)
    assert _regels(fout.value) == [("data", "object")]


@pytest.mark.parametrize("niets", [None, [], "tekst", 1, [EVENT]])
def test_an_event_is_an_object(niets: object) -> None:
    with pytest.raises(EnvelopeError) as fout:
        from_structured(niets, now=NU)
    assert _regels(fout.value) == [("", "object")]


@pytest.mark.parametrize(
    ("header", "veld"),
    [
        (("CE-ID", "anders"), "id"),
        (("ce-type", EVENT["type"]), "type"),
        (("ce-datacontenttype", "application/json"), "datacontenttype"),
        (("content-type", "application/json"), "datacontenttype"),
    ],
)
def test_a_header_that_stands_twice(header: tuple[str, str], veld: str) -> None:
    for volgorde in ([*_headers(EVENT), header], [header, *_headers(EVENT)]):
        with pytest.raises(EnvelopeError) as fout:
            from_binary(volgorde, b"{}", now=NU)
        assert _regels(fout.value) == [(veld, "dubbel")]


def test_the_name_of_a_doubled_header_is_not_repeated_unless_it_could_be_an_attribute() -> None:
    with pytest.raises(EnvelopeError) as fout:
        _binary(("ce-Noor.Verzonnen", "a"), ("ce-noor.verzonnen", "b"))
    assert _regels(fout.value) == [("", "dubbel"), ("", "attribuutnaam")]


def test_other_headers_do_not_count() -> None:
    assert _binary(("Authorization", "Bearer x"), ("X-Naam", "y")).digest == _structured().digest


def test_all_faults_at_once() -> None:
    with pytest.raises(EnvelopeError) as fout:
        from_structured({"id": "a b", "time": "nu", "sequence": "1", "naam": "x", "data_base64": "", "data": 1}, now=NU)
    assert set(_regels(fout.value)) == {
        ("source", "verplicht"), ("specversion", "verplicht"), ("type", "verplicht"), ("id", "id"), ("time", "time"),
        ("sequence", "zet-de-hub"), ("naam", "onbekend-attribuut"), ("data_base64", "geen-base64"), ("data", "object"),
    }  # fmt: skip
    with pytest.raises(EnvelopeError) as fout:
        from_binary([("ce-id", "a b"), ("ce-id", "a c"), ("content-type", "text/xml")], b"[]", now=NU)
    assert {f.rule for f in fout.value.faults} == {"dubbel", "id", "verplicht", "datacontenttype", "object"}


@pytest.mark.parametrize("tekst", [b"", b"{", b'{"naam": Noor}', b'{"naam": "\xff"}', b"[" * 100_000])
def test_broken_json(tekst: bytes) -> None:
    with pytest.raises(EnvelopeError) as fout:
        parse_json(tekst)
    assert _regels(fout.value) == [("", "json")]
    assert "Noor" not in fout.value.faults[0].text


def test_organisation_of_a_source() -> None:
    assert source_organisation(EVENT["source"]) == "00000099000000000002"
    assert source_organisation("urn:nld:brin:99AA00:systeem:lvs") == "99AA00"
    assert source_organisation("urn:nld:brin:99AA00") is None


# Sent between marks that no text of ours has, so that a value found is a value repeated.
_WAARDE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map("¤{}¤".format)
_NAMEN = ["id", "source", "specversion", "type", "time", "datacontenttype", "sequence", "naam", "data_base64", "data"]


@given(st.dictionaries(st.one_of(st.sampled_from(_NAMEN), _WAARDE), _WAARDE, min_size=1))
def test_no_value_is_ever_repeated(anders: dict[str, str]) -> None:
    with pytest.raises(EnvelopeError) as fout:
        from_structured(anders, now=NU)
    with pytest.raises(EnvelopeError) as fout_binair:
        from_binary([("ce-" + naam, quote(waarde)) for naam, waarde in anders.items()] * 2, b"{}", now=NU)
    for een in (fout.value, fout_binair.value):
        assert "¤" not in str(een) + str(een.faults) + repr(een)


@given(_WAARDE)
def test_broken_json_is_not_repeated(tekst: str) -> None:
    with pytest.raises(EnvelopeError) as fout:
        parse_json(b'{"naam": ' + tekst.encode())
    assert "¤" not in str(fout.value) + str(fout.value.faults)
    assert fout.value.__cause__ is None
