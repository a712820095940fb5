"""Which dossier a name stands for: a random id, mapped outside the log, so that the log names nobody (design §3)."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from eventlog.storage.database import Database
from eventlog.storage.schema import dossiers

DossierName = tuple[str, str]
"""The owner (a school's code, a region's) and the name it gave: its own opaque key; empty: the owner's own dossier."""

_REMEMBERED: Final = 10_000

# A list goes as one JSON parameter: one statement, prepared once, however long it is. On PostgreSQL a row at a time
# through the index, whatever the statistics say: a join may choose to read all dossiers of the region for a page.
_COLUMNS: Final = (dossiers.c.dossier, dossiers.c.owner, dossiers.c.name)
_FIND: Final = {
    "postgresql": text(
        "SELECT d.dossier, d.owner, d.name FROM json_to_recordset(CAST(:names AS json)) AS k(owner text, name text)"
        " CROSS JOIN LATERAL (SELECT * FROM dossiers WHERE owner = k.owner AND name = k.name LIMIT 1) AS d"
    ).columns(*_COLUMNS),
    "sqlite": text(
        "SELECT d.dossier, d.owner, d.name FROM json_each(:names) AS k JOIN dossiers AS d"
        " ON d.owner = json_extract(k.value, '$.owner') AND d.name = json_extract(k.value, '$.name')"
    ).columns(*_COLUMNS),
}


def own_dossier(owner: str) -> DossierName:
    """The dossier of an owner's own matters. No sender can give the empty name: a `subject` is never empty."""
    return owner, ""


def subject_of(name: DossierName) -> str:
    """What the owner calls this dossier: the key it gave, or itself by its own code."""
    owner, given = name
    return given or owner


class Dossiers:
    """The mapping table. For storing, the names seen last are kept in memory; who reads asks the table each time."""

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
        """The dossier of a name as it is now, None when the owner never used it or it is forgotten."""
        return (await self._load([name])).get(name)

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
        names = msgspec.json.encode([{"owner": owner, "name": name} for owner, name in wanted]).decode()
        async with self._database.snapshot() as connection:
            rows = await connection.execute(_FIND[self._database.dialect], {"names": names})
            return {(row.owner, row.name): row.dossier for row in rows}

    async def _create(self, names: Collection[DossierName]) -> None:
        # In one order: two that make the same ones would else wait for each other in a ring.
        rows = [{"dossier": uuid4(), "owner": owner, "name": name} for owner, name in sorted(names)]
        async with self._database.transaction() as tx:
            # Another intake may make the same one at the same moment; whose id wins is read back below.
            upsert = postgresql.insert if self._database.dialect == "postgresql" else sqlite.insert
            await tx.execute(upsert(dossiers).on_conflict_do_nothing(index_elements=["owner", "name"]), rows)
