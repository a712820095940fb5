"""Append by the peer: many new aggregates in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from eventsourcing.application import Application

from benchmarks.peer.aanmelding import nieuw
from benchmarks.peer.environment import peer_environment
from tests.servers.postgres import PostgresServer


@contextmanager
def peer(backend: str, postgres: PostgresServer) -> Iterator[Callable[[int], None]]:
    """Gives a function that makes so many new aggregates and saves them in one transaction."""
    with peer_environment(backend, postgres) as env:
        application = Application[UUID](env=env)

        def save(amount: int) -> None:
            application.save(*(nieuw() for _ in range(amount)))

        yield save
        application.close()
