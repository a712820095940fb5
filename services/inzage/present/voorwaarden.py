"""What no longer meets a condition, as inzage answers it."""

from typing import Any

from eventlog.clock import moment_of
from projections import school
from projections.school import Signaalsoort

from .. import antwoord


def fields_of_voorwaarde(voorwaarde: school.Voorwaarde) -> dict[str, Any]:
    """The fields of `antwoord.VoorwaardeVanGebeurtenis`, by their names in Python."""
    return {naam: getattr(voorwaarde, naam) for naam in antwoord.VoorwaardeVanGebeurtenis.model_fields}


def present_signaal_van_voorwaarde(voorwaarde: school.Voorwaarde, wie: antwoord.Wie | None) -> antwoord.Signaal:
    """As one of the signals of a school."""
    return antwoord.Signaal(
        id=voorwaarde.signaal,
        soort=Signaalsoort.VOORWAARDE_VERVALLEN,
        datum=voorwaarde.sinds,
        gesignaleerd_op=moment_of(voorwaarde.gesignaleerd_op),
        termijn=None,
        regel=voorwaarde.regel,
        omschrijving=None,
        einddatum=None,
        dagen_over=None,
        over_plan=None,
        over_groep=None,
        voorwaarde=antwoord.VoorwaardeVanGebeurtenis(**fields_of_voorwaarde(voorwaarde)),
        leerling=wie,
    )
