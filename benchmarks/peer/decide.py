"""Deciding by the peer: a year of aanmeldingen through an application's repository."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from eventsourcing.application import Application

from benchmarks.peer.aanmelding import TEXT, Aanmelding, nieuw
from benchmarks.peer.environment import peer_environment
from tests.servers.postgres import PostgresServer

Decide = Callable[[int, int], None]
"""Takes so many pupils through their four steps, saving so many aggregates in one transaction."""

_STEPS: tuple[Callable[[Aanmelding], None], ...] = (
    lambda aanmelding: aanmelding.vraag_aanvulling("2026-03-09", TEXT),
    lambda aanmelding: aanmelding.ontvang_aanvulling("2026-03-16", TEXT),
    lambda aanmelding: aanmelding.laat_toe("2026-04-01", TEXT),
)


@contextmanager
def deciding_peer(backend: str, postgres: PostgresServer) -> Iterator[Decide]:
    """The first step makes the aggregate; each later one loads it from the repository, runs a command and saves.

    There is no call that loads many aggregates: they are loaded one by one, however many are saved together.
    """
    with peer_environment(backend, postgres) as env:
        application = Application[UUID](env=env)

        def decide(pupils: int, together: int) -> None:
            ids: list[UUID] = []
            for start in range(0, pupils, together):
                new = [nieuw() for _ in range(min(together, pupils - start))]
                application.save(*new)
                ids += [aanmelding.id for aanmelding in new]
            for step in _STEPS:
                for start in range(0, pupils, together):
                    loaded: list[Aanmelding] = [
                        application.repository.get(id_) for id_ in ids[start : start + together]
                    ]
                    for aanmelding in loaded:
                        step(aanmelding)
                    application.save(*loaded)

        yield decide
        application.close()
