"""Keeps the deadlines of every dossier up to date with its facts, and signals what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS
from eventlog.append_once import append_once
from eventlog.clock import Clock, day_of, moment_of
from eventlog.deciding.decider import Fact
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.store import EventLog

from .making import Making
from .reckoning import groepen
from .reckoning.engine import Termijnengine
from .reckoning.feiten import school_van, zakelijke_datum
from .reckoning.groepen import Groepsperiode, groepsperioden
from .reckoning.termijn import Termijn
from .rows import TermRow, of_dossiers, row_of, save
from .school_rows import save_groups, save_seen
from .signalen import na_feit, vervaldagen, vervalt_nu

NAAM: Final = "termijnen"


@dataclass(slots=True)
class _Changes:
    """What a batch changed, over all its dossiers."""

    signals: list[NewEvent] = field(default_factory=list)
    new: dict[UUID, TermRow] = field(default_factory=dict)
    changed: dict[UUID, TermRow] = field(default_factory=dict)
    groups: dict[UUID, list[Groepsperiode]] = field(default_factory=dict)
    seen: dict[str, tuple[str, date]] = field(default_factory=dict)


class TermijnenProcessor:
    """Follows the facts that rules name. Signals, rows and checkpoint are one transaction.

    Facts are taken in one at a time, so that the signals are the same however they come in batches, and whenever the
    log is read again.
    """

    name = NAAM

    def __init__(self, log: EventLog, clock: Clock, profielen: Mapping[str, Regioprofiel]) -> None:
        self._log = log
        self._clock = clock
        self.making: Final = Making(profielen)
        self.engine: Final = Termijnengine(REGELS, profielen, log.upcasters)
        self.wants: Wants = {Topic.FACTS: self.engine.reader.types}

    async def handle(self, tx: Transaction, batch: Sequence[Recorded]) -> None:
        """Take in a batch of facts. Raises MadeOtherwise."""
        told_to = await self.making.require(tx) or 0
        first: dict[UUID, int] = {}
        for event in batch:
            first.setdefault(event.dossier, event.position)
        # Not beyond the batch: what comes later is taken in when its turn has come.
        facts = await self._log.facts(tx, first, self.engine.reader.types, upto=batch[-1].position)
        rows = await of_dossiers(tx, first)
        changes = _Changes()
        for dossier, start in first.items():
            self._take_in(facts[dossier], start, told_to, rows[dossier], changes)
        await save(tx, list(changes.new.values()), list(changes.changed.values()))
        await save_groups(tx, changes.groups)
        await save_seen(tx, changes.seen)
        await append_once(self._log, tx, self._clock, changes.signals)

    def _take_in(
        self, events: Sequence[Recorded], start: int, told_to: int, rows: dict[UUID, TermRow], changes: _Changes
    ) -> None:
        """Take in the events of one dossier from position `start` on, one by one.

        Of those up to `told_to` it was told before, by other rules maybe: what differs in the end `Retelling` tells.
        """
        known = frozenset(rows)
        facts: list[Fact] = []
        groups = False
        for event in events:
            fact = self.engine.reader.read(event)
            facts.append(fact)
            if event.position < start:
                continue
            recorded = day_of(moment_of(event.recorded))
            for termijn in self._touched(facts, rows, recorded):
                old = rows.get(termijn.id)
                if old is not None and old.termijn == termijn:
                    continue
                before = old.termijn if old is not None else None
                if event.position > told_to:
                    changes.signals.extend(na_feit(before, termijn, fact, event.cause, recorded))
                rows[termijn.id] = row = row_of(termijn, recorded, _next_signal_on(old, termijn, recorded))
                (changes.changed if termijn.id in known else changes.new)[termijn.id] = row
            groups = groups or fact.type in groepen.TYPES or fact.withdraws is not None
            school = school_van(fact)
            if school is not None:
                changes.seen.setdefault(school, (fact.regio, recorded))
        if groups:
            changes.groups[facts[-1].dossier] = groepsperioden(facts)

    def _touched(self, facts: Sequence[Fact], rows: Mapping[UUID, TermRow], recorded: date) -> list[Termijn]:
        """The deadlines that the last of these facts, recorded on a day, may have changed.

        One that its rule gives no more has lapsed, at the latest on that day: it does not disappear.
        """
        geraakt = self.engine.geraakt(facts)
        if not geraakt:
            return []
        termijnen = self.engine.termijnen(facts, geraakt)
        kept = [row.termijn for row in rows.values()]
        termijnen |= {t.id: t for t, _ in self.engine.kalendertermijnen(facts, kept, geraakt)}
        found = list(termijnen.values())
        for termijn in (termijn for termijn in kept if termijn.id not in termijnen):
            if termijn.regel in geraakt and (termijn.vervallen_op is None or termijn.vervallen_op > recorded):
                lapsed = min(zakelijke_datum(facts[-1]), recorded)
                found.append(replace(termijn, gehaald_op=None, vervallen_op=lapsed))
        return found


def _next_signal_on(old: TermRow | None, new: Termijn, recorded: date) -> date | None:
    """When a changed deadline is due first. What was said for this end before is known to the log, and not repeated."""
    if vervalt_nu(old.termijn if old is not None else None, new, recorded):
        return None
    if old is not None and new.vervallen_op is not None and new.vervallen_op <= recorded:
        return old.next_signal_on  # its day has come: either it was said, or the check is about to
    days = vervaldagen(new)
    return days[0][0] if days else None
