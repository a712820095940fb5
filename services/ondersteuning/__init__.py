"""The ondersteuning context: plans for a pupil, the OPP above all, and the beginstand that opens a dossier half-way."""

from .decider import ondersteuning as ONDERSTEUNING

__all__ = ["ONDERSTEUNING"]
