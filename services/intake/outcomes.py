"""Wait for what becomes of a submission (`Prefer: wait`), and tell what became of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Literal
from uuid import UUID

import msgspec
import structlog

from eventlog.deciding.standing import Standing, Standings, Stands
from eventlog.store import EventLog

_log = structlog.get_logger()

_CHUNK: Final = 500
_BETWEEN: Final = 0.005
_IDLE: Final = 0.25
_AFTER_FAULT: Final = 1.0

Wait = Callable[[int, float], Awaitable[object]]
"""`wait(after, timeout)` of a feed: returns when the log may reach further than `after`."""


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What became of it, in the words of `/v1/inzendingen/{id}`. `ontvangen`: it cannot be decided now, by `regel`."""

    status: Literal["ontvangen", "aanvaard", "aangehouden", "afgewezen"]
    wacht_op: tuple[str, ...] = ()
    tot: str | None = None
    regel: str | None = None
    grondslag: str | None = None
    melding: str | None = None
    volgende_stap: str | None = None


class Outcomes:
    """One follower for all who wait; it runs only while somebody does."""

    def __init__(self, log: EventLog, standings: Standings, wait: Wait) -> None:
        self._log = log
        self._standings = standings
        self._wait = wait
        self._waiting: dict[UUID, list[asyncio.Future[Outcome]]] = {}
        self._positions: dict[UUID, int] = {}  # of the same
        self._follower: asyncio.Task[None] | None = None

    async def wait_for(self, submission: UUID, position: int, seconds: float) -> Outcome | None:
        """Its outcome as soon as there is one; None when there is none yet after `seconds`. `position`: in the log."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(submission, []).append(future)
        self._positions[submission] = position
        if self._follower is None or self._follower.done():
            self._follower = asyncio.create_task(self._follow())
        try:
            async with asyncio.timeout(seconds):
                return await future
        except TimeoutError:
            return None
        finally:
            left = [other for other in self._waiting.get(submission, ()) if other is not future]
            if left:
                self._waiting[submission] = left
            else:
                self._forget(submission)

    async def _follow(self) -> None:
        while self._waiting:
            try:
                head = await self._look()
            except Exception as fault:
                # The submissions are stored; who waits is told so when its time is over.
                _log.warning("outcomes not read", fault=type(fault).__name__)
                await asyncio.sleep(_AFTER_FAULT)
                continue
            await asyncio.sleep(_BETWEEN)
            if self._waiting:
                await self._wait(head, _IDLE)

    async def _look(self) -> int:
        wanted = list(self._positions.items())
        async with self._log.database.snapshot() as connection:
            head = await self._log.head(connection)
            for start in range(0, len(wanted), _CHUNK):
                found = await self._standings.of(connection, dict(wanted[start : start + _CHUNK]))
                for submission, standing in found.items():
                    outcome = _told(standing)
                    for future in self._waiting.get(submission, ()):
                        if not future.done():
                            future.set_result(outcome)
                    self._forget(submission)
        return head

    def _forget(self, submission: UUID) -> None:
        self._waiting.pop(submission, None)
        self._positions.pop(submission, None)


_STATUS: Final[dict[Stands, Literal["ontvangen", "aanvaard", "aangehouden", "afgewezen"]]] = {
    Stands.ACCEPTED: "aanvaard",
    Stands.HELD: "aangehouden",
    Stands.REFUSED: "afgewezen",
    Stands.PARKED: "ontvangen",
}


def _told(standing: Standing) -> Outcome:
    status, rule = _STATUS[standing.stands], standing.rule
    if rule is None:
        return Outcome(status)
    return Outcome(
        status,
        standing.waits_for,
        standing.until.isoformat() if standing.until is not None else None,
        rule.id,
        rule.basis,
        rule.text,
        rule.next_step,
    )
