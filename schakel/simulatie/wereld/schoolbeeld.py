"""A school as the simulator needs it: its codes, its region's levels and areas, the schools around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from contracts.codes import Aanbodsoort, Canon, Plansoort
from contracts.regioprofiel import Regioniveau, Regioprofiel, Schoolsoort

_KLEINER: Final = 0.4
"""Size of an SBO, SO, VSO or PRO beside another school [keuze]."""
_SYSTEEM: Final = "lvs"
_VO: Final = frozenset({Schoolsoort.VO, Schoolsoort.PRO, Schoolsoort.VSO})
_GESPECIALISEERD: Final = frozenset({Schoolsoort.SBO, Schoolsoort.SO, Schoolsoort.VSO, Schoolsoort.PRO})

_EIGEN_TREDE: Final = {
    Schoolsoort.SBO: Canon.G3, Schoolsoort.SO: Canon.G4, Schoolsoort.VSO: Canon.G4, Schoolsoort.PRO: Canon.G4,
}  # fmt: skip
# Which plans a region knows, by what its profile names as document; the others occur everywhere [keuze].
_PLANSOORT: Final = {
    "IHP": Plansoort.IHP, "handelingsplan": Plansoort.HANDELINGSPLAN, "individueel plan": Plansoort.INDIVIDUEEL,
}  # fmt: skip
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


Niveau = dict[str, str]
"""A level as it stands in an event: canonical, with the region's own code."""


@dataclass(frozen=True, slots=True)
class Schoolbeeld:
    """One school. `aanbod`: what it can offer, as (soort, niveau). `andere`: codes of the region's other schools.

    `licht`, `zwaar`: the rungs of its ladder below the level of the OPP, and from it on, lightest first; each the
    levels that the region has for it. `kalenders`: the days `MM-DD` by which the region wants something done, per
    termijn.
    """

    code: str
    soort: Schoolsoort
    bron: str
    gemeente: str
    voortgezet: bool
    gespecialiseerd: bool
    aanbod: Sequence[tuple[str, dict[str, str]]]
    licht: Sequence[Sequence[Niveau]]
    zwaar: Sequence[Sequence[Niveau]]
    plansoorten: Sequence[str]
    gebieden: Sequence[str]
    arrangementen: Mapping[str, Sequence[str]]
    kalenders: Mapping[str, Sequence[str]]
    andere: Sequence[str]
    drukte: float

    @property
    def laatste_leerjaar(self) -> int:
        """The leerjaar after which a pupil leaves: groep 8, or the fifth of voortgezet onderwijs [keuze]."""
        return 5 if self.voortgezet else 8

    def groep(self, leerjaar: int, kans: Random) -> str:
        """A groep of that leerjaar, as this school names it."""
        return f"{leerjaar}{kans.choice('AB')}" if self.voortgezet else str(leerjaar)

    @property
    def groepen(self) -> list[str]:
        """All groepen of the school."""
        letters = "AB" if self.voortgezet else ("",)
        return [f"{leerjaar}{letter}" for leerjaar in range(1, self.laatste_leerjaar + 1) for letter in letters]

    def andere_school(self, kans: Random) -> str:
        """Another school of the region."""
        return kans.choice(self.andere)


def schoolbeelden(profiel: Regioprofiel, kans: Random) -> list[Schoolbeeld]:
    """The schools of a region, each with a size of its own."""
    aanbod = [(_SOORT_BIJ_CANON[n.canon].value, _niveau(n)) for n in profiel.niveaus]
    gebieden = sorted({g.regionaal for g in profiel.gebieden})
    arrangementen: dict[str, list[str]] = {}
    for soort, arrangement in profiel.arrangementen.items():
        arrangementen.setdefault(arrangement.canon.value, []).append(soort)
    documenten = {document for niveau in profiel.niveaus for document in niveau.document}
    plansoorten = [s.value for deel, s in _PLANSOORT.items() if any(deel in document for document in documenten)]
    plansoorten += [Plansoort.TRAINING.value, Plansoort.BEGELEIDINGSTRAJECT.value, Plansoort.MAATWERK.value]
    kalenders = {id_: afwijking.datums for id_, afwijking in profiel.termijnen.items() if afwijking.datums}
    codes = list(profiel.scholen)
    return [
        Schoolbeeld(
            code=code,
            soort=school.soort,
            bron=f"urn:nld:brin:{code}:systeem:{_SYSTEEM}",
            gemeente=school.gemeente,
            voortgezet=school.soort in _VO,
            gespecialiseerd=school.soort in _GESPECIALISEERD,
            aanbod=aanbod,
            licht=_treden(profiel, [c for c in Canon if not profiel.opp_vereist(c)]),
            zwaar=_zwaar(profiel, school.soort),
            plansoorten=plansoorten,
            gebieden=gebieden,
            arrangementen=arrangementen,
            kalenders=kalenders,
            andere=[ander for ander in codes if ander != code] or codes,
            drukte=kans.uniform(0.6, 1.6) * (_KLEINER if school.soort in _GESPECIALISEERD else 1.0),
        )
        for code, school in profiel.scholen.items()
    ]


def _niveau(niveau: Regioniveau) -> Niveau:
    return {"canon": niveau.canon.value, "regionaal": niveau.regionaal}


def _treden(profiel: Regioprofiel, canons: Sequence[Canon]) -> list[list[Niveau]]:
    """The rungs that the region has, of these."""
    treden = [[_niveau(n) for n in profiel.niveaus if n.canon is canon] for canon in canons]
    return [trede for trede in treden if trede]


def _zwaar(profiel: Regioprofiel, soort: Schoolsoort) -> list[list[Niveau]]:
    """From the level of the OPP on; at a specialised school the one rung that the school itself is."""
    eigen = _EIGEN_TREDE.get(soort)
    if eigen is None:
        gewoon = [c for c in Canon if profiel.opp_vereist(c) and c not in _EIGEN_TREDE.values()]
        return _treden(profiel, gewoon)
    treden = _treden(profiel, [eigen])
    # Where the region tells SO, VSO and PRO apart by code, the school is one of them.
    return [[n for n in trede if n["regionaal"] == soort.value] or trede for trede in treden]
