"""The morning of a school: messages that wait or were refused, and what to do about them."""

from datetime import date

import pytest

from contracts.catalogue import CATALOGUS
from eventlog.deciding.outcome import Rule
from projections.inzendingen import Status
from schakel.morgen.taal import naam_van_soort
from services.aanmelding import regels
from services.regioregels import NIVEAU_ONBEKEND

from .ochtenden import BRAM, NOOR, ONTVANGEN, VERLENGD, inzending, ochtend, scherm, termijn, vlak, voorwaarde


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


def test_what_no_longer_holds_after_a_withdrawal_says_what_to_do() -> None:
    geen = vlak(scherm(ochtend()))
    assert "Klopt niet meer" not in geen
    for leerling, wie in ((NOOR, "Opp vastgesteld — Noor Verzonnen (groep 5)"), (None, "Opp vastgesteld — de school")):
        tekst = vlak(scherm(ochtend(signalen=(voorwaarde(leerling),))))
        assert "Klopt niet meer na een intrekking of correctie" in tekst
        assert wie.replace("Opp", "OPP") in tekst
        assert "Het gesprek met de leerling over deze versie van het OPP is ingetrokken of gecorrigeerd." in tekst
        assert "(WPO 40a; hoorrecht)" in tekst
        assert "Leg een nieuw gesprek vast, of trek het OPP in." in tekst


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


def test_every_event_type_has_a_name_in_words() -> None:
    namen = {type_: naam_van_soort(type_) for type_ in CATALOGUS}
    assert namen[ONTVANGEN] == "Aanmelding ontvangen"
    assert namen[VERLENGD] == "Beslistermijn verlengd"
    assert all(naam[0].isupper() and "." not in naam for naam in namen.values())
    assert naam_van_soort("nl.passendonderwijs.iets.anders.v1") == "nl.passendonderwijs.iets.anders.v1"


def test_abbreviations_of_the_field_are_in_capitals() -> None:
    assert naam_van_soort("nl.passendonderwijs.ondersteuningsplannen.oppgeregistreerdinrod.v1") == (
        "OPP geregistreerd in ROD"
    )
