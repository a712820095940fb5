"""The aanmelding context: what may happen between a written aanmelding and the school's decision."""

from .decider import aanmelding as AANMELDING

__all__ = ["AANMELDING"]
