"""What `/readyz` asks of a hub: its databases, without which it is not ready, and everything that follows the log."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from eventlog.following.processor import Runner
from eventlog.storage.unavailable import is_unavailable
from schakel.hub import Hub
from schakel.upkeep import Upkeep
from services.web.public import Check

_DATABASE = (
    "De database `{name}` antwoordt niet. Controleer SCHAKEL_DATA of SCHAKEL_DATABASE_URL, en of er ruimte op de "
    "schijf is."
)
_STUCK = (
    "De verwerking `{name}` mislukt steeds opnieuw. Wat binnenkomt wordt bewaard, maar hier niet verwerkt. Zoek in het "
    "logboek `batch failed` met processor `{name}` en herstel de oorzaak. Daarna gaat de hub vanzelf verder."
)
_STUCK_VIEW = (
    "Het overzicht `{name}` wordt niet meer bijgewerkt: dat mislukt steeds opnieuw. De hub neemt wel gebeurtenissen "
    "aan, beslist daarover en toont wat al in het overzicht stond. Zoek in het logboek `batch failed` met processor "
    "`{name}` en herstel de oorzaak. Daarna gaat de hub vanzelf verder."
)
_NOT_KEPT = (
    "Het overzicht `{name}` wordt niet door deze hub bijgehouden. Geef `schakel projecties status`: toont die een "
    "herbouw, wacht dan tot die klaar is. Anders heeft een hub van een andere versie het overgenomen. Is dat de versie "
    "die blijft? Stop dan deze hub. Blijft deze versie? Stop dan de andere hub en herstart deze."
)
_REBUILD_FAILS = (
    "De herbouw van het overzicht `{name}` mislukt steeds opnieuw. Tot die lukt, toont de hub wat een vorige versie "
    "maakte, of niets als deze versie dat niet kan lezen. Zoek in het logboek `rebuild failed` met view `{name}` en "
    "herstel de oorzaak. Daarna gaat de hub vanzelf verder."
)
_DEADLINES_NOT_KEPT = (
    "De termijnen worden niet door deze hub bijgehouden: een hub met andere regels of regioprofielen is later gestart. "
    "Is dat de versie die blijft? Stop dan deze hub. Blijft deze versie? Stop dan de andere hub en herstart deze."
)
_SOON: Final = 1.0
"""Seconds: less than who asks for a check waits for it."""


def readiness(hub: Hub) -> dict[str, Check]:
    """The checks, by the name under which `/readyz` shows them."""
    databases = {"log": hub.databases.log, "views": hub.databases.views, "keys": hub.databases.keys}
    found = {name: Check(database.answers, _DATABASE.format(name=name)) for name, database in databases.items()}
    # What is stuck here is stuck in every process on this log: leaving the load balancer would stop intake for all.
    for runner in (*hub.deciding, hub.deadlines):
        name = runner.processor.name
        found[f"verwerking {name}"] = Check(_goes_on(runner), _STUCK.format(name=name), needed=False)
    found["versie termijnen"] = Check(_as_far_as_known(_keeps_deadlines(hub)), _DEADLINES_NOT_KEPT, needed=False)
    for upkeep in hub.upkeep:
        name = upkeep.runner.processor.name
        found[f"overzicht {name}"] = Check(_goes_on(upkeep.runner), _STUCK_VIEW.format(name=name), needed=False)
        found[f"versie {name}"] = Check(_as_far_as_known(upkeep.is_kept), _NOT_KEPT.format(name=name), needed=False)
        found[f"herbouw {name}"] = Check(_succeeds(upkeep), _REBUILD_FAILS.format(name=name), needed=False)
    return found


def _goes_on(runner: Runner) -> Callable[[], Awaitable[bool]]:
    async def passes() -> bool:
        return not runner.stuck

    return passes


def _keeps_deadlines(hub: Hub) -> Callable[[], Awaitable[bool]]:
    async def passes() -> bool:
        async with hub.databases.log.snapshot() as connection:
            return await hub.making.is_theirs(connection)

    return passes


def _succeeds(upkeep: Upkeep) -> Callable[[], Awaitable[bool]]:
    async def passes() -> bool:
        return not upkeep.failing

    return passes


def _as_far_as_known(asks: Callable[[], Awaitable[bool]]) -> Callable[[], Awaitable[bool]]:
    """Of a database that does not answer its own check tells: it is no reason to stop a hub for another version."""

    async def passes() -> bool:
        try:
            async with asyncio.timeout(_SOON):
                return await asks()
        except Exception as fault:
            if is_unavailable(fault):
                return True
            raise

    return passes
