"""Who sends a request: what a verified token says, and nothing else about them."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from contracts.codes import Rol
from contracts.identifiers import SCHOOL_PATROON

_SCHOOL: Final = re.compile(SCHOOL_PATROON.removesuffix("$") + r"\Z")


def is_school(code: str) -> bool:
    """Whether `code` has the form of a school code, `12AB00`."""
    return _SCHOOL.match(code) is not None


@dataclass(frozen=True)
class Identity:
    """The claims of design §6.

    `organisatie`: school code, OIN, SWV code, partner id … `namens`: schools that an LVS or bestuur acts for.
    `gebruiker`: pseudonym of the person.
    """

    rol: Rol
    organisatie: str
    namens: frozenset[str] = frozenset()
    regio: str | None = None
    gebruiker: str | None = None

    @cached_property
    def scholen(self) -> frozenset[str]:
        """The schools it may act for: `namens`, and `organisatie` where that is a school."""
        return self.namens | {self.organisatie} if is_school(self.organisatie) else self.namens
