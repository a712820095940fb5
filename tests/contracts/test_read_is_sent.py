"""What a contract reads is what was sent: nothing is taken for something else, so later readers see what was checked.

Intake keeps the JSON as it came and lets the contract judge it. A contract that read "0" as a day or 1.0 as a yes would
let through what a context, a deadline or a view reads otherwise.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.catalogue import CATALOGUS, voorbeeld

_TEXTS = (
    "", "0", "1", "5", "5.0", "true", "false", "null", "2026-03-02", " 2026-03-02", "2026-03-02 ", "20260302",
    "2026-03-02T00:00:00", "2026-03-02T00:00:00Z", "1772409600", "1772409600000", "12ab00", " 12AB00", "E1", "e1",
    "P1D", "ja", "\u00a0x", "A\u030a",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    5,
    5.0,
    1.5,
    -1,
    2026,
    1772409600,
    1e300,
    [],
    {},
    [None],
    ["2026-03-02"],
)
ODD = st.sampled_from([*_TEXTS, *_VALUES]) | st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12) | st.dates().map(str) | st.datetimes().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where something can be put in place of what is there, and each member that may be there beside it."""
    if path:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from _places(part, (*path, name))


def _with(value: Any, path: tuple[str | int, ...], other: Any) -> Any:
    if not path:
        return other
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[path[0]] = _with(value[path[0]] if len(path) > 1 else None, path[1:], other)  # type: ignore[index]
    return copy


@pytest.mark.parametrize("type_", sorted(CATALOGUS))
@given(draw=st.data())
def test_what_is_read_is_what_was_sent(type_: str, draw: st.DataObject) -> None:
    model, data = CATALOGUS[type_], voorbeeld(type_)["data"]
    missing = [(info.alias or name,) for name, info in model.model_fields.items() if info.alias not in data]
    path = draw.draw(st.sampled_from([*_places(data), *missing]))
    sent = _with(data, path, draw.draw(ODD))
    try:
        read = model.lees(json.dumps(sent).encode())
    except ValidationError:
        return
    assert read.model_dump(mode="json", by_alias=True, exclude_unset=True) == sent
