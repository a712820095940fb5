"""The tail: what a reader gets from it is what the log holds, and it never grows beyond its bounds."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from eventlog.events import Recorded, Topic
from eventlog.following.tail import Batch, Tail
from eventlog.storage.backends.port import Wants
from tests.eventlog.proef import CHECKED, FILLED, OPENED

WANTS: Wants = {Topic.SUBMISSIONS: [OPENED], Topic.FACTS: [FILLED, CHECKED]}


def event(position: int, topic: Topic, type_: str, size: int) -> Recorded:
    return Recorded(
        position=position, topic=topic, dossier=UUID(int=1), version=None, type=type_, source="s", id=str(position),
        recorded=1, regio="plein-013", cause=None, open=b"o" * size, sealed=b"s" if size % 2 else None,
    )  # fmt: skip


_events = st.lists(
    st.tuples(st.sampled_from(Topic), st.sampled_from([OPENED, FILLED, CHECKED]), st.integers(0, 9)), max_size=40
)


@given(_events, st.lists(st.integers(0, 40), max_size=6), st.integers(0, 45), st.integers(1, 5), st.integers(0, 5))
def test_a_reader_gets_what_the_log_holds_or_is_sent_to_it(
    kinds: list[tuple[Topic, str, int]], cuts: list[int], after: int, limit: int, begin: int
) -> None:
    log = [event(n, *kind) for n, kind in enumerate(kinds, start=1)]
    begin = min(begin, len(log))
    tail = Tail(events=15, size=60)
    tail.begin(begin)
    for start, end in pairwise(sorted({begin, *(cut for cut in cuts if begin < cut <= len(log)), len(log)})):
        tail.extend(log[start:end], len(log))
    assert tail.end == len(log)
    kept = [e for e in log if tail.has(e.position - 1)]
    assert len(kept) <= 15
    assert sum(len(e.open) + len(e.sealed or b"") for e in kept) <= 60

    for wants in (WANTS, None):
        wanted = [e for e in log if e.position > after and (wants is None or e.type in wants[e.topic])]
        batch = tail.read(after, wants, limit)
        if batch is None:
            assert after < len(log) - len(kept)
            continue
        upto = wanted[limit - 1].position if len(wanted) >= limit else max(after, len(log))
        assert batch == Batch(after, upto, tuple(wanted[:limit]), more=upto < len(log))


def test_until_it_has_begun_it_serves_nobody() -> None:
    tail = Tail()
    assert not tail.has(10**9)
    assert tail.read(0, None, 1) is None
    tail.begin(5)
    tail.begin(3)  # it has begun
    assert (tail.has(4), tail.has(5), tail.end) == (False, True, 5)
    assert tail.read(5, None, 1) == Batch(5, 5, (), more=False)


def test_it_leaps_only_over_more_than_it_can_hold() -> None:
    log = [event(n, Topic.FACTS, FILLED, 1) for n in range(1, 31)]
    tail = Tail(events=10, size=60)
    tail.begin(0)
    tail.extend(log[:5], 30)
    tail.leap(15)
    assert (tail.has(0), tail.end) == (True, 5)
    tail.leap(16)
    assert (tail.has(15), tail.has(16), tail.end) == (False, True, 16)
    assert tail.read(16, None, 9) == Batch(16, 16, (), more=False)
    tail.extend(log[16:20], 30)
    assert tail.read(16, None, 9) == Batch(16, 20, tuple(log[16:20]), more=True)
