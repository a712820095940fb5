"""A believable school year of events for a region: the same for the same seed, of any size, of nobody who exists."""

from .eerste_dag import beginstanden
from .inzending import Inzending, Verwacht
from .stroom import simuleer

__all__ = ["Inzending", "Verwacht", "beginstanden", "simuleer"]
