"""Deciding on submissions: facts, outcomes, holds and checkpoint, a batch a transaction."""

from uuid import uuid4

from benchmarks.figures import Figure, per_second
from benchmarks.stores import BACKENDS, Store, fresh_store
from contracts.regio import profielen
from eventlog.body import Actor, Body, encode_body
from eventlog.clock import SystemClock
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import NewEvent, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage.schema import checkpoints
from services.aanmelding import AANMELDING
from tests.servers.postgres import PostgresServer

_PUPILS = 500
_ROUNDS = 8
_PREFIX = "nl.passendonderwijs.aanmeldingen."
_STORY = (
    ("ontvangen.v1", {"ontvangstdatum": "2026-03-02", "vermoedenExtraOndersteuning": True}),
    ("aanvullinggevraagd.v1", {"datum": "2026-03-09"}),
    ("aanvullingontvangen.v1", {"datum": "2026-03-16"}),
    ("toegelaten.v1", {"datum": "2026-04-01"}),
)
_ACTOR = Actor(rol="lvs", organisatie="99AA00")


async def _submit(store: Store) -> None:
    """A year of 500 pupils who apply: four submissions each, in the order in which they are sent."""
    events = []
    dossiers = [uuid4() for _ in range(_PUPILS)]
    for name, data in _STORY:
        for dossier in dossiers:
            events.append(
                NewEvent(
                    topic=Topic.SUBMISSIONS, dossier=dossier, type=_PREFIX + name, regio="plein-013", id=str(uuid4()),
                    source="urn:nld:brin:99AA00:systeem:lvs", cause=uuid4(),
                    open=encode_body(Body(actor=_ACTOR, data={"school": "99AA00", **data})),
                )
            )  # fmt: skip
    async with store.log.database.transaction() as tx:
        await store.log.append(tx, events, 1_772_442_000_000_000)


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Submissions a second, median of rounds."""
    figures = []
    for backend in BACKENDS:
        async with fresh_store(backend, postgres) as store:
            processor = DecidingProcessor(AANMELDING(profielen()), store.log, SystemClock())
            runner = Runner(processor, LogFeed(store.log), store.log.database, checkpoints)
            for _ in range(_ROUNDS):
                await _submit(store)
            await runner.step()

            async def work(_: int, runner: Runner = runner) -> None:
                moved = 0
                while moved < _PUPILS * len(_STORY):
                    moved += await runner.step()

            speed = await per_second(_ROUNDS - 1, _PUPILS * len(_STORY), work)
        figures.append(Figure("decide (aanmelding), 512 a batch", backend, f"{speed:,.0f}/s"))
    return figures
