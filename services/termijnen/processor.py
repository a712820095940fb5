"""Keeps the deadlines of every dossier up to date with its facts, and signals what changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS, Termijnregel
from eventlog.backends.port import Wants
from eventlog.clock import Clock, day_of, moment_of
from eventlog.database import Transaction, after_commit
from eventlog.decider import Fact
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.store import EventLog

from .engine import Termijnengine
from .feiten import zakelijke_datum
from .rijen import Rij, bewaar, rij, van_dossiers
from .signalen import na_feit, vervaldagen, vervalt_nu
from .termijn import Termijn
from .versturen import voeg_toe

NAAM: Final = "termijnen"


@dataclass(slots=True)
class _Gewijzigd:
    """What a batch changed, over all its dossiers."""

    signalen: list[NewEvent] = field(default_factory=list)
    nieuw: dict[UUID, Rij] = field(default_factory=dict)
    anders: dict[UUID, Rij] = field(default_factory=dict)


class TermijnenProcessor:
    """Follows the facts that rules name. Signals, rows and checkpoint are one transaction.

    Facts are taken in one at a time, so that the signals are the same however they come in batches, and whenever the
    log is read again.
    """

    name = NAAM

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        profielen: Mapping[str, Regioprofiel],
        *,
        regels: Iterable[Termijnregel] = REGELS,
        on_append: Callable[[int], None] | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._engine = Termijnengine(regels, profielen)
        self.wants: Wants = {Topic.FACTS: self._engine.lezer.types}
        self.on_append = on_append

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        """Take in a batch of facts."""
        eerste: dict[UUID, int] = {}
        for event in batch:
            eerste.setdefault(event.dossier, event.position)
        # Not beyond the batch: what comes later is taken in when its turn has come.
        feiten = await self._log.facts(tx, eerste, self._engine.lezer.types, upto=batch[-1].position)
        rijen = await van_dossiers(tx, eerste)
        gewijzigd = _Gewijzigd()
        for dossier, vanaf in eerste.items():
            self._neem_op(feiten[dossier], vanaf, rijen[dossier], gewijzigd)
        await bewaar(tx, list(gewijzigd.nieuw.values()), list(gewijzigd.anders.values()))
        toegevoegd = await voeg_toe(self._log, tx, self._clock, gewijzigd.signalen)
        if toegevoegd and self.on_append is not None:
            after_commit(tx, partial(self.on_append, toegevoegd[-1].position))

    def _neem_op(self, events: Sequence[Recorded], vanaf: int, rijen: dict[UUID, Rij], gewijzigd: _Gewijzigd) -> None:
        """Take in the events of one dossier from position `vanaf` on, one by one."""
        bekend = frozenset(rijen)
        feiten: list[Fact] = []
        for event in events:
            feiten.append(self._engine.lezer.read(event))
            if event.position < vanaf:
                continue
            for termijn in self._na(feiten, rijen):
                oud = rijen.get(termijn.id)
                if oud is not None and oud.termijn == termijn:
                    continue
                opgenomen = day_of(moment_of(event.recorded))
                was = oud.termijn if oud is not None else None
                gewijzigd.signalen.extend(na_feit(was, termijn, feiten[-1], event.cause, opgenomen))
                rijen[termijn.id] = nu = rij(termijn, opgenomen, _volgende(oud, termijn, opgenomen))
                (gewijzigd.anders if termijn.id in bekend else gewijzigd.nieuw)[termijn.id] = nu

    def _na(self, feiten: Sequence[Fact], rijen: Mapping[UUID, Rij]) -> list[Termijn]:
        """The deadlines that the last of these facts may have changed.

        One that its rule gives no more has lapsed: it does not disappear.
        """
        geraakt = self._engine.geraakt(feiten)
        if not geraakt:
            return []
        termijnen = self._engine.termijnen(feiten, geraakt)
        gevonden = list(termijnen.values())
        for termijn in (bewaard.termijn for id_, bewaard in rijen.items() if id_ not in termijnen):
            if termijn.regel in geraakt and termijn.vervallen_op is None:
                gevonden.append(replace(termijn, gehaald_op=None, vervallen_op=zakelijke_datum(feiten[-1])))
        return gevonden


def _volgende(oud: Rij | None, nieuw: Termijn, opgenomen: date) -> date | None:
    """When a changed deadline is due first. What was said for this end before is known to the log, and not repeated."""
    if vervalt_nu(oud.termijn if oud is not None else None, nieuw, opgenomen):
        return None
    if oud is not None and nieuw.vervallen_op is not None and nieuw.vervallen_op <= opgenomen:
        return oud.next_signal_on  # its day has come: either it was said, or the check is about to
    dagen = vervaldagen(nieuw)
    return dagen[0][0] if dagen else None
