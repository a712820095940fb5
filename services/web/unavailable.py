"""The answer when a database cannot do it now: 503, not 500."""

from typing import Final

from .problem import Problem
from .problem_kinds import NIET_BESCHIKBAAR

RETRY_AFTER: Final = 5


def unavailable() -> Problem:
    """Ask the sender to come back a little later."""
    return Problem(NIET_BESCHIKBAAR, headers={"Retry-After": str(RETRY_AFTER)})
