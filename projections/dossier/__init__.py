"""The timeline of one dossier, also as of a day in the past: read from the log itself (docs/decisions/0021)."""

from .feit import Feit
from .queries import Feitenlezer
from .tijdlijn import Moment, tijdlijn

__all__ = ["Feit", "Feitenlezer", "Moment", "tijdlijn"]
