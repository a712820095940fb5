"""Guarantee 9: a chain without holes, and what it makes of an older event."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventlog.body import Actor, Body
from eventlog.upcast import BrokenChain, Upcasters

_ACTOR = Actor("lvs", "99AA00")


@dataclass(frozen=True)
class Step:
    type: str
    becomes: str
    sealed: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def data(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "steps": data.get("steps", 0) + 1}


ONE, TWO, THREE = "a.b.v1", "a.b.v2", "a.b.v3"


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ([Step(ONE, THREE)], "must become a.b.v2"),
        ([Step(ONE, "a.c.v2")], "must become a.b.v2"),
        ([Step(TWO, THREE)], "a.b.v1 has no step"),
        ([Step(ONE, TWO), Step(ONE, TWO)], "two steps"),
        ([Step("a.b", TWO)], "names no version"),
        ([Step("a.b.v01", TWO)], "names no version"),
    ],
)
def test_a_chain_with_a_hole_is_refused(steps: list[Step], text: str) -> None:
    with pytest.raises(BrokenChain, match=text):
        Upcasters(steps)


def test_the_whole_chain_is_gone_through() -> None:
    upcasters = Upcasters([Step(TWO, THREE, {"afweging": "motivering"}), Step(ONE, TWO, {"reden": "afweging"})])
    body = Body(_ACTOR, {"school": "99AA00"}, "t", ("reden", "naam"), "c", "w")
    assert upcasters.read(ONE, body) == Body(
        _ACTOR, {"school": "99AA00", "steps": 2}, "t", ("motivering", "naam"), "c", "w"
    )
    assert upcasters.opened(ONE, {"reden": "x"}) == upcasters.opened(TWO, {"afweging": "x"}) == {"motivering": "x"}
    assert upcasters.with_older([THREE, "a.c.v1"]) == {ONE, TWO, THREE, "a.c.v1"}
    assert (ONE in upcasters, THREE in upcasters) == (True, False)
    assert body.data == {"school": "99AA00"}


@given(st.integers(2, 12), st.data())
def test_from_any_version_the_newest_is_reached(length: int, data: st.DataObject) -> None:
    steps = [Step(f"a.b.v{n}", f"a.b.v{n + 1}") for n in range(1, length)]
    upcasters = Upcasters(data.draw(st.permutations(steps)))
    start = data.draw(st.integers(1, length))
    assert upcasters.newest(f"a.b.v{start}") == f"a.b.v{length}"
    assert upcasters.read(f"a.b.v{start}", Body(_ACTOR, {})).data.get("steps", 0) == length - start
