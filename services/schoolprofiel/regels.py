"""The rules on a schoolprofiel, as data: id, basis (article, source), what is wrong and what to do (Dutch, B1)."""

from typing import Final

from eventlog.deciding.outcome import Rule

AANBOD_EERST: Final = Rule(
    "ondersteuningsaanbod-eerst",
    "WMS; Schakel: profielversie",  # [wet; keuze]
    "De hub kent deze versie van uw ondersteuningsaanbod nog niet.",
    "Stuur OndersteuningsaanbodVastgesteld met dezelfde profielversie. Daarna gaat deze inzending vanzelf verder.",
)
