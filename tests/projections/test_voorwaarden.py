"""What no longer meets a condition, in the view of a school: given signals, then the dossier and its rows."""

from datetime import date

from projections.school import kengetallen
from tests.bouwstenen import ingeschreven

from .feiten import dossier, gestart, nadert, rijen, voorwaarde_hersteld, voorwaarde_vervallen

EEN = "2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10"
ANDER = "5c6b1b1e-0d0e-5f55-8a43-6a2f1c9e7b10"


def test_it_is_there_until_it_is_met_again() -> None:
    gezien = dossier(ingeschreven(), voorwaarde_vervallen(EEN), voorwaarde_vervallen(ANDER))
    assert [v.inzending for v in gezien.voorwaarden] == [EEN, ANDER]
    (over,) = dossier(
        ingeschreven(), voorwaarde_vervallen(EEN), voorwaarde_vervallen(ANDER), voorwaarde_hersteld(EEN)
    ).voorwaarden
    assert over.inzending == ANDER
    assert (over.regel, over.sinds, over.over.split(".")[-2]) == (
        "opp-leerling-gehoord", date(2026, 11, 9), "oppvastgesteld",
    )  # fmt: skip


def test_of_one_event_the_last_rule_counts() -> None:
    gezien = dossier(
        voorwaarde_vervallen(EEN), voorwaarde_vervallen(EEN, regel="opp-met-ouders-besproken", op="2026-11-11")
    )
    assert [(v.regel, v.sinds) for v in gezien.voorwaarden] == [("opp-met-ouders-besproken", date(2026, 11, 11))]


def test_it_is_a_signal_of_the_school_beside_those_about_deadlines() -> None:
    rows = rijen(ingeschreven(), gestart(), nadert(), voorwaarde_vervallen(EEN))
    assert [(school, moment) for _, _, school, moment in rows["school_signalen"]] == [
        ("99AA00", 1_772_000_000_000_003), ("99AA00", 1_772_000_000_000_004),
    ]  # fmt: skip
    gezien = dossier(ingeschreven(), gestart(), nadert(), voorwaarde_vervallen(EEN))
    for _, id_, *_ in rows["school_signalen"]:
        assert gezien.signaal(str(id_)) in (*gezien.open_signalen, *gezien.voorwaarden)
    assert len(rijen(ingeschreven(), voorwaarde_vervallen(EEN), voorwaarde_hersteld(EEN))["school_signalen"]) == 0


def test_the_row_of_a_pupil_says_whether_there_is_any() -> None:
    for events, any_ in (
        ((voorwaarde_vervallen(EEN),), True), ((voorwaarde_vervallen(EEN), voorwaarde_hersteld(EEN)), False),
    ):  # fmt: skip
        (row,) = rijen(ingeschreven(), *events)["school_dossiers"]
        assert row[-1] is any_


def test_the_figure_counts_events_of_whomever() -> None:
    weg = dossier(voorwaarde_vervallen(EEN), voorwaarde_vervallen(ANDER))  # not enrolled
    hier = dossier(ingeschreven(), voorwaarde_vervallen(EEN))
    assert kengetallen([weg, hier, dossier(ingeschreven())], date(2026, 11, 23)).voorwaarden_vervallen == 3
