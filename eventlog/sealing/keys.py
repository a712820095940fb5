"""Keys that seal text: one per dossier and key class, wrapped by a key-encryption key, in a store of their own."""

import base64
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.dossiers import DossierName
from eventlog.storage.database import Database
from eventlog.storage.schema import sealing_keys

KeyName = tuple[UUID, str]
"""Dossier and key class."""

_NONCE: Final = 12
_REMEMBERED: Final = 10_000
_UNUSABLE: Final = (InvalidTag, ValueError)  # ValueError: not even as long as a wrapped key is

# A list goes as one JSON parameter: one statement, prepared once, however long it is. On PostgreSQL a row at a time
# through the index, whatever the statistics say: a join may choose to read all dossiers of the region for a page.
_COLUMNS: Final = tuple(sealing_keys.columns)
_FIND: Final = {
    "postgresql": text(
        "SELECT s.dossier, s.key_class, s.wrapped FROM json_array_elements_text(CAST(:dossiers AS json)) AS k(id)"
        " CROSS JOIN LATERAL (SELECT * FROM sealing_keys WHERE dossier = CAST(k.id AS uuid) OFFSET 0) AS s"
    ).columns(*_COLUMNS),
    "sqlite": text(
        "SELECT s.dossier, s.key_class, s.wrapped FROM json_each(:dossiers) AS k"
        " JOIN sealing_keys AS s ON s.dossier = k.value"
    ).columns(*_COLUMNS),
}

_HOLDERS: Final = {
    "postgresql": text(
        "SELECT d.owner, d.name, s.wrapped"
        " FROM json_each_text(CAST(:asked AS json)) WITH ORDINALITY AS k(id, class, place)"
        " LEFT JOIN LATERAL (SELECT owner, name FROM dossiers WHERE dossier = CAST(k.id AS uuid) LIMIT 1) AS d ON TRUE"
        " LEFT JOIN LATERAL (SELECT wrapped FROM sealing_keys WHERE dossier = CAST(k.id AS uuid)"
        " AND key_class = k.class LIMIT 1) AS s ON TRUE ORDER BY k.place"
    ),
    "sqlite": text(
        "SELECT d.owner, d.name, s.wrapped FROM json_each(:asked) AS k LEFT JOIN dossiers AS d ON d.dossier = k.key"
        " LEFT JOIN sealing_keys AS s ON s.dossier = k.key AND s.key_class = k.value ORDER BY k.id"
    ),
}


class Holder(NamedTuple):
    """Of whom a dossier is. `name`: None once forgotten. `key`: None where it is destroyed, or of no use (`broken`)."""

    name: DossierName | None
    key: AESGCM | None
    broken: bool


class BrokenKeys(ValueError):
    """Stored keys that do not unwrap: changed, or wrapped by another key file.

    `broken`: those among what was asked. `sound`: the others, for who can go on with these.
    """

    def __init__(self, broken: frozenset[KeyName], sound: dict[KeyName, AESGCM]) -> None:
        super().__init__(f"{len(broken)} sealing keys do not unwrap")
        self.broken = broken
        self.sound = sound


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
        if not path.exists():
            _make_key_file(path)
        key = base64.b64decode(path.read_bytes())
        if len(key) != 32:
            raise ValueError(f"{path} does not hold a key of 256 bits")
        return cls(key)

    def wrap(self, key: bytes, name: KeyName) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, key, _bound(name))

    def unwrap(self, wrapped: bytes, name: KeyName) -> bytes:
        return self._cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound(name))


def _make_key_file(path: Path) -> None:
    """Appears whole or not at all, whoever else makes one and whenever it is interrupted."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # for the owner alone
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(AESGCM.generate_key(256)))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _bound(name: KeyName) -> bytes:
    return name[0].bytes + name[1].encode()


class SealingKeys:
    """The key store. For sealing, keys used last are kept in memory; for opening it is asked each time.

    So a key that was destroyed, by whatever process, opens nothing from that moment on.
    """

    def __init__(self, database: Database, wrapper: KeyWrapper) -> None:
        self._database = database
        self._wrapper = wrapper
        self._seen: dict[KeyName, AESGCM] = {}

    async def for_sealing(self, names: Iterable[KeyName]) -> dict[KeyName, AESGCM]:
        """The key of each name, made where there is none. Committed when this returns.

        Raises BrokenKeys where one is there that does not unwrap; the others are made all the same.
        """
        wanted = list(names)
        found, broken = await self._find(wanted)
        if new := {name for name in wanted if name not in found and name not in broken}:
            await self._create(new)
            made, broken_now = await self._find(new)
            found.update(made)
            broken |= broken_now
        return _all_sound(found, broken)

    async def for_opening(self, names: Iterable[KeyName]) -> dict[KeyName, AESGCM]:
        """The keys that exist; a destroyed key is simply not there, and its text reads as a mask.

        Raises BrokenKeys where one is there that does not unwrap.
        """
        wanted = set(names)
        loaded, broken = await self._load({dossier for dossier, _ in wanted})
        return _all_sound({name: key for name, key in loaded.items() if name in wanted}, broken & wanted)

    async def holders(self, asked: Mapping[UUID, str | None]) -> dict[UUID, Holder]:
        """What the owner of each dossier calls it, and its key of the class asked for, as both are now."""
        wanted = msgspec.json.encode({dossier.hex: key_class for dossier, key_class in asked.items()}).decode()
        async with self._database.snapshot() as connection:
            rows = (await connection.execute(_HOLDERS[self._database.dialect], {"asked": wanted})).all()
        return {
            dossier: self._holder(dossier, key_class, *row)
            for (dossier, key_class), row in zip(asked.items(), rows, strict=True)
        }

    def _holder(
        self, dossier: UUID, key_class: str | None, owner: str | None, name: str | None, wrapped: bytes | None
    ) -> Holder:
        called = None if owner is None or name is None else (owner, name)
        if key_class is None or wrapped is None:
            return Holder(called, None, False)
        try:
            return Holder(called, self._unwrapped(wrapped, (dossier, key_class)), False)
        except _UNUSABLE:
            return Holder(called, None, True)

    async def _find(self, names: Iterable[KeyName]) -> tuple[dict[KeyName, AESGCM], set[KeyName]]:
        # Taken out of memory before anything is awaited: another caller may push them out.
        found: dict[KeyName, AESGCM] = {}
        missing: set[KeyName] = set()
        for name in names:
            key = self._seen.get(name)
            if key is None:
                missing.add(name)
            else:
                found[name] = key
        broken: set[KeyName] = set()
        if missing:
            loaded, not_loaded = await self._load({dossier for dossier, _ in missing})
            broken = missing & not_loaded
            found.update({name: loaded[name] for name in missing if name in loaded})
            self._seen.update(loaded)
            while len(self._seen) > _REMEMBERED:
                del self._seen[next(iter(self._seen))]
        return found, broken

    async def _load(self, of: Collection[UUID]) -> tuple[dict[KeyName, AESGCM], set[KeyName]]:
        dossiers = msgspec.json.encode([dossier.hex for dossier in of]).decode()
        loaded: dict[KeyName, AESGCM] = {}
        broken: set[KeyName] = set()
        async with self._database.snapshot() as connection:
            for row in await connection.execute(_FIND[self._database.dialect], {"dossiers": dossiers}):
                name = (row.dossier, row.key_class)
                try:
                    loaded[name] = self._unwrapped(row.wrapped, name)
                except _UNUSABLE:
                    broken.add(name)
        return loaded, broken

    def _unwrapped(self, wrapped: bytes, name: KeyName) -> AESGCM:
        return AESGCM(self._wrapper.unwrap(wrapped, name))

    async def _create(self, names: Collection[KeyName]) -> None:
        rows = [
            {"dossier": name[0], "key_class": name[1], "wrapped": self._wrapper.wrap(AESGCM.generate_key(256), name)}
            for name in sorted(names)  # two that make the same ones would else wait for each other in a ring
        ]
        async with self._database.transaction() as tx:
            # Another intake may make the same one at the same moment; whichever is kept is read back below.
            upsert = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
            await tx.execute(upsert(sealing_keys).on_conflict_do_nothing(index_elements=["dossier", "key_class"]), rows)


def _all_sound(found: dict[KeyName, AESGCM], broken: set[KeyName]) -> dict[KeyName, AESGCM]:
    if broken:
        raise BrokenKeys(frozenset(broken), found)
    return found
