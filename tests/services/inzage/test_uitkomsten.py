"""`/v1/uitkomsten`: many submissions in one request, for who sent them, and nothing about anyone."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.codes import Rol
from eventlog.deciding.standing import NOT_NOW
from services.inzage.uitkomsten_routes import MEESTE
from services.web.identity import Identity
from tests.bouwstenen import ANDERE_SCHOOL, SCHOOL, ontvangen, verlengd

from .hub import IB, LVS_OIN, ONE_IS_ENOUGH, REGEL, Hub, problem

LVS = Identity(Rol.LVS, LVS_OIN, frozenset({ANDERE_SCHOOL}))


async def uitkomsten(hub: Hub, *ids: UUID, identity: Identity = LVS) -> list[dict[str, Any]]:
    answer = await hub.get("/v1/uitkomsten", identity, {"inzending": [str(id_) for id_ in ids]})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["uitkomsten"]
    return found


async def test_each_is_told_as_it_is_alone_in_the_order_asked(hub: Hub) -> None:
    ids = [await hub.ingezonden(verlengd(), sleutel=f"leerling-{n}") for n in range(4)]
    await hub.aanvaard(ids[1], verlengd())
    await hub.afgewezen(ids[2], verlengd())
    await hub.aangehouden(ids[3], verlengd())
    await hub.bij()
    asked = [ids[3], ids[0], ids[2], ids[1]]
    found = await uitkomsten(hub, *asked)
    assert [item["status"] for item in found] == ["aangehouden", "ontvangen", "afgewezen", "aanvaard"]
    assert [item["regel"] for item in found] == [REGEL.id, None, REGEL.id, None]
    assert found == [(await hub.get(f"/v1/inzendingen/{id_}", LVS)).json() for id_ in asked]


async def test_what_the_hub_cannot_decide_now_says_so_and_not_what_went_wrong(hub: Hub) -> None:
    stuck = await hub.ingezonden(verlengd(), sleutel="vast")
    before = await hub.ingezonden(verlengd(), sleutel="eerder")
    elsewhere = await hub.ingezonden(verlengd(), sleutel="elders")
    held = await hub.ingezonden(verlengd(), sleutel="wacht")
    await hub.aangehouden(held, verlengd())
    await hub.bij()
    await hub.geparkeerd(stuck)
    await hub.geparkeerd(before, later=1)
    await hub.geparkeerd(elsewhere, "termijnen")
    await hub.geparkeerd(held)
    found = await uitkomsten(hub, stuck, before, elsewhere, held)
    told = {"regel": NOT_NOW.id, "grondslag": NOT_NOW.basis, "melding": NOT_NOW.text, "volgendeStap": NOT_NOW.next_step}
    assert found[0] | told == found[0]
    assert [item["status"] for item in found] == ["ontvangen", "ontvangen", "ontvangen", "aangehouden"]
    assert [item["regel"] for item in found] == [NOT_NOW.id, None, None, REGEL.id]
    assert found == [(await hub.get(f"/v1/inzendingen/{id_}", LVS)).json() for id_ in (stuck, before, elsewhere, held)]
    assert "KeyError" not in str(found)
    await hub.aanvaard(stuck, verlengd())  # done again
    (after,) = await uitkomsten(hub, stuck)
    assert (after["status"], after["regel"]) == ("aanvaard", None)


async def test_as_many_as_a_batch_at_once(hub: Hub) -> None:
    ids = [await hub.ingezonden(ontvangen()) for _ in range(MEESTE)]
    await hub.bij()
    assert [item["id"] for item in await uitkomsten(hub, *ids)] == [str(id_) for id_ in ids]


@ONE_IS_ENOUGH
async def test_what_is_unknown_asked_twice_or_not_in_the_view_yet(hub: Hub) -> None:
    known = await hub.ingezonden(ontvangen())
    await hub.bij()
    late = await hub.ingezonden(ontvangen())
    assert [item["id"] for item in await uitkomsten(hub, uuid4(), known, late, known)] == [str(known)]


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("identity", "seen"),
    [
        (LVS, True),  # sent it
        (IB, True),  # is its school
        (Identity(Rol.LVS, "00000099000000000077", frozenset({ANDERE_SCHOOL})), False),
        (Identity(Rol.SCHOOL, ANDERE_SCHOOL), False),
        (Identity(Rol.SWV, "PO2202", frozenset({SCHOOL})), False),
    ],
)
async def test_who_may_see_a_submission(hub: Hub, identity: Identity, seen: bool) -> None:
    id_ = await hub.ingezonden(ontvangen())
    await hub.bij()
    assert bool(await uitkomsten(hub, id_, identity=identity)) is seen


@ONE_IS_ENOUGH
async def test_without_a_token_nothing_is_told(hub: Hub) -> None:
    problem(await hub.get("/v1/uitkomsten", None, {"inzending": str(uuid4())}), 401, "token-ontbreekt")


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"inzending": ["geheim"]}, "Dit is geen UUID."),
        ({"inzending": [str(uuid4())] * (MEESTE + 1)}, f"Dit zijn er te veel: hoogstens {MEESTE}."),
        ({}, "Dit gegeven is verplicht."),
        ({"inzending": [str(uuid4())], "leerling": "geheim"}, "Dit gegeven bestaat hier niet."),
    ],
)
async def test_wrong_input_is_explained_and_not_repeated(hub: Hub, params: dict[str, Any], text: str) -> None:
    answer = await hub.get("/v1/uitkomsten", LVS, params)
    body = problem(answer, 400, "ongeldige-invoer")
    assert [fout["detail"] for fout in body["errors"]] == [text]
    assert "geheim" not in answer.text
