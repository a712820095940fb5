"""What inzage answers, as it is on the wire: Dutch names in camelCase, dates as ISO, moments in UTC."""

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from contracts.codes import (
    Aanbodsoort,
    AanspreekpuntRol,
    Canon,
    Uitschrijfreden,
    Verzuimsoort,
    Weigeringsgrond,
    ZoekAanleiding,
)
from projections.inzendingen import Status
from projections.school import Aanmeldstatus, ExtraOndersteuning, Signaalsoort


def _voorbeeld(**velden: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [velden]})


class Antwoord(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, frozen=True)


class Vergeten(Antwoord):
    """In de plaats van tekst waarvan de sleutel is vernietigd."""

    vergeten: Literal[True] = True


VERGETEN: Final = Vergeten()


# --- inzendingen ---


class Inzending(Antwoord):
    """Wat er van een inzending is geworden."""

    model_config = _voorbeeld(
        id="2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10", status="aangehouden", ontvangenOp="2026-03-02T09:30:00Z",
        wachtOp=["nl.passendonderwijs.aanmeldingen.ontvangen.v1"], tot="2026-03-16", regel="aanmelding-eerst",
        grondslag="WPO 40", melding="De hub heeft nog geen aanmelding van deze leerling bij deze school.",
        volgendeStap="Stuur de aanmelding. Daarna gaat deze inzending vanzelf verder.",
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


class InzendingVanSchool(Inzending):
    """Een inzending in de lijst van een school."""

    model_config = _voorbeeld(
        id="2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10", status="afgewezen", ontvangenOp="2026-03-02T09:30:00Z", wachtOp=[],
        tot=None, regel="aanmelding-verlenging-eenmalig", grondslag="WPO 40",
        melding="U mag de beslistermijn één keer verlengen. Dat is voor deze aanmelding al gedaan.",
        volgendeStap="Neem een besluit voor de datum van de eerste verlenging.",
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


# --- school ---


class Wie(Antwoord):
    """Om welke leerling het gaat."""

    model_config = _voorbeeld(sleutel="leerling-001", naam="Noor Verzonnen", groep="5")

    sleutel: str | Vergeten = Field(description="Hoe de school deze leerling noemt (`subject`).")
    naam: str | Vergeten | None = Field(description="`null` als de school geen naam heeft vastgelegd.")
    groep: str | None = Field(description="Groep of klas op dit moment.")


class Termijn(Antwoord):
    """Een lopende termijn."""

    model_config = _voorbeeld(
        id="0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", regel="aanmelding-beslissing",
        omschrijving="de beslissing over de aanmelding", grondslag="WPO 40 [wet; 000]", gestartOp="2026-03-02",
        einddatum="2026-04-13", dagenOver=12, teLaat=False, opgeschortSinds=None,
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

    model_config = _voorbeeld(
        sleutel="leerling-001", naam="Noor Verzonnen", geboortedatum="2017-05-14", groep="5", leerjaar=5,
        extraOndersteuning="vermoeden", niveau=None,
        aanmelding={
            "status": "open", "sinds": "2026-03-02", "ontvangstdatum": "2026-03-02", "gewensteStart": "2026-08-17",
            "verlengdTot": None, "aanbod": None, "weigeringsgrond": None, "bereidGevondenSchool": None,
        },
        aanspreekpunt="intern-begeleider", ingeschrevenOp=None, uitgeschrevenOp=None, uitschrijfreden=None,
        volgendeSchool=None, passendePlek=None, verzuim=None,
        volgendeTermijn={
            "id": "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", "regel": "aanmelding-beslissing",
            "omschrijving": "de beslissing over de aanmelding", "grondslag": "WPO 40 [wet; 000]",
            "gestartOp": "2026-03-02", "einddatum": "2026-04-13", "dagenOver": 12, "teLaat": False,
            "opgeschortSinds": None,
        },
    )  # fmt: skip

    geboortedatum: date | Vergeten | None
    leerjaar: int | None = Field(description="Groep (PO) of leerjaar (VO).")
    extra_ondersteuning: ExtraOndersteuning | None = Field(description="`null` als de school daar nog niets over zei.")
    niveau: Niveau | None
    aanmelding: Aanmelding | None
    aanspreekpunt: AanspreekpuntRol | None
    ingeschreven_op: date | None
    uitgeschreven_op: date | None
    uitschrijfreden: Uitschrijfreden | None
    volgende_school: str | None
    passende_plek: PassendePlek | None
    verzuim: Verzuim | None
    volgende_termijn: Termijn | None = Field(description="De lopende termijn die het eerst eindigt.")


class Leerlingen(Antwoord):
    """Een bladzijde leerlingen."""

    leerlingen: tuple[Leerling, ...]


class TermijnVanLeerling(Termijn):
    """Een lopende termijn, met de leerling."""

    model_config = _voorbeeld(
        id="0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", regel="aanmelding-beslissing",
        omschrijving="de beslissing over de aanmelding", grondslag="WPO 40 [wet; 000]", gestartOp="2026-03-02",
        einddatum="2026-04-13", dagenOver=12, teLaat=False, opgeschortSinds=None,
        leerling={"sleutel": "leerling-001", "naam": "Noor Verzonnen", "groep": "5"},
    )  # fmt: skip

    leerling: Wie


class Termijnen(Antwoord):
    """Een bladzijde termijnen; wat het eerst eindigt staat voorop."""

    termijnen: tuple[TermijnVanLeerling, ...]


class Signaal(Antwoord):
    """Een signaal over een lopende termijn. Het verdwijnt als de termijn is gehaald, vervallen of verplaatst."""

    model_config = _voorbeeld(
        id="6d7c1a52-6f5e-5f0e-9b57-1f2d3c4b5a69", soort="nadert", datum="2026-03-30",
        gesignaleerdOp="2026-03-30T04:00:00Z", termijn="0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11",
        regel="aanmelding-beslissing", omschrijving="de beslissing over de aanmelding", einddatum="2026-04-13",
        dagenOver=12, leerling={"sleutel": "leerling-001", "naam": "Noor Verzonnen", "groep": "5"},
    )  # fmt: skip

    id: str
    soort: Signaalsoort
    datum: date = Field(description="Dag waarop de termijn naderde of verstreek.")
    gesignaleerd_op: datetime = Field(description="Wanneer de hub dit zag, in UTC.")
    termijn: str
    regel: str
    omschrijving: str | None
    einddatum: date | None
    dagen_over: int | None
    leerling: Wie


class Signalen(Antwoord):
    """Een bladzijde signalen, de nieuwste eerst."""

    signalen: tuple[Signaal, ...]
