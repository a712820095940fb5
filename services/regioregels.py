"""What a context asks of the profile of the sender's region: which codes it knows, and how long to wait.

Shared by the contexts, as `web` is by what speaks HTTP. A region that is not known (None) refuses no code.
"""

from collections.abc import Iterable
from typing import Final

from contracts.codes import Canon
from contracts.regioprofiel import Gebied, Regioprofiel
from eventlog.deciding.outcome import Hold, Rule
from eventlog.deciding.shapes import Shape

WACHTTIJD: Final = 14
"""Days that a hold lasts where the region is not known."""

NIVEAU_ONBEKEND: Final = Rule(
    "niveau-onbekend-in-regio",
    "Regioprofiel: niveaus",  # [000-004]
    "Uw regio gebruikt deze code niet voor dit niveau.",
    "Kies een code uit het regioprofiel of laat `regionaal` weg, en stuur een nieuwe gebeurtenis.",
)
GEBIED_ONBEKEND: Final = Rule(
    "gebied-onbekend-in-regio",
    "Regioprofiel: gebieden",  # [000-004]
    "Uw regio kent dit gebied niet.",
    "Kies een code uit het regioprofiel of een landelijke code, en stuur een nieuwe gebeurtenis.",
)
_LANDELIJKE_GEBIEDEN: Final = frozenset(Gebied)


class Niveau(Shape, frozen=True):
    """A level as contexts read it."""

    canon: Canon
    regionaal: str | None = None


def kent_niveau(profiel: Regioprofiel | None, niveau: Niveau) -> bool:
    """Whether the regional code, where there is one, is one of the region for this level."""
    return profiel is None or niveau.regionaal is None or profiel.kent_niveau(niveau.canon, niveau.regionaal)


def kent_gebieden(profiel: Regioprofiel | None, codes: Iterable[str]) -> bool:
    """Whether each is a code of the region or a national one."""
    return profiel is None or all(code in _LANDELIJKE_GEBIEDEN or profiel.kent_gebied(code) for code in codes)


def wacht(profiel: Regioprofiel | None, regel: Rule, *op: str) -> Hold:
    """Wait for an event of these types, as long as the region has it for this rule."""
    return Hold(op, regel, profiel.wachttijd.voor(regel.id) if profiel is not None else WACHTTIJD)
