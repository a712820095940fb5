"""The peer's server, run by uvicorn in a process of its own, on either backend."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.engine import URL

from benchmarks.peer.environment import peer_environment
from benchmarks.peer.server import VIEW
from benchmarks.server import Server, started
from tests.servers.ports import free_port
from tests.servers.postgres import PostgresServer


@dataclass(frozen=True)
class RunningPeer:
    """The server, and the peer's variables that say where it stores."""

    server: Server
    environment: dict[str, str]

    @property
    def url(self) -> URL:
        """Of its database in PostgreSQL."""
        given = self.environment
        return URL.create(
            "postgresql+asyncpg", given["POSTGRES_USER"], given["POSTGRES_PASSWORD"],
            given["POSTGRES_HOST"], int(given["POSTGRES_PORT"]), given["POSTGRES_DBNAME"],
        )  # fmt: skip


@asynccontextmanager
async def running_peer(backend: str, postgres: PostgresServer, *, view: bool = False) -> AsyncIterator[RunningPeer]:
    """Started and ready; stopped gracefully afterwards, its data gone. `view`: with the peer's projection."""
    with peer_environment(backend, postgres) as environment:
        port = free_port()
        async with started(
            "uvicorn", "--factory", "benchmarks.peer.server:create", "--port", str(port), "--no-access-log",
            "--log-level", "warning",
            url=f"http://127.0.0.1:{port}", ready="/readyz",
            environment={**environment, VIEW: "1"} if view else environment, headers={},
        ) as server:  # fmt: skip
            yield RunningPeer(server, environment)
