"""A PostgreSQL for the tests: the one given, else a container, else local processes (docs/development.md)."""

import os
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

OLDEST = 15
GIVEN = "SCHAKEL_TEST_POSTGRES"
StopMode = Literal["fast", "immediate", "kill"]


class Unavailable(Exception):
    """This way of getting a server does not work here; the text says why."""


class PostgresServer(ABC):
    """A running server. `address` names its maintenance database and a role that may create databases."""

    address: URL
    origin: str

    @property
    def url(self) -> str:
        return _text(self.address)

    @abstractmethod
    def start(self) -> None:
        """Start again after `stop`, on the same port and data; returns when it answers."""

    @abstractmethod
    def stop(self, mode: StopMode = "fast") -> None:
        """Stop, breaking open connections.

        `fast` writes down what is in memory, `immediate` leaves that to recovery at the next start, and `kill` gives
        no process of it time for anything (SIGKILL).
        """

    @abstractmethod
    def close(self) -> None:
        """Stop and leave nothing behind."""

    def restart(self, mode: StopMode = "fast") -> None:
        self.stop(mode)
        self.start()

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a fresh database. Dropped afterwards, whoever is still connected."""
        name = f"test_{uuid4().hex[:16]}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
        try:
            yield _text(self.address.set(database=name))
        finally:
            self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)

    def wait(self, seconds: float = 60) -> None:
        """Until it answers; Unavailable when it is too old or does not."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                with self._connect() as connection:
                    version = connection.info.server_version // 10_000
                break
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or not self._may_still_answer():
                    raise Unavailable(f"{self.origin} does not answer: {error}") from error
                time.sleep(0.05)
        if version < OLDEST:
            raise Unavailable(f"{self.origin} is version {version}; {OLDEST} or newer is needed")

    def _may_still_answer(self) -> bool:
        """False as soon as waiting has become useless."""
        return True

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        plain = self.address.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(plain, autocommit=True, connect_timeout=5)

    def _run(self, statement: sql.SQL, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(statement.format(*map(sql.Identifier, names)))


class GivenServer(PostgresServer):
    """Somebody else's server: it is used, never stopped."""

    def __init__(self, url: str) -> None:
        self.address = make_url(url).set(drivername="postgresql+asyncpg")
        self.origin = f"{GIVEN} ({self.address.render_as_string()})"
        try:
            self.wait(seconds=5)
        except Unavailable as error:  # asked for by name: another one would hide the mistake
            raise RuntimeError(str(error)) from error

    def start(self) -> None:
        raise NotImplementedError("a given server is not ours to start; use the fixture own_postgres_server")

    def stop(self, mode: StopMode = "fast") -> None:
        raise NotImplementedError("a given server is not ours to stop; use the fixture own_postgres_server")

    def close(self) -> None:
        pass


def start_postgres(*, fsync: bool = True, own: bool = False) -> PostgresServer:
    """The first server that can be had. `own`: one that may be stopped and killed, so not a given one.

    Durability is what many tests are about: `fsync=False` is for those that only want to be fast.
    """
    from tests.servers.postgres_docker import DockerServer
    from tests.servers.postgres_local import LocalServer

    given = os.environ.get(GIVEN)
    if given and not own:
        return GivenServer(given)
    reasons = []
    for kind in (DockerServer, LocalServer):
        try:
            return kind(fsync=fsync)
        except Unavailable as error:
            reasons.append(str(error))
    raise Unavailable("no PostgreSQL: " + "; ".join(reasons))


def server_settings(*, fsync: bool) -> list[str]:
    """Command-line settings that the container and the local processes share."""
    settings = {"max_connections": "200"}
    if not fsync:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _text(address: URL) -> str:
    return address.render_as_string(hide_password=False)
