"""Moments of a day in Amsterdam."""

from datetime import UTC, date, datetime, time

from eventlog.clock import AMSTERDAM


def om_negen(dag: date) -> datetime:
    return datetime.combine(dag, time(9), AMSTERDAM).astimezone(UTC)
