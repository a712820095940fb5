"""Asks what the hub decided on what was sent, until it is known of all or nothing more is decided."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from schakel.client import OUTCOMES_AT_ONCE, HubClient

from .report import Report

_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 2.0


async def follow(client: HubClient, report: Report, *, patience: float, on_progress: Callable[[int], None]) -> None:
    """Put the outcomes in `report`. `patience`: seconds to wait while nothing is decided. `on_progress` gets how many
    are decided. Raises HubUnreachable.
    """
    report.asked = True
    waiting = deque(report.undecided)
    loop = asyncio.get_running_loop()
    pause, last = _FIRST_PAUSE, loop.time()
    all_ = len(waiting)
    while waiting:
        asked = [waiting.popleft() for _ in range(min(OUTCOMES_AT_ONCE, len(waiting)))]
        decided = [report.decide(outcome) for outcome in await client.outcomes(asked)]
        # At the back: contexts decide in about the order of sending, and what is stuck is in the way of nothing.
        waiting.extend(id_ for id_ in asked if id_ in report.undecided)
        on_progress(all_ - len(waiting))
        if any(decided):
            pause, last = _FIRST_PAUSE, loop.time()
        elif loop.time() - last > patience:
            break
        if 2 * sum(decided) < len(asked):  # it has not come so far yet: asking on would only be in its way
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
    # What was held when it was asked may have been let go by what came after it.
    held = list(report.held)
    for start in range(0, len(held), OUTCOMES_AT_ONCE):
        for outcome in await client.outcomes(held[start : start + OUTCOMES_AT_ONCE]):
            report.decide(outcome)
