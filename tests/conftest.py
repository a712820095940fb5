"""What all tests share: servers, the size of the fault tests, how Hypothesis searches."""

import os
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import settings

from tests.servers.postgres import PostgresServer, Unavailable, start_postgres

# Everyday runs search little and the same every time; `full` searches at random, and longer.
settings.register_profile("default", derandomize=True, max_examples=40, deadline=None, database=None)
settings.register_profile("full", max_examples=1_000, deadline=None, print_blob=True)
settings.load_profile("default")


class FaultsSize(NamedTuple):
    """How hard the fault tests try."""

    name: str
    kills: int
    events: int


SIZES = {s.name: s for s in (FaultsSize("small", 3, 2_000), FaultsSize("full", 20, 50_000))}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faults", choices=list(SIZES), default="small", help="size of the fault tests (small)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--faults") == "full" and not config.getoption("--hypothesis-profile"):
        settings.load_profile("full")


@pytest.fixture(scope="session")
def faults_size(pytestconfig: pytest.Config) -> FaultsSize:
    return SIZES[pytestconfig.getoption("--faults")]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One durable server for the whole run."""
    server = _started(own=False)
    yield server
    server.close()


@pytest.fixture
def own_postgres_server() -> Iterator[PostgresServer]:
    """A server of the test's own, which it may stop, kill and start."""
    server = _started(own=True)
    yield server
    server.close()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh database: `postgresql+asyncpg://…`."""
    with postgres_server.database() as url:
        yield url


def _started(*, own: bool) -> PostgresServer:
    try:
        return start_postgres(own=own)
    except Unavailable as error:
        reason = str(error)
    # Skipping may hide something: not in CI.
    if os.environ.get("SCHAKEL_TEST_SERVERS") == "required":
        pytest.fail(f"SCHAKEL_TEST_SERVERS=required, but {reason}", pytrace=False)
    pytest.skip(reason)
