"""A running hub of its own, as a user starts it: `schakel serve`, on either backend."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks.events import REGIO, SCHOOLS
from benchmarks.server import Server, started
from contracts.codes import Rol
from schakel.settings import Settings
from schakel.tokens import sign_token
from tests.servers.ports import free_port
from tests.servers.postgres import PostgresServer


@dataclass(frozen=True)
class RunningHub:
    """The server, and the settings it runs with. Its headers carry a token of an LVS that acts for all schools."""

    server: Server
    settings: Settings
    token: str


@asynccontextmanager
async def running_hub(backend: str, postgres: PostgresServer) -> AsyncIterator[RunningHub]:
    """Started and ready; stopped gracefully afterwards, its data gone."""
    with tempfile.TemporaryDirectory() as folder, postgres.database() as url:
        environment = {"SCHAKEL_DATA": folder, "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "warning"}
        if backend == "PostgreSQL":
            environment["SCHAKEL_DATABASE_URL"] = url
        settings = Settings.read(environment)
        token = sign_token(
            settings, datetime.now(UTC), timedelta(hours=2),
            rol=Rol.LVS, organisatie="meting", namens=SCHOOLS, regio=REGIO,
        )  # fmt: skip
        async with started(
            "schakel", "serve", url=f"http://127.0.0.1:{settings.port}", ready="/readyz",
            environment=environment, headers={"Authorization": f"Bearer {token}"},
        ) as server:  # fmt: skip
            yield RunningHub(server, settings, token)
