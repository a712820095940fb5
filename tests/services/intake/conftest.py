"""A hub on either database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from eventlog.storage.database import Database

from .hub import Hub


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Database, Database]:
    """Of the log and of the keys."""
    if request.param == "sqlite":
        return Database.sqlite(tmp_path / "log.db"), Database.sqlite(tmp_path / "keys.db")
    url: str = request.getfixturevalue("postgres_url")
    return Database.postgres(url, "log"), Database.postgres(url, "keys")


@pytest.fixture
async def hub(databases: tuple[Database, Database], tmp_path: Path) -> AsyncIterator[Hub]:
    made = Hub(*databases, tmp_path)
    await made.create()
    yield made
    await made.receiver.drain()
    for database in databases:
        await database.close()


@pytest.fixture
async def sqlite_hub(tmp_path: Path) -> AsyncIterator[Hub]:
    made = Hub(Database.sqlite(tmp_path / "log.db"), Database.sqlite(tmp_path / "keys.db"), tmp_path)
    await made.create()
    yield made
    await made.receiver.drain()
    await made.log.database.close()
    await made.keys.close()
