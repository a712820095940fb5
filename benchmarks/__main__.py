"""`python -m benchmarks [NAME …] [--events N]`: all of them, or those named (`NAMES`)."""

import argparse
import asyncio
import os
import platform

from benchmarks import (
    append,
    beginstand,
    decide,
    http,
    lag,
    leerlingenlijst,
    memory,
    project,
    rebuild,
    runners,
    termijnen,
)
from benchmarks.figures import Figure, show
from tests.servers.postgres import PostgresServer, start_postgres

NAMES = (
    "append", "decide", "project", "rebuild", "termijnen", "http", "beginstand", "lag", "runners", "leerlingenlijst",
    "memory",
)  # fmt: skip


async def _measure(name: str, postgres: PostgresServer, events: int) -> list[Figure]:
    match name:
        case "append":
            return await append.measure(postgres)
        case "decide":
            return await decide.measure(postgres)
        case "project":
            return await project.measure(postgres)
        case "rebuild":
            return await rebuild.measure(postgres)
        case "termijnen":
            return await termijnen.measure(postgres)
        case "http":
            return await http.measure(postgres)
        case "beginstand":
            return await beginstand.measure(postgres)
        case "lag":
            return await lag.measure(postgres)
        case "runners":
            return await runners.measure(postgres)
        case "leerlingenlijst":
            return await leerlingenlijst.measure(postgres)
        case _:
            return await memory.measure(postgres, events)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], default=list(NAMES))
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the log of each hub for `memory`")
    asked = parser.parse_args()
    postgres = start_postgres()
    try:
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, PostgreSQL: {postgres.origin}"
        for name in asked.names:
            show(f"{name} ({machine})", asyncio.run(_measure(name, postgres, asked.events)))
    finally:
        postgres.close()


if __name__ == "__main__":
    main()
