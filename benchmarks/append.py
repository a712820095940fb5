"""Append with hash chain and sealing, in batches, beside the PyPI package `eventsourcing` storing the same."""

import os
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from benchmarks.figures import Figure, per_second
from benchmarks.peer import peer_append
from benchmarks.stores import BACKENDS, Store, fresh_store
from eventlog.body import Actor, Body, encode_body
from eventlog.events import NewEvent, Topic
from eventlog.seal import SealedPart, seal
from tests.servers.postgres import PostgresServer

BATCH = 1_000
ROUNDS = 12
_TYPE = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"
_SOURCE = "urn:nld:brin:99AA00:systeem:lvs"
_ACTOR = Actor(rol="lvs", organisatie="99AA00")
_OPEN: dict[str, Any] = {
    "school": "99AA00", "ontvangstdatum": "2026-03-02", "gewensteStart": "2026-08-17", "leerjaar": 5,
    "vermoedenExtraOndersteuning": True, "schriftelijk": True, "codes": ["lezen-spelling", "rekenen"] * 6,
}  # fmt: skip
TEXT = "Deze verzonnen tekst staat voor wat een school over een leerling schrijft. " * 6


async def append_batch(store: Store, dossiers: Sequence[UUID]) -> None:
    """Seal and store one event (~1 KB) a dossier, in one transaction."""
    keys = await store.keys.for_sealing((dossier, "leerlingdossier") for dossier in dossiers)
    nonces = os.urandom(12 * len(dossiers))
    events = []
    for n, dossier in enumerate(dossiers):
        id_ = str(uuid4())
        part = SealedPart(bytes(32), {"reden": TEXT})
        events.append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=dossier, type=_TYPE, source=_SOURCE, id=id_, regio="plein-013",
                open=encode_body(Body(actor=_ACTOR, data=_OPEN, time="2026-03-02T09:00:00Z", sealed=("reden",))),
                sealed=seal(
                    keys[dossier, "leerlingdossier"], nonces[12 * n : 12 * n + 12], "leerlingdossier",
                    source=_SOURCE, id_=id_, type_=_TYPE, part=part,
                ),
                cause=uuid4(),
            )
        )  # fmt: skip
    async with store.log.database.transaction() as tx:
        await store.log.append(tx, events, 1_772_442_000_000_000)


async def measure(postgres: PostgresServer) -> list[Figure]:
    """Events a second, median of rounds."""
    figures = []
    peer = peer_append(postgres, BATCH, ROUNDS)
    for backend in BACKENDS:
        async with fresh_store(backend, postgres) as store:
            names = [("99AA00", f"leerling-{n}") for n in range(BATCH)]
            dossiers = list((await store.dossiers.resolve(names)).values())
            await append_batch(store, dossiers)

            async def work(_: int, store: Store = store, dossiers: Sequence[UUID] = dossiers) -> None:
                await append_batch(store, dossiers)

            speed = await per_second(ROUNDS, BATCH, work)
        figures.append(
            Figure("append, 1 000 a transaction, sealed and chained", backend, f"{speed:,.0f}/s", "15,000/s",
                   f"{speed / peer:.1f}× (≥ 4)" if backend == "PostgreSQL" else "")
        )  # fmt: skip
    figures.append(Figure("  peer: eventsourcing 9.5, library mode, encrypted", "PostgreSQL", f"{peer:,.0f}/s"))
    return figures
