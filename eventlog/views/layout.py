"""How the states of a view are laid out as bytes, and whether one version of it can read what another wrote."""

from typing import Any, Final

import msgspec
from msgspec import inspect as shapes

Layout = Any
"""Told in plain JSON values, so that it can be kept beside the rows."""

_FIELDS: Final = "fields"
_VALUES: Final = "values"
_UNION: Final = "any of"


def layout_of(type_: Any) -> Layout:
    """The layout of a type of which msgspec knows the form."""
    return _told(shapes.type_info(type_))


def _told(type_: Any) -> Layout:
    if isinstance(type_, shapes.StructType):
        name = "fields" if type_.array_like else "names"
        told = [
            [field.encode_name, _told(field.type), "needed" if field.required else "may be absent"]
            for field in type_.fields
        ]
        return {name: told, "tag": type_.tag, "strict": type_.forbid_unknown_fields}
    if isinstance(type_, shapes.EnumType):
        return {_VALUES: sorted((member.value for member in type_.cls), key=str)}
    if isinstance(type_, shapes.UnionType):
        return {_UNION: [_told(one) for one in type_.types]}
    # Anything else is known by its name, its limits, and what it is made of.
    return {type(type_).__name__: {name: _inside(getattr(type_, name)) for name in type_.__struct_fields__}}


def _inside(value: Any) -> Layout:
    if isinstance(value, shapes.Type):
        return _told(value)
    if isinstance(value, tuple):
        return [_inside(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else repr(value)


def reads(mine: Layout, stored: Layout) -> bool:
    """Whether a reader with layout `mine` understands what was written with layout `stored`.

    A structure that is written as an array may have more fields at its end on either side: those that were not written
    get their defaults, so they must have one; those that are not known are passed over. What may have one of several
    values or types may be read as one of more of them.
    """
    if mine == stored:
        return True
    if isinstance(mine, list) and isinstance(stored, list):
        return len(mine) == len(stored) and all(map(reads, mine, stored))
    if not (isinstance(mine, dict) and isinstance(stored, dict)):
        return False
    if _UNION in mine or _UNION in stored:
        choices = mine.get(_UNION, [mine])
        return all(any(reads(choice, one) for choice in choices) for one in stored.get(_UNION, [stored]))
    if mine.keys() != stored.keys():
        return False
    if _VALUES in mine:
        return all(value in mine[_VALUES] for value in stored[_VALUES])
    if _FIELDS in mine:
        return _reads_fields(mine, stored)
    return all(reads(mine[part], stored[part]) for part in mine)


def _reads_fields(mine: Layout, stored: Layout) -> bool:
    known, written = mine[_FIELDS], stored[_FIELDS]
    shared = min(len(known), len(written))
    return (
        mine["tag"] == stored["tag"]
        and (not mine["strict"] or len(written) <= len(known))
        and all(a[0] == b[0] and reads(a[1], b[1]) for a, b in zip(known[:shared], written[:shared], strict=True))
        and all(field[2] != "needed" for field in known[shared:])
    )


def packed(layout: Layout) -> str:
    """As text that is the same for the same layout."""
    return msgspec.json.encode(layout, order="sorted").decode()


def unpacked(text: str) -> Layout:
    """What `packed` gave."""
    return msgspec.json.decode(text)
