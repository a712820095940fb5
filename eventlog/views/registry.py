"""Which generations of which view there are, and which of them answers. Kept with the views, changed with them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text, Uuid, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.following.checkpoint import Checkpoint, Fenced
from eventlog.following.parking import Parking
from eventlog.storage.database import Database, Transaction
from eventlog.storage.schema import checkpoint_table, parked_table
from eventlog.views.generation import Generation, processor_name
from eventlog.views.layout import Layout, packed, unpacked
from eventlog.views.projection import form_of

metadata: Final = MetaData()
checkpoints: Final = checkpoint_table(metadata)
parked: Final = parked_table(metadata)
generations: Final = Table(
    "generations",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("form", String(64), nullable=False),
    Column("tables", Text, nullable=False),
    Column("stage", String(12), nullable=False),
    Column("upto", BigInteger, nullable=False),
    Column("next", Uuid),
)
forms: Final = Table(
    "forms",
    metadata,
    Column("form", String(64), primary_key=True),
    Column("layouts", Text, nullable=False),
)
"""What a form stands for, so that another version can tell whether it reads it. Kept: some KB a version."""

MIXED: Final = ""
"""The fingerprint of rows that more than one version of a projection has written: good enough to answer meanwhile."""


class Stage(StrEnum):
    """Where a generation stands."""

    FILLING = "filling"
    FOLLOWING = "following"
    ANSWERING = "answering"
    RETIRED = "retired"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A generation as it is known here.

    While it is filled: with the facts up to position `upto`; `next`: the first dossier that is not in it, None when all
    are.
    """

    name: str
    number: int
    fingerprint: str
    form: str
    tables: tuple[str, ...]
    stage: Stage
    upto: int = 0
    next: UUID | None = None

    @property
    def processor(self) -> str:
        """Who makes it, while that is not yet who follows the view."""
        return processor_name(self.name, self.number)

    @property
    def filled(self) -> int:
        """About how many of the `upto` events it has been filled with: ids of dossiers are random, so spread evenly."""
        return self.upto if self.next is None else self.upto * self.next.int >> 128

    @property
    def building(self) -> bool:
        """Whether it is on its way to answer."""
        return self.stage in (Stage.FILLING, Stage.FOLLOWING)


async def make(database: Database, tx: Transaction) -> None:
    """Make the tables that are not there."""
    await database.prepare_schema(tx)
    await tx.run_sync(metadata.create_all)


async def known(connection: AsyncConnection, name: str) -> list[Known]:
    """All generations of a view, the oldest first."""
    rows = await connection.execute(
        select(generations).where(generations.c.name == name).order_by(generations.c.number)
    )
    return [_read(row) for row in rows]


def _read(row: Any) -> Known:
    return Known(
        name=row.name, number=row.number, fingerprint=row.fingerprint, form=row.form, tables=tuple(row.tables.split()),
        stage=Stage(row.stage), upto=row.upto, next=row.next,
    )  # fmt: skip


def answering(found: Sequence[Known]) -> Known | None:
    """The one that answers."""
    return next((one for one in found if one.stage is Stage.ANSWERING), None)


async def add(tx: Transaction, generation: Generation[Any], stage: Stage, *, upto: int = 0) -> Known:
    """Write down a new one."""
    projection = generation.projection
    new = Known(
        name=projection.name, number=generation.number, fingerprint=projection.fingerprint(), form=projection.form(),
        tables=generation.names, stage=stage, upto=upto, next=UUID(int=0) if stage is Stage.FILLING else None,
    )  # fmt: skip
    values = msgspec.structs.asdict(new) | {"tables": " ".join(new.tables), "stage": stage.value}
    await tx.execute(insert(generations).values(values))
    await _explain(tx, new.form, [projection.layout()])
    return new


async def layouts(connection: AsyncConnection, form: str) -> list[Layout]:
    """The layouts of rows of this form: of one version, or of all that may have written. Empty where none is known."""
    found = await connection.scalar(select(forms.c.layouts).where(forms.c.form == form))
    return [] if found is None else unpacked(found)


async def mix(tx: Transaction, one: Known, layout: Layout) -> Known:
    """From now on rows of this layout too may be written into this generation, by whatever version knows the layout."""
    written = await layouts(tx, one.form)
    if layout not in written:
        written.append(layout)
    form = form_of(written)
    await _explain(tx, form, written)
    return await change(tx, one, fingerprint=MIXED, form=form)


async def _explain(tx: Transaction, form: str, written: Sequence[Layout]) -> None:
    upsert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
    row = {"form": form, "layouts": packed(written)}
    await tx.execute(upsert(forms).values(row).on_conflict_do_nothing(index_elements=["form"]))


async def change(tx: Transaction, one: Known, **values: Any) -> Known:
    """Compare and set: raises Fenced where somebody else changed it since it was read."""
    at = generations.c
    done = await tx.execute(
        update(generations)
        .where(
            at.name == one.name, at.number == one.number, at.stage == one.stage.value,
            at.next.is_not_distinct_from(one.next),
        )
        .values({name: value.value if isinstance(value, Stage) else value for name, value in values.items()})
    )  # fmt: skip
    if done.rowcount != 1:
        raise Fenced(one.processor, one.upto)
    return msgspec.structs.replace(one, **values)


async def forget(tx: Transaction, one: Known) -> None:
    """It is no more."""
    await Checkpoint(checkpoints, one.processor).remove(tx)
    await Parking(checkpoints, one.processor).clear(tx)
    await tx.execute(delete(generations).where(generations.c.name == one.name, generations.c.number == one.number))
