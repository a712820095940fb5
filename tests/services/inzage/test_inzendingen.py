"""`/v1/inzendingen`: for who sent it and for its school, also a moment after the 202."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from contracts.catalogue import CATALOGUS
from contracts.codes import Rol
from eventlog.deciding.standing import NOT_NOW
from services.web.identity import Identity
from tests.bouwstenen import ANDERE_SCHOOL, SCHOOL, ontvangen, toegelaten, verlengd

from .hub import IB, LVS_OIN, NU, ONE_IS_ENOUGH, REGEL, Hub, problem

LVS = Identity(Rol.LVS, LVS_OIN, frozenset({ANDERE_SCHOOL}))
ANDER_LVS = Identity(Rol.LVS, "00000099000000000077", frozenset({ANDERE_SCHOOL}))


async def test_a_submission_that_is_held(hub: Hub) -> None:
    id_ = await hub.ingezonden(verlengd())
    await hub.aangehouden(id_, verlengd())
    await hub.bij()
    answer = await hub.get(f"/v1/inzendingen/{id_}")
    assert answer.status_code == 200
    assert answer.json() == {
        "id": str(id_), "status": "aangehouden", "ontvangenOp": "2026-04-01T07:00:00Z",
        "wachtOp": ["nl.passendonderwijs.aanmeldingen.ontvangen.v1"], "tot": "2026-04-15", "regel": REGEL.id,
        "grondslag": REGEL.grondslag, "melding": REGEL.melding, "volgendeStap": REGEL.volgende_stap,
        "voorwaarde": None,
    }  # fmt: skip


async def test_each_outcome_is_told(hub: Hub) -> None:
    ids = [await hub.ingezonden(verlengd()) for _ in range(3)]
    await hub.aanvaard(ids[1], verlengd())
    await hub.afgewezen(ids[2], verlengd())
    await hub.bij()
    answers = [(await hub.get(f"/v1/inzendingen/{id_}")).json() for id_ in ids]
    assert [a["status"] for a in answers] == ["ontvangen", "aanvaard", "afgewezen"]
    assert [a["regel"] for a in answers] == [None, None, REGEL.id]


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("identity", "status"),
    [
        (LVS, 200),  # sent it
        (IB, 200),  # is its school
        (Identity(Rol.LVS, "00000099000000000077", frozenset({SCHOOL})), 200),  # acts for its school
        (ANDER_LVS, 404),
        (Identity(Rol.SCHOOL, ANDERE_SCHOOL), 404),
        (Identity(Rol.SWV, "PO2202"), 404),
        (Identity(Rol.PARTNER, "kracht", frozenset({SCHOOL})), 404),
    ],
)
async def test_who_may_see_a_submission(hub: Hub, identity: Identity, status: int) -> None:
    id_ = await hub.ingezonden(ontvangen())
    await hub.bij()
    assert (await hub.get(f"/v1/inzendingen/{id_}", identity)).status_code == status


@ONE_IS_ENOUGH
async def test_without_a_token_nothing_is_told(hub: Hub) -> None:
    problem(await hub.get(f"/v1/inzendingen/{uuid4()}", None), 401, "token-ontbreekt")


async def test_an_unknown_id_is_not_found_at_once_when_the_view_is_up_to_date(hub: Hub) -> None:
    await hub.gebeurt("leerling-001", ontvangen())  # facts are not what this view follows
    async with asyncio.timeout(1):
        problem(await hub.get(f"/v1/inzendingen/{uuid4()}"), 404, "niet-gevonden")


async def test_a_submission_of_a_moment_ago_is_waited_for(hub: Hub) -> None:
    id_ = await hub.ingezonden(ontvangen())
    asking = asyncio.create_task(hub.get(f"/v1/inzendingen/{id_}"))
    await asyncio.sleep(0.1)
    assert not asking.done()
    await hub.bij()
    assert (await asking).json()["status"] == "ontvangen"


async def test_what_has_become_of_it_is_told_at_once_also_where_the_view_is_behind(hub: Hub) -> None:
    ids = [await hub.ingezonden(verlengd(), sleutel=f"leerling-{n}") for n in range(5)]
    await hub.aangehouden(ids[4], verlengd())
    await hub.bij()
    await hub.aanvaard(ids[1], verlengd())
    await hub.afgewezen(ids[2], verlengd())
    await hub.aangehouden(ids[3], verlengd())
    await hub.aanvaard(ids[4], verlengd())  # the view still has it as held

    async def asked() -> list[dict[str, Any]]:
        return [(await hub.get(f"/v1/inzendingen/{id_}")).json() for id_ in ids]

    async with asyncio.timeout(1):
        told = await asked()
    assert [a["status"] for a in told] == ["ontvangen", "aanvaard", "afgewezen", "aangehouden", "aanvaard"]
    assert (await hub.get("/v1/uitkomsten", LVS, {"inzending": list(map(str, ids))})).json()["uitkomsten"] == told
    await hub.bij()
    assert await asked() == told


async def test_a_view_that_stays_behind_is_a_503(hub: Hub) -> None:
    await hub.start(patience=0.1)
    await hub.ingezonden(ontvangen())
    answer = await hub.get(f"/v1/inzendingen/{uuid4()}")
    problem(answer, 503, "niet-beschikbaar")
    assert int(answer.headers["retry-after"]) > 0


@ONE_IS_ENOUGH
async def test_what_is_no_id_is_wrong_input(hub: Hub) -> None:
    body = problem(await hub.get("/v1/inzendingen/17"), 400, "ongeldige-invoer")
    assert [(fout["in"], fout["location"]["name"]) for fout in body["errors"]] == [("path", "id")]


# --- the list of a school ---


async def test_a_school_sees_what_is_held_and_refused(hub: Hub) -> None:
    held, refused, accepted = [await hub.ingezonden(verlengd(), sleutel=f"leerling-{n}") for n in range(3)]
    await hub.aangehouden(held, verlengd())
    await hub.afgewezen(refused, verlengd())
    await hub.aanvaard(accepted, verlengd())
    await hub.bij()
    found = await hub.lijst("/v1/inzendingen", school=SCHOOL, status=["aangehouden", "afgewezen"])
    assert {(item["id"], item["status"], item["sleutel"]) for item in found} == {
        (str(held), "aangehouden", "leerling-0"),
        (str(refused), "afgewezen", "leerling-1"),
    }
    assert {item["type"] for item in found} == {verlengd().kenmerken.type}
    assert len(await hub.lijst("/v1/inzendingen", school=SCHOOL)) == 3


async def test_the_list_tells_what_each_has_become_also_where_the_view_is_behind(hub: Hub) -> None:
    ids = [await hub.ingezonden(verlengd(), sleutel=f"leerling-{n}") for n in range(4)]
    await hub.aangehouden(ids[3], verlengd())
    await hub.bij()
    await hub.geparkeerd(ids[0])
    await hub.aanvaard(ids[1], verlengd())
    await hub.afgewezen(ids[2], verlengd())
    await hub.aanvaard(ids[3], verlengd())  # the view still has it as held
    found = await hub.lijst("/v1/inzendingen", school=SCHOOL)
    told = {item["id"]: (item["status"], item["regel"]) for item in found}
    assert told == {
        str(ids[0]): ("ontvangen", NOT_NOW.id),
        str(ids[1]): ("aanvaard", None),
        str(ids[2]): ("afgewezen", REGEL.id),
        str(ids[3]): ("aanvaard", None),
    }
    for item in found:
        alone = (await hub.get(f"/v1/inzendingen/{item['id']}")).json()
        assert item | alone == item
    assert await hub.lijst("/v1/inzendingen", school=SCHOOL, status=["aangehouden"]) == []
    assert [i["id"] for i in await hub.lijst("/v1/inzendingen", school=SCHOOL, status=["ontvangen"])] == [str(ids[0])]


async def test_a_matter_of_the_school_itself_is_under_its_code(hub: Hub) -> None:
    aanbod = CATALOGUS["nl.passendonderwijs.schoolprofielen.ondersteuningsaanbodvastgesteld.v1"]
    own = await hub.ingezonden(aanbod.lees(json.dumps(dict(aanbod.kenmerken.voorbeeld)).encode()), sleutel="")
    await hub.bij()
    (found,) = await hub.lijst("/v1/inzendingen", school=SCHOOL)
    assert (found["id"], found["sleutel"]) == (str(own), SCHOOL)


async def test_the_list_is_newest_first_complete_and_stable_in_pages(hub: Hub) -> None:
    ids = []
    for moment in range(23):
        hub.clock.moment = NU + timedelta(seconds=moment // 3)  # some at the very same moment
        ids.append(await hub.ingezonden(toegelaten()))
    await hub.bij()
    whole = [item["id"] for item in await hub.lijst("/v1/inzendingen", school=SCHOOL, aantal=500)]
    assert sorted(whole) == sorted(map(str, ids))
    assert [item["id"] for item in await hub.lijst("/v1/inzendingen", school=SCHOOL, aantal=5)] == whole

    first = await hub.get("/v1/inzendingen", params={"school": SCHOOL, "aantal": 5})
    hub.clock.moment = NU + timedelta(hours=1)
    await hub.ingezonden(toegelaten())  # newer ones do not move what comes next
    await hub.bij()
    second = await hub.get(first.links["next"]["url"])
    assert [item["id"] for item in second.json()["inzendingen"]] == whole[5:10]


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    "identity", [Identity(Rol.SCHOOL, ANDERE_SCHOOL), ANDER_LVS, Identity(Rol.SWV, "PO2202", frozenset({SCHOOL}))]
)
async def test_the_list_is_for_who_acts_for_the_school(hub: Hub, identity: Identity) -> None:
    problem(await hub.get("/v1/inzendingen", identity, {"school": SCHOOL}), 403, "geen-toegang")


async def test_submissions_about_another_school_are_not_in_the_list(hub: Hub) -> None:
    own = await hub.ingezonden(ontvangen())
    await hub.ingezonden(ontvangen(), school=ANDERE_SCHOOL)
    await hub.bij()
    assert [item["id"] for item in await hub.lijst("/v1/inzendingen", school=SCHOOL)] == [str(own)]
