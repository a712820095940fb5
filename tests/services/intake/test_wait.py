"""`Prefer: wait`: the outcome of a submission in the answer to it."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from eventlog.body import Nothing
from eventlog.deciding.decider import Decider, Fact
from eventlog.deciding.outcome import ACCEPT, Hold, Outcome, Refuse, Rule
from eventlog.deciding.processor import DecidingProcessor
from eventlog.deciding.standing import NOT_NOW
from eventlog.following import processor as following
from eventlog.following.processor import Runner
from eventlog.storage import schema

from .hub import ONTVANGEN, PROEF, Hub, gebeurtenis, problem

EERST = Rule(
    "aanmelding-eerst",
    "WPO 40",
    "De hub heeft nog geen aanmelding.",
    "Stuur de aanmelding.",
)
NIET = Rule("plek-niet", "Schakel", "Deze plek kan niet.", "Kies een andere plek.")
VERLENGD = "nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1"
VOORGESTELD = "nl.passendonderwijs.aanmeldingen.plekvoorgesteld.v1"


def _evolve(state: bool, fact: Fact) -> bool:
    return state or fact.type == ONTVANGEN


def _decide(state: bool, submission: Fact) -> Outcome:
    if submission.type == VOORGESTELD:
        return Refuse(NIET)
    return ACCEPT if state or submission.type == ONTVANGEN else Hold((ONTVANGEN,), EERST, 14)


DECIDER = Decider(PROEF, False, _evolve, _decide, dict.fromkeys((ONTVANGEN, VERLENGD, VOORGESTELD), Nothing), {})


@pytest.fixture
async def deciding(hub: Hub) -> AsyncIterator[None]:
    """A context at work beside intake."""
    processor = DecidingProcessor(DECIDER, hub.log, hub.clock)
    stop = asyncio.Event()
    task = asyncio.create_task(Runner(processor, hub.feed, hub.log.database, schema.checkpoints).run(stop))
    yield
    stop.set()
    await task


async def wait(hub: Hub, event: dict[str, Any], prefer: str = "wait=10") -> Any:
    return await hub.send(event, headers={"prefer": prefer})


@pytest.mark.usefixtures("deciding")
async def test_accepted(hub: Hub) -> None:
    event = gebeurtenis()
    for _ in range(2):  # a resend gets the same
        response = await wait(hub, event, "respond-async, wait=10")
        assert response.status_code == 201
        assert response.headers["preference-applied"] == "wait=10"
        assert response.headers["location"] == f"/v1/inzendingen/{response.json()['id']}"
        assert response.json()["status"] == "aanvaard"


@pytest.mark.usefixtures("deciding")
async def test_held_and_then_accepted(hub: Hub) -> None:
    extension = gebeurtenis(VERLENGD)
    response = await wait(hub, extension)
    assert response.status_code == 202
    body = response.json()
    assert body | {"id": ""} == {
        "id": "", "status": "aangehouden", "wachtOp": [ONTVANGEN], "tot": "2026-12-06",
        "regel": EERST.id, "grondslag": EERST.basis, "melding": EERST.text, "volgendeStap": EERST.next_step,
    }  # fmt: skip
    assert (await wait(hub, gebeurtenis())).status_code == 201
    assert (await wait(hub, extension)).json() == {"id": body["id"], "status": "aanvaard"}


@pytest.mark.usefixtures("deciding")
async def test_refused(hub: Hub) -> None:
    response = await wait(hub, gebeurtenis(VOORGESTELD))
    body = problem(response, 409, "afgewezen")
    assert (body["regel"], body["grondslag"], body["melding"]) == (NIET.id, NIET.basis, NIET.text)
    assert (body["detail"], body["volgendeStap"]) == (NIET.text, NIET.next_step)
    assert response.headers["location"] == f"/v1/inzendingen/{body['id']}"
    assert len([event for event in await hub.stored() if event.type == VOORGESTELD]) == 1


@pytest.mark.usefixtures("deciding")
async def test_many_wait_together(hub: Hub) -> None:
    answers = await asyncio.gather(*(wait(hub, gebeurtenis(subject=f"leerling-{n}")) for n in range(30)))
    assert [answer.status_code for answer in answers] == [201] * 30


async def test_what_cannot_be_decided_now_is_told_without_waiting_on(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(state: bool, submission: Fact) -> Outcome:
        if submission.type == VERLENGD:
            raise ZeroDivisionError("Noor Verzonnen")
        return _decide(state, submission)

    monkeypatch.setattr(following, "_FIRST_RETRY", 0.01)
    processor = DecidingProcessor(replace(DECIDER, decide=failing), hub.log, hub.clock)
    stop = asyncio.Event()
    runner = Runner(processor, hub.feed, hub.log.database, schema.checkpoints)
    task = asyncio.create_task(runner.run(stop))
    answers = [await wait(hub, event, "wait=30") for event in (gebeurtenis(VERLENGD), gebeurtenis())]
    stop.set()
    await task
    assert runner.parked == 1
    for answer in answers:  # the dossier is left alone from there on
        assert answer.status_code == 202
        assert answer.json() | {"id": ""} == {
            "id": "", "status": "ontvangen", "regel": NOT_NOW.id, "grondslag": NOT_NOW.basis, "melding": NOT_NOW.text,
            "volgendeStap": NOT_NOW.next_step,
        }  # fmt: skip


async def test_still_busy(hub: Hub) -> None:
    started = time.monotonic()
    response = await wait(hub, gebeurtenis(), "wait=1")
    assert 0.9 < time.monotonic() - started < 5
    assert (response.status_code, response.json()["status"]) == (202, "ontvangen")
    assert response.headers["preference-applied"] == "wait=1"
    assert (await wait(hub, gebeurtenis(), "wait=0")).status_code == 202
