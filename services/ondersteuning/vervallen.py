"""Rules that an accepted event must go on meeting, in the words for when it no longer does (docs/decisions/0024).

Something was withdrawn or corrected since. What was accepted stays a fact.
"""

from typing import Final

from eventlog.deciding.outcome import Rule

from .regels import BESPROKEN, GEHOORD, INGESTEMD, OPP_EERST, PLAN_EERST

BIJ_VERVALLEN: Final[dict[str, Rule]] = {
    regel.id: regel
    for regel in (
        BESPROKEN.reworded(
            "Het gesprek met ouders over deze versie van het OPP is ingetrokken of gecorrigeerd.",
            "Leg vast wanneer u het OPP met ouders heeft besproken. Is dat niet gebeurd? Trek dan het OPP in.",
        ),
        GEHOORD.reworded(
            "Het gesprek met de leerling over deze versie van het OPP is ingetrokken of gecorrigeerd.",
            "Leg vast wanneer de leerling is gehoord, of dat de leerling dat niet wilde. Is dat niet gebeurd? "
            "Trek dan het OPP in.",
        ),
        INGESTEMD.reworded(
            "De instemming van ouders met het handelingsdeel van deze versie is ingetrokken of gecorrigeerd.",
            "Leg vast wanneer ouders instemden. Hebben zij dat niet gedaan? Trek dan het OPP in.",
        ),
        OPP_EERST.reworded(
            "Het OPP waar dit bij hoort, is ingetrokken of gecorrigeerd.",
            "Leg het juiste OPP vast, of trek ook deze gebeurtenis in.",
        ),
        PLAN_EERST.reworded(
            "Het plan waar dit bij hoort, is ingetrokken of gecorrigeerd.",
            "Leg het juiste plan vast, of trek ook deze gebeurtenis in.",
        ),
    )
}
"""By id of the rule."""
