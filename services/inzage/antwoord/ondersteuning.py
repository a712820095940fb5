"""Answers about the support of a pupil: OPP, plans, the say of pupil and ouders, and the ROD."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from contracts.codes import OppBesluit, Planresultaat, Plansoort
from projections.school import Hoorstatus, Instemmingstatus, Ontbreekt

from .basis import Antwoord


class Evaluatie(Antwoord):
    """De laatste evaluatie van het OPP."""

    datum: date
    met_ouders: bool
    met_leerling: bool
    besluit: OppBesluit | None = Field(description="`null` bij een evaluatie van voor de hub.")


class Opp(Antwoord):
    """Het ontwikkelingsperspectief dat loopt, en het volgende dat in de maak is."""

    versie: int | None = Field(description="`null` zolang er nog geen is vastgesteld.")
    vastgesteld_op: date | None
    ingangsdatum: date | None
    uitstroombestemming: str | None
    bijgesteld_op: date | None
    evaluatie: Evaluatie | None
    te_evalueren: bool = Field(
        description="De termijn voor de evaluatie met ouders en leerling eindigt dit schooljaar, of is verstreken."
    )
    in_voorbereiding: bool = Field(description="Er is een volgende versie in de maak.")
    ontbreekt: tuple[Ontbreekt, ...] = Field(description="Wat die versie nog mist om vastgesteld te worden (WPO 40a).")


class Plan(Antwoord):
    """Een plan voor deze leerling."""

    plan_id: str
    soort: Plansoort
    nummer: int | None
    gebied: str
    gestart_op: date
    evaluatiedatum: date = Field(description="Dag waarop de school het plan wil evalueren.")
    geevalueerd_op: date | None
    resultaat: Planresultaat | None


class Instemming(Antwoord):
    """Wat ouders zeiden van het handelingsdeel van een versie van het OPP."""

    versie: int
    status: Instemmingstatus
    datum: date


class Hoorrecht(Antwoord):
    """Of de leerling is gehoord."""

    status: Hoorstatus
    datum: date
    teruggekoppeld_op: date | None = Field(description="Wanneer de leerling hoorde wat er met de inbreng is gedaan.")


class Rodstatus(StrEnum):
    """Hoe het OPP in het ROD staat."""

    GEREGISTREERD = "geregistreerd"
    GEWEIGERD = "geweigerd"
    NIET_GEREGISTREERD = "niet-geregistreerd"


class Rod(Antwoord):
    """Wat het Register Onderwijsdeelnemers (ROD) het laatst antwoordde."""

    status: Rodstatus
    datum: date | None
    begindatum: date | None
    einddatum: date | None
