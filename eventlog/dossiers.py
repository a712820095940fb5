"""Which dossier a name stands for: a random id, mapped outside the log, so that the log names nobody (design §3)."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from .database import Database
from .schema import dossiers

DossierName = tuple[str, str]
"""The owner (a school's code, a region's) and the name it gave: its own opaque key."""

_REMEMBERED: Final = 100_000
_CHUNK: Final = 400


class Dossiers:
    """The mapping table, with the names seen last kept in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[DossierName, UUID] = {}

    async def resolve(self, names: Collection[DossierName]) -> dict[DossierName, UUID]:
        """The dossier of each name, made where the name is new. Committed when this returns."""
        found = await self._find(names)
        new = [name for name in dict.fromkeys(names) if name not in found]
        if new:
            await self._create(new)
            found.update(await self._find(new))
        return found

    async def find(self, name: DossierName) -> UUID | None:
        """The dossier of a name, None when the owner never used it."""
        return (await self._find([name])).get(name)

    async def names(self, ids: Collection[UUID]) -> dict[UUID, DossierName]:
        """What the owners call these dossiers; those forgotten are left out."""
        found: dict[UUID, DossierName] = {}
        wanted = list(ids)
        async with self._database.snapshot() as connection:
            for start in range(0, len(wanted), _CHUNK):
                rows = await connection.execute(
                    select(dossiers).where(dossiers.c.dossier.in_(wanted[start : start + _CHUNK]))
                )
                found.update({row.dossier: (row.owner, row.name) for row in rows})
        return found

    async def _find(self, names: Collection[DossierName]) -> dict[DossierName, UUID]:
        # Taken out of memory before anything is awaited: another caller may push them out.
        found = {name: self._seen[name] for name in names if name in self._seen}
        wanted = [name for name in dict.fromkeys(names) if name not in found]
        if wanted:
            loaded = await self._load(wanted)
            found.update(loaded)
            self._seen.update(loaded)
            while len(self._seen) > _REMEMBERED:
                del self._seen[next(iter(self._seen))]
        return found

    async def _load(self, wanted: Sequence[DossierName]) -> dict[DossierName, UUID]:
        loaded: dict[DossierName, UUID] = {}
        async with self._database.snapshot() as connection:
            for start in range(0, len(wanted), _CHUNK):
                rows = await connection.execute(
                    select(dossiers).where(
                        tuple_(dossiers.c.owner, dossiers.c.name).in_(wanted[start : start + _CHUNK])
                    )
                )
                loaded.update({(row.owner, row.name): row.dossier for row in rows})
        return loaded

    async def _create(self, names: Collection[DossierName]) -> None:
        # In one order: two that make the same ones would else wait for each other in a ring.
        rows = [{"dossier": uuid4(), "owner": owner, "name": name} for owner, name in sorted(names)]
        async with self._database.transaction() as tx:
            # Another intake may make the same one at the same moment; whose id wins is read back below.
            upsert = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
            await tx.execute(upsert(dossiers).on_conflict_do_nothing(index_elements=["owner", "name"]), rows)
