"""The hash chain: every value counts, and none can shift into another."""

from typing import Any
from uuid import UUID

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from eventlog.chain import GENESIS, link
from eventlog.events import NewEvent, Recorded, Topic

texts = st.text(max_size=6)
bodies = st.binary(max_size=6)
int64 = st.integers(-(2**63), 2**63 - 1)
values: dict[str, st.SearchStrategy[Any]] = {
    "position": int64, "topic": st.sampled_from(Topic), "dossier": st.uuids(), "version": st.none() | st.integers(0, 9),
    "type": texts, "source": texts, "id": texts, "recorded": int64, "regio": texts,
    "cause": st.none() | st.just(UUID(int=0)) | st.uuids(), "open": bodies, "sealed": st.none() | bodies,
}  # fmt: skip
recorded = st.builds(Recorded, **values)


def of(event: Recorded, previous: bytes = GENESIS) -> bytes:
    return link(previous, event.position, event.recorded, event)


@given(recorded, st.data())
def test_any_one_changed_value_changes_the_hash(event: Recorded, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(values)))
    changed = msgspec.structs.replace(event, **{name: data.draw(values[name])})
    assume(changed != event)
    assert of(changed) != of(event)


@given(recorded, recorded)
def test_different_events_have_different_hashes(one: Recorded, other: Recorded) -> None:
    assert (of(one) == of(other)) == (one == other)


@given(recorded, st.data())
def test_what_moves_from_one_value_to_its_neighbour_is_seen(event: Recorded, data: st.DataObject) -> None:
    first, second = data.draw(st.sampled_from([("type", "source"), ("source", "id"), ("id", "regio")]))
    whole = getattr(event, first) + getattr(event, second)
    cut = data.draw(st.integers(0, len(whole)))
    moved = msgspec.structs.replace(event, **{first: whole[:cut], second: whole[cut:]})
    assert (of(moved) == of(event)) == (moved == event)


@given(recorded, st.binary(min_size=32, max_size=32))
def test_the_hash_before_it_counts(event: Recorded, previous: bytes) -> None:
    assert (of(event, previous) == of(event)) == (previous == GENESIS)


@given(recorded)
def test_equal_before_and_after_it_is_stored(event: Recorded) -> None:
    new = NewEvent(**{k: v for k, v in msgspec.structs.asdict(event).items() if k not in ("position", "recorded")})
    assert link(GENESIS, event.position, event.recorded, new) == of(event)
