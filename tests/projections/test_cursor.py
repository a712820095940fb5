"""Cursors give back the place they were made of, to the list that made them, and to no other."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventlog.views.cursor import BadCursor, decode_cursor, encode_cursor

Place = tuple[date, UUID, int]


@given(st.tuples(st.dates(), st.uuids(), st.integers(-(2**63), 2**63 - 1)))
def test_there_and_back(place: Place) -> None:
    cursor = encode_cursor("lijst", place)
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert decode_cursor("lijst", cursor, tuple[date, UUID, int]) == place


@given(st.text(max_size=60))
def test_anything_else_is_a_bad_cursor(text: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor("lijst", text, tuple[date, UUID, int])


@pytest.mark.parametrize(
    ("list_", "place"), [("andere", (date(2026, 1, 1), UUID(int=1), 1)), ("lijst", (1, 2, 3)), ("lijst", ())]
)
def test_a_cursor_of_another_list_or_form_is_bad(list_: str, place: tuple[object, ...]) -> None:
    with pytest.raises(BadCursor):
        decode_cursor("lijst", encode_cursor(list_, place), tuple[date, UUID, int])
