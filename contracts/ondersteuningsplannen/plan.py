"""Plans for one pupil below the OPP: individueel handelingsplan, training and the like [003][004]."""

from typing import Annotated, ClassVar

from ..codes import Planresultaat, Plansoort
from ..gebeurtenis import Datum, GebeurdOp, SchoolGebeurtenis, Soort, soort
from ..identifiers import Code, EigenId, Persoonlijke_tekst, Plannummer
from ..visibility import VERZEGELD, zicht

_PLAN = {"school": "99AA00", "planId": "plan-7f31"}


class PlanGestart(SchoolGebeurtenis):
    """A plan runs, until it is evaluated on `evaluatiedatum`.

    `plan_id`: the school's own id for it, by which its evaluation is known: several plans may run at once.
    `nummer`: as in "IHP 2" [004].
    """

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.plangestart.v1",
        "De school is gestart met een plan voor de leerling.",
        _PLAN | {
            "datum": "2026-09-21", "soort": "ihp", "nummer": 1, "gebied": "lezen-spelling",
            "doel": "Woorden met twee lettergrepen vlot lezen.", "evaluatiedatum": "2026-12-14",
        },
    )  # fmt: skip

    datum: Annotated[GebeurdOp, zicht("SO")]
    plan_id: Annotated[EigenId, zicht("SO")]
    soort: Annotated[Plansoort, zicht("SO")]
    nummer: Annotated[Plannummer | None, zicht("SO")] = None
    gebied: Annotated[Code, zicht("SO")]
    doel: Annotated[Persoonlijke_tekst | None, zicht("SO"), VERZEGELD] = None
    evaluatiedatum: Annotated[Datum, zicht("SO")]


class PlanGeevalueerd(SchoolGebeurtenis):
    """The plan `plan_id` was evaluated, with ouders and pupil or without [004]."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.plangeevalueerd.v1",
        "De school heeft het plan van de leerling geëvalueerd.",
        _PLAN | {"datum": "2026-10-30", "resultaat": "deels-behaald", "metOuders": True, "metLeerling": True},
    )

    datum: Annotated[GebeurdOp, zicht("SO")]
    plan_id: Annotated[EigenId, zicht("SO")]
    resultaat: Annotated[Planresultaat, zicht("SO")]
    met_ouders: Annotated[bool, zicht("SO")]
    met_leerling: Annotated[bool, zicht("SO")]
