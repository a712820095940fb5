"""What the calendar must know of schools, as rows: since when the hub has heard of which, and their groepen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.storage.database import Transaction

from .reckoning.groepen import Groepsperiode
from .tables import group_periods, schools_seen


async def save_groups(tx: Transaction, of_dossiers: Mapping[UUID, Sequence[Groepsperiode]]) -> None:
    """Write what these dossiers tell of groepen over what they told before."""
    if not of_dossiers:
        return
    await tx.execute(delete(group_periods).where(group_periods.c.dossier.in_(of_dossiers)))
    rows = [{"dossier": id_, **period._asdict()} for id_, periods in of_dossiers.items() for period in periods]
    if rows:
        await tx.execute(insert(group_periods), rows)


async def save_seen(tx: Transaction, schools: Mapping[str, tuple[str, date]]) -> None:
    """Write of schools, each with its region, the day on which the hub recorded something; the first one stays."""
    if not schools:
        return
    upsert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
    rows = [{"school": school, "regio": regio, "seen_on": day} for school, (regio, day) in sorted(schools.items())]
    await tx.execute(upsert(schools_seen).on_conflict_do_nothing(index_elements=["school"]), rows)


async def seen(connection: AsyncConnection) -> dict[str, dict[str, date]]:
    """Per region the schools of which the hub has heard, and since when."""
    found: dict[str, dict[str, date]] = {}
    for row in await connection.execute(select(schools_seen)):
        found.setdefault(row.regio, {})[row.school] = row.seen_on
    return found


async def groups_on(tx: Transaction, schools: Collection[str], day: date) -> set[tuple[str, str]]:
    """The groepen that these schools have on a day, as (school, groep)."""
    c = group_periods.c
    query = (
        select(c.school, c.groep)
        .where(c.school.in_(schools), c.vanaf <= day, or_(c.tot.is_(None), c.tot > day))
        .distinct()
    )
    return {(row.school, row.groep) for row in await tx.execute(query)}
