"""Wrong input: each a clear problem, with every fault at once, and nothing stored."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from eventlog.storage.database import Database
from tests.servers.postgres import PostgresServer

from ..hub import Hub


@pytest.fixture(scope="module")
def empty_postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """One for all: nothing is ever stored in it."""
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Database, Database]:
    if request.param == "sqlite":
        return Database.sqlite(tmp_path / "log.db"), Database.sqlite(tmp_path / "keys.db")
    url: str = request.getfixturevalue("empty_postgres_url")
    return Database.postgres(url, "log"), Database.postgres(url, "keys")


@pytest.fixture(autouse=True)
async def nothing_is_stored(hub: Hub) -> AsyncIterator[None]:
    yield
    assert await hub.stored() == []
    assert await hub.dossiers() == 0
