"""A region that has been in the hub for a year: put in the log as the hub would have it, and its school view made."""

import os
from collections.abc import Mapping
from itertools import cycle, islice
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from contracts.codes import Bewaarklasse
from eventlog.dossiers import DossierName
from eventlog.events import NewEvent
from eventlog.sealing.seal import SealedPart, seal
from eventlog.views import registry
from eventlog.views.rebuild import Rebuild
from schakel.hub import Hub
from tests.projections.schoollog import SCHOOLS, Pupil, append_years, pupils_in

_CLASS = Bewaarklasse.LEERLINGDOSSIER.value


async def settle_region(hub: Hub, events: int) -> dict[DossierName, UUID]:
    """Pupils with so many facts and signals among them; all that follows the log has done with these."""
    names = [(school, f"leerling-{n:05}") for n, school in enumerate(islice(cycle(SCHOOLS), pupils_in(events)))]
    dossiers = await hub.dossiers.resolve(names)
    keys = await hub.keys.for_sealing((dossier, _CLASS) for dossier in dossiers.values())

    def sealing(event: NewEvent, fields: Mapping[str, Any]) -> bytes:
        return seal(
            keys[event.dossier, _CLASS], os.urandom(12), _CLASS,
            source=event.source, id_=event.id, type_=event.type, part=SealedPart(bytes(32), dict(fields)),
        )  # fmt: skip

    await append_years(hub.log, [Pupil(dossiers[name], name[0]) for name in names], sealing)
    rebuild = Rebuild(hub.school, hub.log, hub.feed, hub.databases.views)
    known, _ = await rebuild.begin()
    await rebuild.run(known)
    await rebuild.clean_up()
    head = await hub.feed.head()
    for runner in hub.runners:
        async with runner.database.transaction() as tx:
            await runner.checkpoint.move(tx, await runner.checkpoint.lock(tx), head)
    return dossiers


async def lose_from_view(hub: Hub, dossier: UUID) -> None:
    """As a fault in the hub might: what answers does not show this pupil, and what is made from the log will."""
    async with hub.databases.views.transaction() as tx:
        generation = await hub.school.generation(tx)
        for template in hub.school.projection.tables:
            table = generation.table(template)
            await tx.execute(delete(table).where(table.columns[0] == dossier))


async def as_of_another_version(hub: Hub) -> None:
    """The hub that starts next finds a view that it would make otherwise."""
    async with hub.databases.views.transaction() as tx:
        mine = registry.generations.c.name == hub.school.projection.name
        await tx.execute(update(registry.generations).where(mine).values(fingerprint="of another version"))
