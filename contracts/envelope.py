"""The CloudEvents 1.0 envelope, NL GOV profile 1.1: structured, batch and binary mode, and what makes two events equal.

An envelope is read without touching `data`'s meaning: that is the contract's (catalogue.py). Faults are collected,
never raised one by one, and never repeat a value that was sent.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import unquote

import msgspec

STRUCTURED: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
JSON: Final = "application/json"
MAX_EVENT_BYTES: Final = 64 * 1024
CLOCK_SKEW: Final = timedelta(minutes=5)
HUB_SOURCE: Final = "urn:nld:oin:00000099000000000001:systeem:schakel"
"""`source` of the hub's own events; an OIN of the test range until an installation has one of its own."""

WITHDRAWAL: Final = "nl.passendonderwijs.dossiers.gebeurtenisingetrokken.v1"
"""The one type that takes back another event; the mechanism must know it (design §1, correction)."""

_REQUIRED: Final = ("id", "source", "specversion", "type")
_OPTIONAL: Final = (
    "time",
    "subject",
    "datacontenttype",
    "dataschema",
    "dataclassification",
    "traceparent",
    "tracestate",
)
_SET_BY_HUB: Final = ("sequence", "recordedtime", "dataref", "correlationid", "causationid")
_KNOWN: Final = frozenset((*_REQUIRED, *_OPTIONAL))
# Trace context differs on every attempt, so a resend is compared without it.
_NOT_COMPARED: Final = frozenset(("traceparent", "tracestate"))

_MEMBER = re.compile(r"[a-z][A-Za-z]{0,39}\Z")
_NAME = re.compile(r"[a-z0-9]{1,20}\Z")
_ID = re.compile(r"[\x21-\x7e]{1,128}\Z")
_SOURCE = re.compile(
    r"urn:nld:(?:oin:(?P<oin>[0-9]{20})|brin:(?P<school>[0-9]{2}[A-Z]{2}[0-9]{2})):systeem:[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z"
)
_TYPE = re.compile(r"nl\.passendonderwijs\.[a-z]+\.[a-z]+\.v[1-9][0-9]{0,2}\Z")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})\Z"
)

_json = msgspec.json.Encoder()
_sorted_json = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent. `field`: dotted path; `rule`: stable code; `text`: plain Dutch, no values."""

    field: str
    rule: str
    text: str


class EnvelopeError(ValueError):
    """The event cannot be read as a CloudEvent. `faults` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{f.field}: {f.rule}" for f in faults))
        self.faults = tuple(faults)


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it came in. `canonical` is its RFC 8785 form (attributes and data), whichever mode carried it."""

    id: str
    source: str
    type: str
    time: str | None
    subject: str | None
    dataschema: str | None
    data: Mapping[str, Any]
    canonical: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of the canonical form: equal for a resend, different for another body."""
        return hashlib.sha256(self.canonical).digest()


def source_organisation(source: str) -> str | None:
    """The OIN (20 digits) or school code in a `source` URN; None where it is not such a URN."""
    match = _SOURCE.match(source)
    return (match["oin"] or match["school"]) if match else None


def parse_json(body: bytes) -> Any:
    """Decode I-JSON (RFC 7493), which RFC 8785 stands on. Raises EnvelopeError, with none of the text.

    Rule `json`: it is no JSON, and where. Rule `dubbele-naam`: an object has a name twice, and decoders differ in which
    of the two counts.
    """
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        place = re.search(r"\(byte ([0-9]+)\)", str(fault))
        where = f" bij byte {place[1]}" if place else ""
        raise EnvelopeError([Fault("", "json", f"De tekst is geen geldige JSON{where}.")]) from None
    # A member that the decoder dropped took the quotes of its name along. Only a quote written as \u0022 could make up
    # for those. So most bodies need no second, slower look: this one costs 1 µs.
    if body.count(b'"') != _json.encode(value).count(b'"') or b"\\u0022" in body:
        json.loads(body, object_pairs_hook=_each_name_once)
    return value


def _each_name_once(members: list[tuple[str, Any]]) -> None:
    names = Counter(name for name, _ in members)
    twice = [name for name, times in names.items() if times > 1]
    if twice:
        # What does not look like a name of a contract is not repeated.
        told = [f"`{name}`" for name in twice if _MEMBER.match(name)]
        which = f"de naam {told[0]}" if told else "een naam"
        text = f"In een object staat {which} meer dan één keer. Laat elke naam één keer staan."
        raise EnvelopeError([Fault("", "dubbele-naam", text)])


def from_structured(event: Any, *, now: datetime) -> CloudEvent:
    """Read one structured CloudEvent (a decoded JSON object). `now`: aware, bounds `time`. Raises EnvelopeError."""
    if not isinstance(event, dict):
        raise EnvelopeError([Fault("", "object", "Een gebeurtenis is een JSON-object.")])
    attributes = {name: value for name, value in event.items() if name not in ("data", "data_base64")}
    faults = list(_attribute_faults(attributes, now))
    if "data_base64" in event:
        faults.append(Fault("data_base64", "geen-base64", "Stuur de inhoud als JSON in `data`, niet als base64."))
    data = event.get("data")
    if not isinstance(data, dict):
        faults.append(Fault("data", "object", "`data` ontbreekt of is geen JSON-object."))
    if faults:
        raise EnvelopeError(faults)
    return _cloud_event(attributes, data if isinstance(data, dict) else {})


def from_binary(headers: Iterable[tuple[str, str]], body: bytes, *, now: datetime) -> CloudEvent:
    """Read one binary-mode CloudEvent: attributes in `ce-` headers (percent-encoded), `data` in the body."""
    attributes: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in headers:
        lower = name.lower()
        if lower == "content-type":
            attribute, text = "datacontenttype", value.split(";")[0].strip()
        elif lower.startswith("ce-"):
            attribute, text = lower[3:], unquote(value)
        else:
            continue
        if attribute in attributes:
            named = attribute if _NAME.match(attribute) else ""
            faults.append(Fault(named, "dubbel", "Dit attribuut staat er twee keer in."))
        attributes[attribute] = text
    data = parse_json(body)
    faults.extend(_attribute_faults(attributes, now))
    if not isinstance(data, dict):
        faults.append(Fault("data", "object", "De inhoud is geen JSON-object."))
    if faults:
        raise EnvelopeError(faults)
    return _cloud_event(attributes, data)


def _cloud_event(attributes: dict[str, Any], data: dict[str, Any]) -> CloudEvent:
    # Null is absent (CloudEvents), and every way of writing the one content type that is let in is the same.
    compared = {name: value for name, value in attributes.items() if value is not None and name not in _NOT_COMPARED}
    compared["datacontenttype"] = JSON
    compared["data"] = data
    return CloudEvent(
        id=attributes["id"],
        source=attributes["source"],
        type=attributes["type"],
        time=attributes.get("time"),
        subject=attributes.get("subject"),
        dataschema=attributes.get("dataschema"),
        data=data,
        canonical=canonical_json(compared),
    )


def canonical_json(value: Any) -> bytes:
    """RFC 8785 (JCS) form. Holds for what contracts allow: member names in ASCII and no fractions."""
    return _sorted_json.encode(value)


def _attribute_faults(attributes: Mapping[str, Any], now: datetime) -> Iterable[Fault]:
    for name in _REQUIRED:
        if attributes.get(name) in (None, ""):
            yield Fault(name, "verplicht", f"Het attribuut `{name}` ontbreekt.")
    for name, value in attributes.items():
        if name in _KNOWN:
            if value is not None and not isinstance(value, str):
                yield Fault(name, "tekst", f"Het attribuut `{name}` moet tekst zijn.")
        elif name in _SET_BY_HUB:
            yield Fault(name, "zet-de-hub", f"Laat `{name}` weg: dit attribuut zet de hub zelf.")
        elif _NAME.match(name):
            yield Fault(name, "onbekend-attribuut", "De hub kent dit attribuut niet. Haal het weg.")
        else:
            yield Fault("", "attribuutnaam", "De naam van een attribuut heeft 1 tot 20 kleine letters of cijfers.")
    # An empty required attribute has been told above; another one must have its form.
    text = {
        name: value for name, value in attributes.items() if isinstance(value, str) and (value or name in _OPTIONAL)
    }
    yield from _format_faults(text, now)


def _format_faults(text: Mapping[str, str], now: datetime) -> Iterable[Fault]:
    if "id" in text and not _ID.match(text["id"]):
        yield Fault("id", "id", "`id` heeft 1 tot 128 zichtbare ASCII-tekens, zonder spaties.")
    if text.get("specversion", "1.0") != "1.0":
        yield Fault("specversion", "specversion", "De hub spreekt CloudEvents `1.0`.")
    if "source" in text and not _SOURCE.match(text["source"]):
        yield Fault(
            "source", "source",
            "`source` is `urn:nld:oin:<20 cijfers>:systeem:<naam>` of `urn:nld:brin:<brin><vestiging>:systeem:<naam>`.",
        )  # fmt: skip
    if "type" in text and not _TYPE.match(text["type"]):
        yield Fault("type", "type", "`type` is `nl.passendonderwijs.<domein>.<gebeurtenis>.v<nummer>`.")
    if text.get("datacontenttype", JSON).split(";")[0].strip().lower() != JSON:
        yield Fault("datacontenttype", "datacontenttype", "De inhoud is `application/json`.")
    if "time" in text:
        moment = _moment(text["time"])
        if moment is None:
            yield Fault("time", "time", "`time` is een tijdstip volgens RFC 3339, bijvoorbeeld `2026-03-02T09:30:00Z`.")
        elif moment > now + CLOCK_SKEW:
            yield Fault("time", "datum_in_toekomst", "`time` ligt in de toekomst.")


def _moment(text: str) -> datetime | None:
    if not _TIME.match(text):
        return None
    try:
        # In UTC, as it is answered: next to year 1 or 9999 an offset leads out of the calendar.
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
