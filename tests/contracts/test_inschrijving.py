"""Which inschrijving an uitschrijving takes with it: the one that runs, else one to come that was told before it."""

from datetime import date

from contracts.inschrijving import INGESCHREVEN, Inschrijfstand

JUNI, JULI = date(2026, 6, 12), date(2026, 7, 31)
NIEMAND = Inschrijfstand()


def test_what_was_told_before_an_uitschrijving_of_nothing_does_not_begin_and_what_was_told_after_it_does() -> None:
    los = NIEMAND.na_uitschrijving(JUNI, 5)
    assert [los.begint(4), los.begint(6)] == [False, True]
    assert los.na_inschrijving(6) == INGESCHREVEN
    assert not los.na_inschrijving(4).loopt


def test_an_uitschrijving_of_what_runs_takes_nothing_else_with_it() -> None:
    weg = INGESCHREVEN.na_uitschrijving(JUNI, 5)
    assert weg.begint(4)
    assert weg.na_uitschrijving(JUNI, 6) == weg  # said twice


def test_of_several_of_nothing_the_one_told_last_counts_until_one_took_an_inschrijving() -> None:
    assert not NIEMAND.na_uitschrijving(JUNI, 5).na_uitschrijving(JULI, 2).begint(3)
    assert NIEMAND.na_uitschrijving(JUNI, 5).na_inschrijving(1).na_uitschrijving(JULI, 2).begint(3)
