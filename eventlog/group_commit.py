"""Group commit: what waits at one moment is stored in one transaction, so that one costs as little as in a batch."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGEST: Final = 1_000


class GroupCommit(Generic[Item, Result]):
    """Collects items from concurrent callers and hands them to `commit` a group at a time.

    `commit` gets the items in order of arrival and returns as many results. What it raises reaches every caller of
    that group: none of their items is stored.
    """

    def __init__(self, commit: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]], largest: int = LARGEST) -> None:
        self._commit = commit
        self._largest = largest
        self._waiting: deque[tuple[Sequence[Item], asyncio.Future[Sequence[Result]]]] = deque()
        self._worker: asyncio.Task[None] | None = None

    async def submit(self, items: Sequence[Item]) -> Sequence[Result]:
        """Store these items, together and in this order. Returns once that is committed."""
        if not items:
            return ()
        future: asyncio.Future[Sequence[Result]] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        # A caller that goes away does not undo what is being stored for the others.
        return await asyncio.shield(future)

    async def drain(self) -> None:
        """Wait until all that was submitted is stored."""
        while self._worker is not None and not self._worker.done():
            # A caller that stops waiting does not stop the work.
            await asyncio.wait([self._worker])

    async def _work(self) -> None:
        while self._waiting:
            group = [self._waiting.popleft()]
            size = len(group[0][0])
            while self._waiting and size + len(self._waiting[0][0]) <= self._largest:
                group.append(self._waiting.popleft())
                size += len(group[-1][0])
            await self._store(group)

    async def _store(self, group: Sequence[tuple[Sequence[Item], asyncio.Future[Sequence[Result]]]]) -> None:
        try:
            results = await self._commit([item for items, _ in group for item in items])
        except Exception as fault:
            for _, future in group:
                if not future.done():
                    future.set_exception(fault)
            return
        except BaseException:
            # The loop is ending: nobody may be left waiting for an answer that will not come.
            for _, future in (*group, *self._waiting):
                future.cancel()
            self._waiting.clear()
            raise
        start = 0
        for items, future in group:
            if not future.done():
                future.set_result(results[start : start + len(items)])
            start += len(items)
