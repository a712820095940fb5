"""The schoolprofiel context: what support a school offers, in the school's own dossier."""

from .decider import schoolprofiel as SCHOOLPROFIEL

__all__ = ["SCHOOLPROFIEL"]
