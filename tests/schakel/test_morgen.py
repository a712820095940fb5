"""The morning of a school: from what inzage answers to what stands on the screen."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from rich.console import Console

from contracts.catalogue import CATALOGUS
from eventlog.deciding.outcome import Rule
from projections.inzendingen import Status
from projections.school import Signaalsoort
from schakel.morgen import BREEDTE, Antwoorden, Bericht, Ochtend, Termijn, lees, toon
from schakel.morgen.taal import naam_van_soort
from services.aanmelding import regels
from services.inzage import antwoord
from services.regioregels import NIVEAU_ONBEKEND

VANDAAG = date(2026, 11, 23)
VERLENGD = "nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1"
ONTVANGEN = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"
NOOR = antwoord.Wie(sleutel="LL-1", naam="Noor Verzonnen", groep="5")
BRAM = antwoord.Wie(sleutel="LL-2", naam="Bram Verzonnen", groep=None)


KENGETALLEN: dict[str, Any] = antwoord.Kengetallen(
    schooljaar="2026-2027", ingeschreven=0, te_laat=0, per_niveau={}, met_opp=0, opp_te_evalueren=0, opp_niet_in_rod=0,
    opp_in_voorbereiding=0, samenspraak_ontbreekt=0, lopende_plannen=0, plannen_zonder_resultaat=0,
    plannen_over_datum=0,
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
        over_groep=None, leerling=NOOR,
    )  # fmt: skip


def inzending(status: Status, sleutel: str = "LL-1", uur: int = 9, **velden: Any) -> antwoord.InzendingVanSchool:
    standaard: dict[str, Any] = {
        "id": UUID(int=1), "status": status, "ontvangen_op": datetime(2026, 11, 20, uur, tzinfo=UTC), "wacht_op": (),
        "tot": None, "regel": None, "grondslag": None, "melding": None, "volgende_stap": None, "type": VERLENGD,
        "school": "99DA00", "sleutel": sleutel,
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


def test_a_quiet_morning_reads_well() -> None:
    tekst = scherm(ochtend())
    assert "Goedemorgen, De Wolwever" in tekst
    assert "maandag 23 november 2026" in tekst
    assert "Niets te laat. Mooi zo." in tekst
    assert "De komende twee weken loopt geen termijn af." in tekst
    assert "Geen bericht is afgewezen." in tekst
    assert "erbij" not in tekst


def test_deadlines_are_parted_by_how_near_they_are() -> None:
    gevonden = ochtend(
        te_laat=(NOOR,),
        termijnen=(
            termijn(NOOR, -9), termijn(BRAM, 0), termijn(NOOR, 14), termijn(BRAM, 15), termijn(BRAM, None, stil=20),
        ),
    )  # fmt: skip
    assert [t.einddatum for t in gevonden.te_laat] == [VANDAAG - timedelta(days=9)]
    assert [t.dagen_over(VANDAAG) for t in gevonden.binnenkort] == [0, 14]
    assert [t.dagen_over(VANDAAG) for t in gevonden.later] == [15]
    assert [t.wie for t in gevonden.staat_stil] == ["Bram Verzonnen"]

    tekst = vlak(scherm(gevonden))
    assert "Te laat bij 1 leerling" in tekst
    assert "Noor Verzonnen 5 Beslissing over de aanmelding za 14 nov 9 dagen te laat" in tekst
    assert "Bram Verzonnen – Beslissing over de aanmelding ma 23 nov vandaag" in tekst
    assert "nog 14 dagen" in tekst
    assert "di 3 nov al 20 dagen" in tekst
    assert "1 te laat · 2 deze twee weken · 1 later · 1 bij ouders · 0 berichten wachten · 0 afgewezen" in tekst


def test_what_is_late_says_what_to_do_once_for_each_kind() -> None:
    te_laat = [termijn(wie, -9) for wie in (NOOR, BRAM)]
    opp = termijn(NOOR, -3).model_copy(
        update={"regel": "opp-evaluatie", "omschrijving": "de evaluatie van het ontwikkelingsperspectief"}
    )
    tekst = vlak(scherm(ochtend(termijnen=(*te_laat, opp))))
    assert tekst.count("→") == 2
    assert "→ Neem een besluit en laat het ouders weten." in tekst
    assert "→ Evalueer het OPP, samen met ouders en de leerling." in tekst
    assert "Evaluatie van het OPP" in tekst


def test_abbreviations_of_the_field_are_in_capitals() -> None:
    assert naam_van_soort("nl.passendonderwijs.ondersteuningsplannen.oppgeregistreerdinrod.v1") == (
        "OPP geregistreerd in ROD"
    )


def test_late_by_one_day_is_no_plural_and_another_year_is_told() -> None:
    tekst = vlak(scherm(ochtend(termijnen=(termijn(NOOR, -1), termijn(BRAM, -400)))))
    assert "1 dag te laat" in tekst
    assert "19-10-2025" in tekst


def test_what_came_up_this_week_is_counted() -> None:
    deze, vorige = VANDAAG - timedelta(days=6), VANDAAG - timedelta(days=7)
    gevonden = ochtend(
        signalen=(
            signaal(Signaalsoort.VERSTREKEN, deze),
            signaal(Signaalsoort.VERSTREKEN, vorige),
            signaal(Signaalsoort.NADERT, VANDAAG),
            signaal(Signaalsoort.NADERT, VANDAAG),
        )
    )
    assert "erbij deze week: 1 te laat, 2 dichtbij" in scherm(gevonden)


def test_a_held_message_says_what_it_waits_for_and_until_when() -> None:
    gewacht = inzending(
        Status.AANGEHOUDEN, wacht_op=(ONTVANGEN,), tot=date(2026, 12, 4), regel="aanmelding-eerst",
        grondslag="WPO 40", melding="De hub heeft nog geen aanmelding van deze leerling bij deze school.",
    )  # fmt: skip
    tekst = vlak(scherm(ochtend(inzendingen=(gewacht,))))
    assert "1 bericht wacht" in tekst
    assert "Beslistermijn verlengd — Noor Verzonnen (groep 5)" in tekst
    assert "De hub heeft nog geen aanmelding van deze leerling bij deze school. (WPO 40)" in tekst
    assert "Stuur ‘Aanmelding ontvangen’ uit uw systeem. Doe dat uiterlijk vrijdag 4 december 2026." in tekst


@pytest.mark.parametrize(
    "regel", [regels.VERLENGING_MEDEDELING, regels.ZORGPLICHT, NIVEAU_ONBEKEND], ids=lambda regel: regel.id
)
def test_a_refused_message_says_why_and_what_to_do(regel: Rule) -> None:
    bericht = inzending(
        Status.AFGEWEZEN, regel=regel.id, grondslag=regel.basis, melding=regel.text, volgende_stap=regel.next_step
    )
    tekst = vlak(scherm(ochtend(inzendingen=(bericht,))))
    assert regel.text in tekst
    assert regel.next_step in tekst
    assert "[wet" not in tekst


def test_messages_about_a_running_deadline_come_first_then_the_newest() -> None:
    gevonden = ochtend(
        termijnen=(termijn(BRAM, 3),),
        inzendingen=(
            inzending(Status.AFGEWEZEN, "LL-9", uur=11),
            inzending(Status.AFGEWEZEN, "LL-8", uur=12),
            inzending(Status.AFGEWEZEN, "LL-2", uur=9),
        ),
    )
    assert [b.wie for b in gevonden.afgewezen] == ["Bram Verzonnen", "leerling LL-8", "leerling LL-9"]


def test_without_a_name_the_key_of_the_school_stands_there_and_what_is_erased_says_so() -> None:
    zonder = antwoord.Wie(sleutel="LL-3", naam=None, groep="1")
    gewist = antwoord.Wie(sleutel=antwoord.VERGETEN, naam=antwoord.VERGETEN, groep="2")
    gevonden = ochtend(termijnen=(termijn(zonder, 1), termijn(gewist, 2)))
    assert [t.wie for t in gevonden.binnenkort] == ["leerling LL-3", "leerling (gewist)"]


def test_a_long_list_ends_with_a_number() -> None:
    gevonden = ochtend(
        termijnen=tuple(termijn(NOOR, -n) for n in range(1, 31)),
        inzendingen=tuple(inzending(Status.AFGEWEZEN) for _ in range(20)),
    )
    tekst = scherm(gevonden)
    assert "30 te laat" in tekst
    assert "… en nog 22" in tekst
    assert "… en nog 12" in tekst


@pytest.mark.parametrize("breedte", [60, 80, 100, 200])
def test_it_fits_the_screen(breedte: int) -> None:
    lang = "Wilhelmina-Alexandrina van der Kwikzilverstroom-Kastanjeweide ten Duizendpoort"
    bericht = Bericht(lang, "Beslistermijn verlengd", "x", "Een lange uitleg. " * 20, "WPO 40", ("Iets",), VANDAAG)
    vol = Ochtend(
        "Katholieke Brede School De Wolwever aan de Groenewoudstraat " * 3, VANDAAG,
        te_laat=(Termijn("opp-opstellen", lang, "havo-vwo-brug-3b", "Opstellen van het OPP", VANDAAG),) * 9,
        aangehouden=(bericht,) * 9, afgewezen=(bericht,) * 9,
    )  # fmt: skip
    regels_ = scherm(vol, breedte).splitlines()
    assert max(len(regel.rstrip()) for regel in regels_) <= min(breedte, BREEDTE)


def test_markup_in_a_name_is_text() -> None:
    wie = antwoord.Wie(sleutel="LL-4", naam="[red]Sem[/red]", groep="[b]")
    assert "[red]Sem[/red]" in scherm(ochtend(termijnen=(termijn(wie, 3),)))


def test_every_event_type_has_a_name_in_words() -> None:
    namen = {type_: naam_van_soort(type_) for type_ in CATALOGUS}
    assert namen[ONTVANGEN] == "Aanmelding ontvangen"
    assert namen[VERLENGD] == "Beslistermijn verlengd"
    assert all(naam[0].isupper() and "." not in naam for naam in namen.values())
    assert naam_van_soort("nl.passendonderwijs.iets.anders.v1") == "nl.passendonderwijs.iets.anders.v1"


def test_a_child_that_is_not_enrolled_yet_has_the_leerjaar_it_applied_for() -> None:
    antwoorden = Antwoorden(
        leerlingen={"leerlingen": [leerling(BRAM) | {"leerjaar": 3}]},
        te_laat={"leerlingen": []},
        termijnen=antwoord.Termijnen(termijnen=(termijn(BRAM, 3),)).model_dump(mode="json", by_alias=True),
        signalen={"signalen": []},
        inzendingen={"inzendingen": []},
        kengetallen=KENGETALLEN,
        groepen={"groepen": []},
    )
    gevonden = lees(antwoorden, school="De Wolwever", vandaag=VANDAAG)
    assert [(t.wie, t.groep) for t in gevonden.binnenkort] == [("Bram Verzonnen", "3")]


# --- ondersteuning ---


def met_opp(wie: antwoord.Wie, opp: dict[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    """A pupil as the list shows it, with an OPP: the example of the interface, where nothing is left to do."""
    [voorbeeld] = antwoord.Leerling.model_json_schema(by_alias=True)["examples"]
    return {**voorbeeld, **leerling(wie), "opp": voorbeeld["opp"] | (opp or {}), **rest}


@pytest.mark.parametrize(
    ("opp", "rest", "te_doen"),
    [
        ({}, {}, ()),
        ({"teEvalueren": True}, {}, ("OPP evalueren",)),
        ({"versie": None, "inVoorbereiding": True, "ontbreekt": ["hoorrecht", "instemming"]}, {"rod": None},
         ("leerling horen", "instemming vragen")),
        ({}, {"instemming": {"versie": 1, "status": "ingetrokken", "datum": "2026-11-02"}},
         ("ouders trokken hun instemming in",)),
        ({}, {"instemming": {"versie": 2, "status": "ingetrokken", "datum": "2026-11-02"}}, ()),
        ({}, {"rod": {"status": "niet-geregistreerd"}}, ("OPP in het ROD zetten",)),
        ({}, {"rod": {"status": "geweigerd"}}, ("ROD weigerde het OPP: herstellen",)),
        ({}, {"samenspraakOntbreekt": ["ouders", "leerling"]}, ("bespreken met ouders en leerling",)),
    ],
)  # fmt: skip
def test_what_is_still_to_be_done_for_a_pupil(
    opp: dict[str, Any], rest: dict[str, Any], te_doen: tuple[str, ...]
) -> None:
    gevonden = ochtend(leerlingen=[met_opp(BRAM, opp, **rest)])
    assert [rij.te_doen for rij in gevonden.ondersteuning] == ([te_doen] if te_doen else [])


def test_support_reads_well() -> None:
    groep = antwoord.Groep(
        groep="5", leerlingen=27, seo_nov=antwoord.SeoMeting(datum=VANDAAG, instrument="kijk-op-welbevinden"),
        seo_apr=None, groepsplan_vak=(), groepsplan_gedrag=(), groepsplan_besproken=(),
    )  # fmt: skip
    tekst = vlak(
        scherm(
            ochtend(
                leerlingen=[met_opp(NOOR, {"teEvalueren": True})],
                kengetallen={
                    "metOpp": 11, "oppTeEvalueren": 4, "lopendePlannen": 28, "plannenOverDatum": 2,
                    "plannenZonderResultaat": 5,
                },
                groepen=(groep, groep.model_copy(update={"groep": "6", "seo_nov": None}),
                         groep.model_copy(update={"groep": "9", "leerlingen": 0})),
            )
        )
    )  # fmt: skip
    assert (
        "11 OPP’s, waarvan 4 nog te evalueren in 2026-2027 · 28 plannen lopen, 2 over datum · 5 zonder resultaat"
        in tekst
    )
    assert "SEO-meting per groep: november 1 van 2 · april 0 van 2" in tekst
    assert "Noor Verzonnen 5 2a OPP versie 1 OPP evalueren" in tekst


def test_without_support_it_says_so() -> None:
    assert "Er is nog geen ondersteuning vastgelegd." in scherm(ochtend())


def test_a_plan_below_the_opp_is_named_with_its_number() -> None:
    [rij] = ochtend(leerlingen=[met_opp(BRAM, samenspraakOntbreekt=["ouders"]) | {"opp": None}]).ondersteuning
    assert (rij.plan, rij.niveau) == ("IHP 1", "2a")


def test_a_deadline_of_the_school_itself() -> None:
    gevonden = ochtend(
        termijnen=(termijn(None, 3, regel="seo-meting", groep="5"), termijn(None, 4, regel="monitoring"))
    )
    assert [(t.wie, t.groep) for t in gevonden.binnenkort] == [("De school", "5"), ("De school", "–")]
