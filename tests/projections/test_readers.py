"""Guarantee 8, as its readers see it: where they looked last is never answered from once another generation answers."""

from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from eventlog.storage.database import Database
from eventlog.views import registry
from eventlog.views.registry import Stage
from eventlog.views.view import ViewNotReady, prepare
from tests.bouwstenen import ontvangen
from tests.eventlog.places import Place

from .feiten import DOSSIER, opslaan
from .herbouwproef import Wereld


@pytest.fixture
async def wereld(place: Place) -> Wereld:
    made = await Wereld.open(place)
    await prepare(made.views, [made.view], head=0)
    await made.append(opslaan(ontvangen()))
    await made.runner.catch_up()
    assert await made.view.get(made.views, DOSSIER) is not None  # and now it remembers where it looked
    return made


async def switched(place: Place, *, dropped: bool) -> Wereld:
    """Another process rebuilt the view, up to and including the switch, or the dropping of the old tables too."""
    other = await Wereld.open(place)
    rebuild = other.rebuilding()
    async with rebuild.alone():
        begun, _ = await rebuild.begin()
        await rebuild.run(begun)
        if dropped:
            await rebuild.clean_up()
    return other


@pytest.mark.parametrize("dropped", [False, True])
async def test_after_a_switch_elsewhere_the_old_tables_are_read_no_more(
    place: Place, wereld: Wereld, dropped: bool
) -> None:
    other = await switched(place, dropped=dropped)
    new = other.view.numbered(2)
    async with other.views.transaction() as tx:
        await tx.execute(new.main.delete())
    # The old tables, where they are still there, have the dossier.
    assert await wereld.view.get(wereld.views, DOSSIER) is None
    assert await wereld.view.fetch(wereld.views, lambda g: select(g.state)) == []


async def test_a_rebuild_at_any_moment_of_a_question_is_of_no_consequence(
    place: Place, wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between finding what answers and asking it, the tables are dropped; twice."""
    reader, asked, times = (await Wereld.open(place)).view, 0, 2
    found = reader.generation

    async def just_before(connection: AsyncConnection) -> Any:
        nonlocal asked
        generation = await found(connection)
        asked += 1
        if asked <= times:
            await wereld.rebuild()
        return generation

    monkeypatch.setattr(reader, "generation", just_before)
    assert await reader.get(wereld.views, DOSSIER) is not None
    assert asked == times + 1


async def test_where_nothing_answers_any_more_a_reader_says_so(wereld: Wereld) -> None:
    async with wereld.views.transaction() as tx:
        [one] = await registry.known(tx, "school")
        await registry.change(tx, one, stage=Stage.RETIRED)
    with pytest.raises(ViewNotReady):
        await wereld.view.get(wereld.views, DOSSIER)


async def test_a_generation_of_another_form_under_the_same_number_is_not_read(wereld: Wereld) -> None:
    """As where the views were thrown away and made by another version of the hub."""
    async with wereld.views.transaction() as tx:
        await tx.execute(registry.generations.update().values(form="anders"))
    with pytest.raises(ViewNotReady):
        await wereld.view.get(wereld.views, DOSSIER)


async def test_a_reader_holds_no_transaction(place: Place) -> None:
    """Each statement sees what is committed when it starts; what others wrote since is seen by the next."""
    database: Database = (await Wereld.open(place)).views
    await prepare(database, [], head=0)
    async with database.snapshot() as connection:
        before = (await connection.execute(select(registry.checkpoints))).all()
        async with database.transaction() as tx:
            await tx.execute(insert(registry.checkpoints).values(processor="proef", position=1))
        after = (await connection.execute(select(registry.checkpoints))).all()
    assert (len(before), len(after)) == (0, 1)
