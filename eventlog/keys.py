"""Keys that seal text: one per dossier and key class, wrapped by a key-encryption key, in a store of their own."""

import base64
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from .database import Database
from .schema import sealing_keys

KeyName = tuple[UUID, str]
"""Dossier and key class."""

_NONCE: Final = 12
_REMEMBERED: Final = 100_000
_CHUNK: Final = 400


class KeyWrapper(Protocol):
    """Wraps keys for storage: the local file here, a key service elsewhere."""

    def wrap(self, key: bytes, name: KeyName) -> bytes:
        """Encrypt `key`, bound to its name."""

    def unwrap(self, wrapped: bytes, name: KeyName) -> bytes:
        """Decrypt. Raises cryptography.exceptions.InvalidTag for another name or wrapper."""


class LocalKeyFile:
    """A key-encryption key in a file of the hub's own (256 bits, base64, readable by the owner alone)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def open(cls, path: Path) -> "LocalKeyFile":
        """Read the file, made with a random key when it is not there. Raises ValueError when it is no such file."""
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "wb") as file:
                file.write(base64.b64encode(AESGCM.generate_key(256)))
                file.flush()
                os.fsync(file.fileno())
        key = base64.b64decode(path.read_bytes())
        if len(key) != 32:
            raise ValueError(f"{path} does not hold a key of 256 bits")
        return cls(key)

    def wrap(self, key: bytes, name: KeyName) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, key, _bound(name))

    def unwrap(self, wrapped: bytes, name: KeyName) -> bytes:
        return self._cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound(name))


def _bound(name: KeyName) -> bytes:
    return name[0].bytes + name[1].encode()


class SealingKeys:
    """The key store. Keys used last are kept in memory."""

    def __init__(self, database: Database, wrapper: KeyWrapper) -> None:
        self._database = database
        self._wrapper = wrapper
        self._seen: dict[KeyName, AESGCM] = {}

    async def for_sealing(self, names: Iterable[KeyName]) -> dict[KeyName, AESGCM]:
        """The key of each name, made where there is none. Committed when this returns."""
        wanted = list(dict.fromkeys(names))
        unknown = [name for name in wanted if name not in self._seen]
        if unknown:
            await self._load(unknown)
            new = [name for name in unknown if name not in self._seen]
            if new:
                await self._create(new)
        found = {name: self._seen[name] for name in wanted}
        self._forget_oldest()
        return found

    async def for_opening(self, names: Iterable[KeyName]) -> dict[KeyName, AESGCM]:
        """The keys that exist; a destroyed key is simply not there, and its text reads as a mask."""
        wanted = list(dict.fromkeys(names))
        unknown = [name for name in wanted if name not in self._seen]
        if unknown:
            await self._load(unknown)
        found = {name: self._seen[name] for name in wanted if name in self._seen}
        self._forget_oldest()
        return found

    async def _load(self, names: Collection[KeyName]) -> None:
        dossiers = list({dossier for dossier, _ in names})
        async with self._database.snapshot() as connection:
            for start in range(0, len(dossiers), _CHUNK):
                rows = await connection.execute(
                    select(sealing_keys).where(sealing_keys.c.dossier.in_(dossiers[start : start + _CHUNK]))
                )
                for row in rows:
                    name = (row.dossier, row.key_class)
                    self._seen[name] = AESGCM(self._wrapper.unwrap(row.wrapped, name))

    async def _create(self, names: Collection[KeyName]) -> None:
        rows = [
            {"dossier": name[0], "key_class": name[1], "wrapped": self._wrapper.wrap(AESGCM.generate_key(256), name)}
            for name in names
        ]
        async with self._database.transaction() as tx:
            # Another intake may make the same one at the same moment; whichever is kept is read back below.
            upsert = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
            await tx.execute(upsert(sealing_keys).on_conflict_do_nothing(index_elements=["dossier", "key_class"]), rows)
        await self._load(names)

    def _forget_oldest(self) -> None:
        while len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
