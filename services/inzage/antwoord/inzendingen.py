"""Answers about submissions."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from projections.inzendingen import Status

from .basis import Antwoord, Vergeten, voorbeeld
from .voorwaarden import Voorwaarde


class Inzending(Antwoord):
    """Wat er van een inzending is geworden."""

    model_config = voorbeeld(
        id="2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10", status="aangehouden", ontvangenOp="2026-03-02T09:30:00Z",
        wachtOp=["nl.passendonderwijs.aanmeldingen.ontvangen.v1"], tot="2026-03-16", regel="aanmelding-eerst",
        grondslag="WPO 40", melding="De hub heeft nog geen aanmelding van deze leerling bij deze school.",
        volgendeStap="Stuur de aanmelding. Daarna gaat deze inzending vanzelf verder.", voorwaarde=None,
    )  # fmt: skip

    id: UUID
    status: Status
    ontvangen_op: datetime = Field(description="Wanneer de hub de inzending opsloeg, in UTC.")
    wacht_op: tuple[str, ...] = Field(description="Soorten gebeurtenissen waarop een aangehouden inzending wacht.")
    tot: date | None = Field(description="Laatste dag van wachten; daarna wijst de hub de inzending af.")
    regel: str | None = Field(description="Regel waardoor zij wacht of is afgewezen.")
    grondslag: str | None = Field(description="Wet of afspraak waarop de regel rust.")
    melding: str | None = Field(description="Wat er aan de hand is, in gewone taal.")
    volgende_stap: str | None = Field(description="Wat u kunt doen.")
    voorwaarde: Voorwaarde | None = Field(
        description="Aanvaard, maar iets waar zij op rust is daarna ingetrokken of gecorrigeerd: wat u kunt doen."
    )


class InzendingVanSchool(Inzending):
    """Een inzending in de lijst van een school."""

    model_config = voorbeeld(
        id="2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10", status="afgewezen", ontvangenOp="2026-03-02T09:30:00Z", wachtOp=[],
        tot=None, regel="aanmelding-verlenging-eenmalig", grondslag="WPO 40",
        melding="U mag de beslistermijn één keer verlengen. Dat is voor deze aanmelding al gedaan.",
        volgendeStap="Neem een besluit voor de datum van de eerste verlenging.", voorwaarde=None,
        type="nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1", school="12AB00", sleutel="leerling-001",
    )  # fmt: skip

    type: str = Field(description="Soort gebeurtenis die is ingezonden.")
    school: str
    sleutel: str | Vergeten = Field(
        description="Hoe de school deze leerling noemt (`subject`), of haar eigen schoolcode."
    )


class Inzendingen(Antwoord):
    """Een bladzijde inzendingen, de nieuwste eerst."""

    inzendingen: tuple[InzendingVanSchool, ...]
