"""Submissions in the log as intake puts them there: an open body, and text sealed with the key of its dossier."""

import os
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from benchmarks.append import TEXT
from benchmarks.stores import Store
from eventlog.body import Actor, Body, encode_body
from eventlog.events import NewEvent, Topic
from eventlog.sealing.seal import SealedPart, seal

_SOURCE = "urn:nld:brin:99AA00:systeem:lvs"
_ACTOR = Actor(rol="lvs", organisatie="99AA00")
_KEY_CLASS = "leerlingdossier"


async def submit(store: Store, pupils: Sequence[str], type_: str, data: Mapping[str, Any]) -> None:
    """One submission (~1 KB) of each of these pupils, in one transaction. `data`: its open part, but for the school."""
    dossiers = await store.dossiers.resolve([("99AA00", pupil) for pupil in pupils])
    keys = await store.keys.for_sealing((dossier, _KEY_CLASS) for dossier in dossiers.values())
    open_ = encode_body(
        Body(actor=_ACTOR, data={"school": "99AA00", **data}, time="2026-03-02T09:00:00Z", sealed=("toelichting",))
    )
    part = SealedPart(bytes(32), {"toelichting": TEXT})
    events = []
    for dossier in dossiers.values():
        cause = uuid4()
        sealed = seal(
            keys[dossier, _KEY_CLASS], os.urandom(12), _KEY_CLASS,
            source=_SOURCE, id_=str(cause), type_=type_, part=part,
        )  # fmt: skip
        events.append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=dossier, type=type_, source=_SOURCE, id=str(cause), regio="plein-013",
                open=open_, sealed=sealed, cause=cause,
            )
        )  # fmt: skip
    async with store.log.database.transaction() as tx:
        await store.log.append(tx, events, 1_772_442_000_000_000)
