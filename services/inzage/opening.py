"""Opens what a view keeps sealed, a page at a time: names of pupils, and what their school calls them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import structlog
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eventlog.dossiers import subject_of
from eventlog.sealing.keys import BrokenKeys, Holder, SealingKeys
from eventlog.sealing.seal import SealBroken, key_class_of, unseal
from eventlog.upcast import Upcasters
from eventlog.views.projection import Sealed

from .antwoord import ONLEESBAAR, VERGETEN, Mask, Vergeten

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Persoon:
    """Who a dossier is about. None: never told. A mask: it was told, and cannot be shown."""

    sleutel: str | Vergeten
    naam: str | Mask | None = None
    geboortedatum: date | Mask | None = None


Opened = dict[str, Any] | Mask
"""The fields of a sealed part, by dotted name; or what stands in the place of each."""


class Opener:
    """Reads names and keys in one go for all dossiers of a page. A key that is of no use costs its own text alone."""

    def __init__(self, keys: SealingKeys, upcasters: Upcasters) -> None:
        self._keys = keys
        self._upcasters = upcasters

    async def personen(self, sealed: Iterable[tuple[UUID, Sealed | None]]) -> dict[UUID, Persoon]:
        """The person of each dossier."""
        parts = dict(sealed)
        holders = await self._keys.holders(
            {dossier: None if part is None else key_class_of(part.blob) for dossier, part in parts.items()}
        )
        _complain(sum(holder.broken for holder in holders.values()))
        return {dossier: self._persoon(holders[dossier], part) for dossier, part in parts.items()}

    def _persoon(self, holder: Holder, part: Sealed | None) -> Persoon:
        sleutel = VERGETEN if holder.name is None else subject_of(holder.name)
        if part is None:
            return Persoon(sleutel)
        fields = ONLEESBAAR if holder.broken else self._unseal(holder.key, part)
        if not isinstance(fields, dict):
            return Persoon(sleutel, fields, fields)
        geboren = fields.get("geboortedatum")
        return Persoon(sleutel, fields.get("naam"), None if geboren is None else date.fromisoformat(geboren))

    async def fields(self, dossier: UUID, sealed: Sequence[Sealed | None]) -> list[Opened]:
        """What each sealed part holds; where there is none, no field."""
        names = [None if part is None else (dossier, key_class_of(part.blob)) for part in sealed]
        broken: frozenset[Any] = frozenset()
        try:
            keys = await self._keys.for_opening({name for name in names if name is not None})
        except BrokenKeys as fault:
            keys, broken = fault.sound, fault.broken
            _complain(len(broken))
        return [
            {} if part is None or name is None else ONLEESBAAR if name in broken else self._unseal(keys.get(name), part)
            for part, name in zip(sealed, names, strict=True)
        ]

    def _unseal(self, key: AESGCM | None, part: Sealed) -> Opened:
        if key is None:
            return VERGETEN
        try:
            fields = unseal(key, part.blob, source=part.source, id_=part.id, type_=part.type).fields
        except SealBroken:
            # Sealed under a key that was destroyed, after which the dossier got a new one.
            _log.warning("sealed part does not open", type=part.type)
            return VERGETEN
        return self._upcasters.opened(part.type, fields)


def _complain(broken: int) -> None:
    if broken:
        _log.error("sealing keys do not open", keys=broken)
