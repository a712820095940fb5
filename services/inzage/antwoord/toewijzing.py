"""Answers about what the SWV has granted a pupil."""

from datetime import date

from pydantic import Field

from contracts.codes import Tlvcategorie, Tlvsoort

from .basis import Antwoord


class Tlv(Antwoord):
    """De toelaatbaarheidsverklaring die geldt."""

    tlv_nummer: str
    soort: Tlvsoort
    categorie: Tlvcategorie = Field(description="`nvt` bij SBO en PRO.")
    ingang: date
    einde: date | None = Field(description="Laatste dag; `null` als er geen einde is.")
    swv: str | None = Field(description="Wie de TLV gaf, als dat een ander samenwerkingsverband was.")


class Arrangement(Antwoord):
    """Een arrangement dat loopt."""

    soort: str = Field(description="Code van de regio.")
    ingang: date
    einde: date | None
    evaluatiedatum: date | None
