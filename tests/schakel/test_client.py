"""The client of the command line against a hub that listens: every page of a list, and the token to that hub alone."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp

from contracts.codes import Rol
from eventlog.clock import SystemClock
from schakel.client import HubClient, HubUnreachable
from schakel.hub import Hub, open_hub
from schakel.server import create_hub_app
from schakel.settings import Settings
from schakel.tokens import sign_token
from tests.bouwstenen import SCHOOL, ontvangen
from tests.projections.feiten import opslaan


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Where `app` listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
        task = asyncio.create_task(server.serve([listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn says so in no other way
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await task


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[Hub]:
    async with open_hub(Settings(data=tmp_path)) as hub:
        async with hub.log.database.transaction() as tx:
            pupils = [opslaan(ontvangen(), dossier=uuid4()) for _ in range(7)]
            await hub.log.append(tx, [msgspec.structs.replace(e, id=f"event-{n}") for n, e in enumerate(pupils)], 1)
        await hub.catch_up()
        yield hub


@pytest.mark.parametrize("page", [1, 3, 7, 500])
async def test_a_list_is_read_to_its_last_page(hub: Hub, page: int) -> None:
    token = sign_token(hub.settings, SystemClock().now(), timedelta(hours=1), rol=Rol.SCHOOL, organisatie=SCHOOL)
    async with served(create_hub_app(hub)[0]) as url, HubClient.open(url, token) as client:
        whole = await client.get_all(f"/v1/scholen/{SCHOOL}/leerlingen", uitgeschreven="true", aantal=page)
        assert len(whole["leerlingen"]) == 7
        none = await client.get_all("/v1/inzendingen", school=SCHOOL, status=["aangehouden", "afgewezen"], aantal=page)
        assert none == {"inzendingen": []}
        with pytest.raises(HubUnreachable, match="403"):
            await client.get_all("/v1/scholen/99ZZ00/leerlingen")


async def test_a_link_to_elsewhere_is_followed_at_the_hub_alone() -> None:
    asked: list[str] = []

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        request = Request(scope)
        asked.append(str(request.url.query))
        link = {} if len(asked) == 2 else {"Link": '<http://elders.invalid/v1/lijst?na=a%2Bb%2F%3D>; rel="next"'}
        await JSONResponse({"lijst": [len(asked)]}, headers=link)(scope, receive, send)

    async with served(app) as url, HubClient.open(url, "geheim") as client:
        assert await client.get_all("/v1/lijst", a=None, b=["1", "2"]) == {"lijst": [1, 2]}
    assert asked[0] == "b=1&b=2"
    assert asked[1] in ("na=a%2Bb%2F%3D", "na=a%2Bb/%3D", "na=a%2Bb/=")
