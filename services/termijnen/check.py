"""The check of a day: signals every deadline that nears or has passed, each once, with any number of checkers."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from contracts.termijnsignalen import Nadert, Verstreken, Vervallen
from eventlog.clock import Clock
from eventlog.events import NewEvent
from eventlog.processor import Runner
from eventlog.store import EventLog

from .rijen import Rij, aan_de_beurt, rij, zet_volgende
from .signalen import door_kalender, vervaldagen
from .versturen import voeg_toe

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Uitslag:
    """How many signals a check put in the log itself; what another checker put there is not counted."""

    nadert: int
    verstreken: int
    vervallen: int


class Termijnencheck:
    """`check` may run at any time, in several processes at once, and after any pause.

    `runner`: of a `TermijnenProcessor` on this log. `eerst`: runners of those whose facts must be in the log before,
    when they can be had: what a school sent before the check then counts, also when it was still to be decided.
    `on_append` hears how far the log reaches.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        runner: Runner,
        *,
        eerst: Sequence[Runner] = (),
        on_append: Callable[[int], None] | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._runners = (*eerst, runner)
        self._on_append = on_append

    async def check(self, op: date) -> Uitslag:
        """Signal all that is due on day `op` or fell due before it."""
        for runner in self._runners:
            await runner.catch_up()
        geteld: Counter[str] = Counter()
        # First past what others are busy with; what is then left is theirs or the processor's, and waited for.
        for wacht in (False, True):
            while await self._neem_op(op, geteld, wacht=wacht):
                pass
        return Uitslag(*(geteld[soort.kenmerken.type] for soort in (Nadert, Verstreken, Vervallen)))

    async def _neem_op(self, op: date, geteld: Counter[str], *, wacht: bool) -> bool:
        """Work off one batch. False when there was nothing."""
        async with self._log.database.transaction() as tx:
            rijen = await aan_de_beurt(tx, op, BATCH, wacht=wacht)
            if not rijen:
                return False
            signalen: list[NewEvent] = []
            volgende: list[Rij] = []
            for gevonden in rijen:
                dagen = vervaldagen(gevonden.termijn)
                signalen += [door_kalender(gevonden.termijn, soort, dag) for dag, soort in dagen if dag <= op]
                later = next((dag for dag, _ in dagen if dag > op), None)
                volgende.append(rij(gevonden.termijn, op, later))
            toegevoegd = await voeg_toe(self._log, tx, self._clock, signalen)
            await zet_volgende(tx, volgende)
        if toegevoegd and self._on_append is not None:
            self._on_append(toegevoegd[-1].position)
        geteld.update(signaal.type for signaal in toegevoegd)
        return True
