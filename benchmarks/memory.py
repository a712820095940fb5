"""Memory of a whole hub while a million events go through it. `--events` sets how many."""

import msgspec

from benchmarks.figures import Figure
from benchmarks.http import REGIO, SCHOOLS
from benchmarks.hub import running_hub
from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.store import EventLog
from schakel.client import BATCH, HubClient
from schakel.databases import open_databases
from schakel.simulatie import simuleer
from tests.servers.postgres import PostgresServer

_STEPS = 10


async def measure(postgres: PostgresServer, events: int) -> list[Figure]:
    """Resident memory after each tenth of the events in the log: a region's years, and what follows from them."""
    sizes: list[int] = []
    async with running_hub("SQLite", postgres) as hub, open_databases(hub.settings) as databases:
        log = EventLog(databases.log)
        stories = simuleer(profielen()[REGIO], aantal=events, seed=5, tot=day_of(SystemClock().now()))
        async with HubClient.open(hub.url, hub.token(SCHOOLS, REGIO)) as client:
            head = 0
            while head < events:
                for _ in range(20):
                    await client.send([msgspec.json.encode(next(stories).gebeurtenis) for _ in range(BATCH)])
                async with databases.log.snapshot() as connection:
                    head = await log.head(connection)
                if head * _STEPS >= events * (len(sizes) + 1):
                    sizes.append(hub.memory())
    megabytes = [f"{size / 2**20:.0f}" for size in sizes]
    ratio = sizes[-1] / sizes[len(sizes) // 2]
    what = f"memory of the hub over {head:,} events (MB, each tenth)"
    return [Figure(what, "SQLite", " ".join(megabytes), "flat", f"end / middle {ratio:.2f}")]
