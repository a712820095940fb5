"""Store submissions: find their dossiers, seal, and append a group of them in one transaction (guarantees 1 and 6)."""

import asyncio
import os
from collections import Counter as Counted
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import msgspec
import structlog
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from prometheus_client import CollectorRegistry, Counter, Histogram

from eventlog.clock import Clock, micros
from eventlog.dossiers import DossierName, Dossiers
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.group_commit import GroupCommit
from eventlog.sealing.keys import BrokenKeys, KeyName, SealingKeys
from eventlog.sealing.seal import SealBroken, key_class_of, seal, unseal
from eventlog.store import EventLog

from ..web.problem import Problem
from ..web.problem_kinds import ProblemKind
from .prepare import Prepared
from .problems import ACHTERSTAND, ANDERE_INHOUD, EERDERE_ONLEESBAAR, SLEUTEL_ONBRUIKBAAR, VERGETEN

_log = structlog.get_logger()

EventIdentity = tuple[str, str]
LARGEST_LAG: Final = 50_000
"""Default of `SCHAKEL_MAX_LAG` (schakel/settings.py)."""
_LAG_RETRY_AFTER: Final = 10
_PATIENCE: Final = 10.0
_NONCE: Final = 12
_REMEMBERED: Final = 10_000


class Receipt(msgspec.Struct, frozen=True, gc=False):
    """It is stored. `position`: in the log. `again`: it was there already, this is a resend."""

    position: int
    again: bool = False


class _First(msgspec.Struct, frozen=True, gc=False):
    """What is kept under a source and id."""

    position: int
    digest: bytes


_Kept = _First | ProblemKind
"""What is kept; or why nothing was, or why what is kept cannot be read."""


class Receiver:
    """Takes in prepared events from concurrent requests, in order of arrival.

    `behind` says how many events of the log the slowest context has still to look at; above `largest_lag` nothing new
    is taken in.
    """

    def __init__(
        self,
        log: EventLog,
        dossiers: Dossiers,
        keys: SealingKeys,
        clock: Clock,
        *,
        behind: Callable[[], int] | None = None,
        largest_lag: int = LARGEST_LAG,
        registry: CollectorRegistry | None = None,
    ) -> None:
        self._log = log
        self._dossiers = dossiers
        self._keys = keys
        self._clock = clock
        self._behind = behind
        self._largest_lag = largest_lag
        self._names: dict[DossierName, None] = {}  # those resolved last
        # SQLite gives up by itself; PostgreSQL would wait for a lock as long as it takes.
        self._patience = None if log.database.dialect == "sqlite" else _PATIENCE
        self._group: GroupCommit[Prepared, Receipt | Problem] = GroupCommit(self._store)
        metrics = registry or CollectorRegistry()
        self.counted = Counter(
            "schakel_intake_events", "Events sent to intake, by what became of them", ("uitkomst",), registry=metrics
        )
        self._group_sizes = Histogram(
            "schakel_intake_group_size", "Events stored in one transaction",
            buckets=(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000), registry=metrics,
        )  # fmt: skip

    def check_lag(self) -> None:
        """Raises Problem (503) when the contexts are too far behind."""
        if self._behind is not None and self._behind() > self._largest_lag:
            raise Problem(ACHTERSTAND, headers={"Retry-After": str(_LAG_RETRY_AFTER)})

    async def submit(self, events: Sequence[Prepared]) -> Sequence[Receipt | Problem]:
        """Store these, together and in this order; returns once that is committed.

        A resend gets the answer of the first; the same id with other content a Problem (409). What the database
        raises reaches the caller: nothing of this is then stored.
        """
        return await self._group.submit(events)

    async def drain(self) -> None:
        """Wait until all that was submitted is stored."""
        await self._group.drain()

    async def _store(self, group: Sequence[Prepared]) -> Sequence[Receipt | Problem]:
        new: dict[EventIdentity, Prepared] = {}
        # One group at a time: a database that keeps this one waiting would keep all others waiting too.
        async with asyncio.timeout(self._patience):
            known: dict[EventIdentity, _Kept] = await self._known_of_new_names(group)
            for event in group:
                if event.identity not in known:
                    new.setdefault(event.identity, event)
            if new:
                kept, late = await self._append(new)
                known.update(kept)
                new = {identity: event for identity, event in new.items() if identity not in late}
        answers: list[Receipt | Problem] = []
        for event in group:
            answers.append(_answer(event, known[event.identity], first=new.get(event.identity) is event))
        self._count(answers)
        return answers

    async def _known_of_new_names(self, group: Sequence[Prepared]) -> dict[EventIdentity, _Kept]:
        """A resend of what is forgotten must not make its dossier anew: so look before anything is made."""
        asked = {event.identity: event.name for event in group if event.name not in self._names}
        if not asked:
            return {}
        async with self._log.database.snapshot() as connection:
            return await self._firsts(await self._log.known(connection, Topic.SUBMISSIONS, list(asked)))

    async def _append(
        self, new: Mapping[EventIdentity, Prepared]
    ) -> tuple[dict[EventIdentity, _Kept], Collection[EventIdentity]]:
        """What is kept of each, and of which that was there already."""
        rows, unusable = await self._sealed(list(new.values()))
        async with self._log.database.transaction() as tx:
            await self._log.lock(tx)
            # Here nobody else appends: what is not known now is new.
            late = await self._log.known(tx, Topic.SUBMISSIONS, list(new))
            if late:
                rows = [row for row in rows if (row.source, row.id) not in late]
            stored = await self._log.append_locked(tx, rows, micros(self._clock.now()))
        self._group_sizes.observe(len(stored))
        known: dict[EventIdentity, _Kept] = dict.fromkeys(unusable, SLEUTEL_ONBRUIKBAAR)
        known.update(((e.source, e.id), _First(e.position, new[e.source, e.id].part.digest)) for e in stored)
        return known | await self._firsts(late), late.keys()

    async def _sealed(self, events: Sequence[Prepared]) -> tuple[list[NewEvent], list[EventIdentity]]:
        """As the log keeps them; and those of which the key is there but of no use."""
        dossiers = await self._dossiers.resolve([event.name for event in events])
        self._names.update(dict.fromkeys(dossiers))
        while len(self._names) > _REMEMBERED:
            del self._names[next(iter(self._names))]
        names = [(dossiers[event.name], event.key_class) for event in events]
        unusable: list[EventIdentity] = []
        try:
            keys = await self._keys.for_sealing(names)
        except BrokenKeys as fault:
            keys = fault.sound
            unusable = [event.identity for event, name in zip(events, names, strict=True) if name not in keys]
            _log.error("sealing keys do not open", keys=len(fault.broken), refused=len(unusable))
        random = os.urandom(_NONCE * len(events))
        rows = [
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=name[0], type=event.type, source=event.source, id=event.id,
                regio=event.regio, open=event.open, cause=event.submission,
                sealed=seal(
                    keys[name], random[_NONCE * place : _NONCE * (place + 1)], event.key_class,
                    source=event.source, id_=event.id, type_=event.type, part=event.part,
                ),
            )
            for place, (event, name) in enumerate(zip(events, names, strict=True))
            if name in keys
        ]  # fmt: skip
        return rows, unusable

    async def _firsts(self, rows: Mapping[EventIdentity, Recorded]) -> dict[EventIdentity, _Kept]:
        names: dict[EventIdentity, KeyName] = {}
        firsts: dict[EventIdentity, _Kept] = {}
        for identity, row in rows.items():
            try:
                names[identity] = row.dossier, key_class_of(row.sealed or b"")
            except SealBroken:
                firsts[identity] = _unreadable(row)
        if not names:
            return firsts
        broken: frozenset[KeyName] = frozenset()
        try:
            keys = await self._keys.for_opening(names.values())
        except BrokenKeys as fault:
            keys, broken = fault.sound, fault.broken
            _log.error("sealing keys do not open", keys=len(broken))
        for identity, name in names.items():
            if name in keys:
                firsts[identity] = _opened(keys[name], rows[identity])
            else:
                firsts[identity] = SLEUTEL_ONBRUIKBAAR if name in broken else VERGETEN
        return firsts

    def _count(self, answers: Sequence[Receipt | Problem]) -> None:
        tally = Counted(
            ("herhaald" if a.again else "ontvangen") if isinstance(a, Receipt) else a.kind.naam for a in answers
        )
        for became, times in tally.items():
            self.counted.labels(became).inc(times)


def _opened(key: AESGCM, row: Recorded) -> _Kept:
    try:
        part = unseal(key, row.sealed or b"", source=row.source, id_=row.id, type_=row.type)
    except SealBroken:
        return _unreadable(row)
    return _First(row.position, part.digest)


def _unreadable(row: Recorded) -> ProblemKind:
    # Damaged, or sealed under a key that was destroyed, after which the dossier got a new one.
    _log.warning("sealed part does not open", type=row.type, position=row.position)
    return EERDERE_ONLEESBAAR


def _answer(event: Prepared, kept: _Kept, *, first: bool) -> Receipt | Problem:
    if isinstance(kept, ProblemKind):
        return Problem(kept)
    if kept.digest != event.part.digest:
        return Problem(ANDERE_INHOUD)
    return Receipt(kept.position, again=not first)
