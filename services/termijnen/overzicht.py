"""How a deadline is reckoned, step by step with the basis of each: for `schakel termijnen bereken`."""

from datetime import date

from contracts.regioprofiel import Regioprofiel
from contracts.termijnberekening import Berekening, bereken
from contracts.termijnen import regels_op

from .regio import regel_in


def bereken_stappen(regel_id: str, vanaf: date, profiel: Regioprofiel | None) -> Berekening:
    """The end of deadline `regel_id` that starts on `vanaf`, in the region of `profiel`; see `Berekening.stappen`.

    Raises OnbekendeTermijn, naming the known ones, and ValueError for a date too far away to reckon with.
    """
    return bereken(regel_in(profiel, regels_op(regel_id, vanaf)), vanaf)
