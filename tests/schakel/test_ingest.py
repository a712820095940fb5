"""`schakel ingest` of a region's first day, as an operator runs it: real processes, killed and started again."""

import asyncio
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from contracts.regio import profielen
from eventlog.clock import SystemClock, day_of
from eventlog.deciding.outcome import ACCEPTED
from eventlog.storage.schema import events
from schakel.hub import open_hub
from schakel.simulatie import Inzending, Verwacht, beginstanden
from tests.faults.hub_process import HubProcess
from tests.servers.ports import free_port

REGIO = "plein-013"
SCHOLEN = sorted(profielen()[REGIO].scholen)
BOTH = pytest.mark.parametrize("backend", ["sqlite", "postgresql"])


@dataclass
class Region:
    """A hub, a folder, and the command line towards it."""

    hub: HubProcess
    folder: Path
    token: str

    def file(self, lines: Sequence[bytes], name: str = "begin.ndjson") -> Path:
        path = self.folder / name
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        return path

    async def begin(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schakel", "ingest", *arguments, "--url", self.hub.url,
            env={**os.environ, "SCHAKEL_TOKEN": self.token}, cwd=self.folder,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def ingest(self, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        process = await self.begin(*arguments)
        out, err = await asyncio.wait_for(process.communicate(stdin), 120)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    async def report(self, *arguments: str, stdin: bytes = b"") -> tuple[int, dict[str, Any]]:
        code, out, err = await self.ingest(*arguments, "--json", stdin=stdin)
        assert code in (0, 1), err
        return code, json.loads(out)

    async def stored(self) -> tuple[int, int]:
        """Submissions in the log, and how many of them are accepted. The hub stops for it."""
        assert await self.hub.stop() == 0
        async with open_hub(self.hub.settings) as data, data.log.database.snapshot() as connection:
            per_type = select(events.c.type, func.count()).group_by(events.c.type, events.c.topic)
            types = await connection.execute(per_type)
            found = Counter[str]()
            for type_, amount in types:
                found[type_] = max(found[type_], amount)
        return found["nl.passendonderwijs.dossiers.beginstandvastgelegd.v1"], found[ACCEPTED]


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
async def region(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Region]:
    environment = {
        "SCHAKEL_DATA": str(tmp_path / "hub"), "SCHAKEL_PORT": str(free_port()), "SCHAKEL_LOG_LEVEL": "error",
    }  # fmt: skip
    if backend == "postgresql":
        environment["SCHAKEL_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    hub = HubProcess(environment)
    try:
        await hub.start()
        yield Region(hub, tmp_path, hub.token(SCHOLEN, REGIO))
    finally:
        hub.end()


def first_day(aantal: int, *, fouten: int = 0, met_namen: bool = False) -> list[Inzending]:
    today = day_of(SystemClock().now())
    return list(beginstanden(profielen()[REGIO], aantal=aantal, seed=9, tot=today, fouten=fouten, met_namen=met_namen))


def as_lines(inzendingen: Sequence[Inzending]) -> list[bytes]:
    return [msgspec.json.encode(inzending.gebeurtenis) for inzending in inzendingen]


# --- what is reported ---


async def test_every_line_that_is_no_fact_is_reported_with_where_and_why(region: Region) -> None:
    dag = first_day(600, fouten=60)
    code, report = await region.report(str(region.file(as_lines(dag))), "--verslag", "verslag.ndjson")
    assert code == 1
    verwacht = Counter(inzending.verwacht for inzending in dag)
    niet = verwacht[Verwacht.ONGELDIG] + verwacht[Verwacht.BOTSING]
    assert (report["aanvaard"], report["afgewezen"], report["nietOpgeslagen"], report["aangehouden"]) == (
        540, verwacht[Verwacht.AFGEWEZEN], niet, 0,
    )  # fmt: skip
    assert report["regels"] == report["gebeurtenissen"] == report["verstuurd"] == 600
    told = [json.loads(line) for line in (region.folder / "verslag.ndjson").read_text().splitlines()]
    assert told == report["bevindingen"]
    wrong = [number for number, i in enumerate(dag, start=1) if i.verwacht is not Verwacht.AANVAARD]
    assert [item["regelnummer"] for item in told] == wrong
    for item in told:
        inzending = dag[item["regelnummer"] - 1]
        assert item["regel"]
        assert item["melding"]
        assert item["volgendeStap"]
        if inzending.verwacht is Verwacht.AFGEWEZEN:
            assert item["status"] == "afgewezen"
            assert item["grondslag"]
            assert item["inzending"]
        else:
            assert item["status"] == "niet-opgeslagen"
            assert "inzending" not in item
        if inzending.verwacht is Verwacht.BOTSING:
            assert item["regel"] == "andere-inhoud"
        if inzending.bijzonder == "veld ontbreekt":
            assert item["fouten"] == [{"veld": "data/datum", "code": "verplicht", "melding": "Dit veld is verplicht."}]
        if inzending.bijzonder == "TLV-nummer van een ander":
            assert item["regel"] == "tlv-nummer-uniek"


async def test_a_report_tells_nothing_about_anyone(region: Region) -> None:
    dag = first_day(60, fouten=30, met_namen=True)
    path = region.file(as_lines(dag))
    code, out, err = await region.ingest(str(path), "--verslag", "verslag.ndjson")
    _, as_json, _ = await region.ingest(str(path), "--json")
    assert code == 1
    told = out + err + as_json + (region.folder / "verslag.ndjson").read_text()
    told += path.with_name("begin.ndjson.voortgang").read_text()
    for inzending in dag:
        assert inzending.gebeurtenis["subject"] not in told
        assert inzending.gebeurtenis["id"] not in told
        assert inzending.gebeurtenis["data"].get("naam", "Noor Verzonnen") not in told
        assert inzending.gebeurtenis["data"].get("tlv", {}).get("tlvNummer", "PO3003-") not in told


async def test_what_is_held_is_told_with_what_it_waits_for_and_later_that_it_went_on(region: Region) -> None:
    (stand,) = first_day(1)
    school, subject = stand.school, stand.gebeurtenis["subject"]
    evaluatie = stand.gebeurtenis | {
        "id": "evaluatie-1", "type": "nl.passendonderwijs.ondersteuningsplannen.plangeevalueerd.v1",
        "data": {
            "school": school, "datum": "2026-03-02", "planId": "plan-9", "resultaat": "behaald", "metOuders": True,
            "metLeerling": True,
        },
    }  # fmt: skip
    del evaluatie["dataschema"]
    path = region.file([msgspec.json.encode(evaluatie)])
    code, report = await region.report(str(path))
    (item,) = report["bevindingen"]
    assert (code, item["status"], item["regel"]) == (1, "aangehouden", "plan-eerst")
    assert item["wachtOp"]
    assert item["tot"]
    gestart = stand.gebeurtenis | {
        "id": "plan-9", "type": "nl.passendonderwijs.ondersteuningsplannen.plangestart.v1",
        "data": {
            "school": school, "datum": "2026-01-05", "planId": "plan-9", "soort": "training", "gebied": "rekenen",
            "doel": "Rekenen tot twintig.", "evaluatiedatum": "2026-03-02",
        },
    }  # fmt: skip
    del gestart["dataschema"]
    assert (await region.report(str(region.file([msgspec.json.encode(gestart)], "plan.ndjson"))))[0] == 0
    code, report = await region.report(str(path))
    assert (code, report["aanvaard"], report["verstuurd"]) == (0, 1, 0)
    assert subject not in json.dumps(report)


# --- going on after a stop ---


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


# --- other ways to call it ---


async def test_lines_from_stdin_and_from_two_files(region: Region) -> None:
    lines = as_lines(first_day(30))
    first, second = region.file(lines[:10], "a.ndjson"), region.file([*lines[10:20], b"{"], "b.ndjson")
    code, report = await region.report(str(first), "-", str(second), stdin=b"\n".join(lines[20:]))
    assert (code, report["aanvaard"], report["regels"]) == (1, 30, 31)
    (item,) = report["bevindingen"]
    assert (item["bestand"], item["regelnummer"], item["regel"]) == (str(second), 11, "geen-json")


async def test_only_sending_asks_for_no_outcome(region: Region) -> None:
    path = region.file(as_lines(first_day(30)))
    code, out, err = await region.ingest(str(path), "--wacht", "0")
    assert (code, out, err) == (0, "30 regels gelezen, 30 gebeurtenissen bewaard.\n", "")


async def test_a_token_that_does_not_hold_for_a_school_is_told_a_line(region: Region) -> None:
    lines = as_lines(first_day(30))
    path = region.file(lines)
    region.token = region.hub.token(SCHOLEN[:1], REGIO)
    code, _, err = await region.ingest(str(path))
    assert code == 1
    assert "niet opgeslagen" in err
    assert "Wat nu:" in err
    region.token = region.hub.token(SCHOLEN, REGIO)
    code, report = await region.report(str(path))
    assert (code, report["aanvaard"]) == (0, 30)


async def test_a_folder_where_nothing_can_be_kept_is_told_and_the_file_is_sent(region: Region) -> None:
    path = region.file(as_lines(first_day(10)))
    path.with_name("begin.ndjson.voortgang").mkdir()
    code, _, err = await region.ingest(str(path))
    assert code == 0
    assert "--voortgang" in err
    code, _, err = await region.ingest(str(path), "--voortgang", str(region.folder))
    assert code == 2
    code, _, err = await region.ingest(str(path), "--verslag", str(region.folder))
    assert code == 2
    assert "Kies een ander bestand" in err


async def test_a_file_that_is_none_is_wrong_use_and_nothing_is_sent(region: Region) -> None:
    good = region.file(as_lines(first_day(10)), "good.ndjson")
    (region.folder / "leeg.ndjson").touch()
    code, _, err = await region.ingest(str(good), "leeg.ndjson")
    assert code == 2
    assert "In leeg.ndjson staat geen gebeurtenis" in err
    assert not (region.folder / "good.ndjson.voortgang").exists()
    code, report = await region.report(str(good))
    assert (code, report["verstuurd"]) == (0, 10)
