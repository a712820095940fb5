"""Append with hash chain and sealing, in batches, beside the PyPI package `eventsourcing` storing the same."""

import os
import time
from collections.abc import Sequence
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from benchmarks.figures import Figure
from benchmarks.peer import peer
from benchmarks.stores import BACKENDS, Store, fresh_store
from eventlog.body import Actor, Body, encode_body
from eventlog.events import NewEvent, Topic
from eventlog.sealing.seal import SealedPart, seal
from tests.servers.postgres import PostgresServer

BATCH = 1_000
ROUNDS = 15
_TARGETS = {"SQLite": "", "PostgreSQL": " (≥ 4)"}
_TYPE = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"
_SOURCE = "urn:nld:brin:99AA00:systeem:lvs"
_ACTOR = Actor(rol="lvs", organisatie="99AA00")
_OPEN: dict[str, Any] = {
    "school": "99AA00", "ontvangstdatum": "2026-03-02", "gewensteStart": "2026-08-17", "leerjaar": 5,
    "vermoedenExtraOndersteuning": True, "schriftelijk": True, "codes": ["lezen-spelling", "rekenen"] * 6,
}  # fmt: skip
TEXT = "Deze verzonnen tekst staat voor wat een school over een leerling schrijft. " * 6


async def append_batch(store: Store, dossiers: Sequence[UUID], ids: Sequence[tuple[str, UUID]]) -> None:
    """Seal and store one event (~1 KB) a dossier, in one transaction."""
    keys = await store.keys.for_sealing((dossier, "leerlingdossier") for dossier in dossiers)
    nonces = os.urandom(12 * len(dossiers))
    events = []
    for n, (dossier, (id_, cause)) in enumerate(zip(dossiers, ids, strict=True)):
        part = SealedPart(bytes(32), {"reden": TEXT})
        events.append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=dossier, type=_TYPE, source=_SOURCE, id=id_, regio="plein-013",
                open=encode_body(Body(actor=_ACTOR, data=_OPEN, time="2026-03-02T09:00:00Z", sealed=("reden",))),
                sealed=seal(
                    keys[dossier, "leerlingdossier"], nonces[12 * n : 12 * n + 12], "leerlingdossier",
                    source=_SOURCE, id_=id_, type_=_TYPE, part=part,
                ),
                cause=cause,
            )
        )  # fmt: skip
    async with store.log.database.transaction() as tx:
        await store.log.append(tx, events, 1_772_442_000_000_000)


def _ids(amount: int) -> list[tuple[str, UUID]]:
    return [(str(id_), id_) for id_ in (uuid4() for _ in range(amount))]


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Events a second, median of rounds; each round of ours is followed by one of the peer."""
    figures = []
    for backend in BACKENDS:
        ours: list[float] = []
        theirs: list[float] = []
        async with fresh_store(backend, postgres) as store:
            names = [("99AA00", f"leerling-{n}") for n in range(BATCH)]
            dossiers = list((await store.dossiers.resolve(names)).values())
            await append_batch(store, dossiers, _ids(len(dossiers)))
            with peer(backend, postgres) as save:
                for _ in range(ROUNDS):
                    started = time.perf_counter()
                    ids = _ids(len(dossiers))  # in our time too: the peer makes its own ids in its time
                    await append_batch(store, dossiers, ids)
                    between = time.perf_counter()
                    save(BATCH)
                    ours.append(BATCH / (between - started))
                    theirs.append(BATCH / (time.perf_counter() - between))
        what = "append, 1 000 a transaction, sealed and chained"
        ratio = f"{median(a / b for a, b in zip(ours, theirs, strict=True)):.1f}×{_TARGETS[backend]}"
        figures.append(Figure(what, backend, f"{median(ours):,.0f}/s", "15,000/s", ratio))
        figures.append(Figure("  peer: library mode, encrypted", backend, f"{median(theirs):,.0f}/s"))
    return figures
