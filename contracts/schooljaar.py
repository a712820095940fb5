"""The schooljaar: 1 augustus - 31 juli (domain.md §7)."""

from datetime import date

_BEGIN = (8, 1)


def begin_schooljaar(dag: date) -> date:
    """The first day of the schooljaar of `dag`."""
    jaar = dag.year if (dag.month, dag.day) >= _BEGIN else dag.year - 1
    return date(jaar, *_BEGIN)


def einde_schooljaar(dag: date) -> date:
    """The last day of the schooljaar of `dag`."""
    return date(begin_schooljaar(dag).year + 1, 7, 31)


def naam_schooljaar(dag: date) -> str:
    """The schooljaar of `dag` as events name it: `2026-2027`."""
    begin = begin_schooljaar(dag).year
    return f"{begin}-{begin + 1}"


def eerste_helft(dag: date) -> bool:
    """Whether the day is in the first half of its schooljaar: from August up to and including January."""
    return dag.month >= _BEGIN[0] or dag.month == 1
