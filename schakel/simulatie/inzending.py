"""What the simulator hands out: one submission, with what it expects the hub to make of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Verwacht(StrEnum):
    """What the hub should have made of a submission once everything has been sent.

    AANGEHOUDEN: still waits at the end. What waits for a while and is accepted after all is AANVAARD.
    ONGELDIG: 400, nothing stored. DUBBEL: sent before, word for word, so the first answer again. BOTSING: 409, the
    id was used before for another body.
    """

    AANVAARD = "aanvaard"
    AFGEWEZEN = "afgewezen"
    AANGEHOUDEN = "aangehouden"
    ONGELDIG = "ongeldig"
    DUBBEL = "dubbel"
    BOTSING = "botsing"


@dataclass(frozen=True, slots=True)
class Inzending:
    """One CloudEvent that `school` sends at `verzonden`; `bijzonder` names what is odd about it, if anything."""

    school: str
    gebeurtenis: dict[str, Any]
    verzonden: datetime
    verwacht: Verwacht = Verwacht.AANVAARD
    bijzonder: str | None = None
