"""Answers about pupils."""

from datetime import date

from pydantic import Field

from contracts.codes import (
    Aanbodsoort,
    AanspreekpuntRol,
    Canon,
    Uitschrijfreden,
    Verzuimsoort,
    Weigeringsgrond,
    ZoekAanleiding,
)
from projections.school import Aanmeldstatus, ExtraOndersteuning, Gesprekspartner

from .basis import Antwoord, Mask, voorbeeld
from .ondersteuning import Hoorrecht, Instemming, Opp, Plan, Rod
from .overleg import Overleg
from .termijnen import NietBewaakteTermijn, Termijn, Wie
from .toewijzing import Arrangement, Tlv
from .voorwaarden import VoorwaardeVanGebeurtenis


class Niveau(Antwoord):
    """Niveau van ondersteuning, met de code van de regio."""

    canon: Canon
    regionaal: str | None


class Aanmelding(Antwoord):
    """De laatste aanmelding."""

    status: Aanmeldstatus
    sinds: date | None = Field(description="Dag waarop deze status inging.")
    ontvangstdatum: date | None
    gewenste_start: date | None
    verlengd_tot: date | None = Field(description="Nieuwe datum die ouders hebben gehoord.")
    aanbod: Aanbodsoort | None
    weigeringsgrond: Weigeringsgrond | None
    bereid_gevonden_school: str | None


class PassendePlek(Antwoord):
    """De zoektocht naar een passende plek; voorbij als `gevondenSchool` er staat."""

    gezocht_sinds: date | None
    aanleiding: ZoekAanleiding | None
    swv_begeleidt: bool
    voorgestelde_school: str | None
    gevonden_school: str | None
    gevonden_op: date | None


class Verzuim(Antwoord):
    """Wat de wet over verzuim vraagt."""

    grens_bereikt_op: date | None = Field(description="Zestien uur verzuim in vier lesweken.")
    gemeld_op: date | None
    soort: Verzuimsoort | None
    thuiszitter_sinds: date | None


class Leerling(Wie):
    """Een leerling van de school, of een kind dat is aangemeld."""

    model_config = voorbeeld(
        sleutel="leerling-001", naam="Noor Verzonnen", geboortedatum="2017-05-14", groep="5", leerjaar=5,
        extraOndersteuning="bekend", niveau={"canon": "E1", "regionaal": "2a"}, niveauSinds="2026-10-12",
        aanmelding=None, aanspreekpunt="intern-begeleider", ingeschrevenOp="2022-08-22", uitgeschrevenOp=None,
        uitschrijfreden=None, volgendeSchool=None, passendePlek=None, verzuim=None,
        opp={
            "versie": 1, "vastgesteldOp": "2026-10-23", "ingangsdatum": "2026-11-02",
            "uitstroombestemming": "vmbo-tl", "bijgesteldOp": None, "evaluatie": None, "teEvalueren": False,
            "inVoorbereiding": False, "ontbreekt": [],
        },
        plannen=[
            {
                "planId": "plan-7f31", "soort": "ihp", "nummer": 1, "gebied": "lezen-spelling",
                "gestartOp": "2026-09-21", "evaluatiedatum": "2026-12-14", "geevalueerdOp": None, "resultaat": None,
            },
        ],
        instemming={"versie": 1, "status": "ingestemd", "datum": "2026-10-20"},
        hoorrecht={"status": "gehoord", "datum": "2026-10-15", "teruggekoppeldOp": None},
        samenspraakOntbreekt=[],
        rod={"status": "geregistreerd", "datum": "2026-10-26", "begindatum": "2026-10-23", "einddatum": None},
        tlv=None,
        arrangementen=[
            {"soort": "ambulant", "ingang": "2026-10-01", "einde": "2027-07-31", "evaluatiedatum": "2027-03-15"},
        ],
        laatsteOverleg={"soort": "ondersteuningsteam", "datum": "2026-11-09"},
        nietBewaakteTermijnen=[],
        volgendeTermijn={
            "id": "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", "regel": "plan-evaluatie",
            "omschrijving": "de evaluatie van het plan", "grondslag": "schoolplan",
            "gestartOp": "2026-09-21", "einddatum": "2026-12-14", "dagenOver": 12, "teLaat": False,
            "opgeschortSinds": None, "overPlan": "plan-7f31", "overGroep": None,
        },
        voorwaarden=[],
    )  # fmt: skip

    geboortedatum: date | Mask | None
    leerjaar: int | None = Field(description="Groep (PO) of leerjaar (VO).")
    extra_ondersteuning: ExtraOndersteuning | None = Field(description="`null` als de school daar nog niets over zei.")
    niveau: Niveau | None = Field(description="`null`: het aanbod voor de hele groep.")
    niveau_sinds: date | None
    aanmelding: Aanmelding | None
    aanspreekpunt: AanspreekpuntRol | None
    ingeschreven_op: date | None
    uitgeschreven_op: date | None
    uitschrijfreden: Uitschrijfreden | None
    volgende_school: str | None
    passende_plek: PassendePlek | None
    verzuim: Verzuim | None
    opp: Opp | None = Field(description="`null` als er geen loopt en er geen in de maak is.")
    plannen: tuple[Plan, ...] = Field(description="Wat loopt, en wat dit schooljaar is geëvalueerd.")
    instemming: Instemming | None = Field(description="Wat ouders het laatst zeiden van een handelingsdeel.")
    hoorrecht: Hoorrecht | None = Field(description="Wanneer de leerling het laatst is gehoord, of dat niet wilde.")
    samenspraak_ontbreekt: tuple[Gesprekspartner, ...] = Field(
        description="Met wie de laatste stap in de ondersteuning nog niet is besproken."
    )
    rod: Rod | None = Field(description="`null` als er geen OPP loopt.")
    tlv: Tlv | None = Field(description="De toelaatbaarheidsverklaring die geldt of nog ingaat.")
    arrangementen: tuple[Arrangement, ...] = Field(description="Wat loopt of nog ingaat.")
    laatste_overleg: Overleg | None = Field(description="Het laatste overleg over de leerling.")
    niet_bewaakte_termijnen: tuple[NietBewaakteTermijn, ...] = Field(
        description="Termijnen uit de beginstand die de hub niet bewaakt. Houd die zelf bij."
    )
    volgende_termijn: Termijn | None = Field(description="De lopende termijn die het eerst eindigt.")
    voorwaarden: tuple[VoorwaardeVanGebeurtenis, ...] = Field(
        description="Wat niet meer klopt, omdat iets is ingetrokken of gecorrigeerd."
    )


class Leerlingen(Antwoord):
    """Een bladzijde leerlingen."""

    leerlingen: tuple[Leerling, ...]
