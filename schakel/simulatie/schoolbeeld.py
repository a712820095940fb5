"""A school as the simulator needs it: its codes, its region's levels and areas, the schools around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from contracts.codes import Aanbodsoort, Canon
from contracts.regioprofiel import Regioprofiel, Schoolsoort

_KLEINER: Final = 0.4
"""Size of an SBO, SO, VSO or PRO beside another school [keuze]."""
_SYSTEEM: Final = "lvs"
_VO: Final = frozenset({Schoolsoort.VO, Schoolsoort.PRO, Schoolsoort.VSO})
_GESPECIALISEERD: Final = frozenset({Schoolsoort.SBO, Schoolsoort.SO, Schoolsoort.VSO, Schoolsoort.PRO})
# What the contract takes for a regional level; a region may have codes that an event cannot carry (an accent).
_NIVEAUCODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./+()-]{0,39}\Z")

_SOORT_BIJ_CANON: Final = {
    Canon.B1: Aanbodsoort.BASISONDERSTEUNING,
    Canon.B2: Aanbodsoort.BASISONDERSTEUNING,
    Canon.B3: Aanbodsoort.BASISONDERSTEUNING,
    Canon.E1: Aanbodsoort.EXTRA_ONDERSTEUNING,
    Canon.E2: Aanbodsoort.EXTRA_ONDERSTEUNING,
    Canon.G1: Aanbodsoort.EXTRA_ONDERSTEUNING,
    Canon.G2: Aanbodsoort.ANDERE_SCHOOL,
    Canon.G3: Aanbodsoort.SPECIAAL_BASISONDERWIJS,
    Canon.G4: Aanbodsoort.SPECIAAL_ONDERWIJS,
}


@dataclass(frozen=True, slots=True)
class Schoolbeeld:
    """One school. `aanbod`: what it can offer, as (soort, niveau). `andere`: codes of the region's other schools."""

    code: str
    bron: str
    gemeente: str
    voortgezet: bool
    gespecialiseerd: bool
    aanbod: Sequence[tuple[str, dict[str, str]]]
    gebieden: Sequence[str]
    andere: Sequence[str]
    drukte: float

    @property
    def laatste_leerjaar(self) -> int:
        """The leerjaar after which a pupil leaves: groep 8, or the fifth of voortgezet onderwijs [keuze]."""
        return 5 if self.voortgezet else 8

    def groep(self, leerjaar: int, kans: Random) -> str:
        """A groep of that leerjaar, as this school names it."""
        return f"{leerjaar}{kans.choice('AB')}" if self.voortgezet else str(leerjaar)

    def andere_school(self, kans: Random) -> str:
        """Another school of the region."""
        return kans.choice(self.andere)


def schoolbeelden(profiel: Regioprofiel, kans: Random) -> list[Schoolbeeld]:
    """The schools of a region, each with a size of its own."""
    aanbod: list[tuple[str, dict[str, Any]]] = [
        (_SOORT_BIJ_CANON[n.canon].value, {"canon": n.canon.value, "regionaal": n.regionaal})
        for n in profiel.niveaus
        if _NIVEAUCODE.match(n.regionaal)
    ]
    gebieden = sorted({g.regionaal for g in profiel.gebieden})
    codes = list(profiel.scholen)
    return [
        Schoolbeeld(
            code=code,
            bron=f"urn:nld:brin:{code}:systeem:{_SYSTEEM}",
            gemeente=school.gemeente,
            voortgezet=school.soort in _VO,
            gespecialiseerd=school.soort in _GESPECIALISEERD,
            aanbod=aanbod,
            gebieden=gebieden,
            andere=[ander for ander in codes if ander != code] or codes,
            drukte=kans.uniform(0.6, 1.6) * (_KLEINER if school.soort in _GESPECIALISEERD else 1.0),
        )
        for code, school in profiel.scholen.items()
    ]
