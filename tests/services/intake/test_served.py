"""Intake behind a real server: uvicorn with the parsers it runs on."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import uvicorn

from contracts.envelope import BATCH, STRUCTURED

from .hub import Hub, gebeurtenis


@pytest.fixture
async def address(sqlite_hub: Hub) -> AsyncIterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(sqlite_hub.app, http="httptools", log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve([listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn says so in no other way
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1/gebeurtenissen"
        server.should_exit = True
        await task


async def test_over_the_wire(sqlite_hub: Hub, address: str) -> None:
    headers = {"authorization": f"Bearer {sqlite_hub.token()}"}
    async with aiohttp.ClientSession(headers=headers) as client:
        event = gebeurtenis()
        async with client.post(address, data=json.dumps(event), headers={"content-type": STRUCTURED}) as answer:
            assert answer.status == 202
            assert answer.headers["location"].startswith("/v1/inzendingen/")
        batch = json.dumps([event, *(gebeurtenis() for _ in range(200))])
        async with client.post(address, data=batch, headers={"content-type": BATCH}) as answer:
            assert [item["status"] for item in await answer.json()] == ["ontvangen"] * 201
        # Refused while it is being sent, and yet the sender hears why.
        async with client.post(address, data=b" " * 6_000_000, headers={"content-type": STRUCTURED}) as answer:
            assert answer.status == 413
            assert answer.content_type == "application/problem+json"
    assert len(await sqlite_hub.stored()) == 201


async def test_head_over_the_wire(address: str) -> None:
    async with aiohttp.ClientSession() as client:
        for _ in range(2):  # the connection is whole afterwards
            async with client.head(address.replace("gebeurtenissen", "catalogus")) as answer:
                assert answer.status == 200
                assert int(answer.headers["content-length"]) > 1_000
                assert await answer.read() == b""
        async with client.head(address) as answer:
            assert (answer.status, answer.headers["allow"]) == (405, "POST")
