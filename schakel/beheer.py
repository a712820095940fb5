"""Administrative acts: an event each, before anything is done, with who does it and why (design §6)."""

import os
from typing import Final
from uuid import uuid4, uuid5

from contracts.beheer import Beheershandeling
from contracts.catalogue import velden_van
from contracts.envelope import HUB_SOURCE, source_organisation
from eventlog.body import HUB, Body, encode_body
from eventlog.clock import Clock, micros
from eventlog.dossiers import DossierName, Dossiers
from eventlog.events import NewEvent, Topic
from eventlog.sealing.keys import SealingKeys
from eventlog.sealing.seal import SealedPart, seal, split
from eventlog.store import EventLog

_HUB: Final[DossierName] = (source_organisation(HUB_SOURCE) or "", "")
"""The hub's own dossier, named as a school's is (docs/decisions/0013)."""
_EVERYWHERE: Final = "-"


class Beheer:
    """Puts acts in the log, in the hub's own dossier. Who and why are sealed: they are about a person."""

    def __init__(self, log: EventLog, dossiers: Dossiers, keys: SealingKeys, clock: Clock) -> None:
        self._log = log
        self._dossiers = dossiers
        self._keys = keys
        self._clock = clock

    async def record(self, act: Beheershandeling, *, once: str | None = None) -> None:
        """Append the act. Committed when this returns. `once`: not if it was recorded under this name before."""
        type_, class_ = act.kenmerken.type, act.kenmerken.bewaarklasse.value
        dossier = (await self._dossiers.resolve([_HUB]))[_HUB]
        key = (await self._keys.for_sealing([(dossier, class_)]))[dossier, class_]
        id_ = str(uuid4() if once is None else uuid5(dossier, f"{type_}|{once}"))
        data = act.model_dump(mode="json", by_alias=True, exclude_none=True)
        open_, sealed = split(data, velden_van(type_).verzegelde_paden)
        event = NewEvent(
            topic=Topic.FACTS, dossier=dossier, type=type_, source=HUB_SOURCE, id=id_, regio=_EVERYWHERE,
            open=encode_body(Body(actor=HUB, data=open_, sealed=tuple(sealed))),
            sealed=seal(
                key, os.urandom(12), class_, source=HUB_SOURCE, id_=id_, type_=type_, part=SealedPart(bytes(32), sealed)
            ),
        )  # fmt: skip
        async with self._log.database.transaction() as tx:
            await self._log.lock(tx)
            if not await self._log.known(tx, Topic.FACTS, [(HUB_SOURCE, id_)]):
                await self._log.append(tx, [event], micros(self._clock.now()))
