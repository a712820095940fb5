"""The facts of one dossier, straight from the log: one read by index."""

from uuid import UUID

from eventlog.store import EventLog

from .feit import Feit, lees


class Feitenlezer:
    """Reads dossiers."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    async def van(self, dossier: UUID) -> list[Feit]:
        """All facts and signals of a dossier, in the order in which they were recorded."""
        async with self._log.database.snapshot() as connection:
            found = await self._log.facts(connection, [dossier], None, unversioned=True)
        return [lees(event, self._log.upcasters) for event in found[dossier]]
