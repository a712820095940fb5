"""The answer when a database, or a view, cannot do it now: 503, not 500."""

from typing import Final

from eventlog.views.view import ViewNotReady

from .problem import Problem
from .problem_kinds import NIET_BESCHIKBAAR

RETRY_AFTER: Final = 5
_BEING_BUILT: Final = (
    "De hub krijgt een nieuwe versie en maakt dit overzicht daarvoor opnieuw. Probeer het straks nog eens."
)


def unavailable(fault: Exception) -> Problem:
    """Ask the sender to come back a little later."""
    detail = _BEING_BUILT if isinstance(fault, ViewNotReady) else None
    return Problem(NIET_BESCHIKBAAR, detail, headers={"Retry-After": str(RETRY_AFTER)})
