"""The notation of domain.md §3 in contracts: read as it was written, and refused where it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUS
from contracts.visibility import ALS_INGETROKKEN, MEE, OPENBAAR, Partij, Zicht, zicht


def test_notation_is_read() -> None:
    assert zicht("SO w") == Zicht(frozenset({Partij.SCHOOL, Partij.OUDERS}), frozenset({Partij.SWV}))
    assert zicht("") == Zicht()
    assert zicht("SOwz") == zicht("O S z w")
    assert zicht("S", na={"W": frozenset({"a"})}) == zicht("S W(na a)")
    assert zicht("mee") == MEE
    assert zicht("mee ingetrokken") == ALS_INGETROKKEN != MEE
    assert zicht("openbaar") == OPENBAAR != Zicht()
    assert zicht("S O(termijn)") == Zicht(frozenset({Partij.SCHOOL}), als_termijn=frozenset({Partij.OUDERS}))
    assert str(zicht("OWS v")) == "SWO v"


@pytest.mark.parametrize(
    "notatie",
    [
        "X",
        "SOx",
        "S,O",
        "SS",
        "S s",
        "W w",
        "S S(na a)",
        "w W(na a)",
        "W(na a) W(na b)",
        "mee S",
        "ſ",
        "W()",
        "S S(termijn)",
        "o O(termijn)",
        "X(termijn)",
        "mee O(termijn)",
        "openbaar O(termijn)",
        "openbaar S",
        "openbaar w",
        "openbaar mee",
    ],
)
def test_wrong_notation(notatie: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        zicht(notatie)


@pytest.mark.parametrize("na", [{"X": frozenset({"a"})}, {"S": frozenset({"a"})}, {"W": frozenset()}])
def test_wrong_grant_after_an_event(na: dict[str, frozenset[str]]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        zicht("S", na=na)


@st.composite
def _zichten(draw: st.DrawFn) -> Zicht:
    hoe = {partij: draw(st.sampled_from(["niet", "altijd", "toestemming", "na", "termijn"])) for partij in Partij}
    types = st.frozensets(st.sampled_from(sorted(CATALOGUS)), min_size=1, max_size=3)
    return Zicht(
        frozenset(p for p in Partij if hoe[p] == "altijd"),
        frozenset(p for p in Partij if hoe[p] == "toestemming"),
        {p: draw(types) for p in Partij if hoe[p] == "na"},
        ingetrokken=draw(st.booleans()),
        als_termijn=frozenset(p for p in Partij if hoe[p] == "termijn"),
    )


@given(st.one_of(_zichten(), st.sampled_from([MEE, ALS_INGETROKKEN, OPENBAAR])))
def test_what_is_written_is_read_back(een: Zicht) -> None:
    assert zicht(str(een)) == een
