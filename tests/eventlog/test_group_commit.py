"""Group commit: who waits together is stored together, and hears what is true of him."""

import asyncio
from collections.abc import Sequence

import pytest

from eventlog.group_commit import GroupCommit


class Store:
    """Takes its time, and fails when it is told to."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.fault: BaseException | None = None

    async def commit(self, items: Sequence[int]) -> Sequence[int]:
        self.groups.append(list(items))
        await asyncio.sleep(0.01)
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        return [item * 10 for item in items]


async def test_what_waits_while_one_is_stored_goes_together() -> None:
    store = Store()
    group: GroupCommit[int, int] = GroupCommit(store.commit)
    results = await asyncio.gather(group.submit([1]), group.submit([2, 3]), group.submit([]), group.submit([4]))
    assert list(results) == [[10], [20, 30], (), [40]]
    assert store.groups == [[1, 2, 3, 4]]

    async def later(item: int) -> Sequence[int]:
        await asyncio.sleep(0.002)
        return await group.submit([item])

    assert list(await asyncio.gather(group.submit([5]), later(6), later(7))) == [[50], [60], [70]]
    assert store.groups[1:] == [[5], [6, 7]]


async def test_a_group_is_no_larger_than_it_may_be_but_a_caller_is_never_split() -> None:
    store = Store()
    group: GroupCommit[int, int] = GroupCommit(store.commit, largest=3)
    await asyncio.gather(*(group.submit(items) for items in ([1, 2], [3, 4], [5], [6, 7, 8, 9], [10])))
    assert store.groups == [[1, 2], [3, 4, 5], [6, 7, 8, 9], [10]]


async def test_a_failing_commit_reaches_exactly_its_callers() -> None:
    store = Store()
    group: GroupCommit[int, int] = GroupCommit(store.commit, largest=2)
    store.fault = OSError("vol")
    results = await asyncio.gather(*(group.submit([n]) for n in range(5)), return_exceptions=True)
    assert [type(result) for result in results] == [OSError, OSError, list, list, list]
    assert results[2:] == [[20], [30], [40]]
    assert await group.submit([9]) == [90]


async def test_a_caller_that_goes_away_takes_nothing_along() -> None:
    store = Store()
    group: GroupCommit[int, int] = GroupCommit(store.commit)
    leaving, staying = (asyncio.create_task(group.submit([n])) for n in (1, 2))
    await asyncio.sleep(0.002)
    leaving.cancel()
    assert await staying == [20]
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert store.groups == [[1, 2]]


async def test_a_failure_that_nobody_waits_for_is_no_noise(caplog: pytest.LogCaptureFixture) -> None:
    store = Store()
    store.fault = OSError("vol")
    group: GroupCommit[int, int] = GroupCommit(store.commit)
    leaving = asyncio.create_task(group.submit([1]))
    await asyncio.sleep(0.002)
    leaving.cancel()
    await group.drain()
    await asyncio.sleep(0)
    assert not caplog.records


async def test_drain_waits_for_all_and_giving_up_on_it_stops_nothing() -> None:
    store = Store()
    group: GroupCommit[int, int] = GroupCommit(store.commit, largest=1)
    await group.drain()
    callers = [asyncio.create_task(group.submit([n])) for n in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(group.drain(), 0.005)
    await group.drain()
    assert store.groups == [[0], [1], [2]]
    assert [await caller for caller in callers] == [[0], [10], [20]]


async def test_when_the_work_is_cancelled_nobody_waits_forever() -> None:
    store = Store()
    store.fault = asyncio.CancelledError()
    group: GroupCommit[int, int] = GroupCommit(store.commit, largest=1)
    results = await asyncio.wait_for(
        asyncio.gather(group.submit([1]), group.submit([2]), return_exceptions=True), timeout=1
    )
    assert [type(result) for result in results] == [asyncio.CancelledError] * 2
    assert await group.submit([3]) == [30]
