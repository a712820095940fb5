"""Answers about the timeline of a dossier."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from contracts.codes import Rol

from .basis import Antwoord, voorbeeld


class Afzender(Antwoord):
    """Wie de gebeurtenis heeft gemeld."""

    rol: str = Field(description=f"`hub` of: {', '.join(Rol)}.")
    organisatie: str


class Moment(Antwoord):
    """Een gebeurtenis in een dossier, met alleen de velden die u mag zien."""

    model_config = voorbeeld(
        id="9a7f1c52-0c0d-4d5e-8f1e-0d1c2b3a4f55", type="nl.passendonderwijs.ondersteuningsplannen.leerlinggehoord.v1",
        omschrijving="De school heeft de leerling gehoord.", datum="2026-10-15",
        geregistreerdOp="2026-10-15T13:20:00Z", laterGeregistreerd=False,
        afzender={"rol": "lvs", "organisatie": "00000099000000000002"},
        gegevens={
            "school": "12AB00", "datum": "2026-10-15", "wijze": "gesprek", "via": "zelf",
            "inbreng": "Ik werk liever in een klein groepje.", "invloed": {"vergeten": True},
        },
    )  # fmt: skip

    id: str
    type: str
    omschrijving: str
    datum: date | None = Field(description="Dag waarop het gebeurde.")
    geregistreerd_op: datetime = Field(description="Wanneer de hub het vastlegde, in UTC.")
    later_geregistreerd: bool = Field(description="Vastgelegd na de dag waarnaar u vraagt.")
    afzender: Afzender
    gegevens: dict[str, Any] = Field(
        description="De inhoud (`data`), zoals `/v1/schemas/{type}` die beschrijft. Gewiste tekst: `{vergeten: true}`. "
        "Tekst die de hub nu niet kan openen: `{onleesbaar: true, melding}`."
    )


class Tijdlijn(Antwoord):
    """Een bladzijde van de tijdlijn, het oudste eerst. Een correctie staat op de plek van wat zij vervangt."""

    dossier: str
    op: date = Field(description="De tijdlijn is zoals het dossier was aan het einde van deze dag.")
    momenten: tuple[Moment, ...]
