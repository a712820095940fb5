"""Answers about running deadlines, and signals."""

from datetime import date, datetime

from pydantic import Field

from projections.school import Signaalsoort

from .basis import Antwoord, Mask, Vergeten, voorbeeld
from .voorwaarden import VoorwaardeVanGebeurtenis


class Wie(Antwoord):
    """Om welke leerling het gaat."""

    model_config = voorbeeld(sleutel="leerling-001", naam="Noor Verzonnen", groep="5")

    sleutel: str | Vergeten = Field(description="Hoe de school deze leerling noemt (`subject`).")
    naam: str | Mask | None = Field(description="`null` als de school geen naam heeft vastgelegd.")
    groep: str | None = Field(description="Groep of klas op dit moment.")


class Termijn(Antwoord):
    """Een lopende termijn."""

    model_config = voorbeeld(
        id="0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", regel="aanmelding-beslissing",
        omschrijving="de beslissing over de aanmelding", grondslag="WPO 40", gestartOp="2026-03-02",
        einddatum="2026-04-13", dagenOver=12, teLaat=False, opgeschortSinds=None, overPlan=None, overGroep=None,
    )  # fmt: skip

    id: str
    regel: str
    omschrijving: str | None = Field(
        description="Waarvoor de termijn is; `null` bij een regel die de hub niet meer kent."
    )
    grondslag: str | None
    gestart_op: date
    einddatum: date | None = Field(description="Laatste dag op tijd; `null` zolang de termijn stilstaat.")
    dagen_over: int | None = Field(
        description="Dagen tot en met de einddatum, vandaag niet meegeteld; onder 0: te laat."
    )
    te_laat: bool
    opgeschort_sinds: date | None = Field(description="Sinds wanneer de termijn stilstaat.")
    over_plan: str | None = Field(description="`planId` van het plan waarover de termijn gaat.")
    over_groep: str | None = Field(description="De groep waarover de termijn gaat, bij een termijn van de school.")


class NietBewaakteTermijn(Antwoord):
    """Een termijn die al liep op de eerste dag met de hub, en waarvoor de hub geen regel heeft.

    De hub bewaakt deze termijn niet. Houd de datum zelf bij.
    """

    regel: str = Field(description="Zoals de school de termijn noemde.")
    gestart_op: date
    einddatum: date | None = Field(description="`null` als de school geen einddatum gaf.")


class TermijnVanSchool(Termijn):
    """Een lopende termijn in de lijst van een school."""

    model_config = voorbeeld(
        id="0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", regel="aanmelding-beslissing",
        omschrijving="de beslissing over de aanmelding", grondslag="WPO 40", gestartOp="2026-03-02",
        einddatum="2026-04-13", dagenOver=12, teLaat=False, opgeschortSinds=None, overPlan=None, overGroep=None,
        leerling={"sleutel": "leerling-001", "naam": "Noor Verzonnen", "groep": "5"},
    )  # fmt: skip

    leerling: Wie | None = Field(description="`null` bij een termijn van de school zelf.")


class Termijnen(Antwoord):
    """Een bladzijde termijnen; wat het eerst eindigt staat voorop."""

    termijnen: tuple[TermijnVanSchool, ...]


class Signaal(Antwoord):
    """Een signaal over een lopende termijn, of over iets dat niet meer klopt na een intrekking of correctie.

    Het verdwijnt als de termijn is gehaald, vervallen of verplaatst, en als het weer klopt.
    """

    model_config = voorbeeld(
        id="6d7c1a52-6f5e-5f0e-9b57-1f2d3c4b5a69", soort="nadert", datum="2026-03-30",
        gesignaleerdOp="2026-03-30T04:00:00Z", termijn="0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11",
        regel="aanmelding-beslissing", omschrijving="de beslissing over de aanmelding", einddatum="2026-04-13",
        dagenOver=12, overPlan=None, overGroep=None, voorwaarde=None,
        leerling={"sleutel": "leerling-001", "naam": "Noor Verzonnen", "groep": "5"},
    )  # fmt: skip

    id: str
    soort: Signaalsoort
    datum: date = Field(description="Dag waarop de termijn naderde of verstreek, of de voorwaarde verviel.")
    gesignaleerd_op: datetime = Field(description="Wanneer de hub dit zag, in UTC.")
    termijn: str | None = Field(description="`null` als het signaal over een voorwaarde gaat.")
    regel: str
    omschrijving: str | None
    einddatum: date | None
    dagen_over: int | None
    voorwaarde: VoorwaardeVanGebeurtenis | None = Field(
        description="Wat niet meer klopt en wat u kunt doen; `null` bij een termijn."
    )
    over_plan: str | None = Field(description="`planId` van het plan waarover de termijn gaat.")
    over_groep: str | None = Field(description="De groep waarover de termijn gaat, bij een termijn van de school.")
    leerling: Wie | None = Field(description="`null` bij een termijn van de school zelf.")


class Signalen(Antwoord):
    """Een bladzijde signalen, de nieuwste eerst."""

    signalen: tuple[Signaal, ...]
