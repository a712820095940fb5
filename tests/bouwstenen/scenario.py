"""Where the invented events happen, and how a scenario with them starts."""

from datetime import date
from typing import Final

from contracts.catalogue import velden_van
from contracts.codes import Rol
from contracts.gebeurtenis import Correctie
from eventlog.testing import Given, Named, Sender

SCHOOL: Final = "99AA00"
ANDERE_SCHOOL: Final = "99AC00"
REGIO: Final = "22-02"
BRON: Final = f"urn:nld:brin:{SCHOOL}:systeem:lvs"
VANDAAG: Final = date(2026, 11, 23)

Dag = str | date
"""A day, as text or as it is."""

met_id = Named
"""Give an event an id, for another to correct or withdraw."""

given: Final = Given(
    sealed_paths=lambda type_: velden_van(type_).verzegelde_paden,
    sender=Sender(Rol.LVS, BRON, REGIO),
    today=VANDAAG,
)


def dag(waarde: Dag) -> date:
    """The date, whichever way it was given."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)


def correctie(id_: str | None) -> Correctie | None:
    """The part of an event that says what it replaces."""
    return None if id_ is None else Correctie(id=id_, reden="Verkeerd overgenomen.")
