"""Who may see a field, and whether it is sealed: declared on the field itself, denied by default (domain.md §3).

A field is annotated with one `Zicht`, and with `VERZEGELD` where domain.md puts a `*`:

    kernvraag: Annotated[Persoonlijke_tekst, zicht("SO w"), VERZEGELD]
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Partij(StrEnum):
    """An audience: a kind of reader in relation to the pupil."""

    SCHOOL = "S"
    SWV = "W"
    GEMEENTE = "G"
    ONTVANGENDE_SCHOOL = "V"
    ZORGPARTNER = "Z"
    OUDERS = "O"


@dataclass(frozen=True, slots=True)
class Zicht:
    """What is granted of one field.

    `altijd`: audiences that see it because of their relation alone. `met_toestemming`: audiences that see it only
    while a toestemming for that party, purpose and field group is in force. `na`: per audience, event types of which
    one must stand in the dossier before the grant holds. `mee`: the field comes along with any granted field of
    its event, and is a grant to nobody by itself.
    """

    altijd: frozenset[Partij] = frozenset()
    met_toestemming: frozenset[Partij] = frozenset()
    na: Mapping[Partij, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    mee: bool = False

    def __str__(self) -> str:
        """The notation of domain.md: capitals always, small letters with toestemming."""
        if self.mee:
            return "mee"
        vast = "".join(p for p in Partij if p in self.altijd)
        voorwaardelijk = "".join(p.lower() for p in Partij if p in self.met_toestemming)
        later = "".join(f"{p}(na {', '.join(sorted(types))})" for p, types in self.na.items())
        return " ".join(deel for deel in (vast, voorwaardelijk, later) if deel)


def zicht(letters: str, *, na: Mapping[str, frozenset[str]] | None = None) -> Zicht:
    """Read the notation of domain.md: `zicht("SO w")` is school and ouders always, SWV with toestemming.

    Raises ValueError for a letter that is no audience or stands twice.
    """
    gezien: set[Partij] = set()
    altijd: set[Partij] = set()
    met_toestemming: set[Partij] = set()
    for letter in letters.replace(" ", ""):
        partij = Partij(letter.upper())
        if partij in gezien:
            raise ValueError(f"audience {letter!r} stands twice in {letters!r}")
        gezien.add(partij)
        (altijd if letter.isupper() else met_toestemming).add(partij)
    later = MappingProxyType({Partij(letter): types for letter, types in (na or {}).items()})
    return Zicht(frozenset(altijd), frozenset(met_toestemming), later)


MEE: Final = Zicht(mee=True)
"""For what every event has: whoever is granted a field sees these too; no field, no event."""


@dataclass(frozen=True, slots=True)
class Verzegeld:
    """Marks personal text or identity: encrypted in the log under the dossier's key (design §5.10)."""


VERZEGELD: Final = Verzegeld()


@dataclass(frozen=True, slots=True)
class Gebeurd:
    """Marks a date of something that has happened: a future date is refused. Plans do not carry it."""
