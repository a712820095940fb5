"""Where an application of the peer stores its events, in the form in which it takes that: environment variables."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.cryptography import AESCipher
from sqlalchemy.engine import make_url

from tests.servers.postgres import PostgresServer


@contextmanager
def peer_environment(backend: str, postgres: PostgresServer) -> Iterator[dict[str, str]]:
    """Of a fresh database on this backend, gone afterwards. SQLite: a file, in WAL mode, as the peer makes it."""
    cipher = {
        "CIPHER_TOPIC": "eventsourcing.cryptography:AESCipher",
        "CIPHER_KEY": AESCipher.create_key(32),
        "ORIGINATOR_ID_TYPE": "uuid",
    }
    if backend == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "peer.db")
            yield {**cipher, "PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": file}
        return
    with postgres.database() as url:
        address = make_url(url)
        yield {
            **cipher,
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(address.database),
            "POSTGRES_HOST": str(address.host),
            "POSTGRES_PORT": str(address.port),
            "POSTGRES_USER": str(address.username),
            "POSTGRES_PASSWORD": str(address.password or "-"),
        }
