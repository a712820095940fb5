"""Invariant 2: the term may be extended once, before the six weeks end, by at most four weeks, and ouders must know.

Too late for the last aanmelding that is known is refused at once, as the invariant says: also where a second aanmelding
of the same pupil, to which the extension belongs, is still on its way.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from contracts.termijnen import OnbekendeTermijn, regels_op
from contracts.termijnen.berekening import bereken, uiterste_verlenging
from eventlog.deciding.outcome import Rule

from .regels import (
    VERLENGING_EENMALIG,
    VERLENGING_NIET_TE_BEREKENEN,
    VERLENGING_OP_TIJD,
    VERLENGING_VIER_WEKEN,
)
from .shapes import BeslistermijnVerlengd
from .toestand import Aanmelding, Aanmeldingen

TERMIJN: Final = "aanmelding-beslissing"


def bezwaar_tegen(verlenging: BeslistermijnVerlengd, aanmelding: Aanmelding, state: Aanmeldingen) -> Rule | None:
    """The rule that this extension of this aanmelding breaks, if it does."""
    if state.is_verlengd(aanmelding):
        return VERLENGING_EENMALIG
    try:
        einde, uiterste = _grenzen(aanmelding, state, verlenging.datum)
    except (OnbekendeTermijn, ValueError, OverflowError):
        # Before the law, or beyond the calendar: there is no term to extend.
        return VERLENGING_NIET_TE_BEREKENEN
    if einde is not None and verlenging.datum > einde:
        return VERLENGING_OP_TIJD
    if verlenging.nieuwe_datum > uiterste:
        return VERLENGING_VIER_WEKEN
    return None


def _grenzen(aanmelding: Aanmelding, state: Aanmeldingen, op: date) -> tuple[date | None, date]:
    """Last day on which extending is possible (None: the clock stands still), and the latest new date.

    Extending on the last day itself is in time [keuze]. A suspension that is still open on day `op` counts for the new
    date up to that day.
    """
    regel = regels_op(TERMIJN, aanmelding.ontvangen)
    opschortingen = state.opschortingen(aanmelding)
    einde = bereken(regel, aanmelding.ontvangen, opschortingen=opschortingen).einddatum
    tot_nu = [o if o.tot is not None else replace(o, tot=max(o.vanaf, op)) for o in opschortingen]
    return einde, uiterste_verlenging(regel, aanmelding.ontvangen, tot_nu)
