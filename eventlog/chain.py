"""The hash chain over the stored bytes: a changed, missing or reordered event is found (guarantee 12)."""

import hashlib
from struct import Struct
from typing import Final
from uuid import UUID

from eventlog.events import NewEvent, Recorded

GENESIS: Final = bytes(32)
"""The hash before the first event."""

_FORMAT: Final = b"schakel-1"
_head = Struct(">qqqqB")
_len = Struct(">IIIIII").pack
_NO_UUID: Final = bytes(16)


def link(previous: bytes, position: int, recorded: int, event: NewEvent | Recorded) -> bytes:
    """SHA-256 over the hash before it and every stored value, each length-prefixed so that none can shift."""
    type_, source, id_, regio = event.type.encode(), event.source.encode(), event.id.encode(), event.regio.encode()
    sealed = event.sealed
    cause: UUID | None = event.cause
    # Nothing is something else than empty, or zero.
    absent = (event.version is None) | (cause is None) << 1 | (sealed is None) << 2
    return hashlib.sha256(
        b"".join(
            (
                _FORMAT,
                previous,
                _head.pack(position, event.topic, event.version or 0, recorded, absent),
                event.dossier.bytes,
                cause.bytes if cause is not None else _NO_UUID,
                _len(len(type_), len(source), len(id_), len(regio), len(event.open), len(sealed or b"")),
                type_,
                source,
                id_,
                regio,
                event.open,
                sealed or b"",
            )
        )
    ).digest()
