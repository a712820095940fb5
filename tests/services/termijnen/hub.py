"""A log with its termijnen processor and checkers, on one backend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, select

from contracts.catalogue import CATALOGUS
from contracts.regio import profielen
from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS
from contracts.termijnsignalen import GEBEURTENISSEN, Termijnsignaal
from eventlog.body import decode_body
from eventlog.clock import FixedClock, micros
from eventlog.dossiers import Dossiers
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.storage.schema import checkpoints
from eventlog.storage.schema import keys as keys_tables
from eventlog.storage.schema import log as tables
from eventlog.store import EventLog
from services.termijnen.check import Termijnencheck, Uitslag
from services.termijnen.making import Making
from services.termijnen.opening import Kalenderopening
from services.termijnen.processor import TermijnenProcessor
from services.termijnen.reckoning.engine import Termijnengine
from services.termijnen.remake import remake
from services.termijnen.tables import derived, terms

from .klok import om_negen
from .verhaal import Verhaal

SIGNALEN = {model.kenmerken.type for model in GEBEURTENISSEN}


@dataclass(frozen=True)
class Signaal:
    """A signal as recorded, and as its contract reads it."""

    event: Recorded
    inhoud: Termijnsignaal

    @property
    def kort(self) -> str:
        """`Nadert 2026-03-30 (2026-04-13)`: kind, datum and end date."""
        return f"{type(self.inhoud).__name__} {self.inhoud.datum} ({self.inhoud.einddatum or 'opgeschort'})"


class Hub:
    """`database`: of the log, with its tables made by `maak`. `keys`: with it the calendar begins deadlines too.

    `profielen`: of the regions, as this version of the hub has them.
    """

    def __init__(self, database: Database, keys: Database | None = None) -> None:
        self.database = database
        self.keys = keys
        self.log = EventLog(database)
        self.feed = LogFeed(self.log)
        self.profielen: Mapping[str, Regioprofiel] = profielen()
        self.clock = FixedClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
        self._opgenomen: dict[UUID, int] = {}

    async def maak(self) -> None:
        await self.database.create(tables, schema="log")
        await remake(self.database, self.profielen)
        if self.keys is not None:
            await self.keys.create(keys_tables, schema="keys")

    async def sluit(self) -> None:
        await self.database.close()
        if self.keys is not None:
            await self.keys.close()

    async def van_school(self, school: str, regio: str) -> Verhaal:
        """A story in the dossier of a school itself."""
        assert self.keys is not None
        naam = (school, "")
        return Verhaal(regio, school, (await Dossiers(self.keys).resolve([naam]))[naam])

    async def met_leerlingen(self, regio: str, school: str, op: str, *groepen: str) -> Verhaal:
        """A pupil in each groep, recorded on that day. Returns the story of the school."""
        for groep in groepen or ("5",):
            verhaal = Verhaal(regio, school)
            verhaal.ingeschreven(op, extra=False, groep=groep)
            await self.neem_op(verhaal, op)
        return await self.van_school(school, regio)

    def runner(self, *, batch: int = 512) -> Runner:
        """A new runner of the processor: as after a restart."""
        return Runner(
            TermijnenProcessor(self.log, self.clock, self.profielen), self.feed, self.database, checkpoints, batch=batch
        )

    async def neem_op(self, verhaal: Verhaal, op: str | None = None) -> None:
        """Record what is new in the story, on a day, and let the processor take it in."""
        if op is not None:
            self.clock.moment = om_negen(date.fromisoformat(op))
        await self.schrijf(verhaal)
        await self.runner().catch_up()

    async def schrijf(self, *verhalen: Verhaal) -> None:
        """Record what is new in the stories; nobody takes it in yet."""
        events: list[NewEvent] = []
        for verhaal in verhalen:
            events += verhaal.feiten[self._opgenomen.get(verhaal.dossier, 0) :]
            self._opgenomen[verhaal.dossier] = len(verhaal.feiten)
        async with self.database.transaction() as tx:
            await self.log.append(tx, events, micros(self.clock.now()))

    async def check(self, op: str | date) -> Uitslag:
        dag = date.fromisoformat(op) if isinstance(op, str) else op
        check = Termijnencheck(self.log, self.clock, self.runner(), self.making, opening=self.opening())
        return await check.check(dag)

    @property
    def making(self) -> Making:
        """As the rows should be made that are there."""
        return Making(self.profielen)

    def opening(self, profielen: Mapping[str, Regioprofiel] | None = None) -> Kalenderopening | None:
        if self.keys is None:
            return None
        profielen = self.profielen if profielen is None else profielen
        engine = Termijnengine(REGELS, profielen)
        return Kalenderopening(self.log, self.clock, Dossiers(self.keys), profielen, engine, self.making)

    async def signalen(self, verhaal: Verhaal | None = None, regel: str | None = None) -> list[Signaal]:
        """The signals in the log, each valid by its contract; of one story and one rule."""
        async with self.database.snapshot() as connection:
            events: list[Recorded] = []
            while page := await self.log.read(
                connection, events[-1].position if events else 0, 2**62, {Topic.FACTS: SIGNALEN}
            ):
                events += page
        gelezen = [Signaal(event, _inhoud(event)) for event in events]
        return [
            s
            for s in gelezen
            if (verhaal is None or s.event.dossier == verhaal.dossier) and (regel is None or s.inhoud.regel == regel)
        ]

    async def kort(self, verhaal: Verhaal, regel: str) -> list[str]:
        return [signaal.kort for signaal in await self.signalen(verhaal, regel)]

    async def rijen(self) -> list[dict[str, Any]]:
        async with self.database.snapshot() as connection:
            gevonden = await connection.execute(select(terms).order_by(terms.c.id))
            return [dict(rij) for rij in gevonden.mappings()]

    async def vergeet_rijen(self) -> None:
        """As if the table were lost: the log is all that is left."""
        async with self.database.transaction() as tx:
            for table in derived:
                await tx.execute(delete(table))
            await tx.execute(delete(checkpoints))


def _inhoud(event: Recorded) -> Termijnsignaal:
    data = msgspec.json.encode(decode_body(event.open).data)
    inhoud = CATALOGUS[event.type].lees(data)
    assert isinstance(inhoud, Termijnsignaal)
    return inhoud


def database(backend: str, plek: Path, url: str | None, naam: str = "log") -> Database:
    """A database of the test's own."""
    if backend == "sqlite":
        return Database.sqlite(plek / f"{naam}.db")
    assert url is not None
    return Database.postgres(url, naam)


def korte(signalen: Sequence[Signaal]) -> list[str]:
    return sorted(signaal.kort for signaal in signalen)
