"""The lists of a school are read along an index, in its order: what a school has decides the work, not the region."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest

from eventlog.storage.database import Database
from eventlog.views.view import View, prepare
from projections.school import (
    SCHOOL,
    Leerlingfilter,
    LeerlingPlek,
    SchoolView,
    SignaalPlek,
    Termijnfilter,
    TermijnPlek,
)
from tests.eventlog.places import Place
from tests.statements import statements

VANDAAG: Final = date(2026, 11, 23)
Ask = Callable[[SchoolView], Awaitable[Any]]


def leerlingen(na: LeerlingPlek | None = None, **filter_: Any) -> Ask:
    return lambda view: view.leerlingen("99AA00", Leerlingfilter(**filter_), vandaag=VANDAAG, na=na, aantal=100)


def termijnen(na: TermijnPlek | None = None, **filter_: Any) -> Ask:
    return lambda view: view.termijnen("99AA00", Termijnfilter(**filter_), vandaag=VANDAAG, na=na, aantal=100)


def signalen(na: SignaalPlek | None = None) -> Ask:
    return lambda view: view.signalen("99AA00", na=na, aantal=100)


async def plan(database: Database, statement: str, parameters: Any) -> str:
    """How the database goes about it; on PostgreSQL with what it only does on small tables switched off."""
    async with database.transaction() as connection:
        if database.dialect == "postgresql":
            for name in ("seqscan", "bitmapscan", "sort"):
                await connection.exec_driver_sql(f"SET LOCAL enable_{name} = off")
        how = "EXPLAIN" if database.dialect == "postgresql" else "EXPLAIN QUERY PLAN"
        rows = await connection.exec_driver_sql(f"{how} {statement}", parameters)
        return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (leerlingen(), "school_dossiers_lijst_1"),
        (leerlingen(na=LeerlingPlek(UUID(int=7)), groep="5", niveau="2a"), "school_dossiers_lijst_1"),
        (leerlingen(uiterlijk=VANDAAG, te_laat=False), "school_dossiers_lijst_1"),
        (termijnen(), "school_termijnen_lijst_1"),
        (termijnen(na=TermijnPlek(VANDAAG, "t"), te_laat=True), "school_termijnen_lijst_1"),
        (signalen(), "school_signalen_lijst_1"),
        (signalen(na=SignaalPlek(7, "s")), "school_signalen_lijst_1"),
        (lambda view: view.dossiers("99AA00"), "school_dossiers_lijst_1"),
    ],
)
async def test_a_list_follows_its_index(place: Place, ask: Ask, index: str) -> None:
    views, view = place.open("views"), View(SCHOOL)
    await prepare(views, [view], head=0)
    with statements() as sent:
        await ask(SchoolView(views, view))
    [(statement, parameters)] = [one for one in sent if "FROM school_" in one[0]]
    how = await plan(views, statement, parameters)
    assert index in how
    assert "Sort" not in how
    assert "TEMP B-TREE" not in how
