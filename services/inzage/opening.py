"""Opens what a view keeps sealed, a page at a time: names of pupils, and what their school calls them."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import structlog
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eventlog.dossiers import Dossiers, subject_of
from eventlog.sealing.keys import SealingKeys
from eventlog.sealing.seal import SealBroken, key_class_of, unseal
from eventlog.upcast import Upcasters
from eventlog.views.projection import Sealed

from .antwoord import VERGETEN, Vergeten

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Persoon:
    """Who a dossier is about. None: never told. `Vergeten`: the key that opened it is destroyed."""

    sleutel: str | Vergeten
    naam: str | Vergeten | None = None
    geboortedatum: date | Vergeten | None = None


class Opener:
    """Reads keys and names in one go for all dossiers of a page."""

    def __init__(self, keys: SealingKeys, dossiers: Dossiers, upcasters: Upcasters) -> None:
        self._keys = keys
        self._dossiers = dossiers
        self._upcasters = upcasters

    async def personen(self, sealed: Iterable[tuple[UUID, Sealed | None]]) -> dict[UUID, Persoon]:
        """The person of each dossier."""
        parts = dict(sealed)
        classes = {dossier: key_class_of(part.blob) for dossier, part in parts.items() if part is not None}
        names, keys = await asyncio.gather(self._dossiers.names(parts), self._keys.for_opening(classes.items()))
        found: dict[UUID, Persoon] = {}
        for dossier, part in parts.items():
            sleutel = subject_of(names[dossier]) if dossier in names else VERGETEN
            if part is None:
                found[dossier] = Persoon(sleutel)
                continue
            found[dossier] = _persoon(sleutel, self._unseal(keys.get((dossier, classes[dossier])), part))
        return found

    async def fields(self, dossier: UUID, sealed: Sequence[Sealed | None]) -> list[dict[str, Any] | None]:
        """The fields of each sealed part, by dotted name; None where there is none, or its key is destroyed."""
        names = {(dossier, key_class_of(part.blob)) for part in sealed if part is not None}
        keys = await self._keys.for_opening(names)
        return [
            None if part is None else self._unseal(keys.get((dossier, key_class_of(part.blob))), part)
            for part in sealed
        ]

    def _unseal(self, key: AESGCM | None, part: Sealed) -> dict[str, Any] | None:
        if key is None:
            return None
        try:
            fields = unseal(key, part.blob, source=part.source, id_=part.id, type_=part.type).fields
        except SealBroken:
            # Sealed under a key that was destroyed, after which the dossier got a new one.
            _log.warning("sealed part does not open", type=part.type)
            return None
        return self._upcasters.opened(part.type, fields)


def _persoon(sleutel: str | Vergeten, fields: dict[str, Any] | None) -> Persoon:
    if fields is None:
        return Persoon(sleutel, VERGETEN, VERGETEN)
    geboren = fields.get("geboortedatum")
    return Persoon(sleutel, fields.get("naam"), None if geboren is None else date.fromisoformat(geboren))
