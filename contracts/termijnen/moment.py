"""Which events matter to a deadline, and under which conditions: as data, so that no rule needs code of its own."""

from dataclasses import dataclass

from ..regioprofiel import Schoolsoort

SPECIAAL = frozenset({Schoolsoort.SBO, Schoolsoort.SO, Schoolsoort.VSO})
"""Where every pupil has an OPP: an S(B)O (WPO 40a; WEC 41a; 000). PRO is not among them [keuze: domain.md §5]."""


@dataclass(frozen=True, slots=True)
class VeldIs:
    """The event says `waarde` in field `veld` of its `data`."""

    veld: str
    waarde: bool | str


@dataclass(frozen=True, slots=True)
class Zonder:
    """The event leaves field `veld` of its `data` out."""

    veld: str


@dataclass(frozen=True, slots=True)
class VraagtOpp:
    """At the level that the event tells (`niveau`) the region's profile asks for an OPP; with `ja` False: for none."""

    ja: bool = True


@dataclass(frozen=True, slots=True)
class OpSchoolsoort:
    """The school whose dossier it is, is of one of these kinds in the region's profile; with `ja` False: of none."""

    soorten: frozenset[Schoolsoort]
    ja: bool = True


@dataclass(frozen=True, slots=True)
class Sinds:
    """After the day on which the deadline began an event of `type` happened too, by the day of this one."""

    type: str
    datumveld: str = "datum"


Voorwaarde = VeldIs | Zonder | VraagtOpp | OpSchoolsoort | Sinds
"""What must hold of an event before it counts. Of a school or region without a profile nothing of a profile holds."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event that matters to a term: its CloudEvents type, and the field of `data` whose date counts.

    `mits`: only when all of these hold.
    """

    type: str
    datumveld: str = "datum"
    mits: tuple[Voorwaarde, ...] = ()
