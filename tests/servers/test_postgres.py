"""The test servers themselves: a fresh database each, and what is committed outlives a kill."""

import socket
import threading

import asyncpg
import pytest

from tests.servers.postgres import GivenServer, PostgresServer, Unavailable, start_postgres
from tests.servers.postgres_local import LocalServer


def plain(url: str) -> str:
    return url.replace("+asyncpg", "", 1)


@pytest.mark.parametrize("attempt", [1, 2])
async def test_every_test_has_a_fresh_database(postgres_url: str, attempt: int) -> None:
    connection = await asyncpg.connect(plain(postgres_url))
    await connection.execute("CREATE TABLE here (n int)")
    assert await connection.fetchval("SHOW fsync") == "on"
    await connection.close()


@pytest.mark.faults
async def test_what_is_committed_outlives_a_kill(own_postgres_server: PostgresServer) -> None:
    with own_postgres_server.database() as url:
        connection = await asyncpg.connect(plain(url))
        await connection.execute("CREATE TABLE kept AS SELECT 1 AS n")

        own_postgres_server.restart("kill")
        own_postgres_server.restart()

        connection = await asyncpg.connect(plain(url))
        assert await connection.fetchval("SELECT n FROM kept") == 1
        await connection.close()


def test_a_given_server_is_used_and_left_alone(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAKEL_TEST_POSTGRES", postgres_server.url)
    given = start_postgres()
    assert isinstance(given, GivenServer)
    given.close()
    with postgres_server.database() as url:
        assert url.startswith("postgresql+asyncpg://")


def test_a_server_whose_port_was_taken_while_it_was_down_comes_back_when_it_is_free() -> None:
    try:
        server = LocalServer()
    except Unavailable as error:
        pytest.skip(str(error))
    server.stop()
    taken = socket.create_server(("127.0.0.1", server.address.port or 0))
    threading.Timer(0.5, taken.close).start()
    server.start()
    server.close()
