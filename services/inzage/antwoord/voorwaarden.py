"""Answers about accepted events that no longer meet a condition (docs/decisions/0024)."""

from datetime import date

from pydantic import Field

from .basis import Antwoord, voorbeeld


class Voorwaarde(Antwoord):
    """Een voorwaarde die is vervallen, omdat iets is ingetrokken of gecorrigeerd. De gebeurtenis zelf blijft gelden."""

    model_config = voorbeeld(
        regel="opp-leerling-gehoord", grondslag="WPO 40a; hoorrecht",
        melding="Het gesprek met de leerling over deze versie van het OPP is ingetrokken of gecorrigeerd.",
        volgendeStap="Leg een nieuw gesprek vast, of trek het OPP in.", sinds="2026-11-09",
    )  # fmt: skip

    regel: str = Field(description="Regel waaraan de gebeurtenis niet meer voldoet.")
    grondslag: str = Field(description="Wet of afspraak waarop de regel rust.")
    melding: str = Field(description="Wat er aan de hand is, in gewone taal.")
    volgende_stap: str = Field(description="Wat u kunt doen.")
    sinds: date = Field(description="Dag waarop de hub dit zag.")


class VoorwaardeVanGebeurtenis(Voorwaarde):
    """Een vervallen voorwaarde, met de gebeurtenis waarvan."""

    model_config = voorbeeld(
        regel="opp-leerling-gehoord", grondslag="WPO 40a; hoorrecht",
        melding="Het gesprek met de leerling over deze versie van het OPP is ingetrokken of gecorrigeerd.",
        volgendeStap="Leg een nieuw gesprek vast, of trek het OPP in.", sinds="2026-11-09",
        over="nl.passendonderwijs.ondersteuningsplannen.oppvastgesteld.v1",
        gebeurtenis="9a7f1c52-0c0d-4d5e-8f1e-0d1c2b3a4f55", inzending="2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10",
    )  # fmt: skip

    over: str = Field(description="Soort van de gebeurtenis.")
    gebeurtenis: str = Field(description="`id` van de gebeurtenis, zoals de afzender haar stuurde.")
    inzending: str = Field(description="De inzending waarmee zij kwam.")
