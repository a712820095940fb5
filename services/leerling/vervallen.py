"""Rules that an accepted event must go on meeting, in the words for when it no longer does (docs/decisions/0024).

Something was withdrawn or corrected since. What was accepted stays a fact.
"""

from typing import Final

from eventlog.deciding.outcome import Rule

from .regels import VOLGENDE_SCHOOL

BIJ_VERVALLEN: Final[dict[str, Rule]] = {
    regel.id: regel
    for regel in (
        VOLGENDE_SCHOOL.reworded(
            "Door een intrekking of correctie weet de hub nu dat deze leerling extra ondersteuning nodig heeft. "
            "U mocht dan alleen uitschrijven als een andere school de leerling wil toelaten.",
            "Corrigeer de uitschrijving met volgendeSchool. Is er geen school die wil? Trek dan de uitschrijving in.",
        ),
    )
}
"""By id of the rule."""
