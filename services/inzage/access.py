"""Who may read what, checked at every request (guarantee 11)."""

from typing import Final

from contracts.codes import Rol
from projections.inzendingen import Inzending

from ..web.identity import Identity
from ..web.problem import Problem
from ..web.problem_kinds import GEEN_TOEGANG

_SCHOOL_ROLES: Final = frozenset({Rol.SCHOOL, Rol.LVS})


def require_school(identity: Identity, school: str) -> None:
    """Only a school itself, or who acts for it, reads the view of a school. Raises Problem (403)."""
    if identity.rol not in _SCHOOL_ROLES:
        raise Problem(GEEN_TOEGANG, "Alleen een school of haar LVS kan dit lezen. Uw token heeft een andere rol.")
    if school not in identity.scholen:
        raise Problem(GEEN_TOEGANG, "Uw token geldt niet voor deze school.")


def may_see(identity: Identity, inzending: Inzending) -> bool:
    """A submission is for the organisation that sent it, and for who acts for its school."""
    if inzending.organisatie == identity.organisatie:
        return True
    return identity.rol in _SCHOOL_ROLES and inzending.school in identity.scholen
