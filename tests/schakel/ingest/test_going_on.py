"""`schakel ingest` goes on after a stop: itself or the hub killed, a file that changed, a hub that lost its data."""

import asyncio
import json
import shutil

import msgspec

from .conftest import BOTH, REGIO, SCHOLEN, Region, as_lines, first_day


@BOTH
async def test_a_killed_ingest_goes_on_and_neither_loses_nor_doubles(region: Region) -> None:
    lines = as_lines(first_day(4_000))
    path = region.file(lines)
    journal = path.with_name("begin.ndjson.voortgang")
    process = await region.begin(str(path))
    while not journal.exists() or journal.stat().st_size < 70 * 1_000:
        assert process.returncode is None, "it was done before it could be killed"
        await asyncio.sleep(0.005)
    process.kill()
    await process.communicate()
    before = journal.read_bytes().count(b"\n")
    assert 1_000 <= before < 4_000

    code, report = await region.report(str(path))
    assert (code, report["aanvaard"], report["bewaard"], report["dubbel"]) == (0, 4_000, 4_000, 0)
    # The view of submissions may not have had the last ones yet; those are sent again, and are known by their id.
    assert before - 500 <= report["eerderVerstuurd"] <= before
    assert report["verstuurd"] == 4_000 - report["eerderVerstuurd"]
    assert await region.stored() == (4_000, 4_000)


@BOTH
async def test_a_killed_hub_is_waited_for_and_nothing_is_lost_or_doubled(region: Region) -> None:
    path = region.file(as_lines(first_day(2_000)))
    journal = path.with_name("begin.ndjson.voortgang")
    process = await region.begin(str(path), "--json")
    while not journal.exists() or journal.stat().st_size < 70 * 300:
        assert process.returncode is None, "it was done before the hub could be killed"
        await asyncio.sleep(0.005)
    await region.hub.kill()
    await region.hub.start()
    out, err = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode == 0, err
    assert json.loads(out)["aanvaard"] == 2_000
    assert await region.stored() == (2_000, 2_000)


async def test_when_all_is_sent_nothing_is_sent_again(region: Region) -> None:
    path = region.file(as_lines(first_day(250)))
    assert (await region.report(str(path)))[0] == 0
    code, report = await region.report(str(path))
    assert (code, report["verstuurd"], report["eerderVerstuurd"], report["aanvaard"]) == (0, 0, 250, 250)


async def test_of_a_changed_file_only_what_changed_is_sent(region: Region) -> None:
    dag = first_day(300)
    lines = as_lines(dag[:250])
    await region.report(str(region.file(lines)))
    other_body = dag[3].gebeurtenis | {"data": dag[3].gebeurtenis["data"] | {"groep": "8Z"}}
    changed = [*as_lines(dag[250:]), lines[7], msgspec.json.encode(other_body), *reversed(lines[4:])]
    code, report = await region.report(str(region.file(changed)))
    assert (code, report["verstuurd"], report["eerderVerstuurd"], report["dubbel"]) == (1, 51, 247, 1)
    assert report["aanvaard"] == 296
    (item,) = report["bevindingen"]
    assert (item["regelnummer"], item["regel"]) == (52, "andere-inhoud")


async def test_a_hub_that_lost_its_data_gets_it_all_again(region: Region) -> None:
    path = region.file(as_lines(first_day(150)))
    await region.report(str(path))
    await region.hub.stop()
    shutil.rmtree(region.hub.settings.data)
    await region.hub.start()
    region.token = region.hub.token(SCHOLEN, REGIO)
    code, report = await region.report(str(path))
    assert (code, report["verstuurd"], report["aanvaard"]) == (0, 150, 150)
