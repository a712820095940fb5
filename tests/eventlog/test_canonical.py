"""When two events are the same (guarantee 6): RFC 8785, judged by a library that is not ours."""

import json
from datetime import UTC, datetime
from typing import Any

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import canonical_json, from_binary, from_structured

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

# What contracts allow: member names in ASCII, whole numbers that every reader of JSON has exactly.
names = st.text(st.characters(max_codepoint=127), max_size=8)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
leaves = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text
documents = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=20
)


@given(documents)
def test_canonical_json_is_rfc_8785(value: Any) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@given(documents)
def test_canonical_json_does_not_depend_on_the_order_of_members(value: Any) -> None:
    shuffled = json.loads(json.dumps(value), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert canonical_json(shuffled) == canonical_json(value)


@given(documents, documents)
def test_other_content_is_other_bytes(one: Any, other: Any) -> None:
    assert (canonical_json(one) == canonical_json(other)) == (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


attributes = st.fixed_dictionaries(
    {
        "id": st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=12),
        "source": st.just("urn:nld:brin:99AA00:systeem:lvs"),
        "specversion": st.just("1.0"),
        "type": st.just("nl.passendonderwijs.aanmeldingen.ontvangen.v1"),
    },
    optional={
        "time": st.sampled_from(["2026-03-02T09:30:00Z", "2026-03-02T10:30:00.25+01:00"]),
        "subject": st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
        "dataschema": st.just("https://schakel.example/v1/schemas/x"),
    },
)
objects = st.dictionaries(names, documents, max_size=4)


def percent(value: str) -> str:
    """As CloudEvents writes header values: what is not printable ASCII, and space, quote and percent, escaped."""
    return "".join(chr(b) if 0x21 <= b <= 0x7E and chr(b) not in '"%' else f"%{b:02X}" for b in value.encode())


@given(
    attributes, objects, st.sampled_from(["application/json", "application/json; charset=utf-8", "Application/JSON"])
)
def test_one_event_has_one_digest_whichever_mode_carried_it(
    sent: dict[str, str], data: dict[str, Any], content_type: str
) -> None:
    structured = from_structured(sent | {"data": data}, now=NOW)
    explicit = from_structured({"data": data, "datacontenttype": content_type} | sent, now=NOW)
    absent = from_structured(sent | {"data": data, "dataclassification": None}, now=NOW)
    headers = [(f"CE-{name}", percent(value)) for name, value in sent.items()]
    binary = from_binary([*headers, ("Content-Type", content_type)], json.dumps(data).encode(), now=NOW)
    traced = from_binary([*headers, ("ce-traceparent", "00-1-2-01")], json.dumps(data).encode(), now=NOW)
    assert {e.digest for e in (explicit, absent, binary, traced)} == {structured.digest}


@given(attributes, objects, objects)
def test_other_data_has_another_digest(sent: dict[str, str], one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = (from_structured(sent | {"data": data}, now=NOW) for data in (one, other))
    assert (first.digest == second.digest) == (canonical_json(one) == canonical_json(other))
