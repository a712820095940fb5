"""Guarantee 8: a view is rebuilt while it answers, survives `kill -9`, and equals its fold from scratch."""

import asyncio
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError

from eventlog.following.checkpoint import Fenced
from eventlog.following.parking import Parking
from eventlog.following.replay import replay
from eventlog.storage.only_one import AlreadyHeld, is_held
from eventlog.testing import Named
from eventlog.views import registry
from eventlog.views.projection import ViewEvent
from eventlog.views.registry import Stage, checkpoints
from eventlog.views.view import ViewNotReady, prepare
from projections.inzendingen import INZENDINGEN
from projections.school import SCHOOL
from tests.bouwstenen import ingetrokken, ontvangen, persoonsgegevens
from tests.eventlog.places import Place

from .feiten import DOSSIER, gestart, opslaan
from .geschiedenis import geschiedenis
from .herbouwproef import Half, Wereld
from .test_inzendingen import ingezonden, uitkomst

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def wereld(place: Place) -> Wereld:
    """A view that took in forty histories."""
    made = await Wereld.open(place)
    await prepare(made.views, [made.view], head=0)
    await made.histories(40)
    await made.runner.catch_up()
    return made


def half_way(seen: int) -> None:
    raise Half(seen)


async def test_a_rebuilt_view_is_the_view_that_followed(wereld: Wereld) -> None:
    before = await wereld.rows()
    old = wereld.view.numbered(1)
    assert not await wereld.rebuild()
    assert await wereld.number() == 2
    assert await wereld.rows() == before
    async with wereld.views.snapshot() as connection:
        there = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
        kept = {row.processor: row.position for row in await connection.execute(select(checkpoints))}
    assert there.isdisjoint(old.names)
    assert kept == {"school": await wereld.feed.head()}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
async def test_whatever_happened_a_rebuild_changes_nothing(wereld: Wereld, seed: int) -> None:
    chance = Random(seed)
    for _ in range(3):
        await wereld.append(*geschiedenis(chance))
        await wereld.runner.catch_up()
    before = await wereld.rows()
    rebuild = wereld.rebuilding(chance.randint(1, 60))
    known, _ = await rebuild.begin()
    await rebuild.run(known)
    await rebuild.clean_up()
    assert await wereld.rows() == before


async def test_the_old_generation_answers_and_follows_meanwhile(wereld: Wereld) -> None:
    before = await wereld.rows()
    with pytest.raises(Half):
        await wereld.rebuild(half_way)
    assert await wereld.number() == 1
    assert await wereld.rows() == before
    await wereld.append(opslaan(ontvangen()), opslaan(gestart(), nummer=2))
    await wereld.runner.catch_up()
    state = await wereld.view.get(wereld.views, DOSSIER)
    assert state is not None
    assert len(state.termijnen) == 1


async def test_what_happens_during_a_rebuild_is_in_it(wereld: Wereld) -> None:
    await wereld.append(
        opslaan(Named("blijft", ontvangen()), nummer=1), opslaan(persoonsgegevens(), nummer=2, versie=2)
    )
    with pytest.raises(Half):
        await wereld.rebuild(half_way)
    # A dossier that is filled and one that is not yet, one that is new, a correction, a withdrawal.
    await wereld.histories(10, seed=7)
    await wereld.append(opslaan(ingetrokken("blijft"), nummer=3, versie=3))
    await wereld.runner.catch_up()
    followed = await wereld.rows()
    assert await wereld.rebuild()
    assert await wereld.number() == 2
    assert await wereld.rows() == followed


async def test_the_switch_takes_in_what_the_old_generation_had_already(wereld: Wereld) -> None:
    rebuild = wereld.rebuilding()
    known, _ = await rebuild.begin()
    await wereld.append(opslaan(ontvangen()), opslaan(gestart(), nummer=2))
    await wereld.runner.catch_up()
    followed = await wereld.rows()
    head, wereld.feed.head = wereld.feed.head, _at(known.upto)  # type: ignore[method-assign]
    await rebuild.run(known)
    wereld.feed.head = head  # type: ignore[method-assign]
    assert await wereld.rows() == followed
    async with wereld.views.snapshot() as connection:
        assert await connection.scalar(select(checkpoints.c.position)) == await wereld.feed.head()


@pytest.mark.parametrize("events", [1, 5])
async def test_readers_never_go_back_in_time_over_a_switch(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, events: int
) -> None:
    """What the old generation took in just before the switch, after the new one had caught up, is seen right after."""
    rebuild = wereld.rebuilding()
    switch = rebuild._switch
    before: list[Any] = []

    async def meanwhile(*given: Any) -> None:
        await wereld.append(
            opslaan(ontvangen()), *(opslaan(gestart(termijn=f"t-{n}"), nummer=n + 2) for n in range(events))
        )
        await wereld.runner.catch_up()
        before.append(await wereld.rows())
        await switch(*given)

    monkeypatch.setattr(rebuild, "_switch", meanwhile)
    known, _ = await rebuild.begin()
    await rebuild.run(known)
    assert await wereld.number() == 2
    assert before == [await wereld.rows()]
    assert len((await wereld.view.get(wereld.views, DOSSIER)).termijnen) == events  # type: ignore[union-attr]
    async with wereld.views.snapshot() as connection:
        assert await connection.scalar(select(checkpoints.c.position)) == await wereld.feed.head()


def _at(position: int) -> Any:
    async def head() -> int:
        return position

    return head


async def test_who_followed_the_old_generation_goes_on_in_the_new_one(place: Place, wereld: Wereld) -> None:
    other = await Wereld.open(place)
    await other.rebuild()
    await wereld.append(opslaan(ontvangen()), opslaan(gestart(), nummer=2))
    await wereld.runner.catch_up()
    followed = await wereld.rows()
    await other.rebuild()
    assert await wereld.rows() == followed
    assert await wereld.number() == 3


async def test_a_reader_between_two_generations_asks_the_next(
    place: Place, wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wereld.append(opslaan(ontvangen()))
    await wereld.runner.catch_up()
    reader = (await Wereld.open(place)).view
    asked = reader.generation
    first: list[Any] = []

    async def just_before(connection: Any) -> Any:
        found = await asked(connection)
        if not first:
            first.append(found)
            await wereld.rebuild()  # and the tables that were just found to answer are dropped
        return found

    monkeypatch.setattr(reader, "generation", just_before)
    assert await reader.get(wereld.views, DOSSIER) is not None
    assert first[0].number == 1


async def test_a_fault_of_a_query_is_raised_where_nothing_was_switched(wereld: Wereld) -> None:
    with pytest.raises(DBAPIError, match="school_dossiers_9"):
        await wereld.view.fetch(wereld.views, lambda _: select(wereld.view.numbered(9).main))


async def test_killed_half_way_and_resumed(place: Place, wereld: Wereld) -> None:
    before = await wereld.rows()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.projections.herbouwproef", place.backend, place.where],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        told = 0
        for _ in range(4):
            told = int(process.stdout.readline())
            process.stdin.write("\n")
            process.stdin.flush()
        with pytest.raises(AlreadyHeld):
            await wereld.rebuild()
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
    for _ in range(400):  # the server notices a moment later that who held the lock is gone
        if not await is_held(wereld.views, "rebuild-school"):
            break
        await asyncio.sleep(0.05)
    seen: list[int] = []
    assert await wereld.rebuild(seen.append)
    assert 0 < told <= seen[0]  # an estimate, from ids that are random: two next to each other give the same
    assert await wereld.number() == 2
    assert await wereld.rows() == before


async def test_of_two_that_fill_at_once_one_is_fenced(place: Place, wereld: Wereld) -> None:
    other = await Wereld.open(place)
    known, resumed = await wereld.rebuilding().begin()
    same, again = await other.rebuilding().begin()
    assert (same, resumed, again) == (known, False, True)
    before = await wereld.rows()
    await wereld.rebuilding().run(known)
    with pytest.raises(Fenced):
        await other.rebuilding().run(same)
    assert await wereld.rows() == before


async def test_what_another_version_began_is_not_gone_on_with(place: Place, wereld: Wereld) -> None:
    with pytest.raises(Half):
        await wereld.rebuild(half_way)
    newer = await Wereld.open(place, replace(SCHOOL, version=99))
    assert not await newer.rebuild()
    assert await newer.number() == 3
    async with wereld.views.snapshot() as connection:
        assert [one.stage for one in await registry.known(connection, "school")] == [Stage.ANSWERING]
        there = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
    assert there.isdisjoint(newer.view.numbered(2).names)


@pytest.mark.parametrize("change", [{"version": SCHOOL.version + 1}, {"parts": SCHOOL.parts[:1]}])
async def test_a_changed_projection_is_rebuilt_and_then_followed(
    place: Place, wereld: Wereld, change: dict[str, Any]
) -> None:
    newer = await Wereld.open(place, replace(SCHOOL, **change))
    assert await prepare(newer.views, [newer.view], head=1) == ["school"]
    with pytest.raises(Half):
        await newer.rebuild(half_way)
    await wereld.append(opslaan(ontvangen()), opslaan(gestart(), nummer=2))
    if "version" in change:
        await newer.runner.catch_up()  # what answers meanwhile is followed by the version that replaces it
        assert await newer.view.get(newer.views, DOSSIER) is not None
    assert await newer.rebuild()
    await newer.runner.catch_up()
    assert await newer.view.get(newer.views, DOSSIER) is not None
    assert await prepare(newer.views, [newer.view], head=1) == []
    # The version before does not write into it.
    await wereld.append(opslaan(gestart("2026-05-11"), nummer=3))
    with pytest.raises(ViewNotReady):
        await wereld.runner.catch_up()


async def test_a_view_of_submissions_is_rebuilt(place: Place) -> None:
    wereld = await Wereld.open(place, INZENDINGEN)
    await prepare(wereld.views, [wereld.view], head=0)
    await wereld.append(ingezonden(), uitkomst("nl.passendonderwijs.inzendingen.aanvaard.v1"))
    await wereld.runner.catch_up()
    before = await wereld.rows()
    await wereld.rebuild()
    assert await wereld.rows() == before
    assert len(before["inzendingen"]) == 1


async def test_what_is_sealed_goes_into_the_view_unopened(wereld: Wereld) -> None:
    event = opslaan(persoonsgegevens())
    await wereld.append(event)
    await wereld.rebuild()
    state = await wereld.view.get(wereld.views, DOSSIER)
    assert state is not None
    assert state.leerling is not None
    assert state.leerling.personalia.blob == event.sealed


# --- what cannot be folded ---


async def test_a_dossier_that_cannot_be_folded_is_parked_and_done_again(place: Place, wereld: Wereld) -> None:
    await wereld.append(
        opslaan(ontvangen()), opslaan(gestart(), nummer=2), opslaan(persoonsgegevens(), nummer=3, versie=2)
    )
    await wereld.runner.catch_up()
    before = await wereld.rows()

    def evolve(state: Any, event: ViewEvent) -> Any:
        if event.dossier == DOSSIER and event.type.endswith("gestart.v1"):
            raise KeyError("dit gaat mis")
        return SCHOOL.evolve(state, event)

    broken = await Wereld.open(place, replace(SCHOOL, evolve=evolve))
    await broken.rebuild()
    position = await broken.feed.head() - 1
    async with broken.views.snapshot() as connection:
        [parked] = await Parking(checkpoints, "school").list(connection, 100)
    assert (parked.dossier, parked.position) == (DOSSIER, position)
    state = await broken.view.get(broken.views, DOSSIER)
    assert state is not None
    assert state.leerling is not None
    assert (state.leerling.aanmelding is not None, state.leerling.personalia) == (True, None)
    assert _without(await broken.rows(), DOSSIER) == _without(before, DOSSIER)

    done = await replay(wereld.runner, wereld.log)
    assert (done.done, done.still_parked) == (1, 0)
    assert await wereld.rows() == before


async def test_a_rebuild_that_mends_leaves_nothing_parked(wereld: Wereld) -> None:
    async with wereld.views.transaction() as tx:
        await tx.execute(
            registry.parked.insert().values(
                processor="school", dossier=DOSSIER, position=1, type="x", reason="KeyError", since=0
            )
        )
    await wereld.rebuild()
    async with wereld.views.snapshot() as connection:
        assert await Parking(checkpoints, "school").list(connection, 100) == []


def _without(rows: dict[str, Any], dossier: UUID) -> dict[str, Any]:
    return {table: [row for row in found if row[0] != dossier] for table, found in rows.items()}
