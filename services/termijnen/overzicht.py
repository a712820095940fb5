"""How a deadline is reckoned, step by step with the basis of each: for `schakel termijnen bereken`."""

from datetime import date, timedelta

from contracts.regioprofiel import Regioprofiel
from contracts.schooljaar import begin_schooljaar
from contracts.termijnen import regels_op
from contracts.termijnen.berekening import Berekening, bereken

from .reckoning.regio import regel_in


class EinddatumHoortErbij(ValueError):
    """A last day is missing for a deadline that ends on one that was agreed, or given for another."""


class GeenKalender(ValueError):
    """The region does not have this calendar."""


def bereken_stappen(
    regel_id: str, vanaf: date, profiel: Regioprofiel | None, einddatum: date | None = None
) -> Berekening:
    """The end of deadline `regel_id` that starts on `vanaf`, in the region of `profiel`; see `Berekening.stappen`.

    Of one that comes back by the calendar: the first that ends on `vanaf` or later.
    `einddatum`: the last day as agreed, for a deadline that has no length of its own.

    Raises OnbekendeTermijn, naming the known ones, EinddatumHoortErbij and GeenKalender with a text in Dutch, and
    ValueError for a date too far away to reckon with.
    """
    regel = regel_in(profiel, regels_op(regel_id, vanaf))
    if regel.eindveld is not None and einddatum is None:
        raise EinddatumHoortErbij(f"De termijn {regel_id} eindigt op een afgesproken dag. Geef die met --einddatum.")
    if regel.eindveld is None and einddatum is not None:
        raise EinddatumHoortErbij(f"De termijn {regel_id} heeft een eigen lengte. Laat --einddatum weg.")
    if regel.kalender is not None:
        einddatum = regel.kalender.eerste_vanaf(vanaf)
        if einddatum is None:
            raise GeenKalender(f"De regio heeft voor {regel_id} geen dagen in de kalender.")
        vanaf = begin_schooljaar(einddatum) - timedelta(days=1)
    return bereken(regel, vanaf, vaste_dag=einddatum)
