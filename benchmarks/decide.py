"""Deciding on submissions: facts, outcomes, holds and checkpoint in one transaction a batch; beside the peer."""

from itertools import count
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, times
from benchmarks.peer.decide import deciding_peer
from benchmarks.stores import BACKENDS, Store, fresh_store
from benchmarks.submissions import submit
from contracts.regio import profielen
from eventlog.clock import SystemClock
from eventlog.deciding.processor import DecidingProcessor
from eventlog.following.feed import LogFeed
from eventlog.following.processor import BATCH, Runner
from eventlog.storage.schema import checkpoints
from services.aanmelding import AANMELDING
from tests.servers.postgres import PostgresServer

_PUPILS = 500
_ROUNDS = 5
_PREFIX = "nl.passendonderwijs.aanmeldingen."
_STORY = (
    ("ontvangen.v1", {"ontvangstdatum": "2026-03-02", "vermoedenExtraOndersteuning": True}),
    ("aanvullinggevraagd.v1", {"datum": "2026-03-09"}),
    ("aanvullingontvangen.v1", {"datum": "2026-03-16"}),
    ("toegelaten.v1", {"datum": "2026-04-01"}),
)
_SUBMISSIONS = _PUPILS * len(_STORY)


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Submissions a second, median of rounds. A round: ours, the peer one at a time, the peer many together."""
    figures = []
    for backend in BACKENDS:
        ours, one, many = [], [], []
        async with fresh_store(backend, postgres) as store:
            processor = DecidingProcessor(AANMELDING(profielen()), store.log, SystemClock())
            runner = Runner(processor, LogFeed(store.log), store.log.database, checkpoints)
            pupils = count()
            with deciding_peer(backend, postgres) as decide:
                for _ in range(_ROUNDS + 1):
                    await _submit(store, pupils)
                    started = perf_counter()
                    while await runner.step():
                        pass  # also over the facts and outcomes that it made itself
                    decided = perf_counter()
                    decide(_PUPILS, 1)
                    done = perf_counter()
                    decide(_PUPILS, BATCH)
                    ours.append(_SUBMISSIONS / (decided - started))
                    one.append(_SUBMISSIONS / (done - decided))
                    many.append(_SUBMISSIONS / (perf_counter() - done))
            await _check(store)
        # The first round warms up.
        ours, one, many = ours[1:], one[1:], many[1:]
        figures += [
            Figure(f"decide (aanmelding), {BATCH} a batch: facts and outcomes", backend, f"{median(ours):,.0f}/s"),
            Figure("  peer: load, command, save; each its own transaction", backend, f"{median(one):,.0f}/s",
                   ratio=times(ours, one)),
            Figure(f"  peer: loaded one by one, {_PUPILS} saved together", backend, f"{median(many):,.0f}/s",
                   ratio=times(ours, many)),
        ]  # fmt: skip
    return figures


async def _submit(store: Store, numbers: "count[int]") -> None:
    """A year of 500 new pupils who apply: four submissions each, in the order in which they are sent."""
    pupils = [f"leerling-{next(numbers)}" for _ in range(_PUPILS)]
    for name, data in _STORY:
        await submit(store, pupils, _PREFIX + name, data)


async def _check(store: Store) -> None:
    """Each was accepted: a fact and an outcome beside every submission."""
    async with store.log.database.snapshot() as connection:
        head = await store.log.head(connection)
    if head != 3 * _SUBMISSIONS * (_ROUNDS + 1):
        raise RuntimeError(f"the log has {head} events")
