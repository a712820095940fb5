"""The morning of a school: from what inzage answers to what stands on the screen."""

from datetime import timedelta

import pytest

from contracts.termijnen import REGELS
from projections.inzendingen import Status
from projections.school import Signaalsoort
from schakel.morgen import BREEDTE, Antwoorden, Bericht, Ochtend, Termijn, lees
from services.inzage import antwoord

from .ochtenden import BRAM, KENGETALLEN, NOOR, VANDAAG, inzending, leerling, ochtend, scherm, signaal, termijn, vlak


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


@pytest.mark.parametrize("regel", sorted({regel.id for regel in REGELS}))
def test_of_every_deadline_that_has_passed_it_says_what_to_do(regel: str) -> None:
    assert "→" in scherm(ochtend(termijnen=(termijn(NOOR, -3, regel=regel),)))
