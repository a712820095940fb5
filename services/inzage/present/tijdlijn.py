"""An entry of a timeline as inzage answers it."""

from typing import Any

from contracts.catalogue import CATALOGUS
from eventlog.clock import moment_of
from projections.dossier import Moment

from .. import antwoord


def present_moment(moment: Moment, gegevens: dict[str, Any]) -> antwoord.Moment:
    """`gegevens`: what of it may be seen, opened."""
    feit = moment.feit
    kenmerken = CATALOGUS[feit.type].kenmerken
    return antwoord.Moment(
        id=feit.id,
        type=feit.type,
        omschrijving=kenmerken.omschrijving,
        datum=gegevens.get(kenmerken.datumveld),
        geregistreerd_op=moment_of(feit.recorded),
        later_geregistreerd=moment.later,
        afzender=antwoord.Afzender(rol=feit.actor.rol, organisatie=feit.actor.organisatie),
        gegevens=gegevens,
    )
