"""Cursors: where a page ended, as text that says nothing to its bearer."""

import base64
import binascii
from typing import Any, TypeVar

import msgspec

C = TypeVar("C", bound=tuple[Any, ...])


class BadCursor(ValueError):
    """A cursor that this list never gave."""


def encode_cursor(list_: str, place: tuple[Any, ...]) -> str:
    """The cursor for what comes after `place` in the list called `list_`."""
    return base64.urlsafe_b64encode(msgspec.msgpack.encode((list_, place))).rstrip(b"=").decode()


def decode_cursor(list_: str, cursor: str, shape: type[C]) -> C:
    """The place, a tuple of the types in `shape`. Raises BadCursor."""
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, place = msgspec.msgpack.decode(packed, type=tuple[str, shape])  # type: ignore[valid-type]
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise BadCursor(list_) from None
    if name != list_:
        raise BadCursor(list_)
    return place
