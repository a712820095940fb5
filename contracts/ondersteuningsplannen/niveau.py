"""Up and down the support ladder: a signal, a change of level, a school at its limits (domain.md §1)."""

from typing import Annotated, ClassVar

from ..codes import Richting
from ..gebeurtenis import GebeurdOp, Niveau, SchoolGebeurtenis, Soort, soort
from ..identifiers import Code, Persoonlijke_tekst
from ..visibility import VERZEGELD, zicht

_SCHOOL = {"school": "99AA00"}


class SignaalVastgelegd(SchoolGebeurtenis):
    """The school noticed that this pupil may need more, in one gebied and at one level [000]: "signalering"."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.signaalvastgelegd.v1",
        "De school heeft een signaal over de leerling vastgelegd.",
        _SCHOOL | {
            "datum": "2026-09-14", "gebied": "lezen-spelling", "niveau": {"canon": "B1", "regionaal": "basis"},
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("S")]
    gebied: Annotated[Code, zicht("S")]
    niveau: Annotated[Niveau, zicht("S")]


class NiveauGewijzigd(SchoolGebeurtenis):
    """The pupil gets support of another level from `datum`. The SWV sees level and day, not why (domain.md §3)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.niveaugewijzigd.v1",
        "De leerling krijgt ondersteuning op een ander niveau.",
        _SCHOOL | {
            "datum": "2026-10-12", "niveau": {"canon": "E1", "regionaal": "extra"}, "richting": "op",
            "reden": "De extra instructie in de groep gaf te weinig vooruitgang.",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SOW")]
    niveau: Annotated[Niveau, zicht("SOW")]
    richting: Annotated[Richting, zicht("SO")]
    reden: Annotated[Persoonlijke_tekst | None, zicht("SO"), VERZEGELD] = None


class HandelingsverlegenheidVastgesteld(SchoolGebeurtenis):
    """The school no longer knows how to help in this gebied; a next step is due (000; 001; 004)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.handelingsverlegenheidvastgesteld.v1",
        "De school weet niet meer hoe zij de leerling verder kan helpen.",
        _SCHOOL | {"datum": "2026-10-26", "gebied": "gedrag"},
    )

    datum: Annotated[GebeurdOp, zicht("SO w")]
    gebied: Annotated[Code, zicht("SO w")]
