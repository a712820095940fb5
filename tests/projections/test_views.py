"""The tables of views: made once, made again when their projection changed, two generations side by side."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Uuid, insert, inspect

from eventlog.events import Topic
from eventlog.following.feed import LogFeed
from eventlog.following.processor import Runner
from eventlog.storage.database import Database
from eventlog.store import EventLog
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.progress import ViewProgress
from eventlog.views.projection import STATE, Part, Projection
from eventlog.views.registry import checkpoints
from eventlog.views.view import View, ViewNotReady, prepare
from projections.inzendingen import INZENDINGEN
from projections.school import SCHOOL
from tests.bouwstenen import ontvangen, persoonsgegevens
from tests.eventlog.places import Place

from .feiten import DOSSIER, gestart, opslaan


async def tables(database: Database) -> set[str]:
    async with database.snapshot() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def follow(view: View[Any], log: EventLog, views: Database) -> int:
    return await Runner(ProjectionProcessor(view, log), LogFeed(log), views, checkpoints).catch_up()


async def test_a_view_follows_the_log_from_where_it_was(place: Place) -> None:
    log, views, view = await place.log(), place.open("views"), View(SCHOOL)
    assert await prepare(views, [view], head=0) == []
    async with log.database.transaction() as tx:
        await log.append(tx, [opslaan(ontvangen(), nummer=1, versie=1), opslaan(gestart(), nummer=2)], 1)
    assert await follow(view, log, views) == 2
    assert await prepare(views, [view], head=2) == []  # a restart
    async with log.database.transaction() as tx:
        await log.append(tx, [opslaan(persoonsgegevens(), nummer=3, versie=2)], 1)
    assert await follow(view, log, views) == 3
    state = await view.get(views, DOSSIER)
    assert state is not None
    assert state.leerling is not None
    assert (len(state.termijnen), state.leerling.personalia is not None) == (1, True)


async def test_a_view_that_is_new_beside_a_log_does_not_answer_until_it_is_built(place: Place) -> None:
    views, view = place.open("views"), View(SCHOOL)
    assert await prepare(views, [view], head=1) == ["school"]
    with pytest.raises(ViewNotReady):
        await view.get(views, DOSSIER)


async def test_a_changed_projection_answers_from_what_it_has_where_that_can_be_read(place: Place) -> None:
    log, views, view = await place.log(), place.open("views"), View(SCHOOL)
    await prepare(views, [view], head=0)
    async with log.database.transaction() as tx:
        await log.append(tx, [opslaan(ontvangen())], 1)
    await follow(view, log, views)
    changed = View(replace(SCHOOL, version=SCHOOL.version + 1))
    assert await prepare(views, [changed], head=1) == ["school"]
    assert await changed.get(views, DOSSIER) is not None
    # The version before may still be running. Both follow, and neither calls these rows its own.
    for version in (view, changed):
        assert await prepare(views, [version], head=1) == ["school"]
        async with views.transaction() as tx:
            assert (await version.followed(tx)).number == 1


async def test_a_projection_of_another_form_answers_no_more(place: Place) -> None:
    views, changed = place.open("views"), View(replace(SCHOOL, parts=SCHOOL.parts[:1]))
    await prepare(views, [View(SCHOOL)], head=0)
    assert await prepare(views, [changed], head=1) == ["school"]
    with pytest.raises(ViewNotReady):
        await changed.get(views, DOSSIER)
    assert await prepare(views, [changed], head=1) == ["school"]  # and again, as long as it was not rebuilt


async def test_one_view_that_changes_leaves_the_other(place: Place) -> None:
    views = place.open("views")
    await prepare(views, [View(SCHOOL), View(INZENDINGEN)], head=0)
    changed = View(replace(INZENDINGEN, version=99))
    assert await prepare(views, [View(SCHOOL), changed], head=1) == ["inzendingen"]


async def test_two_generations_stand_side_by_side(place: Place) -> None:
    views, view = place.open("views"), View(SCHOOL)
    await prepare(views, [view], head=0)
    old, new = view.numbered(1), view.numbered(2)
    async with views.transaction() as tx:
        await new.make(tx)
        await new.make_indexes(tx)
    assert {*old.names, *new.names} <= await tables(views)
    async with views.transaction() as tx:
        await tx.execute(insert(new.main).values(dossier=DOSSIER, plek=DOSSIER, voorwaarde_vervallen=False, state=b""))
    assert await view.get(views, DOSSIER) is None


async def test_progress_counts_what_a_view_wants_alone(place: Place) -> None:
    log, views, view = await place.log(), place.open("views"), View(INZENDINGEN)
    await prepare(views, [view], head=0)
    progress = ViewProgress(view, views, log)
    assert await progress.wait(await progress.head(), 0)
    async with log.database.transaction() as tx:
        await log.append(tx, [opslaan(ontvangen())], 1)  # a fact: not for this view
    assert await progress.reached(await progress.head())
    submission = msgspec.structs.replace(opslaan(ontvangen(), nummer=2), topic=Topic.SUBMISSIONS, version=None)
    async with log.database.transaction() as tx:
        await log.append(tx, [submission], 1)
    head = await progress.head()
    assert not await progress.wait(head, 0.02)
    await follow(view, log, views)
    assert await progress.wait(head, 0)


# --- fingerprints ---


class Old(msgspec.Struct):
    a: int = 0


class New(msgspec.Struct):
    a: int = 0
    b: int = 0


def _table(*columns: Column[Any]) -> Table:
    return Table(
        "t", MetaData(), Column("k", Uuid, primary_key=True), *columns, Column(STATE, LargeBinary, nullable=False)
    )


BASE: Projection[Any] = Projection(
    name="proef", version=1, state=Old, initial=Old(), by="dossier", reads={Topic.FACTS: {"x.v1": Old}},
    evolve=lambda state, event: state, main=_table(), columns=lambda key, state: (),
)  # fmt: skip


def test_a_fingerprint_is_the_same_each_time() -> None:
    assert replace(BASE).fingerprint() == BASE.fingerprint()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"state": New},
        {"reads": {Topic.FACTS: {"x.v1": New}}},
        {"reads": {Topic.FACTS: {"x.v1": Old, "y.v1": Old}}},
        {"main": _table(Column("extra", Integer))},
        {"parts": (Part(_table(), lambda state: ()),)},
    ],
)
def test_whatever_may_change_the_rows_changes_the_fingerprint(change: dict[str, Any]) -> None:
    assert replace(BASE, **change).fingerprint() != BASE.fingerprint()
    readable = not {"state", "main", "parts"} & change.keys()
    assert (replace(BASE, **change).form() == BASE.form()) == readable


def test_facts_are_folded_by_dossier() -> None:
    with pytest.raises(ValueError, match="by dossier"):
        replace(BASE, by="submission")
