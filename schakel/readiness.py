"""What `/readyz` asks of a hub: its databases, without which it is not ready, and everything that follows the log."""

from collections.abc import Awaitable, Callable

from eventlog.following.processor import Runner
from schakel.hub import Hub
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
    "herbouw, wacht dan tot die klaar is. Anders heeft een hub van een andere versie het overgenomen: stop deze hub."
)


def readiness(hub: Hub) -> dict[str, Check]:
    """The checks, by the name under which `/readyz` shows them."""
    databases = {"log": hub.databases.log, "views": hub.databases.views, "keys": hub.databases.keys}
    found = {name: Check(database.answers, _DATABASE.format(name=name)) for name, database in databases.items()}
    # What is stuck here is stuck in every process on this log: leaving the load balancer would stop intake for all.
    for runner in (*hub.deciding, hub.deadlines):
        name = runner.processor.name
        found[f"verwerking {name}"] = Check(_goes_on(runner), _STUCK.format(name=name), needed=False)
    for upkeep in hub.upkeep:
        name = upkeep.runner.processor.name
        found[f"overzicht {name}"] = Check(_goes_on(upkeep.runner), _STUCK_VIEW.format(name=name), needed=False)
        found[f"versie {name}"] = Check(upkeep.is_kept, _NOT_KEPT.format(name=name), needed=False)
    return found


def _goes_on(runner: Runner) -> Callable[[], Awaitable[bool]]:
    async def passes() -> bool:
        return not runner.stuck

    return passes
