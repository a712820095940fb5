"""Which version of a state can read what another wrote: what `reads` says is what msgspec does."""

from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
import pytest

from eventlog.views.layout import layout_of, packed, reads, unpacked
from projections.inzendingen import Inzending
from projections.school.dossier import Dossier


class Colour(StrEnum):
    RED = "red"


class MoreColours(StrEnum):
    RED = "red"
    BLUE = "blue"


def shape(*fields: Any, name: str = "S", **how: Any) -> type[msgspec.Struct]:
    return msgspec.defstruct(name, list(fields), **({"array_like": True} | how))


ONE: Any = shape(("a", int, 1))
TWO: Any = shape(("a", int, 1), ("b", str, "x"))
NEEDED = shape(("a", int, 1), ("b", str), kw_only=True)
SWAPPED = shape(("b", str, "x"), ("a", int, 1))
RENAMED = shape(("z", int, 1))
STRICT = shape(("a", int, 1), forbid_unknown_fields=True)
OTHER_TYPE = shape(("a", str, ""))
MAP = shape(("a", int, 1), array_like=False)
WIDER_MAP = shape(("a", int, 1), ("b", str, "x"), array_like=False)


@pytest.mark.parametrize(
    ("mine", "stored"),
    [
        (ONE, ONE), (TWO, ONE), (ONE, TWO), (ONE, NEEDED), (NEEDED, TWO), (ONE, STRICT), (MAP, MAP),
        (shape(("n", TWO | None, None)), shape(("n", ONE | None, None))),
        (shape(("n", tuple[TWO, ...], ())), shape(("n", tuple[ONE, ...], ()))),
        (shape(("n", dict[str, TWO], msgspec.field(default_factory=dict))),
         shape(("n", dict[str, ONE], msgspec.field(default_factory=dict)))),
        (shape(("n", int | None, 1)), shape(("n", int, 1))),
        (shape(("n", MoreColours, MoreColours.RED)), shape(("n", Colour, Colour.RED))),
        (shape(("n", int | str | None, 1)), shape(("n", str | None, "x"))),
    ],
)  # fmt: skip
def test_what_is_said_to_be_readable_is_read(mine: Any, stored: Any) -> None:
    assert reads(layout_of(mine), layout_of(stored))
    written = msgspec.msgpack.encode(stored(b="y") if stored is NEEDED else stored())
    msgspec.msgpack.decode(written, type=mine)


@pytest.mark.parametrize(
    ("mine", "stored"),
    [
        (NEEDED, ONE), (TWO, SWAPPED), (RENAMED, ONE), (STRICT, TWO), (ONE, OTHER_TYPE), (ONE, MAP),
        (MAP, WIDER_MAP), (WIDER_MAP, MAP),
        (shape(("n", ONE | None, None)), shape(("n", OTHER_TYPE | None, None))),
        (shape(("n", int, 1)), shape(("n", int | None, 1))),
        (shape(("n", Colour, Colour.RED)), shape(("n", MoreColours, MoreColours.RED))),
        (shape(("n", date | None, None)), shape(("n", str | None, None))),
        (shape(("n", tuple[int, ...], ())), shape(("n", tuple[str, ...], ()))),
        (shape(("a", int, 1), tag="x"), shape(("a", int, 1), tag="y")),
    ],
)  # fmt: skip
def test_what_may_be_misread_is_not_readable(mine: Any, stored: Any) -> None:
    assert not reads(layout_of(mine), layout_of(stored))


@pytest.mark.parametrize("state", [Dossier, Inzending])
def test_a_layout_is_kept_as_text(state: type) -> None:
    layout = layout_of(state)
    assert unpacked(packed(layout)) == layout
    assert reads(layout, unpacked(packed(layout)))


def test_a_field_more_deep_inside_is_readable_from_both_sides() -> None:
    wider = unpacked(packed(layout_of(Dossier)))
    leerling = next(told for name, told, _ in wider["fields"] if name == "leerling")["any of"][0]
    leerling["fields"].append(["nieuw", layout_of(int), "may be absent"])
    assert wider != layout_of(Dossier)
    assert reads(wider, layout_of(Dossier))
    assert reads(layout_of(Dossier), wider)
