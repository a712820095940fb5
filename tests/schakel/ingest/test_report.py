"""What `schakel ingest` reports: every line that is no fact, with where and why, and nothing about anyone."""

import json
from collections import Counter

import msgspec

from schakel.simulatie import Verwacht

from .conftest import Region, as_lines, first_day


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
