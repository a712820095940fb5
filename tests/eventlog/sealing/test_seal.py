"""Sealing: what goes in comes out, for the same event under the same key, and in no other way."""

import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from eventlog.sealing.seal import SealBroken, SealedPart, join, key_class_of, seal, split, unseal

KEY = AESGCM(bytes(range(32)))
EVENT = {"source": "urn:nld:brin:99AA00:systeem:lvs", "id_": "1", "type_": "nl.passendonderwijs.proeven.geopend.v1"}
PART = SealedPart(b"d" * 32, {"afweging": "Een tekst over niemand.", "corrigeert.reden": "ë"})


def sealed(key_class: str = "leerlingdossier") -> bytes:
    return seal(KEY, os.urandom(12), key_class, **EVENT, part=PART)


def test_opens_as_it_was_sealed() -> None:
    blob = sealed()
    assert key_class_of(blob) == "leerlingdossier"
    assert unseal(KEY, blob, **EVENT) == PART
    assert b"niemand" not in blob
    assert sealed() != blob


@pytest.mark.parametrize("changed", ["source", "id_", "type_"])
def test_does_not_open_as_another_event(changed: str) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, sealed(), **(EVENT | {changed: "1x"}))


def test_does_not_open_under_another_key() -> None:
    with pytest.raises(SealBroken):
        unseal(AESGCM(bytes(32)), sealed(), **EVENT)


@pytest.mark.parametrize("flip", [0x01, 0x80])
def test_does_not_open_with_any_byte_changed(flip: int) -> None:
    blob = sealed()
    for place in range(len(blob)):
        changed = bytearray(blob)
        changed[place] ^= flip
        with pytest.raises(SealBroken):
            unseal(KEY, bytes(changed), **EVENT)


def test_does_not_open_cut_short() -> None:
    blob = sealed()
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            unseal(KEY, blob[:length], **EVENT)


names = st.sampled_from(["reden", "corrigeert", "niveau", "id", "canon"])
leaves = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.lists(st.integers(0, 3), max_size=2)
objects = st.dictionaries(
    names, st.recursive(leaves, lambda inner: st.dictionaries(names, inner, max_size=3), max_leaves=6), max_size=5
)
paths = st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), max_size=4, unique=True).map(tuple)


def at(data: Any, path: tuple[str, ...]) -> bool:
    for name in path:
        if not isinstance(data, dict) or name not in data:
            return False
        data = data[name]
    return True


@given(objects, paths)
def test_split_takes_out_all_that_is_marked_and_join_puts_it_back(
    data: dict[str, Any], marked: tuple[tuple[str, ...], ...]
) -> None:
    before = repr(data)
    # A contract does not mark a field within a field that is marked itself.
    marked = tuple(p for p in marked if not any(p != q and p[: len(q)] == q for q in marked))
    open_, closed = split(data, marked)
    assert repr(data) == before
    assert not any(at(open_, path) for path in marked)
    assert set(closed) == {".".join(path) for path in marked if at(data, path)}
    assert join(open_, closed) == data
    assert repr(data) == before


@given(st.binary(max_size=64), objects)
def test_what_is_sealed_comes_back(digest: bytes, fields: dict[str, Any]) -> None:
    part = SealedPart(digest, fields)
    blob = seal(KEY, os.urandom(12), "verzuim", **EVENT, part=part)
    assert unseal(KEY, blob, **EVENT) == part
