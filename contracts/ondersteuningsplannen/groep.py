"""Groepsplannen and the SEO-meting: matters of a whole groep, in the school's own dossier [002][004]."""

from typing import Annotated, ClassVar

from ..codes import Groepsplansoort, Meetperiode
from ..gebeurtenis import GebeurdOp, SchoolGebeurtenis, Soort, schoolsoort
from ..identifiers import Code, Groepscode
from ..visibility import zicht

_GROEP = {"school": "99AA00", "groep": "5"}


class GroepsplanVastgesteld(SchoolGebeurtenis):
    """A groep has a groepsplan, for a subject or for behaviour; the latter follows the SEO-meting [004]."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "ondersteuningsplannen.groepsplanvastgesteld.v1",
        "De school heeft een groepsplan vastgesteld.",
        _GROEP | {"datum": "2026-11-02", "soort": "gedrag"},
    )

    datum: Annotated[GebeurdOp, zicht("S")]
    groep: Annotated[Groepscode, zicht("S")]
    soort: Annotated[Groepsplansoort, zicht("S")]


class GroepsplanBesproken(SchoolGebeurtenis):
    """The groepsplan of a groep was discussed, as comes back some times a schooljaar [002]."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "ondersteuningsplannen.groepsplanbesproken.v1",
        "De school heeft het groepsplan besproken.",
        _GROEP | {"datum": "2026-10-05"},
    )

    datum: Annotated[GebeurdOp, zicht("S")]
    groep: Annotated[Groepscode, zicht("S")]


class SeoMetingAfgenomen(SchoolGebeurtenis):
    """The social-emotional development of a groep was measured, in November or in April [004]."""

    kenmerken: ClassVar[Soort] = schoolsoort(
        "ondersteuningsplannen.seometingafgenomen.v1",
        "De school heeft de sociaal-emotionele ontwikkeling van de groep gemeten.",
        _GROEP | {"datum": "2026-10-30", "periode": "nov", "instrument": "kijk-op-welbevinden"},
    )

    datum: Annotated[GebeurdOp, zicht("S")]
    groep: Annotated[Groepscode, zicht("S")]
    periode: Annotated[Meetperiode, zicht("S")]
    instrument: Annotated[Code, zicht("S")]
