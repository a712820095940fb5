"""Who makes a view anew gives way to who asks; never for long."""

import asyncio
import time

from eventlog.following.courtesy import Courtesy


async def test_way_is_made_until_the_last_request_is_answered() -> None:
    courtesy = Courtesy()
    await courtesy.make_way()
    answered = False

    async def answer(seconds: float) -> None:
        nonlocal answered
        with courtesy.answering():
            await asyncio.sleep(seconds)
        answered = seconds > 0.01

    async with asyncio.TaskGroup() as group:
        group.create_task(answer(0.01))
        group.create_task(answer(0.02))
        await asyncio.sleep(0)
        await courtesy.make_way()
        assert answered


async def test_a_request_that_waits_for_long_is_not_waited_for() -> None:
    courtesy = Courtesy()
    with courtesy.answering():
        started = time.monotonic()
        await asyncio.wait_for(courtesy.make_way(), 5)
        assert time.monotonic() - started >= 0.05
