"""The check of a day: signals every deadline that nears or has passed, each once, with any number of checkers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.termijnsignalen import Nadert, Verstreken, Vervallen
from eventlog.append_once import append_once
from eventlog.clock import Clock
from eventlog.events import NewEvent
from eventlog.following.processor import Runner
from eventlog.store import EventLog

from .making import Making
from .opening import Kalenderopening
from .retelling import Retelling
from .rows import TermRow, due, row_of, set_next
from .signalen import door_kalender, vervaldagen

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Uitslag:
    """How many signals a check put in the log itself; what another checker put there is not counted."""

    nadert: int
    verstreken: int
    vervallen: int


class Termijnencheck:
    """`check` may run at any time, in several processes at once, and after any pause.

    `runner`: of a `TermijnenProcessor` on this log. `first`: runners of those whose facts must be in the log before,
    when they can be had: what a school sent before the check then counts, also when it was still to be decided.
    `making`: how the deadlines are made that are there. `opening`: of what the calendar begins; without it only what
    facts begin is watched.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        runner: Runner,
        making: Making,
        *,
        first: Sequence[Runner] = (),
        opening: Kalenderopening | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._runners = (*first, runner)
        self._opening = opening
        self._retelling = Retelling(log, clock, runner.processor.wants, making)

    async def check(self, op: date) -> Uitslag:
        """Signal all that is due on day `op` or fell due before it. Raises MadeOtherwise."""
        for runner in self._runners:
            await runner.catch_up()
        counted: Counter[str] = Counter()
        if self._opening is not None:
            counted.update(signal.type for signal in await self._opening.open(op))
        # After the calendar has begun again what is its own: what is not there then, is gone.
        counted.update(signal.type for signal in await self._retelling.tell(op))
        # First past what others are busy with; what is then left is theirs or the processor's, and waited for.
        for wait in (False, True):
            while await self._work_off(op, counted, wait=wait):
                pass
        return Uitslag(*(counted[soort.kenmerken.type] for soort in (Nadert, Verstreken, Vervallen)))

    async def _work_off(self, op: date, counted: Counter[str], *, wait: bool) -> bool:
        """Work off one batch. False when there was nothing."""
        async with self._log.database.transaction() as tx:
            rows = await due(tx, op, BATCH, wait=wait)
            if not rows:
                return False
            signals: list[NewEvent] = []
            next_rows: list[TermRow] = []
            for row in rows:
                dagen = vervaldagen(row.termijn)
                signals += [door_kalender(row.termijn, soort, dag) for dag, soort in dagen if dag <= op]
                later = next((dag for dag, _ in dagen if dag > op), None)
                next_rows.append(row_of(row.termijn, op, later))
            stored = await append_once(self._log, tx, self._clock, signals)
            await set_next(tx, next_rows)
        counted.update(signal.type for signal in stored)
        return True
