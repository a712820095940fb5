"""Guarantee 8 where two versions of the hub share one database: what is new takes nothing from what runs."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from eventlog.events import NewEvent, Topic
from eventlog.views import registry
from eventlog.views.projection import Projection
from eventlog.views.registry import MIXED, Stage
from eventlog.views.status import status_of
from eventlog.views.view import ViewNotReady, prepare
from projections.inzendingen import INZENDINGEN
from projections.school import SCHOOL
from projections.school.dossier import Dossier
from tests.bouwstenen import ontvangen
from tests.eventlog.places import Place

from .feiten import DOSSIER, gestart, opslaan
from .herbouwproef import CHUNK, Half, Wereld


class Breder(Dossier, frozen=True, gc=False, array_like=True):
    """As a version would have it that adds a field at the end."""

    notitie: str = "geen"


class AndersBreder(Dossier, frozen=True, gc=False, array_like=True):
    """Another field in that place."""

    teller: int = 0


def with_state(state: type[Dossier]) -> Projection[Any]:
    return replace(SCHOOL, state=state, initial=state())


def _noting(state: Any, event: Any) -> Any:
    return msgspec.structs.replace(SCHOOL.evolve(state, event), notitie="gezien")


NEXT = replace(SCHOOL, version=SCHOOL.version + 1)
WIDER = replace(with_state(Breder), evolve=_noting)
OTHER = replace(SCHOOL, parts=SCHOOL.parts[:1])
ALL = pytest.mark.parametrize("newer", [NEXT, WIDER, OTHER], ids=["rows", "a field more", "other tables"])
READABLE = pytest.mark.parametrize("newer", [NEXT, WIDER], ids=["rows", "a field more"])


@pytest.fixture
async def old(place: Place) -> Wereld:
    """A hub that runs, with a pupil in its view."""
    made = await Wereld.open(place)
    await prepare(made.views, [made.view], head=0)
    await made.append(opslaan(ontvangen()))
    await made.runner.catch_up()
    return made


async def termijnen(wereld: Wereld) -> int:
    """How many deadlines the pupil has, as this version shows them."""
    state = await wereld.view.get(wereld.views, DOSSIER)
    assert state is not None
    return len(state.termijnen)


async def started(place: Place, projection: Projection[Any]) -> Wereld:
    """A hub of another version that starts beside it, and is not done rebuilding."""
    new = await Wereld.open(place, projection)
    assert await prepare(new.views, [new.view], head=1) == ["school"]
    return new


@ALL
async def test_a_hub_that_starts_takes_nothing_from_the_one_that_runs(
    place: Place, old: Wereld, newer: Projection[Any]
) -> None:
    assert await termijnen(old) == 0  # and now it knows where to look
    new = await started(place, newer)
    assert await termijnen(old) == 0
    with pytest.raises(Half):
        await new.rebuild(_half_way)
    assert await termijnen(old) == 0
    await old.append(opslaan(gestart(), nummer=2))
    await old.runner.catch_up()
    assert await termijnen(old) == 1


def _half_way(_seen: int) -> None:
    raise Half


@READABLE
async def test_who_can_read_what_is_there_answers_from_it_and_follows_it(
    place: Place, old: Wereld, newer: Projection[Any]
) -> None:
    new = await started(place, newer)
    assert await termijnen(new) == 0
    await new.append(opslaan(gestart(), nummer=2))
    await new.runner.catch_up()
    assert [await termijnen(one) for one in (new, old)] == [1, 1]
    await new.append(opslaan(gestart(termijn="tweede"), nummer=3))
    await old.runner.catch_up()  # so does the version before, as long as it runs
    assert [await termijnen(one) for one in (new, old)] == [2, 2]
    async with new.views.snapshot() as connection:
        assert await new.view.is_outdated(connection)
        assert await old.view.is_outdated(connection)


async def test_a_field_that_was_not_written_has_its_default_until_the_rebuild(place: Place, old: Wereld) -> None:
    new = await started(place, WIDER)
    assert (await _state(new)).notitie == "geen"
    await new.rebuild()
    assert (await _state(new)).notitie == "gezien"


async def _state(wereld: Wereld) -> Any:
    return await wereld.view.get(wereld.views, DOSSIER)


async def test_who_cannot_read_what_is_there_answers_once_it_is_rebuilt_and_follows_nothing(
    place: Place, old: Wereld
) -> None:
    new = await started(place, OTHER)
    with pytest.raises(ViewNotReady):
        await termijnen(new)
    await new.append(opslaan(gestart(), nummer=2))
    with pytest.raises(ViewNotReady):
        await new.runner.catch_up()
    await new.rebuild()
    assert await termijnen(new) == 1


@READABLE
async def test_after_the_switch_the_old_version_reads_on_and_writes_no_more(
    place: Place, old: Wereld, newer: Projection[Any]
) -> None:
    assert await termijnen(old) == 0
    new = await started(place, newer)
    await new.rebuild()
    await new.append(opslaan(gestart(), nummer=2))
    with pytest.raises(ViewNotReady):
        await old.runner.catch_up()
    await new.runner.catch_up()
    assert [await termijnen(one) for one in (old, new)] == [1, 1]


async def test_after_the_switch_an_old_version_that_cannot_read_it_says_so(place: Place, old: Wereld) -> None:
    new = await started(place, OTHER)
    await new.rebuild()
    with pytest.raises(ViewNotReady):
        await termijnen(old)


async def test_rows_of_two_versions_are_read_by_who_can_read_both(place: Place, old: Wereld) -> None:
    new = await started(place, WIDER)
    await new.append(opslaan(gestart(), nummer=2))
    await new.runner.catch_up()
    third = await Wereld.open(place, with_state(AndersBreder))
    await prepare(third.views, [third.view], head=2)
    with pytest.raises(ViewNotReady):
        await termijnen(third)
    assert [await termijnen(one) for one in (old, new)] == [1, 1]
    await third.rebuild()
    assert await termijnen(third) == 1


async def test_a_version_that_no_hub_was_started_of_does_not_write(place: Place, old: Wereld) -> None:
    for projection in (NEXT, WIDER):
        command = await Wereld.open(place, projection)
        assert await termijnen(command) == 0
        async with command.views.transaction() as tx:
            assert not await command.view.is_followed(tx)
            with pytest.raises(ViewNotReady):
                await command.view.followed(tx)


async def test_going_back_to_the_version_before_is_no_other_than_going_on(place: Place, old: Wereld) -> None:
    new = await started(place, WIDER)
    await new.rebuild()
    again = await started(place, SCHOOL)
    assert await termijnen(again) == 0
    await again.append(opslaan(gestart(), nummer=2))
    await again.runner.catch_up()
    await again.rebuild()
    assert await termijnen(again) == 1
    assert await again.rows() == await _from_log(again)


async def _from_log(wereld: Wereld) -> dict[str, list[tuple[Any, ...]]]:
    await wereld.rebuild()
    return await wereld.rows()


@ALL
async def test_what_is_built_beside_a_hub_answers_when_one_of_its_version_takes_over(
    place: Place, old: Wereld, newer: Projection[Any]
) -> None:
    beside = await Wereld.open(place, newer)
    rebuild = beside.rebuilding()
    async with rebuild.alone():
        assert await rebuild.succeeds_another()
        assert not await rebuild.is_ready()
        known, _ = await rebuild.begin()
        await rebuild.prepare(known)
        assert await rebuild.is_ready()
    assert await old.number() == 1
    await old.append(opslaan(gestart(), nummer=2))
    await old.runner.catch_up()
    assert await termijnen(old) == 1

    new = await started(place, newer)
    assert await new.rebuild()  # gone on with: what came since, and the switch
    assert (await new.number(), await termijnen(new)) == (2, 1)
    assert not await new.rebuilding().succeeds_another()


@pytest.mark.parametrize("submissions", [0, 2 * CHUNK])
async def test_what_is_built_beside_is_ready_also_where_nothing_of_it_came_last(place: Place, submissions: int) -> None:
    """As after a night of signals: facts that the view of submissions does not read."""
    old = await Wereld.open(place, INZENDINGEN)
    await prepare(old.views, [old.view], head=0)
    given = [opslaan(ontvangen(), nummer=n, versie=None) for n in range(submissions + 3)]
    await old.append(*(_submitted(one) for one in given[:submissions]), *given[submissions:])
    await old.runner.catch_up()

    beside = await Wereld.open(place, replace(INZENDINGEN, version=INZENDINGEN.version + 1))
    rebuild = beside.rebuilding()
    async with rebuild.alone():
        known, _ = await rebuild.begin()
        await rebuild.prepare(known)
        assert await rebuild.is_ready()
    status = await status_of(beside.view, beside.views, beside.log)
    assert (status.ready, status.built) == (True, submissions + 3)
    assert await beside.rebuild()
    assert await beside.number() == 2
    assert len((await beside.rows())["inzendingen"]) == submissions


def _submitted(event: NewEvent) -> NewEvent:
    return msgspec.structs.replace(event, topic=Topic.SUBMISSIONS, cause=uuid4())


async def test_a_form_of_which_nothing_is_known_is_not_read(place: Place, old: Wereld) -> None:
    """As a hub would leave it that did not write down yet how its rows are laid out."""
    async with old.views.transaction() as tx:
        await tx.execute(registry.forms.delete())
    new = await started(place, WIDER)
    with pytest.raises(ViewNotReady):
        await termijnen(new)
    assert await termijnen(old) == 0


async def test_mixed_rows_are_marked_and_explained(place: Place, old: Wereld) -> None:
    await started(place, WIDER)
    async with old.views.snapshot() as connection:
        [one] = await registry.known(connection, "school")
        assert (one.stage, one.fingerprint) == (Stage.ANSWERING, MIXED)
        assert await registry.layouts(connection, one.form) == [SCHOOL.layout(), WIDER.layout()]
    await started(place, WIDER)
    async with old.views.snapshot() as connection:
        assert await registry.known(connection, "school") == [one]
