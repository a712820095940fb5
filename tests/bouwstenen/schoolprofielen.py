"""Events of the domain schoolprofielen."""

from contracts.codes import Effect, Opleiding
from contracts.schoolprofielen import (
    ExpertiseGeregistreerd,
    MrInstemmingVerleend,
    OndersteuningsaanbodVastgesteld,
    OndersteuningsinzetGerapporteerd,
    VraagZonderAanbodGerapporteerd,
)

from .scenario import SCHOOL, Dag, correctie, dag


def aanbod_vastgesteld(
    op: Dag = "2026-07-06",
    *,
    schooljaar: str = "2026-2027",
    versie: str = "2026-2027",
    school: str = SCHOOL,
    corrigeert: str | None = None,
) -> OndersteuningsaanbodVastgesteld:
    return OndersteuningsaanbodVastgesteld(
        school=school, datum=dag(op), schooljaar=schooljaar, profielversie=versie, basis=("leesbegeleiding",),
        extra=("plusklas",), grenzen=("een-op-een",), corrigeert=correctie(corrigeert),
    )  # fmt: skip


def mr_instemming(
    op: Dag = "2026-06-29", *, versie: str = "2026-2027", school: str = SCHOOL, corrigeert: str | None = None
) -> MrInstemmingVerleend:
    return MrInstemmingVerleend(school=school, datum=dag(op), profielversie=versie, corrigeert=correctie(corrigeert))


def expertise(
    op: Dag = "2026-09-07", *, functie: str = "gedragsspecialist", aantal: int = 2, school: str = SCHOOL
) -> ExpertiseGeregistreerd:
    return ExpertiseGeregistreerd(school=school, datum=dag(op), functie=functie, aantal=aantal, opleiding=Opleiding.JA)


def inzet_gerapporteerd(
    op: Dag = "2026-07-06", *, schooljaar: str = "2025-2026", gebied: str = "lezen-spelling", school: str = SCHOOL
) -> OndersteuningsinzetGerapporteerd:
    return OndersteuningsinzetGerapporteerd(
        school=school, datum=dag(op), schooljaar=schooljaar, gebied=gebied, aanbod="leesbegeleiding", aantal=14,
        effect=Effect.GOED,
    )  # fmt: skip


def vraag_zonder_aanbod(
    op: Dag = "2026-07-06", *, schooljaar: str = "2025-2026", gebied: str = "gedrag", school: str = SCHOOL
) -> VraagZonderAanbodGerapporteerd:
    return VraagZonderAanbodGerapporteerd(school=school, datum=dag(op), schooljaar=schooljaar, gebied=gebied, aantal=3)
