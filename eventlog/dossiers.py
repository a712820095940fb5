"""Which dossier an owner's name stands for: a random id, mapped outside the log, so that the log names nobody (design §3)."""

from collections.abc import Collection
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
        unknown = [name for name in dict.fromkeys(names) if name not in self._seen]
        if unknown:
            await self._find(unknown)
            new = [name for name in unknown if name not in self._seen]
            if new:
                await self._create(new)
        found = {name: self._seen[name] for name in names}
        while len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return found

    async def find(self, name: DossierName) -> UUID | None:
        """The dossier of a name, None when the owner never used it."""
        if name not in self._seen:
            await self._find([name])
        return self._seen.get(name)

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

    async def _find(self, names: Collection[DossierName]) -> None:
        wanted = list(names)
        async with self._database.snapshot() as connection:
            for start in range(0, len(wanted), _CHUNK):
                rows = await connection.execute(
                    select(dossiers).where(
                        tuple_(dossiers.c.owner, dossiers.c.name).in_(wanted[start : start + _CHUNK])
                    )
                )
                self._seen.update({(row.owner, row.name): row.dossier for row in rows})

    async def _create(self, names: Collection[DossierName]) -> None:
        made = {name: uuid4() for name in names}
        rows = [{"dossier": id_, "owner": name[0], "name": name[1]} for name, id_ in made.items()]
        async with self._database.transaction() as tx:
            # Another intake may make the same one at the same moment; whose id wins is read back below.
            upsert = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
            await tx.execute(upsert(dossiers).on_conflict_do_nothing(index_elements=["owner", "name"]), rows)
        await self._find(names)
