"""Schoolprofielen: what support a school offers, with which expertise, and what is missing (domain.md §3).

Matters of the school itself, in its own dossier. All codes and counts: no text that could be about a pupil.
"""

from typing import Annotated, ClassVar

from .codes import Effect, Opleiding
from .gebeurtenis import GebeurdOp, Gebeurtenis, SchoolGebeurtenis, Soort, schoolsoort
from .identifiers import Aantal, Code, Schooljaar
from .visibility import OPENBAAR, zicht

_SCHOOL = {"school": "99AA00"}
_SW = zicht("SW")


class OndersteuningsaanbodVastgesteld(SchoolGebeurtenis):
    """The support that a school offers, and its limits: since 1-8-2025 part of the schoolgids, before in the SOP.

    `profielversie` is what ToelatingGeweigerd and ArrangementAangevraagd point at; `grenzen` hold its `grensCode`.
    """

    kenmerken: ClassVar[Soort] = schoolsoort(
        "schoolprofielen.ondersteuningsaanbodvastgesteld.v1",
        "De school heeft haar ondersteuningsaanbod vastgesteld.",
        _SCHOOL | {
            "datum": "2026-07-06", "schooljaar": "2026-2027", "profielversie": "2026-2027",
            "basis": ["leesbegeleiding", "rekenhulp"], "extra": ["plusklas"], "grenzen": ["een-op-een"],
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, OPENBAAR]
    schooljaar: Annotated[Schooljaar, OPENBAAR]
    profielversie: Annotated[Code, OPENBAAR]
    basis: Annotated[tuple[Code, ...], OPENBAAR]
    extra: Annotated[tuple[Code, ...], OPENBAAR]
    grenzen: Annotated[tuple[Code, ...], OPENBAAR]


class MrInstemmingVerleend(SchoolGebeurtenis):
    """The medezeggenschapsraad advised on or agreed with this versie of the aanbod (WMS)."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "schoolprofielen.mrinstemmingverleend.v1",
        "De medezeggenschapsraad stemt in met het ondersteuningsaanbod.",
        _SCHOOL | {"datum": "2026-06-29", "profielversie": "2026-2027"},
    )

    datum: Annotated[GebeurdOp, _SW]
    profielversie: Annotated[Code, _SW]


class ExpertiseGeregistreerd(SchoolGebeurtenis):
    """How many staff have a function, and whether they are trained for it [004]; the last count counts."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "schoolprofielen.expertisegeregistreerd.v1",
        "De school heeft vastgelegd welke deskundigheid zij heeft.",
        _SCHOOL | {"datum": "2026-09-07", "functie": "gedragsspecialist", "aantal": 2, "opleiding": "ja"},
    )

    datum: Annotated[GebeurdOp, _SW]
    functie: Annotated[Code, _SW]
    aantal: Annotated[Aantal, _SW]
    opleiding: Annotated[Opleiding, _SW]


class OndersteuningsinzetGerapporteerd(SchoolGebeurtenis):
    """What support a school used in a schooljaar, for how many pupils, to what effect ([000]: monitoring)."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "schoolprofielen.ondersteuningsinzetgerapporteerd.v1",
        "De school heeft gemeld welke ondersteuning zij heeft ingezet.",
        _SCHOOL | {
            "datum": "2026-07-06", "schooljaar": "2025-2026", "gebied": "lezen-spelling", "aanbod": "leesbegeleiding",
            "aantal": 14, "effect": "goed",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, _SW]
    schooljaar: Annotated[Schooljaar, _SW]
    gebied: Annotated[Code, _SW]
    aanbod: Annotated[Code, _SW]
    aantal: Annotated[Aantal, _SW]
    effect: Annotated[Effect, _SW]


class VraagZonderAanbodGerapporteerd(SchoolGebeurtenis):
    """How many questions for support in a gebied found no aanbod in a schooljaar ([000]: monitoring)."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "schoolprofielen.vraagzonderaanbodgerapporteerd.v1",
        "De school heeft gemeld voor welke vragen er geen aanbod is.",
        _SCHOOL | {"datum": "2026-07-06", "schooljaar": "2025-2026", "gebied": "gedrag", "aantal": 3},
    )

    datum: Annotated[GebeurdOp, _SW]
    schooljaar: Annotated[Schooljaar, _SW]
    gebied: Annotated[Code, _SW]
    aantal: Annotated[Aantal, _SW]


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (
    OndersteuningsaanbodVastgesteld, MrInstemmingVerleend, ExpertiseGeregistreerd, OndersteuningsinzetGerapporteerd,
    VraagZonderAanbodGerapporteerd,
)  # fmt: skip
