"""Where the hubs of these tests keep their data."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port

NewHub = Callable[[], HubProcess]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """None: SQLite, in the data folder."""
    if request.param == "sqlite":
        return None
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def new_hub(database_url: str | None, tmp_path: Path) -> Iterator[NewHub]:
    """Makes hubs that share their data. None of them outlives the test."""
    made: list[HubProcess] = []

    def make() -> HubProcess:
        environment = {
            "SCHAKEL_DATA": str(tmp_path / "hub"), "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error",
        }  # fmt: skip
        if database_url is not None:
            environment["SCHAKEL_DATABASE_URL"] = database_url
        made.append(HubProcess(environment))
        return made[-1]

    yield make
    for process in made:
        process.end()
