"""The peer's projection over events that are there already."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.projection import ProjectionRunner

from benchmarks.peer.aanmelding import nieuw
from benchmarks.peer.environment import peer_environment
from benchmarks.peer.view import Inzendingen, Inzendingenview
from tests.servers.postgres import PostgresServer

_PATIENCE = 120.0


@contextmanager
def projecting_peer(postgres: PostgresServer) -> Iterator[Callable[[int], float]]:
    """Gives a function that saves so many new aggregates, and then returns the seconds until all are in the view."""
    with peer_environment("PostgreSQL", postgres) as env:
        application = Application[UUID](env=env)

        def project(amount: int) -> float:
            last = application.save(*(nieuw() for _ in range(amount)))[-1].notification.id
            with ProjectionRunner(
                application_class=Application[UUID], projection_class=Inzendingen, view_class=Inzendingenview, env=env
            ) as runner:
                started = perf_counter()  # connected, and subscribed
                runner.wait(last, timeout=_PATIENCE)  # until it is tracked, and so in the view; raises what it raised
                return perf_counter() - started

        yield project
        application.close()
