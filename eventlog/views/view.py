"""A view as its readers and its follower see it: whichever generation answers at that moment, in any process."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.storage.database import Database, Transaction
from eventlog.storage.unavailable import NotNow
from eventlog.views import registry
from eventlog.views.generation import Generation
from eventlog.views.layout import reads
from eventlog.views.projection import Projection
from eventlog.views.registry import Known, Stage

S = TypeVar("S")

Query = Select[*tuple[Any, ...]]
_REMEMBERED: Final = 2


class ViewNotReady(NotNow):
    """No generation of a view can answer now: it is being built, or another version of the hub has taken over."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no generation of view {name!r} answers to this version")
        self.name = name


class _Written(NamedTuple):
    """What is in a generation: whether this version can read it, and may have written it itself."""

    readable: bool
    mine: bool


class View(Generic[S]):
    """One view. Another process may switch to another generation at any moment.

    So a reader's statement says itself that what it reads still answers; the number found last is where it looks first.
    """

    def __init__(self, projection: Projection[S]) -> None:
        self.projection = projection
        self.fingerprint = projection.fingerprint()
        self._layout = projection.layout()
        self._written = {projection.form(): _Written(readable=True, mine=True)}
        self._seen: dict[int, Generation[S]] = {}
        self._found: Generation[S] | None = None
        self._found_form = ""
        found = registry.generations.c
        self._answering = select(found.number, found.form).where(
            found.name == projection.name, found.stage == Stage.ANSWERING.value
        )
        self._still = self._answering.where(
            found.number == bindparam("_number"), found.form == bindparam("_form")
        ).exists()

    def numbered(self, number: int) -> Generation[S]:
        """The generation with this number, whatever its stage."""
        if number not in self._seen:
            self._seen[number] = Generation(self.projection, number)
            while len(self._seen) > _REMEMBERED:
                del self._seen[next(iter(self._seen))]
        return self._seen[number]

    async def generation(self, connection: AsyncConnection) -> Generation[S]:
        """The one that answers. Raises ViewNotReady."""
        found = (await connection.execute(self._answering)).one_or_none()
        if found is None or not (await self._look_at(connection, found.form)).readable:
            raise ViewNotReady(self.projection.name)
        self._found, self._found_form = self.numbered(found.number), found.form
        return self._found

    async def followed(self, tx: Transaction) -> Generation[S]:
        """The one that answers, for writing. Raises ViewNotReady, also where that is not for this version to do."""
        answering = registry.answering(await registry.known(tx, self.projection.name))
        if answering is None or not await self._may_write(tx, answering):
            raise ViewNotReady(self.projection.name)
        return self.numbered(answering.number)

    async def is_followed(self, connection: AsyncConnection) -> bool:
        """Whether what answers is for this version to write."""
        answering = registry.answering(await registry.known(connection, self.projection.name))
        return answering is not None and await self._may_write(connection, answering)

    async def _may_write(self, connection: AsyncConnection, answering: Known) -> bool:
        return answering.fingerprint == self.fingerprint or (
            answering.fingerprint == registry.MIXED and (await self._look_at(connection, answering.form)).mine
        )

    async def take_up(self, tx: Transaction, answering: Known) -> None:
        """From now on follow what another version made, where this one can read it.

        The other version goes on doing so as well, where it can read what this one writes.
        """
        written = await self._look_at(tx, answering.form)
        if written.readable and not (written.mine and answering.fingerprint == registry.MIXED):
            await registry.mix(tx, answering, self._layout)

    async def _look_at(self, connection: AsyncConnection, form: str) -> "_Written":
        if form not in self._written:
            layouts = await registry.layouts(connection, form)
            readable = bool(layouts) and all(reads(self._layout, one) for one in layouts)
            self._written[form] = _Written(readable, mine=readable and self._layout in layouts)
        return self._written[form]

    async def fetch(self, database: Database, query: Callable[[Generation[S]], Query]) -> Sequence[Row[Any]]:
        """The rows of a query on the generation that answers. Raises ViewNotReady."""
        async with database.snapshot() as connection:
            asked = self._found or await self.generation(connection)
            while True:
                fault: DBAPIError | None = None
                form = self._found_form
                try:
                    still = {"_number": asked.number, "_form": form}
                    rows = (await connection.execute(query(asked).where(self._still), still)).all()
                except DBAPIError as raised:  # its tables may have been dropped
                    await connection.rollback()
                    rows, fault = [], raised
                if rows:
                    return rows
                # Nothing there, or it answers no more, or another version has begun to write in it. What stopped
                # answering never begins again, so if it answers now, in the form asked for, it did then: nothing there.
                now = await self.generation(connection)
                if now.number == asked.number and self._found_form == form:
                    if fault is not None:
                        raise fault
                    return rows
                asked = now

    def decode(self, kept: bytes) -> S:
        """The state in the column that holds it."""
        return self.projection.decode(kept).state

    async def get(self, database: Database, key: UUID) -> S | None:
        """The state of one key. Raises ViewNotReady."""
        rows = await self.fetch(database, lambda g: select(g.state).where(g.key == key))
        return self.decode(rows[0][0]) if rows else None

    async def is_outdated(self, connection: AsyncConnection) -> bool:
        """Whether what answers, if anything, was not made by this version of the projection."""
        answering = registry.answering(await registry.known(connection, self.projection.name))
        return answering is None or answering.fingerprint != self.fingerprint


async def prepare(database: Database, views: Iterable[View[Any]], head: int) -> list[str]:
    """Make what is not there. `head`: how far the log reaches.

    A view of an empty log answers at once. Of one whose projection changed the generation of the other version goes on
    answering: here too where this version can read it, and to that version in any case. Returns the names of the views
    to rebuild (rebuild.py).
    """
    outdated: list[str] = []
    async with database.transaction() as tx:
        await registry.make(database, tx)
        for view in views:
            found = await registry.known(tx, view.projection.name)
            answering = registry.answering(found)
            if not found and head == 0:
                await _make_first(tx, view)
            elif answering is None:
                outdated.append(view.projection.name)
            elif answering.fingerprint != view.fingerprint:
                await view.take_up(tx, answering)
                outdated.append(view.projection.name)
    return outdated


async def _make_first(tx: Transaction, view: View[Any]) -> None:
    generation = view.numbered(1)
    await generation.make(tx)
    await generation.make_indexes(tx)
    await registry.add(tx, generation, Stage.ANSWERING)
