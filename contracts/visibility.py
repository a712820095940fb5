"""Who may see a field, and whether it is sealed: declared on the field itself, denied by default (domain.md §3).

A field is annotated with one `Zicht`, and with `VERZEGELD` where domain.md puts a `*`:

    kernvraag: Annotated[Persoonlijke_tekst, zicht("SO w"), VERZEGELD]
"""

import re
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
    its event, and is a grant to nobody by itself. `ingetrokken`: only for whom the event is granted that this one is
    about, which it withdraws or of which it says that a condition lapsed; with `mee` for all of them. `openbaar`: for
    everyone, whatever their relation; only what is about no pupil may be. `als_termijn`: audiences that see it of a
    deadline whose rule grants it to them (`contracts.termijnen.Termijnregel.ook_voor`).
    """

    altijd: frozenset[Partij] = frozenset()
    met_toestemming: frozenset[Partij] = frozenset()
    na: Mapping[Partij, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    mee: bool = False
    ingetrokken: bool = False
    openbaar: bool = False
    als_termijn: frozenset[Partij] = frozenset()

    def __str__(self) -> str:
        """The notation of domain.md: capitals always, small letters with toestemming. `zicht` reads it back."""
        vast = "".join(p for p in Partij if p in self.altijd)
        voorwaardelijk = "".join(p.lower() for p in Partij if p in self.met_toestemming)
        later = "".join(f"{p}(na {', '.join(sorted(types))})" for p, types in self.na.items())
        termijn = "".join(f"{p}(termijn)" for p in Partij if p in self.als_termijn)
        woorden = (woord for woord in _WOORDEN if getattr(self, woord))
        return " ".join(deel for deel in (vast, voorwaardelijk, later, termijn, *woorden) if deel)


_WOORDEN: Final = ("mee", "ingetrokken", "openbaar")
_NA = re.compile(r"([A-Z])\(na ([^()]+)\)")
_TERMIJN = re.compile(r"([A-Z])\(termijn\)")


def zicht(notatie: str, *, na: Mapping[str, frozenset[str]] | None = None) -> Zicht:
    """Read the notation of domain.md: `zicht("SO w")` is school and ouders always, SWV with toestemming.

    `na`, or `W(na TYPE, TYPE)` in the notation: the grant holds once an event of one of these types stands.
    `O(termijn)`: it holds of a deadline whose rule grants it.
    Raises ValueError for a letter that is no audience, for an audience granted twice or after nothing, for `mee`
    beside a grant, and for `openbaar` beside anything.
    """
    later = [*(na or {}).items(), *((letter, frozenset(types.split(", "))) for letter, types in _NA.findall(notatie))]
    van_regel = [Partij(letter) for letter in _TERMIJN.findall(notatie)]
    woorden = _TERMIJN.sub(" ", _NA.sub(" ", notatie)).split()
    letters = "".join(woord for woord in woorden if woord not in _WOORDEN)
    genoemd = [Partij(letter.upper() if letter.isascii() else letter) for letter in letters]
    genoemd += [*(Partij(letter) for letter, _ in later), *van_regel]
    dubbel = sorted({partij for partij in genoemd if genoemd.count(partij) > 1})
    if dubbel:
        raise ValueError(f"granted twice in {notatie!r}: {', '.join(dubbel)}")
    if not all(types for _, types in later):
        raise ValueError("a grant after nothing is no grant: name the event types")
    if "mee" in woorden and genoemd:
        raise ValueError(f"`mee` is a grant to nobody, so {notatie!r} cannot name an audience")
    if "openbaar" in woorden and (genoemd or len(woorden) > 1):
        raise ValueError(f"`openbaar` is for everyone, so {notatie!r} cannot say more")
    return Zicht(
        altijd=frozenset(Partij(letter) for letter in letters if letter.isupper()),
        met_toestemming=frozenset(Partij(letter.upper()) for letter in letters if letter.islower()),
        na=MappingProxyType({Partij(letter): types for letter, types in later}),
        mee="mee" in woorden,
        ingetrokken="ingetrokken" in woorden,
        openbaar="openbaar" in woorden,
        als_termijn=frozenset(van_regel),
    )


MEE: Final = Zicht(mee=True)
"""For what every event has: whoever is granted a field sees these too; no field, no event."""


ALS_INGETROKKEN: Final = Zicht(mee=True, ingetrokken=True)
"""For what tells that an event was withdrawn: everyone who is granted that event, and nobody else."""


OPENBAAR: Final = Zicht(openbaar=True)
"""For what is public: a school's ondersteuningsaanbod (domain.md §3)."""


@dataclass(frozen=True, slots=True)
class Verzegeld:
    """Marks personal text or identity: encrypted in the log under the dossier's key (design §5.10)."""


VERZEGELD: Final = Verzegeld()


@dataclass(frozen=True, slots=True)
class Gebeurd:
    """Marks a date of something that has happened: a future date is refused. Plans do not carry it."""
