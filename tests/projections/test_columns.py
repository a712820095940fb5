"""What columns of views may be: what is allowed comes back as it was put down, what is not is refused at start."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    select,
)

from eventlog.events import Topic
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import STATE, Part, Projection
from eventlog.views.rows import check_columns, for_dialect
from eventlog.views.view import View
from projections.inzendingen import INZENDINGEN
from projections.school import SCHOOL
from tests.eventlog.places import Place

KEY, OTHER = UUID(int=1), UUID(int=2)
EVERYTHING = Table(
    "alles", MetaData(),
    Column("k", Uuid, primary_key=True), Column("u", Uuid), Column("s", SmallInteger), Column("b", BigInteger),
    Column("i", Integer), Column("w", Boolean), Column("d", Date), Column("t", Text), Column("c", String(9)),
    Column(STATE, LargeBinary, nullable=False),
)  # fmt: skip
FULL = (OTHER, -3, 2**60, 7, True, date(2026, 3, 2), "tekst", "12AB00", b"\x00\xff")
NEARLY_EMPTY = (None, None, None, None, None, None, None, None, b"")


async def test_every_allowed_type_comes_back_as_it_was_put_down(place: Place) -> None:
    check_columns([EVERYTHING])
    database, rows = place.open("views"), for_dialect("sqlite" if place.backend == "sqlite" else "postgresql")
    await database.create(EVERYTHING.metadata)
    async with database.transaction() as tx:
        await rows.insert(tx, EVERYTHING, [(KEY, *FULL), (OTHER, *NEARLY_EMPTY)])
    for update in ([], [(KEY, *NEARLY_EMPTY), (OTHER, *FULL)]):
        async with database.transaction() as tx:
            await rows.update(tx, EVERYTHING, update)
        expected = update or [(KEY, *FULL), (OTHER, *NEARLY_EMPTY)]
        async with database.snapshot() as connection:
            found = await connection.execute(select(EVERYTHING).order_by(EVERYTHING.c.k))
            assert [tuple(row) for row in found] == expected


def test_views_of_the_hub_may_be_kept() -> None:
    check_columns([*SCHOOL.tables, *INZENDINGEN.tables])


async def test_another_type_is_refused_before_anything_is_stored(place: Place) -> None:
    def table(name: str, *columns: Column[Any]) -> Table:
        return Table(name, MetaData(), Column("k", Uuid, primary_key=True), *columns, Column(STATE, LargeBinary))

    wrong: Projection[Any] = Projection(
        name="proef", version=1, state=int, initial=0, by="dossier", reads={Topic.FACTS: {}},
        evolve=lambda state, event: state, columns=lambda key, state: (),
        main=table("hoofd", Column("moment", DateTime), Column("maat", Float)),
        parts=(Part(table("deel", Column("soort", Enum("a", "b"))), lambda state: ()),),
    )  # fmt: skip
    with pytest.raises(TypeError, match=r"hoofd\.moment: DateTime; hoofd\.maat: Float; deel\.soort: Enum\. Use one of"):
        ProjectionProcessor(View(wrong), await place.log())
