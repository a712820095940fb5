from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .hub import Hub, database


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    gekozen: str = request.param
    return gekozen


@pytest.fixture
def log_url(backend: str, request: pytest.FixtureRequest) -> str | None:
    """Of the fresh PostgreSQL database, where the test runs on that."""
    return request.getfixturevalue("postgres_url") if backend == "postgres" else None


@pytest.fixture
async def hub(backend: str, log_url: str | None, tmp_path: Path) -> AsyncIterator[Hub]:
    hub = Hub(database(backend, tmp_path, log_url))
    await hub.maak()
    yield hub
    await hub.sluit()


@pytest.fixture
async def kalenderhub(backend: str, log_url: str | None, tmp_path: Path) -> AsyncIterator[Hub]:
    hub = Hub(database(backend, tmp_path, log_url), database(backend, tmp_path, log_url, "keys"))
    await hub.maak()
    yield hub
    await hub.sluit()
