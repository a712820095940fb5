"""The peer: PyPI package `eventsourcing` in library mode, storing events of the same size, encrypted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.cryptography import AESCipher
from eventsourcing.domain import Aggregate, event
from sqlalchemy.engine import make_url

from tests.servers.postgres import PostgresServer

_TEXT = "Deze verzonnen tekst staat voor wat een school over een leerling schrijft. " * 10


class Aanmelding(Aggregate):
    """The peer's aggregate: one per pupil."""

    @event("Ontvangen")
    def __init__(self, school: str, ontvangstdatum: str, leerjaar: int, tekst: str) -> None:
        self.school = school
        self.ontvangstdatum = ontvangstdatum
        self.leerjaar = leerjaar
        self.tekst = tekst


@contextmanager
def peer(postgres: PostgresServer) -> Iterator[Callable[[int], None]]:
    """Gives a function that makes so many new aggregates and saves them in one transaction."""
    with postgres.database() as url:
        address = make_url(url)
        application = Application[UUID](
            env={
                "PERSISTENCE_MODULE": "eventsourcing.postgres",
                "POSTGRES_DBNAME": str(address.database),
                "POSTGRES_HOST": str(address.host),
                "POSTGRES_PORT": str(address.port),
                "POSTGRES_USER": str(address.username),
                "POSTGRES_PASSWORD": str(address.password or "-"),
                "CIPHER_TOPIC": "eventsourcing.cryptography:AESCipher",
                "CIPHER_KEY": AESCipher.create_key(32),
                "ORIGINATOR_ID_TYPE": "uuid",
            }
        )

        def save(amount: int) -> None:
            application.save(*(Aanmelding("99AA00", "2026-03-02", 5, _TEXT) for _ in range(amount)))

        yield save
        application.close()
