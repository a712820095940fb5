"""Every test that asks for a place runs twice: on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.eventlog.places import Place


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    if request.param == "sqlite":
        made = Place("sqlite", str(tmp_path))
    else:
        made = Place("postgres", request.getfixturevalue("postgres_url"))
    yield made
    await made.close()
