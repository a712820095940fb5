"""Mornings of a school as tests make them: through the real answers of inzage, and onto a screen."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from types import MappingProxyType
from typing import Any
from uuid import UUID

from rich.console import Console

from projections.inzendingen import Status
from projections.school import Signaalsoort
from schakel.morgen import Antwoorden, Ochtend, lees, toon
from services.inzage import antwoord

VANDAAG = date(2026, 11, 23)
VERLENGD = "nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1"
ONTVANGEN = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"
NOOR = antwoord.Wie(sleutel="LL-1", naam="Noor Verzonnen", groep="5")
BRAM = antwoord.Wie(sleutel="LL-2", naam="Bram Verzonnen", groep=None)


KENGETALLEN: dict[str, Any] = antwoord.Kengetallen(
    schooljaar="2026-2027", ingeschreven=0, te_laat=0, per_niveau={}, met_opp=0, opp_te_evalueren=0, opp_niet_in_rod=0,
    opp_in_voorbereiding=0, samenspraak_ontbreekt=0, lopende_plannen=0, plannen_zonder_resultaat=0,
    plannen_over_datum=0, voorwaarden_vervallen=0,
).model_dump(mode="json", by_alias=True)  # fmt: skip


def scherm(ochtend: Ochtend, breedte: int = 120) -> str:
    console = Console(width=breedte, record=True, file=StringIO())
    console.print(toon(ochtend))
    return console.export_text()


def vlak(tekst: str) -> str:
    """Without line ends and frames, so that it does not matter where a line is broken."""
    return " ".join(tekst.replace("│", " ").split())


def termijn(
    wie: antwoord.Wie | None,
    dagen: int | None,
    *,
    stil: int | None = None,
    regel: str = "aanmelding-beslissing",
    groep: str | None = None,
) -> antwoord.TermijnVanSchool:
    einde = None if dagen is None else VANDAAG + timedelta(days=dagen)
    return antwoord.TermijnVanSchool(
        id="t", regel=regel, omschrijving="de beslissing over de aanmelding", grondslag="WPO 40",
        gestart_op=date(2026, 10, 1), einddatum=einde, dagen_over=dagen, te_laat=dagen is not None and dagen < 0,
        opgeschort_sinds=None if stil is None else VANDAAG - timedelta(days=stil), over_plan=None,
        over_groep=groep, leerling=wie,
    )  # fmt: skip


def signaal(soort: Signaalsoort, dag: date) -> antwoord.Signaal:
    return antwoord.Signaal(
        id="s", soort=soort, datum=dag, gesignaleerd_op=datetime(2026, 11, 23, 4, tzinfo=UTC), termijn="t",
        regel="aanmelding-beslissing", omschrijving=None, einddatum=dag, dagen_over=0, over_plan=None,
        over_groep=None, voorwaarde=None, leerling=NOOR,
    )  # fmt: skip


def voorwaarde(wie: antwoord.Wie | None) -> antwoord.Signaal:
    over: Any = antwoord.VoorwaardeVanGebeurtenis.model_config["json_schema_extra"]
    return signaal(Signaalsoort.VOORWAARDE_VERVALLEN, VANDAAG).model_copy(
        update={"voorwaarde": antwoord.VoorwaardeVanGebeurtenis.model_validate(over["examples"][0]), "leerling": wie}
    )


def inzending(status: Status, sleutel: str = "LL-1", uur: int = 9, **velden: Any) -> antwoord.InzendingVanSchool:
    standaard: dict[str, Any] = {
        "id": UUID(int=1), "status": status, "ontvangen_op": datetime(2026, 11, 20, uur, tzinfo=UTC), "wacht_op": (),
        "tot": None, "regel": None, "grondslag": None, "melding": None, "volgende_stap": None, "type": VERLENGD,
        "school": "99DA00", "sleutel": sleutel, "voorwaarde": None,
    }  # fmt: skip
    return antwoord.InzendingVanSchool(**standaard | velden)


def leerling(wie: antwoord.Wie) -> dict[str, Any]:
    # Of a pupil only who it is matters here.
    return wie.model_dump(mode="json", by_alias=True)


def ochtend(
    *,
    te_laat: tuple[antwoord.Wie, ...] = (),
    termijnen: tuple[antwoord.TermijnVanSchool, ...] = (),
    signalen: tuple[antwoord.Signaal, ...] = (),
    inzendingen: tuple[antwoord.InzendingVanSchool, ...] = (),
    leerlingen: Sequence[dict[str, Any]] = (),
    kengetallen: Mapping[str, int] = MappingProxyType({}),
    groepen: tuple[antwoord.Groep, ...] = (),
) -> Ochtend:
    """Through the real answers of inzage, as JSON."""
    return lees(
        Antwoorden(
            leerlingen={"leerlingen": [leerling(NOOR), *leerlingen]},
            te_laat={"leerlingen": [leerling(wie) for wie in te_laat]},
            termijnen=antwoord.Termijnen(termijnen=termijnen).model_dump(mode="json", by_alias=True),
            signalen=antwoord.Signalen(signalen=signalen).model_dump(mode="json", by_alias=True),
            inzendingen=antwoord.Inzendingen(inzendingen=inzendingen).model_dump(mode="json", by_alias=True),
            kengetallen={**KENGETALLEN, **kengetallen},
            groepen=antwoord.Groepen(schooljaar="2026-2027", groepen=groepen).model_dump(mode="json", by_alias=True),
        ),
        school="De Wolwever",
        vandaag=VANDAAG,
    )
