"""What deadlines that were made again say otherwise than was told before: told once, and nothing of what was between.

Made again by other rules or another region profile, a deadline may end on another day, be met or lapsed, be there anew
or no more. What the log told of it (its signals) and what stands now (its row) are laid beside each other: only where
those differ something is said. Of a deadline that was over and still is, nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import delete, select

from contracts.termijnen.berekening import Termijnstatus
from contracts.termijnsignalen import Gehaald, Gestart, Vervallen
from eventlog.append_once import append_once
from eventlog.body import body_decoder
from eventlog.clock import Clock
from eventlog.events import NewEvent, Recorded
from eventlog.following.checkpoint import Checkpoint
from eventlog.storage.backends.port import Wants
from eventlog.storage.database import Transaction
from eventlog.storage.schema import checkpoints, parked
from eventlog.store import EventLog

from .making import Making
from .processor import NAAM
from .reckoning.termijn import Termijn
from .rows import TermRow, of_span
from .signalen import Signaaldata, hertelling, loop
from .tables import untold

SPAN: Final = 20_000
"""Facts at a time: of so many the signals and rows are held beside each other in one transaction."""

_FIRST: Final = UUID(int=0)
_GESTART: Final = Gestart.kenmerken.type
_TYPES: Final = frozenset({_GESTART, Gehaald.kenmerken.type, Vervallen.kenmerken.type})
_RUNS: Final = frozenset({Termijnstatus.LOPEND, Termijnstatus.OPGESCHORT})
_signal = body_decoder(Signaaldata)


class _Told(NamedTuple):
    """The last that the log says of a deadline, where that is that it runs."""

    event: Recorded
    data: Signaaldata

    def as_lapsed(self, op: date) -> Termijn:
        """As it ends on day `op`, now that nothing gives it any more."""
        data = self.data
        return Termijn(
            id=data.termijn, dossier=self.event.dossier, regio=self.event.regio, school=data.school, regel=data.regel,
            versie=data.regelversie, start=data.start, gestart_op=data.gestart_op, einddatum=data.einddatum,
            opgeschort_sinds=data.opgeschort_sinds, nadert_op=None, gehaald_op=None, vervallen_op=op,
            sleutel=data.plan_id or data.groep,
        )  # fmt: skip


class Retelling:
    """`tell` may run at any time, in several processes at once, and again after it was killed.

    It holds the checkpoint of the processor while it compares, so that rows and signals are of one moment.
    `wants`: what that processor follows. `making`: how the rows are made that are there.
    """

    def __init__(self, log: EventLog, clock: Clock, wants: Wants, making: Making) -> None:
        self._log = log
        self._clock = clock
        self._wants = wants
        self._making = making
        self._checkpoint = Checkpoint(checkpoints, NAAM)

    async def tell(self, op: date) -> list[Recorded]:
        """Tell on day `op` what differs, once the processor has read what was told of before. Returns the signals.

        Raises MadeOtherwise.
        """
        stored: list[Recorded] = []
        first: UUID | None = _FIRST
        while first is not None:
            async with self._log.database.transaction() as tx:
                read_to = await self._checkpoint.lock(tx)
                told_to = await self._making.require(tx)
                if told_to is None or await self._log.read(tx, read_to, told_to, self._wants, 1):
                    return stored
                before = await self._log.dossier_after(tx, first, SPAN)
                signals = await self._differences(tx, first, before, op, f"{self._making.fingerprint}|{told_to}")
                stored += await append_once(self._log, tx, self._clock, signals)
                if before is None:
                    await tx.execute(delete(untold))
                first = before
        return stored

    async def _differences(
        self, tx: Transaction, first: UUID, before: UUID | None, op: date, about: str
    ) -> list[NewEvent]:
        rows = await of_span(tx, first, before)
        told: dict[UUID, _Told] = {}
        for event in await self._log.span(tx, first, before, upto=await self._log.head(tx), types=_TYPES):
            data = _signal.decode(event.open).data
            if event.type == _GESTART:
                told[data.termijn] = _Told(event, data)
            else:
                told.pop(data.termijn, None)
        left = select(parked.c.dossier).where(parked.c.processor == NAAM)
        unread = set(await tx.scalars(left))  # what was left undone may be what a deadline needs
        return [
            hertelling(soort, termijn, op, about)
            for soort, termijn in _changes(rows, told, op)
            if termijn.dossier not in unread
        ]


def _changes(
    rows: Mapping[UUID, TermRow], told: Mapping[UUID, _Told], op: date
) -> Iterator[tuple[type[Gestart | Gehaald | Vervallen], Termijn]]:
    for id_, row in rows.items():
        termijn, was = row.termijn, told.get(id_)
        if termijn.loopt(op):
            if was is None or loop(was.data) != loop(termijn):
                yield Gestart, termijn
        elif was is not None and row.status not in _RUNS:  # else its day has come, and the calendar says so
            yield (Gehaald if termijn.gehaald_op is not None else Vervallen), termijn
    for id_, was in told.items():
        if id_ not in rows:
            yield Vervallen, was.as_lapsed(op)
