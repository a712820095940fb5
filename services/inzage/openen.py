"""Opens what a view keeps sealed, a page at a time: names of pupils, and what their school calls them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import structlog

from eventlog.dossiers import Dossiers, subject_of
from eventlog.sealing.keys import SealingKeys
from eventlog.sealing.seal import SealBroken, key_class_of, unseal
from eventlog.views.projection import Sealed

from .antwoord import VERGETEN, Vergeten

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Persoon:
    """Who a dossier is about. None: never told. `Vergeten`: the key that opened it is destroyed."""

    sleutel: str | Vergeten
    naam: str | Vergeten | None = None
    geboortedatum: date | Vergeten | None = None


class Openen:
    """Reads keys and names in one go for all dossiers of a page."""

    def __init__(self, sleutels: SealingKeys, dossiers: Dossiers) -> None:
        self._sleutels = sleutels
        self._dossiers = dossiers

    async def personen(self, verzegeld: Iterable[tuple[UUID, Sealed | None]]) -> dict[UUID, Persoon]:
        """The person of each dossier."""
        delen = dict(verzegeld)
        klassen = {dossier: key_class_of(deel.blob) for dossier, deel in delen.items() if deel is not None}
        namen, sleutels = await asyncio.gather(self._dossiers.names(delen), self._sleutels.for_opening(klassen.items()))
        gevonden: dict[UUID, Persoon] = {}
        for dossier, deel in delen.items():
            sleutel = subject_of(namen[dossier]) if dossier in namen else VERGETEN
            if deel is None:
                gevonden[dossier] = Persoon(sleutel)
                continue
            key = sleutels.get((dossier, klassen[dossier]))
            velden = None
            if key is not None:
                try:
                    velden = unseal(key, deel.blob, source=deel.source, id_=deel.id, type_=deel.type).fields
                except SealBroken:
                    # Sealed under a key that was destroyed, after which the dossier got a new one.
                    _log.warning("sealed part does not open", type=deel.type)
            gevonden[dossier] = _persoon(sleutel, velden)
        return gevonden


def _persoon(sleutel: str | Vergeten, velden: dict[str, Any] | None) -> Persoon:
    if velden is None:
        return Persoon(sleutel, VERGETEN, VERGETEN)
    geboren = velden.get("geboortedatum")
    return Persoon(sleutel, velden.get("naam"), None if geboren is None else date.fromisoformat(geboren))
