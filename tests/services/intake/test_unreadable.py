"""A key or a sealed part that does not open: that one submission is told so, and those stored along with it are not."""

import asyncio
from pathlib import Path

from sqlalchemy import delete, text, update

from eventlog.storage import schema

from .hub import Hub, gebeurtenis, problem


def restarted(hub: Hub) -> Hub:
    """A process that starts now, with nothing in memory."""
    return Hub(hub.log.database, hub.keys, Path(hub.folder))


async def spoil_key(hub: Hub, wrapped: bytes = bytes(60)) -> None:
    """Of the first dossier in the log."""
    first = (await hub.stored())[0]
    keys = schema.sealing_keys
    async with hub.keys.transaction() as tx:
        await tx.execute(update(keys).where(keys.c.dossier == first.dossier).values(wrapped=wrapped))


async def test_a_key_that_does_not_open_fails_its_own_dossier_alone(hub: Hub) -> None:
    await hub.send(gebeurtenis(subject="a"))
    for wrapped in (bytes(60), b"kort"):
        await spoil_key(hub, wrapped)
        before = len(await hub.stored())
        again = restarted(hub)
        events = [gebeurtenis(subject=subject) for subject in ("b", "a", "c", "b")]
        answers = (await again.send_batch(events)).json()
        assert [answer["status"] for answer in answers] == ["ontvangen", "niet-opgeslagen", "ontvangen", "ontvangen"]
        assert answers[1]["problem"]["type"] == "/v1/problemen/sleutel-onbruikbaar"
        stored = [event.id for event in await hub.stored()][before:]
        assert stored == [events[place]["id"] for place in (0, 2, 3)]


async def test_alone_and_among_single_submissions_it_fails_alone_too(hub: Hub) -> None:
    event = gebeurtenis(subject="a")
    await hub.send(event)
    await spoil_key(hub)
    again = restarted(hub)
    others = [gebeurtenis(subject=f"b-{n}") for n in range(10)]
    refused, resent, *taken = await asyncio.gather(
        again.send(gebeurtenis(subject="a")), again.send(event), *(again.send(other) for other in others)
    )
    problem(refused, 500, "sleutel-onbruikbaar")
    problem(resent, 500, "sleutel-onbruikbaar")
    assert {answer.status_code for answer in taken} == {202}
    assert len(await hub.stored()) == 11


async def test_a_resend_of_what_does_not_open_fails_alone(hub: Hub) -> None:
    damaged, sound = gebeurtenis(subject="a"), gebeurtenis(subject="b")
    await hub.send_batch([damaged, sound])
    for spoiled in ("sealed", "NULL"):
        async with hub.log.database.transaction() as tx:
            if spoiled == "NULL":
                await tx.execute(text("UPDATE events SET sealed = NULL WHERE position = 1"))
            else:
                blob = bytearray((await hub.stored())[0].sealed or b"")
                blob[-1] ^= 1
                await tx.execute(text("UPDATE events SET sealed = :blob WHERE position = 1"), {"blob": bytes(blob)})
        for one in (hub, restarted(hub)):  # known before, and looked up first
            new = gebeurtenis(subject="c")
            answers = (await one.send_batch([new, damaged, sound])).json()
            assert [answer.get("problem", {}).get("status") for answer in answers] == [None, 409, None]
            problem(await one.send(damaged), 409, "eerdere-onleesbaar")
    assert len(await hub.stored()) == 6


async def test_a_resend_under_a_key_that_was_destroyed_and_made_anew(hub: Hub) -> None:
    event = gebeurtenis(subject="a")
    await hub.send(event)
    async with hub.keys.transaction() as tx:
        await tx.execute(delete(schema.sealing_keys))
    again = restarted(hub)
    assert (await again.send(gebeurtenis(subject="a"))).status_code == 202
    problem(await again.send(event), 409, "eerdere-onleesbaar")
