"""Rules that an accepted event must go on meeting, in the words for when it no longer does (docs/decisions/0024).

Something was withdrawn or corrected since. What was accepted stays a fact.
"""

from typing import Final

from eventlog.deciding.outcome import Rule

from .regels import AANMELDING_EERST, AANMELDING_VOOR_DEZE_DAG, AANVULLING_EERST, PLEK_GEZOCHT_EERST, ZORGPLICHT

BIJ_VERVALLEN: Final[dict[str, Rule]] = {
    regel.id: regel
    for regel in (
        AANMELDING_EERST.reworded(
            "De aanmelding waar dit bij hoort, is ingetrokken.",
            "Leg de juiste aanmelding vast, of trek ook deze gebeurtenis in.",
        ),
        AANMELDING_VOOR_DEZE_DAG.reworded(
            "Na een intrekking of correctie is er geen aanmelding die op deze dag al ontvangen was.",
            "Controleer de datum hier en de ontvangstdatum van de aanmelding. Corrigeer wat niet klopt.",
        ),
        AANVULLING_EERST.reworded(
            "De vraag om deze aanvulling is ingetrokken of gecorrigeerd.",
            "Leg vast wanneer u om de aanvulling vroeg, of trek ook deze gebeurtenis in.",
        ),
        PLEK_GEZOCHT_EERST.reworded(
            "U heeft ingetrokken dat er een passende plek wordt gezocht.",
            "Leg vast sinds wanneer er een plek wordt gezocht, of trek ook deze gebeurtenis in.",
        ),
        ZORGPLICHT.reworded(
            "Door een intrekking of correctie weet de hub nu dat deze leerling extra ondersteuning nodig heeft. "
            "U mocht dan alleen weigeren als een andere school de leerling wil toelaten.",
            "Corrigeer de weigering met bereidGevondenSchool. Is er geen school die wil? Trek dan de weigering in.",
        ),
    )
}
"""By id of the rule."""
