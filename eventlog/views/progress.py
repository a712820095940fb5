"""Whether a view has taken in all that was in the log when somebody asked."""

import asyncio
import time
from typing import Any, Final

from sqlalchemy import select

from eventlog.storage.database import Database
from eventlog.store import EventLog
from eventlog.views.registry import checkpoints
from eventlog.views.view import View

_FIRST_PAUSE: Final = 0.005
_LAST_PAUSE: Final = 0.05
_WINDOW: Final = 1_000


class ViewProgress:
    """How far one view is, as its checkpoint in the views database tells: also where another process runs it."""

    def __init__(self, view: View[Any], views: Database, log: EventLog) -> None:
        self._projection = view.projection
        self._wants = log.upcasters.wants(view.projection.wants)
        self._views = views
        self._log = log

    async def head(self) -> int:
        """Position of the last event in the log now."""
        async with self._log.database.snapshot() as connection:
            return await self._log.head(connection)

    async def reached(self, head: int) -> bool:
        """Whether nothing that the view wants is left at or below `head`."""
        async with self._views.snapshot() as connection:
            position = await connection.scalar(
                select(checkpoints.c.position).where(checkpoints.c.processor == self._projection.name)
            )
        position = position or 0
        if position >= head:
            return True
        # The checkpoint stays behind where nothing wanted came after it (processor.py).
        async with self._log.database.snapshot() as connection:
            for start in range(position, head, _WINDOW):
                upto = min(head, start + _WINDOW)
                if await self._log.read(connection, start, upto, self._wants, 1):
                    return False
        return True

    async def wait(self, head: int, seconds: float) -> bool:
        """Wait until `reached`, at most `seconds`."""
        until = time.monotonic() + seconds
        pause = _FIRST_PAUSE
        while not await self.reached(head):
            if time.monotonic() + pause > until:
                return False
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LAST_PAUSE)
        return True
