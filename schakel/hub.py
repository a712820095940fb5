"""The composition root: the parts of a hub put together once, for `serve` and the commands on its data."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.regio import profielen
from contracts.upcasts import UPCASTS
from eventlog.clock import Clock, SystemClock, day_of
from eventlog.deciding.expiry import Expiry
from eventlog.deciding.processor import DecidingProcessor
from eventlog.dossiers import Dossiers
from eventlog.events import Topic
from eventlog.following.courtesy import Courtesy
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.sealing.keys import LocalKeyFile, SealingKeys
from eventlog.storage import migrations
from eventlog.storage.schema import checkpoints
from eventlog.store import EventLog
from eventlog.upcast import Upcasters
from eventlog.views import registry
from eventlog.views import view as views
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.rebuild import Rebuild
from eventlog.views.view import View
from projections.inzendingen import INZENDINGEN
from projections.school import SCHOOL
from schakel.beheer import Beheer
from schakel.databases import Databases, open_databases
from schakel.rebuilding import RecordedRebuild
from schakel.settings import Settings, data_folder
from schakel.upkeep import CHUNK, Upkeep
from services.aanmelding import AANMELDING
from services.leerling import LEERLING
from services.ondersteuning import ONDERSTEUNING
from services.schoolprofiel import SCHOOLPROFIEL
from services.termijnen.check import Termijnencheck, Uitslag
from services.termijnen.making import Making
from services.termijnen.opening import Kalenderopening
from services.termijnen.processor import TermijnenProcessor
from services.termijnen.remake import remake


@dataclass(frozen=True)
class Hub:
    """A hub with its data open. Nothing runs by itself until `follow`."""

    settings: Settings
    clock: Clock
    databases: Databases
    log: EventLog
    feed: LogFeed
    courtesy: Courtesy
    dossiers: Dossiers
    keys: SealingKeys
    beheer: Beheer
    inzendingen: View[Any]
    school: View[Any]
    contexts: tuple[DecidingProcessor[Any], ...]
    deciding: tuple[Runner, ...]
    deadlines: Runner
    opening: Kalenderopening
    making: Making
    upkeep: tuple[Upkeep, ...]

    @property
    def runners(self) -> tuple[Runner, ...]:
        """All that follows the log."""
        return (*self.deciding, self.deadlines, *(one.runner for one in self.upkeep))

    @property
    def decided_by(self) -> dict[str, str]:
        """Per type of submission, older versions too, the name of the context that decides it."""
        return {type_: context.name for context in self.contexts for type_ in context.wants[Topic.SUBMISSIONS]}

    def behind(self) -> int:
        """How many events of the log the slowest context has still to look at."""
        return max(0, self.feed.known_head - min(runner.position for runner in self.deciding))

    async def catch_up(self) -> None:
        """Bring decisions, deadlines and views up to date with the log, all that follows from each other included."""
        reached = -1
        while reached != (head := await self.feed.head()):
            reached = head
            for runner in self.runners:
                await runner.catch_up()

    async def check_deadlines(self, day: date) -> Uitslag:
        """The check of a day: what waited too long is refused, then every deadline that is due is signalled."""
        for runner in self.deciding:
            await runner.catch_up()
        for context in self.contexts:
            await Expiry(context, self.databases.log, checkpoints).run()
        check = Termijnencheck(
            self.log, self.clock, self.deadlines, self.making, first=self.deciding, opening=self.opening
        )
        return await check.check(day)

    async def daily(self) -> None:
        """The check of today, whatever day that is when it runs."""
        await self.check_deadlines(day_of(self.clock.now()))

    async def follow(self, stop: asyncio.Event) -> None:
        """Run every processor until `stop`, and then finish the batch at hand."""
        async with asyncio.TaskGroup() as group:
            for runner in (*self.deciding, self.deadlines):
                group.create_task(runner.run(stop))
            for upkeep in self.upkeep:
                group.create_task(upkeep.run(stop))


def assemble(settings: Settings, databases: Databases, clock: Clock) -> Hub:
    """Put the parts together. Touches no database yet."""
    folder = data_folder(settings)
    log = EventLog(databases.log, Upcasters(UPCASTS))
    # Events of another process (a command beside `serve`) are seen at the next look, our own at once.
    feed = LogFeed(log, poll=0.25)
    contexts: tuple[DecidingProcessor[Any], ...] = (
        DecidingProcessor(LEERLING, log, clock),
        DecidingProcessor(AANMELDING(profielen()), log, clock),
        DecidingProcessor(ONDERSTEUNING(profielen()), log, clock),
        DecidingProcessor(SCHOOLPROFIEL(profielen()), log, clock),
    )
    termijnen = TermijnenProcessor(log, clock, profielen())
    courtesy = Courtesy()
    dossiers = Dossiers(databases.keys)
    keys = SealingKeys(databases.keys, LocalKeyFile.open(folder / "kek.key"))
    beheer = Beheer(log, dossiers, keys, clock)
    inzendingen: View[Any] = View(INZENDINGEN)
    school: View[Any] = View(SCHOOL)
    return Hub(
        settings=settings,
        clock=clock,
        databases=databases,
        log=log,
        feed=feed,
        courtesy=courtesy,
        dossiers=dossiers,
        keys=keys,
        beheer=beheer,
        inzendingen=inzendingen,
        school=school,
        contexts=contexts,
        deciding=tuple(Runner(context, feed, databases.log, checkpoints, courtesy=courtesy) for context in contexts),
        opening=Kalenderopening(log, clock, dossiers, profielen(), termijnen.engine, termijnen.making),
        making=termijnen.making,
        deadlines=Runner(termijnen, feed, databases.log, checkpoints, courtesy=courtesy),
        upkeep=tuple(
            Upkeep(
                view,
                Runner(ProjectionProcessor(view, log), feed, databases.views, registry.checkpoints, courtesy=courtesy),
                RecordedRebuild(
                    Rebuild(view, log, feed, databases.views, chunk=CHUNK, courtesy=courtesy), beheer, clock
                ),
                databases.views,
                log,
            )
            for view in (inzendingen, school)
        ),
    )


@asynccontextmanager
async def open_hub(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Hub]:
    """Open the data of a hub, brought up to date with this version. Closed with the block."""
    async with open_databases(settings) as databases:
        await migrations.migrate(databases.log, "log")
        await remake(databases.log, profielen())
        await migrations.migrate(databases.keys, "keys")
        hub = assemble(settings, databases, clock or SystemClock())
        await views.prepare(databases.views, (hub.inzendingen, hub.school), await hub.feed.head())
        yield hub
