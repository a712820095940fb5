"""A hub on either database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.eventlog.places import Place

from .hub import Hub


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    if request.param == "sqlite":
        made = Place("sqlite", str(tmp_path))
    else:
        made = Place("postgres", request.getfixturevalue("postgres_url"))
    yield made
    await made.close()


@pytest.fixture
async def hub(place: Place, tmp_path: Path) -> AsyncIterator[Hub]:
    made = Hub(place, tmp_path)
    await made.start()
    yield made
    await made.http.aclose()
