"""Answers with figures of a school, and the calendar of its groepen."""

from datetime import date

from pydantic import Field

from contracts.codes import Canon
from contracts.identifiers import Groepscode, Schooljaar

from .basis import Antwoord, voorbeeld


class Kengetallen(Antwoord):
    """Cijfers over de leerlingen die vandaag zijn ingeschreven."""

    model_config = voorbeeld(
        schooljaar="2026-2027", ingeschreven=412, teLaat=6, perNiveau={"B2": 31, "B3": 12, "E1": 9, "E2": 3}, metOpp=11,
        oppTeEvalueren=4, oppNietInRod=1, oppInVoorbereiding=2, samenspraakOntbreekt=3, lopendePlannen=28,
        plannenZonderResultaat=5, plannenOverDatum=2, voorwaardenVervallen=1,
    )  # fmt: skip

    schooljaar: Schooljaar
    ingeschreven: int
    te_laat: int = Field(description="Leerlingen bij wie een termijn is verstreken.")
    per_niveau: dict[Canon, int] = Field(description="Wie hier niet bij staat, krijgt het aanbod voor de hele groep.")
    met_opp: int
    opp_te_evalueren: int = Field(
        description="OPP's waarvan de termijn voor de evaluatie dit schooljaar eindigt, of is verstreken."
    )
    opp_niet_in_rod: int = Field(description="Lopende OPP's die nog niet in het ROD staan.")
    opp_in_voorbereiding: int
    samenspraak_ontbreekt: int = Field(
        description="Leerlingen bij wie de laatste stap nog niet met ouders en leerling is besproken."
    )
    lopende_plannen: int
    plannen_zonder_resultaat: int = Field(
        description="Plannen die dit schooljaar zijn geëvalueerd en hun doel niet haalden."
    )
    plannen_over_datum: int = Field(description="Lopende plannen waarvan de evaluatiedatum voorbij is.")
    voorwaarden_vervallen: int = Field(
        description="Gebeurtenissen die niet meer kloppen na een intrekking of correctie, ook van wie al weg is."
    )


class SeoMeting(Antwoord):
    """Een meting van de sociaal-emotionele ontwikkeling."""

    datum: date
    instrument: str


class Groep(Antwoord):
    """Een groep in een schooljaar."""

    model_config = voorbeeld(
        groep="5", leerlingen=27, seoNov={"datum": "2026-10-30", "instrument": "kijk-op-welbevinden"}, seoApr=None,
        groepsplanVak=["2026-09-14"], groepsplanGedrag=["2026-11-16"], groepsplanBesproken=["2026-10-05"],
    )  # fmt: skip

    groep: Groepscode
    leerlingen: int = Field(description="Leerlingen die vandaag in deze groep zitten.")
    seo_nov: SeoMeting | None = Field(description="`null` als de meting van november er nog niet is.")
    seo_apr: SeoMeting | None = Field(description="`null` als de meting van april er nog niet is.")
    groepsplan_vak: tuple[date, ...] = Field(description="Wanneer een groepsplan voor een vak is vastgesteld.")
    groepsplan_gedrag: tuple[date, ...]
    groepsplan_besproken: tuple[date, ...]


class Groepen(Antwoord):
    """De groepen van een school in een schooljaar."""

    schooljaar: Schooljaar
    groepen: tuple[Groep, ...]
