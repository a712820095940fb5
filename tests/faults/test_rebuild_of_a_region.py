"""Guarantee 8 at the size of a region: a school view made anew from its log while a school goes on asking, killed
half-way, hub and all, and gone on with. What stands answers until the new one does.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final, Literal

import msgspec
import pytest

from contracts.beheer import HerbouwAfgerond, HerbouwGestart
from eventlog.body import decode_body
from eventlog.events import Topic
from eventlog.storage.database import Database
from eventlog.views import registry
from eventlog.views.registry import Known
from projections.school.projection import plek
from schakel.databases import open_databases
from schakel.hub import Hub, open_hub
from tests.conftest import FaultsSize
from tests.faults.accounting import all_events, nothing_is_parked
from tests.faults.asking import Asked, asking, waits
from tests.faults.conftest import NewHub
from tests.faults.hub_process import HubProcess
from tests.faults.region import as_of_another_version, lose_from_view, settle_region
from tests.projections.schoollog import REGIO, SCHOOLS
from tests.projections.van_nul import from_scratch, held

_EVENTS: Final = {"small": 15_000, "full": 300_000}
_VIEW: Final = "school"
_REBUILD: Final = ("projecties", "herbouw", _VIEW, "--actor", "beheerder-3", "--reden", "leerling ontbreekt")
_SCHOOL: Final = SCHOOLS[0]
_LIST: Final = f"/v1/scholen/{_SCHOOL}/leerlingen"
_QUIET: Final = 0.5


@pytest.mark.faults
@pytest.mark.parametrize("by", ["operator", "hub"])
async def test_a_rebuild_killed_with_its_hub_goes_on_and_what_stands_answers_meanwhile(
    by: Literal["operator", "hub"],
    new_hub: NewHub,
    database_url: str | None,
    faults_size: FaultsSize,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By an operator's command beside the hub, or by a hub of a new version, in the process that answers."""
    process = new_hub()
    started = time.monotonic()
    async with open_hub(process.settings) as hub:
        pupils = await settle_region(hub, _EVENTS[faults_size.name])
        loaded = await hub.feed.head()
        lost = min((name for name in pupils if name[0] == _SCHOOL), key=lambda name: plek(pupils[name]))
        await lose_from_view(hub, pupils[lost])
        if by == "hub":
            await as_of_another_version(hub)
    lines = [f"{loaded:,} events in {time.monotonic() - started:.0f} s"]

    await process.start()
    timeline = f"/v1/dossiers/{lost[0]}:{lost[1]}/tijdlijn"
    headers = {"Authorization": f"Bearer {process.token(SCHOOLS, REGIO)}"}
    async with (
        open_databases(process.settings) as databases,
        asking(process.url, [_LIST, timeline], headers) as asked,
    ):
        told = await _rebuild(by, process, databases.views, lines)
        await asyncio.sleep(_QUIET)
    assert await process.stop() == 0

    told.check(asked, lost[1])
    lines += [f"meanwhile: {waits(told.during(asked))}", f"otherwise: {waits(told.quiet(asked))}"]
    async with open_hub(process.settings) as hub:
        assert await _acts(hub) == [
            (HerbouwGestart.kenmerken.type, told.number, False),
            (HerbouwGestart.kenmerken.type, told.number, True),
            (HerbouwAfgerond.kenmerken.type, told.number, None),
        ]
        await nothing_is_parked(hub)
        async with hub.databases.views.snapshot() as connection:
            assert (await hub.school.generation(connection)).number == told.number
        events = await all_events(hub)
        assert await held(hub.school, hub.databases.views) == from_scratch(hub.school, hub.log, events)
    if faults_size.name == "full":
        with capsys.disabled():
            print(f"\nrebuild by {by}, {'SQLite' if database_url is None else 'PostgreSQL'}:", *lines, sep="\n  ")


class _Told:
    """When what happened, on the loop's clock. `number`: of the generation that was built."""

    def __init__(self, number: int, begun: float, killed: float, back: float, switched: float) -> None:
        self.number = number
        self._begun, self._killed, self._back, self._switched = begun, killed, back, switched

    def during(self, asked: list[Asked]) -> list[Asked]:
        """Asked and answered while a rebuild ran."""
        spans = ((self._begun, self._killed), (self._back, self._switched))
        return [one for one in asked if any(start <= one.at and one.ended <= end for start, end in spans)]

    def quiet(self, asked: list[Asked]) -> list[Asked]:
        """Asked before or after."""
        return [one for one in asked if one.ended < self._begun or one.at > self._switched]

    def check(self, asked: list[Asked], lost: str) -> None:
        """All is answered but while there was no hub; from the old generation until the switch, then from the new."""
        unanswered = [one for one in asked if one.answer is None]
        assert all(one.ended >= self._killed and one.at <= self._back for one in unanswered)
        assert len({one.answer for one in asked if one.path != _LIST} - {None}) == 1
        listed = [one for one in asked if one.path == _LIST and one.answer is not None]
        old, new = (_pupils(one) for one in (listed[0], listed[-1]))
        assert new[0]["sleutel"] == lost
        assert new[1:] == old[:-1], "the old generation shows all but the pupil that it lost"
        assert listed[0].answer != listed[-1].answer
        assert {one.answer for one in listed} == {listed[0].answer, listed[-1].answer}
        first_new = min(one.ended for one in listed if one.answer == listed[-1].answer)
        assert all(one.answer == listed[-1].answer for one in listed if one.at >= first_new)
        assert any(one.at > self._back and one.answer == listed[0].answer for one in listed)


def _pupils(one: Asked) -> list[dict[str, Any]]:
    assert one.answer is not None
    found: list[dict[str, Any]] = msgspec.json.decode(one.answer)["leerlingen"]
    return found


async def _rebuild(by: Literal["operator", "hub"], process: HubProcess, views: Database, lines: list[str]) -> _Told:
    """Have it rebuilt, kill it half-way, and have it go on."""
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(_QUIET if by == "operator" else 0.1)
    command = await process.command(*_REBUILD) if by == "operator" else None
    await _until(views, lambda known: known is not None)
    begun = clock()
    half = await _until(views, lambda known: known is None or known.filled * 2 >= known.upto)
    killed = clock()
    if command is not None:
        command.kill()
    await process.kill()
    left = await _building(views)
    assert half is not None
    assert left is not None
    assert left.next is not None, "it was filled already: the test says nothing"

    await process.start()
    back = clock()
    if command is not None:
        command = await process.command(*_REBUILD)
    further = await _until(views, lambda known: known is None or known.next != left.next)
    assert further is not None, "it was done at once: the test says nothing"
    assert (further.number, further.filled > left.filled) == (left.number, True)
    await _until(views, lambda known: known is None)
    switched = clock()
    assert command is None or await command.wait() == 0
    lines += [
        f"killed at {left.filled:,} of {left.upto:,}, {killed - begun:.1f} s after it began",
        f"first seen further at {further.filled:,}; done {switched - back:.1f} s after the hub was back",
        f"{left.upto / (killed - begun + switched - back):,.0f} events/s over both, the start of a command included",
    ]
    return _Told(left.number, begun, killed, back, switched)


async def _building(views: Database) -> Known | None:
    async with views.snapshot() as connection:
        return next((one for one in await registry.known(connection, _VIEW) if one.building), None)


async def _until(views: Database, enough: Callable[[Known | None], bool]) -> Known | None:
    async with asyncio.timeout(300):
        while True:
            if enough(known := await _building(views)):
                return known
            await asyncio.sleep(0.01)


async def _acts(hub: Hub) -> list[tuple[str, int, bool | None]]:
    acts = {kind.kenmerken.type for kind in (HerbouwGestart, HerbouwAfgerond)}
    async with hub.log.database.snapshot() as connection:
        found = await hub.log.read(connection, 0, 2**40, {Topic.FACTS: acts})
    data = [decode_body(act.open).data for act in found]
    return [(act.type, body["generatie"], body.get("hervat")) for act, body in zip(found, data, strict=True)]
