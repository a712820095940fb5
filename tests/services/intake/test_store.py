"""What is right is stored once, sealed, in order, and answered the same however often it is sent."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete

from contracts.codes import Rol
from contracts.envelope import JSON
from eventlog.body import decode_body
from eventlog.events import Topic
from eventlog.sealing.seal import unseal
from eventlog.storage import schema
from services.intake.prepare import submission_id
from services.web.identity import Identity

from .hub import LVS, NAAM, OIN, ONTVANGEN, SCHOOL, Hub, gebeurtenis, problem

INGETROKKEN = "nl.passendonderwijs.dossiers.gebeurtenisingetrokken.v1"


async def test_a_submission(hub: Hub) -> None:
    event = gebeurtenis(NAAM)
    response = await hub.send(event)
    assert response.status_code == 202
    submission = submission_id(event["source"], event["id"])
    assert response.json() == {"id": str(submission), "status": "ontvangen"}
    assert response.headers["location"] == f"/v1/inzendingen/{submission}"
    assert response.headers["api-version"] == "1.0.0"
    assert response.headers["cache-control"] == "no-store"

    (stored,) = await hub.stored()
    assert (stored.topic, stored.type, stored.source, stored.id) == (
        Topic.SUBMISSIONS, NAAM, event["source"], event["id"],
    )  # fmt: skip
    assert (stored.cause, stored.version, stored.regio) == (submission, None, "22-02")
    body = decode_body(stored.open)
    assert (body.actor.rol, body.actor.organisatie, body.actor.gebruiker) == ("lvs", OIN, "medewerker-17")
    assert body.time == event["time"]
    assert body.sealed == ("naam", "geboortedatum")
    assert set(body.data) == {"school", "datum", "woongemeente"}
    key = (await hub.sealing.for_opening([(stored.dossier, "leerlingdossier")]))[stored.dossier, "leerlingdossier"]
    part = unseal(key, stored.sealed or b"", source=stored.source, id_=stored.id, type_=stored.type)
    assert part.fields == {"naam": "Noor Verzonnen", "geboortedatum": "2017-05-14"}


async def test_corrections_and_withdrawals_name_their_target(hub: Hub) -> None:
    await hub.send(gebeurtenis(data={"corrigeert": {"id": "eerder", "reden": "Verkeerde datum."}}))
    await hub.send(gebeurtenis(INGETROKKEN, {"id": "eerder"}))
    corrected, withdrawn = (decode_body(event.open) for event in await hub.stored())
    assert (corrected.corrects, corrected.withdraws) == ("eerder", None)
    assert corrected.sealed == ("corrigeert.reden",)
    assert (withdrawn.corrects, withdrawn.withdraws) == (None, "eerder")


async def test_one_dossier_per_school_and_subject(hub: Hub) -> None:
    for school, subject in ((SCHOOL, "a"), (SCHOOL, "b"), (SCHOOL, "a"), ("99AB00", "a")):
        assert (await hub.send(gebeurtenis(data={"school": school}, subject=subject))).status_code == 202
    one, two, again, other_school = (event.dossier for event in await hub.stored())
    assert one == again
    assert len({one, two, other_school}) == 3


async def test_a_resend_gets_the_answer_of_the_first(hub: Hub) -> None:
    event = gebeurtenis()
    first = await hub.send(event)
    binary = {"ce-" + name: str(value) for name, value in event.items() if name not in ("data", "datacontenttype")}
    reordered = dict(reversed(event.items())) | {"traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"}
    for again in (
        await hub.send(event),
        await hub.send(reordered),
        await hub.post(json.dumps(event["data"]), JSON, headers=binary),
    ):
        assert again.status_code == first.status_code
        assert again.json() == first.json()
        assert again.headers["location"] == first.headers["location"]
    batch = await hub.send_batch([event, event])
    assert [item["id"] for item in batch.json()] == [first.json()["id"]] * 2
    assert len(await hub.stored()) == 1


async def test_a_resend_with_other_content(hub: Hub) -> None:
    event = gebeurtenis()
    await hub.send(event)
    changed = event | {"data": event["data"] | {"leerjaar": 6}}
    problem(await hub.send(changed), 409, "andere-inhoud")
    problem(await hub.send(event | {"subject": "een-ander"}), 409, "andere-inhoud")
    batch = (await hub.send_batch([changed, event])).json()
    assert batch[0]["problem"]["type"] == "/v1/problemen/andere-inhoud"
    assert batch[1]["status"] == "ontvangen"
    assert len(await hub.stored()) == 1
    assert await hub.dossiers() == 1


async def test_other_content_within_one_batch(hub: Hub) -> None:
    event = gebeurtenis()
    changed = event | {"data": event["data"] | {"leerjaar": 6}}
    answers = (await hub.send_batch([event, changed, event])).json()
    assert [answer.get("problem", {}).get("status") for answer in answers] == [None, 409, None]
    assert len(await hub.stored()) == 1


async def test_a_resend_of_what_is_forgotten(hub: Hub) -> None:
    event = gebeurtenis()
    await hub.send(event)
    (stored,) = await hub.stored()
    async with hub.keys.transaction() as tx:
        await tx.execute(delete(schema.sealing_keys).where(schema.sealing_keys.c.dossier == stored.dossier))
        await tx.execute(delete(schema.dossiers).where(schema.dossiers.c.dossier == stored.dossier))
    restarted = Hub(hub.log.database, hub.keys, Path(hub.folder))
    problem(await restarted.send(event), 410, "vergeten")
    assert await hub.dossiers() == 0


async def test_many_at_once_are_each_stored_once(hub: Hub) -> None:
    events = [gebeurtenis(subject=f"leerling-{n % 7}") for n in range(40)]
    answers = await asyncio.gather(*(hub.send(event) for event in events * 2))
    assert Counter(answer.status_code for answer in answers) == {202: 80}
    assert Counter(event.id for event in await hub.stored()) == {event["id"]: 1 for event in events}


async def test_a_batch_with_good_and_bad(hub: Hub) -> None:
    good = [gebeurtenis(subject=f"leerling-{n}") for n in range(3)]
    bad = [
        gebeurtenis(data={"leerjaar": 12}),
        "geen gebeurtenis",
        gebeurtenis(data={"school": "99ZZ00"}),
        gebeurtenis(subject="111222333"),
        gebeurtenis("nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1", {"reden": "x" * 66_000}),
    ]
    response = await hub.send_batch([good[0], bad[0], good[1], *bad[1:], good[2]])
    assert response.status_code == 202
    answers = response.json()
    assert [answer["index"] for answer in answers] == list(range(8))
    assert [answer["status"] for answer in answers] == (
        ["ontvangen", "niet-opgeslagen", "ontvangen"] + ["niet-opgeslagen"] * 4 + ["ontvangen"]
    )
    assert [answer["problem"]["type"].rsplit("/", 1)[1] for answer in answers if "problem" in answer] == [
        "ongeldige-gebeurtenis", "ongeldige-gebeurtenis", "school-niet-van-u", "persoonsnummer", "te-groot",
    ]  # fmt: skip
    assert answers[1]["problem"]["errors"][0]["location"] == {"pointer": "#/data/leerjaar", "index": 1}
    assert [UUID(answers[place]["id"]) for place in (0, 2, 7)] == [event.cause for event in await hub.stored()]
    assert [event.id for event in await hub.stored()] == [event["id"] for event in good]


async def test_an_empty_batch(hub: Hub) -> None:
    response = await hub.send_batch([])
    assert (response.status_code, response.json()) == (202, [])


async def test_a_full_batch_keeps_its_order(hub: Hub) -> None:
    events = [gebeurtenis(subject=f"leerling-{n % 100}") for n in range(1_000)]
    response = await hub.send_batch(events)
    assert response.status_code == 202
    assert all(answer["status"] == "ontvangen" for answer in response.json())
    assert [event.id for event in await hub.stored()] == [event["id"] for event in events]


async def test_largest_event_is_accepted(hub: Hub) -> None:
    event = gebeurtenis("nl.passendonderwijs.leerlingen.persoonsgegevensvastgelegd.v1", {"adres": "é" * 20_000})
    event["data"]["naam"] = ""
    room = 64 * 1024 - len(json.dumps(event, ensure_ascii=False).encode())
    event["data"]["naam"] = "n" * min(room, 20_000)
    body = json.dumps(event, ensure_ascii=False).encode().ljust(64 * 1024)
    response = await hub.post(body, "application/cloudevents+json; charset=UTF-8")
    assert response.status_code == 202, response.text


async def test_region_comes_from_the_profile_that_lists_the_school_else_from_the_token(hub: Hub) -> None:
    for regio in (None, "22-02"):
        await hub.send(gebeurtenis(), identity=Identity(Rol.LVS, OIN, frozenset({SCHOOL}), regio))
    unlisted = Identity(Rol.LVS, OIN, frozenset({"98ZZ00"}), "plein-013")
    await hub.send(gebeurtenis(data={"school": "98ZZ00"}), identity=unlisted)
    assert [event.regio for event in await hub.stored()] == ["22-02", "22-02", "plein-013"]


async def test_a_school_sends_for_itself(hub: Hub) -> None:
    school = Identity(Rol.SCHOOL, SCHOOL)
    schema_uri = f"https://hub.example/v1/schemas/{ONTVANGEN}"
    event = gebeurtenis(source=f"urn:nld:brin:{SCHOOL}:systeem:lvs", dataschema=schema_uri)
    assert (await hub.send(event, identity=school)).status_code == 202
    problem(await hub.send(gebeurtenis(data={"school": "99AB00"}), identity=school), 403, "bron-niet-van-u")


async def test_the_name_of_a_pupil_is_in_no_file_of_the_log(sqlite_hub: Hub) -> None:
    await sqlite_hub.send_batch([gebeurtenis(NAAM) for _ in range(20)])
    await sqlite_hub.send(gebeurtenis(NAAM, subject="Sleutel-van-de-school"))
    files = list(Path(sqlite_hub.folder).glob("log.db*"))
    assert any(OIN.encode() in file.read_bytes() for file in files)
    for file in files:
        content = file.read_bytes()
        for text in ("Verzonnen", "2017-05-14", "Sleutel-van-de-school", "leerling-001"):
            assert text.encode() not in content


async def test_events_are_counted_without_saying_whose(hub: Hub) -> None:
    event = gebeurtenis()
    await hub.send_batch([event, event, gebeurtenis(data={"leerjaar": 9})])
    await hub.send(event)
    await hub.send(event | {"data": event["data"] | {"leerjaar": 6}})
    counted = {
        sample.labels["uitkomst"]: sample.value
        for metric in hub.receiver.counted.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    }
    assert counted == {"ontvangen": 1, "herhaald": 2, "ongeldige-gebeurtenis": 1, "andere-inhoud": 1}


async def test_lvs_of_the_example_is_the_one_of_the_tests() -> None:
    assert LVS.organisatie in gebeurtenis()["source"]
