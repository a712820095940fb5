"""The leerling context: enrolment, groups, absence and leaving, and the withdrawal of events."""

from .decider import LEERLING

__all__ = ["LEERLING"]
