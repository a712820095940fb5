"""The ontwikkelingsperspectief (OPP): drafted, set, evaluated, adjusted, closed (WPO 40a; 000; 003)."""

from typing import Annotated, ClassVar

from ..codes import OppBesluit
from ..gebeurtenis import Datum, GebeurdOp, SchoolGebeurtenis, Soort, soort
from ..identifiers import Code, Persoonlijke_tekst, Planversie
from ..visibility import VERZEGELD, zicht

_SCHOOL = {"school": "99AA00"}
_INHOUD = zicht("SO wv")


class OppConceptOpgesteld(SchoolGebeurtenis):
    """There is a draft to discuss with ouders and pupil."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppconceptopgesteld.v1",
        "De school heeft een concept van het ontwikkelingsperspectief.",
        _SCHOOL | {"datum": "2026-10-13"},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]


class OppVastgesteld(SchoolGebeurtenis):
    """The OPP is set, in this `versie`, after discussion, hearing and instemming (invariant 1; WPO 40a).

    `datum`: the day of that, from which the terms of evaluation and registration run. `ingangsdatum`: from when
    it holds.
    """

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppvastgesteld.v1",
        "De school heeft het ontwikkelingsperspectief vastgesteld.",
        _SCHOOL | {
            "datum": "2026-10-23", "versie": 1, "ingangsdatum": "2026-11-02", "uitstroombestemming": "vmbo-tl",
            "bevorderend": "Leert graag samen en vraagt zelf om hulp.",
            "belemmerend": "Raakt de draad kwijt bij lange opdrachten.",
            "handelingsdeel": "Vier keer per week instructie in een kleine groep.",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SOW")]
    versie: Annotated[Planversie, zicht("SOW")]
    ingangsdatum: Annotated[Datum, zicht("SOW")]
    uitstroombestemming: Annotated[Code | None, _INHOUD] = None
    bevorderend: Annotated[Persoonlijke_tekst | None, _INHOUD, VERZEGELD] = None
    belemmerend: Annotated[Persoonlijke_tekst | None, _INHOUD, VERZEGELD] = None
    handelingsdeel: Annotated[Persoonlijke_tekst | None, _INHOUD, VERZEGELD] = None


class OppGeevalueerd(SchoolGebeurtenis):
    """The OPP was evaluated; only with ouders and pupil is the yearly duty met (WPO 40a; 000)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppgeevalueerd.v1",
        "De school heeft het ontwikkelingsperspectief geëvalueerd.",
        _SCHOOL | {"datum": "2026-10-30", "metOuders": True, "metLeerling": True, "besluit": "voortzetten"},
    )

    datum: Annotated[GebeurdOp, zicht("SOW")]
    met_ouders: Annotated[bool, zicht("SO")]
    met_leerling: Annotated[bool, zicht("SO")]
    besluit: Annotated[OppBesluit, zicht("SOW")]


class OppBijgesteld(SchoolGebeurtenis):
    """The running versie was adjusted in part. What is set anew is another OppVastgesteld."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppbijgesteld.v1",
        "De school heeft het ontwikkelingsperspectief bijgesteld.",
        _SCHOOL | {"datum": "2026-10-30"},
    )

    datum: Annotated[GebeurdOp, zicht("SOW")]


class OppAfgesloten(SchoolGebeurtenis):
    """The pupil has no OPP any more from `datum`."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppafgesloten.v1",
        "De school heeft het ontwikkelingsperspectief afgesloten.",
        _SCHOOL | {"datum": "2026-10-30"},
    )

    datum: Annotated[GebeurdOp, zicht("SOW")]
