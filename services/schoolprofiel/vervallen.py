"""Rules that an accepted event must go on meeting, in the words for when it no longer does (docs/decisions/0024).

Something was withdrawn or corrected since. What was accepted stays a fact.
"""

from typing import Final

from eventlog.deciding.outcome import Rule

from .regels import AANBOD_EERST

BIJ_VERVALLEN: Final[dict[str, Rule]] = {
    regel.id: regel
    for regel in (
        AANBOD_EERST.reworded(
            "Deze versie van uw ondersteuningsaanbod is ingetrokken of gecorrigeerd.",
            "Leg het juiste aanbod vast, of trek ook deze instemming in.",
        ),
    )
}
"""By id of the rule."""
