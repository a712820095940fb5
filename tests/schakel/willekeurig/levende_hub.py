"""A whole hub on SQLite whose clock stands until it is moved, and a school that sends to it."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import delete, select

from contracts.codes import Rol
from contracts.gebeurtenis import Gebeurtenis
from contracts.regio import profielen
from eventlog.clock import FixedClock, day_of, end_of, micros
from eventlog.events import Recorded
from eventlog.following.processor import Runner
from eventlog.following.replay import replay
from eventlog.storage.database import Transaction
from eventlog.storage.schema import checkpoints
from projections.dossier import Feitenlezer, Moment, tijdlijn
from schakel.hub import Hub, open_hub
from schakel.settings import Settings
from services.intake.finding import Finding, Where
from services.intake.prepare import Prepared, prepare_structured
from services.intake.receive import Receipt, Receiver
from services.termijnen.tables import derived, terms
from services.web.identity import Identity
from services.web.problem import Problem
from tests.faults.accounting import all_events

from .gebeurtenissen import BEGIN

REGIO: Final = "plein-013"
SCHOOL: Final = sorted(profielen()[REGIO].scholen)[0]
BRON: Final = f"urn:nld:brin:{SCHOOL}:systeem:lvs"
LVS: Final = Identity(Rol.LVS, "proef-lvs", frozenset({SCHOOL}), REGIO)
T = TypeVar("T")


@dataclass(frozen=True)
class Gestuurd:
    """Something that was sent: to which pupil, and as JSON."""

    sleutel: str
    inhoud: Gebeurtenis
    tekst: dict[str, Any]


class LevendeHub:
    """Everything is done at once and to its end: `doe` runs what is asynchronous."""

    def __init__(self) -> None:
        self._map = Path(tempfile.mkdtemp(prefix="schakel-"))
        self._loop = asyncio.Runner()
        self._open = AsyncExitStack()
        self.clock = FixedClock(datetime.combine(BEGIN, time(8), UTC))
        self.hub: Hub = self.doe(self._open.enter_async_context(open_hub(Settings(data=self._map), self.clock)))
        self.receiver = Receiver(self.hub.log, self.hub.dossiers, self.hub.keys, self.clock)
        self._lezer = Feitenlezer(self.hub.log)
        self._heel: dict[Runner, Any] = {}

    def doe(self, werk: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(werk)

    def sluit(self) -> None:
        self.doe(self._open.aclose())
        self._loop.close()
        shutil.rmtree(self._map)

    # --- what is sent ---

    def als_tekst(self, sleutel: str, id_: str, inhoud: Gebeurtenis) -> dict[str, Any]:
        """The CloudEvent that tells this. Other events of the same pupil are named as they were sent."""
        data = msgspec.json.decode(inhoud.model_dump_json(by_alias=True, exclude_none=True)) | {"school": SCHOOL}
        if "corrigeert" in data:
            data["corrigeert"]["id"] = f"{sleutel}-{data['corrigeert']['id']}"
        if "id" in data:
            data["id"] = f"{sleutel}-{data['id']}"
        return {
            "specversion": "1.0", "id": f"{sleutel}-{id_}", "source": BRON, "type": inhoud.kenmerken.type,
            "time": self.clock.now().isoformat(), "subject": sleutel, "datacontenttype": "application/json",
            "data": data,
        }  # fmt: skip

    def stuur(self, *teksten: dict[str, Any], als: Identity = LVS) -> list[Receipt | Problem | Sequence[Finding]]:
        """As one request. What is wrong is told, what is right is stored."""
        nu = self.clock.now()
        gereed = [prepare_structured(msgspec.json.encode(t), als, nu, day_of(nu), Where()) for t in teksten]
        goed = iter(self.doe(self.receiver.submit([één for één in gereed if isinstance(één, Prepared)])))
        return [next(goed) if isinstance(één, Prepared) else één for één in gereed]

    # --- what goes on ---

    def laat_lopen(self, runner: Runner) -> None:
        """One of all that follow the log goes on, the others do not."""
        self.doe(runner.catch_up())

    def bij(self) -> None:
        """All go on until nothing follows any more."""
        self.doe(self.hub.catch_up())

    def dagen_later(self, dagen: int) -> None:
        self.clock.moment += timedelta(days=dagen)

    def check(self) -> None:
        """The check of the day, and all that follows."""
        self.doe(self.hub.daily())
        self.bij()

    def struikel(self, runner: Runner, dossier: UUID) -> None:
        """From here on this one cannot handle anything of that dossier."""
        heel = self._heel.setdefault(runner, runner.processor.handle)

        async def handle(tx: Transaction, batch: Sequence[Recorded]) -> None:
            if any(event.dossier == dossier for event in batch):
                raise LookupError("proef")
            await heel(tx, batch)

        runner.processor.handle = handle  # type: ignore[method-assign]

    def herstel(self) -> None:
        """What was wrong is mended, and what was missed is done again."""
        for runner, heel in self._heel.items():
            runner.processor.handle = heel  # type: ignore[method-assign]
            gedaan = self.doe(replay(runner, self.hub.log))
            assert gedaan.still_parked == 0
        self._heel.clear()

    # --- what there is ---

    @property
    def events(self) -> list[Recorded]:
        return self.doe(all_events(self.hub))

    def dossier(self, sleutel: str) -> UUID | None:
        return self.doe(self.hub.dossiers.find((SCHOOL, sleutel)))

    def geparkeerd(self, runner: Runner) -> int:
        async def tel() -> int:
            async with runner.database.snapshot() as connection:
                return await runner.parking.count(connection)

        return self.doe(tel())

    def tijdlijn(self, dossier: UUID, tot: datetime) -> list[Moment]:
        return tijdlijn(self.doe(self._lezer.van(dossier)), tot=micros(end_of(day_of(tot))))

    def termijnen(self) -> list[tuple[str, ...]]:
        async def lees() -> list[tuple[str, ...]]:
            async with self.hub.databases.log.snapshot() as connection:
                return sorted(tuple(str(value) for value in row) for row in await connection.execute(select(terms)))

        return self.doe(lees())

    def termijnen_opnieuw(self) -> list[tuple[str, ...]]:
        """Made again from the log, as after a loss of their tables."""
        deadlines = self.hub.deadlines

        async def maak() -> None:
            async with self.hub.databases.log.transaction() as tx:
                for table in derived:
                    await tx.execute(delete(table))
                await tx.execute(delete(checkpoints).where(checkpoints.c.processor == deadlines.processor.name))
            again = Runner(deadlines.processor, self.hub.feed, self.hub.databases.log, checkpoints)
            await again.catch_up()

        self.doe(maak())
        self.check()
        return self.termijnen()

    def hoofd(self) -> int:
        return self.doe(self.hub.feed.head())
