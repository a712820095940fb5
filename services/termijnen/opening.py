"""What the calendar begins: the deadlines of a schooljaar of every school and groep, and their end where one is gone.

No event begins them, so the check of a day does, again and again with the same outcome: what should be there follows
from the profiles, the groepen and the day; what is there already is left as it is.

[keuze] From the day on which the hub first heard of a region, all schools in its profile have the deadlines of a
school; those of groepen are there for a school that the hub has heard of. Days before that were not the hub's to watch.
A groep counts for a day when, as far as is known now, there is one on that day.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from msgspec.structs import replace

from contracts.regioprofiel import Regioprofiel
from contracts.schooljaar import begin_schooljaar
from contracts.termijnen import Termijnregel
from contracts.termijnsignalen import Vervallen
from eventlog.append_once import append_once
from eventlog.clock import Clock
from eventlog.deciding.decider import Fact
from eventlog.dossiers import Dossiers
from eventlog.events import Recorded
from eventlog.following.checkpoint import Checkpoint
from eventlog.storage.database import Transaction
from eventlog.storage.schema import checkpoints
from eventlog.store import EventLog

from .making import Making
from .processor import NAAM
from .reckoning.engine import Termijnengine
from .reckoning.kalender import begonnen, dag_van
from .reckoning.termijn import Termijn
from .rows import begun_on, periods_begun, row_of, save
from .school_rows import groups_on, seen
from .signalen import bij_opening, door_kalender, vervaldagen

BATCH: Final = 500


class _Plek(NamedTuple):
    """One day of the calendar for one school, or one of its groepen."""

    school: str
    groep: str | None
    dag: date


class Kalenderopening:
    """`open` may run at any time, in several processes at once, and after any pause.

    It holds the checkpoint of the processor while it works: a fact is known either to what it reads, or to the
    processor, which then finds the deadline there. `dossiers`: where those of schools are named. `making`: how those
    are made that are there.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        dossiers: Dossiers,
        profielen: Mapping[str, Regioprofiel],
        engine: Termijnengine,
        making: Making,
    ) -> None:
        self._log = log
        self._clock = clock
        self._dossiers = dossiers
        self._profielen = profielen
        self._engine = engine
        self._making = making
        self._checkpoint = Checkpoint(checkpoints, NAAM)

    async def open(self, op: date) -> list[Recorded]:
        """Begin what should run on day `op`, end what should not. Returns the signals that this put in the log.

        Raises MadeOtherwise.
        """
        async with self._log.database.snapshot() as connection:
            heard, begun = await seen(connection), await periods_begun(connection, self._engine.kalenderregels)
        stored: list[Recorded] = []
        for regio, schools in sorted(heard.items()):
            profiel = self._profielen.get(regio)
            if profiel is None:
                continue
            names = await self._dossiers.resolve([(school, "") for school in profiel.scholen])
            of_school = {school: names[school, ""] for school in profiel.scholen}
            for regel, begin in self._periods(regio, min(schools.values()), op, begun):
                calendar = _Calendar(regel, begin, regio, schools, of_school)
                while (batch := await self._work_off(calendar, op)) is not None:
                    stored += batch
        return stored

    def _periods(
        self, regio: str, since: date, op: date, begun: Mapping[tuple[str, str], set[date]]
    ) -> Iterator[tuple[Termijnregel, date]]:
        """Which schooljaren to look at: the one of `op`, and any before it that was missed altogether."""
        for id_ in self._engine.kalenderregels:
            for jaar in range(begin_schooljaar(since).year, begin_schooljaar(op).year + 1):
                begin = date(jaar, 8, 1)
                regel = self._engine.kalenderregel(id_, begin, regio)
                if regel is not None and (begin == begin_schooljaar(op) or begin not in begun.get((regio, id_), ())):
                    yield regel, begin

    async def _work_off(self, calendar: "_Calendar", op: date) -> list[Recorded] | None:
        """Work off one batch. None when there was nothing."""
        async with self._log.database.transaction() as tx:
            read_to = await self._checkpoint.lock(tx)
            await self._making.require(tx)
            there = {_plek(row.termijn): row.termijn for row in await begun_on(tx, *calendar.period)}
            wanted = {plek: calendar.deadline(plek) for plek in await calendar.wanted(tx)}
            ended = [old for plek, old in there.items() if plek not in wanted and old.loopt(op)]
            begun = [new for plek, new in wanted.items() if plek not in there or _is_back(there[plek], new, op)]
            if not ended and not begun:
                return None
            ended, begun = ended[:BATCH], begun[:BATCH]
            before = {termijn.id: termijn for termijn in there.values()}
            signals = [door_kalender(old, Vervallen, op) for old in ended]
            rows = [row_of(replace(old, vervallen_op=op), op, None) for old in ended]
            for termijn, met_by in await self._with_facts(tx, begun, read_to):
                signals += bij_opening(before.get(termijn.id), termijn, met_by, op)
                days = vervaldagen(termijn)
                rows.append(row_of(termijn, op, days[0][0] if days else None))
            new = [row for row in rows if row.termijn.id not in before]
            await save(tx, new, [row for row in rows if row.termijn.id in before])
            return await append_once(self._log, tx, self._clock, signals)

    async def _with_facts(
        self, tx: Transaction, begun: Sequence[Termijn], upto: int
    ) -> list[tuple[Termijn, Fact | None]]:
        """What was done before the deadline for it was there, counts."""
        reader = self._engine.reader
        facts = await self._log.facts(tx, {termijn.dossier for termijn in begun}, reader.types, upto=upto)
        found: list[tuple[Termijn, Fact | None]] = []
        for dossier, events in facts.items():
            read = [reader.read(event) for event in events]
            found += self._engine.kalendertermijnen(read, [t for t in begun if t.dossier == dossier])
        return found


class _Calendar(NamedTuple):
    """One rule in one schooljaar in one region. `heard`: schools of which the hub has heard, and since when."""

    regel: Termijnregel
    begin: date
    regio: str
    heard: Mapping[str, date]
    dossiers: Mapping[str, UUID]

    @property
    def period(self) -> tuple[str, str, date]:
        return self.regio, self.regel.id, self.begin

    async def wanted(self, tx: Transaction) -> list[_Plek]:
        """Every day of it that should have a deadline, for every school or groep."""
        kalender = self.regel.kalender
        since = min(self.heard.values())
        found: list[_Plek] = []
        for dag in kalender.in_schooljaar(self.begin) if kalender is not None else ():
            if self.regel.sleutel is None:
                found += [_Plek(school, None, dag) for school in self.dossiers if dag >= since]
            else:
                schools = [s for s, heard_on in self.heard.items() if s in self.dossiers and heard_on <= dag]
                found += [_Plek(school, groep, dag) for school, groep in await groups_on(tx, schools, dag)]
        return sorted(found, key=str)

    def deadline(self, plek: _Plek) -> Termijn:
        dossier = self.dossiers[plek.school]
        return begonnen(self.regel, plek.dag, dossier, self.regio, plek.school, plek.groep)


def _plek(termijn: Termijn) -> _Plek:
    return _Plek(termijn.school or "", termijn.sleutel, dag_van(termijn))


def _is_back(old: Termijn, new: Termijn, op: date) -> bool:
    """Whether it was ended because its groep was gone, and the groep is there again."""
    return old.gehaald_op is None and not old.loopt(op) and old.vervallen_op != new.vervallen_op
