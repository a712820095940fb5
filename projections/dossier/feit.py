"""A fact or signal as the timeline reads it: all of its open data, as the newest version has it."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from eventlog.body import Actor, decode_body
from eventlog.events import Recorded
from eventlog.sealing.seal import join
from eventlog.upcast import Upcasters
from eventlog.views.projection import Sealed

VERGETEN: Final = {"vergeten": True}
"""In the place of text whose key is destroyed."""


class Feit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`type`: newest version. `recorded`: µs since 1970 UTC. `dicht`: names of the fields within `sealed`.

    `cause`: the submission that it comes from, or is about.
    """

    type: str
    source: str
    id: str
    recorded: int
    cause: UUID | None
    actor: Actor
    data: dict[str, Any]
    dicht: tuple[str, ...]
    sealed: Sealed | None
    corrects: str | None
    withdraws: str | None

    def met(self, geopend: Mapping[str, Any], *, anders: Any = VERGETEN) -> dict[str, Any]:
        """Open and sealed data together. `geopend`: the opened fields; `anders`: in the place of what is not there."""
        return join(self.data, {naam: geopend.get(naam, anders) for naam in self.dicht})


def lees(event: Recorded, upcasters: Upcasters) -> Feit:
    """Read a stored event."""
    body = upcasters.read(event.type, decode_body(event.open))
    sealed = None if event.sealed is None else Sealed(event.source, event.id, event.type, event.sealed)
    return Feit(
        type=upcasters.newest(event.type), source=event.source, id=event.id, recorded=event.recorded, cause=event.cause,
        actor=body.actor, data=body.data, dicht=body.sealed, sealed=sealed, corrects=body.corrects,
        withdraws=body.withdraws,
    )  # fmt: skip
