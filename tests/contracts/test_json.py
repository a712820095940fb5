"""Events are I-JSON (RFC 7493): a name once in an object, however quotes in it are written. RFC 8785 presumes it."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.envelope import EnvelopeError, parse_json

_QUOTES = st.sampled_from(['\\"', "\\u0022"])
_LETTERS = st.sampled_from(["a", "b", "\\\\", "\\u00e9", "é", "\\\\u0022", ":"])


@st.composite
def _strings(draw: st.DrawFn) -> str:
    return '"' + "".join(draw(st.lists(_QUOTES | _LETTERS, max_size=4))) + '"'


def _object(members: list[tuple[str, str]]) -> str:
    return "{" + " , ".join(f"{name}: {value}" for name, value in members) + "}"


_TEXTS = st.recursive(
    st.sampled_from(["1", "null", "true"]) | _strings(),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{','.join(items)}]")
        | st.lists(st.tuples(_strings(), inner), max_size=4).map(_object)
    ),
    max_leaves=12,
)


def _has_a_name_twice(text: str) -> bool:
    twice = False

    def look(members: list[tuple[str, Any]]) -> None:
        nonlocal twice
        twice = twice or len(dict(members)) < len(members)

    json.loads(text, object_pairs_hook=look)
    return twice


@given(_TEXTS)
@example('{"a": 1, "a": 1}')
@example('{"a": "\\u0022", "a": "\\u0022\\u0022"}')  # as many quotes as in what is left of it
@example('[{"\\"": "", "\\u0022": "\\u0022\\u0022"}]')
def test_a_name_twice_is_refused_and_nothing_else_is(text: str) -> None:
    if _has_a_name_twice(text):
        with pytest.raises(EnvelopeError) as refused:
            parse_json(text.encode())
        assert [(fault.field, fault.rule) for fault in refused.value.faults] == [("", "dubbele-naam")]
    else:
        assert parse_json(text.encode()) == json.loads(text)


def test_a_name_is_told_where_it_can_be_one_of_a_contract_and_a_value_never() -> None:
    for text, told in (
        ('{"data": {"leerjaar": 3, "leerjaar": 4}}', "de naam `leerjaar`"),
        ('{"Jan Verzonnen": 3, "Jan Verzonnen": 4}', "een naam"),
        ('{"111222333": 3, "111222333": 4}', "een naam"),
    ):
        with pytest.raises(EnvelopeError) as refused:
            parse_json(text.encode())
        (fault,) = refused.value.faults
        assert fault.text == f"In een object staat {told} meer dan één keer. Laat elke naam één keer staan."
