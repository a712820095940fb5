"""Where a view stands, as its own database tells: read by whoever wants to know, in any process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from eventlog.storage.database import Database
from eventlog.storage.only_one import is_held
from eventlog.store import EventLog
from eventlog.views import registry
from eventlog.views.progress import ViewProgress
from eventlog.views.rebuild import lock_name
from eventlog.views.registry import Known, Stage
from eventlog.views.view import View


@dataclass(frozen=True, slots=True)
class ViewStatus:
    """`generation`: which answers, None where none does; `position`: how far it has read; `behind`: events it has not
    looked at. `building`: the one that is being made, of which about `built` of its `upto` events are in it, and
    `running` whether anybody is at it. `ready`: it waits for a hub of its version to start.
    """

    name: str
    generation: int | None
    position: int
    behind: int
    building: Known | None
    built: int
    running: bool
    ready: bool


async def status_of(view: View[Any], views: Database, log: EventLog) -> ViewStatus:
    """Of one view."""
    name = view.projection.name
    progress = ViewProgress(view, views, log)
    head = await progress.head()
    async with views.snapshot() as connection:
        found = await registry.known(connection, name)
        at = registry.checkpoints.c
        positions = {row.processor: row.position for row in await connection.execute(select(at.processor, at.position))}
    position = positions.get(name, 0)
    answering = registry.answering(found)
    building = next((one for one in reversed(found) if one.building), None)
    built = 0 if building is None else _built(building, positions)
    running = building is not None and await is_held(views, lock_name(name))
    return ViewStatus(
        name=name,
        generation=None if answering is None else answering.number,
        position=position,
        behind=0 if await progress.reached(head) else head - position,
        building=building,
        built=built,
        running=running,
        ready=not running and building is not None and _waits(building, built, answering),
    )


def _waits(one: Known, built: int, answering: Known | None) -> bool:
    done = one.stage is Stage.FOLLOWING and built >= one.upto
    return done and answering is not None and answering.fingerprint != one.fingerprint


def _built(one: Known, positions: Mapping[str, int]) -> int:
    return one.filled if one.stage is Stage.FILLING else min(one.upto, positions.get(one.processor, 0))
