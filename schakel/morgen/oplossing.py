"""What a school can do about a message that was refused."""

from collections.abc import Mapping
from typing import Final

from services.aanmelding import regels as aanmelding
from services.leerling import regels as leerling

_ANDERS: Final = "Herstel de fout in uw systeem en stuur een nieuw bericht."
_PER_REGEL: Final[Mapping[str, str]] = {
    aanmelding.VERLENGING_MEDEDELING.id: (
        "Laat ouders weten dat u verlengt. Stuur de verlenging dan opnieuw, voordat de zes weken om zijn."
    ),
    aanmelding.VERLENGING_EENMALIG.id: "Neem een besluit voor de datum van de eerste verlenging.",
    aanmelding.VERLENGING_OP_TIJD.id: "Neem zo snel mogelijk een besluit en laat het ouders weten.",
    aanmelding.VERLENGING_VIER_WEKEN.id: "Stuur de verlenging opnieuw met een eerdere datum.",
    aanmelding.ZORGPLICHT.id: (
        "Zoek een school die de leerling wil toelaten. Stuur de weigering dan opnieuw, met die school erbij."
    ),
    leerling.VOLGENDE_SCHOOL.id: (
        "Zoek een school die de leerling wil toelaten. Stuur de uitschrijving dan opnieuw, met die school erbij."
    ),
}
"""Rule → what a school can do about a refusal by it."""


def oplossing(regel: str) -> str:
    """What to do when the rule with this id refused it."""
    return _PER_REGEL.get(regel, _ANDERS)
