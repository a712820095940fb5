"""The LVS of a school at a whole hub, over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from contracts.codes import Rol
from contracts.gebeurtenis import Gebeurtenis
from eventlog.clock import FixedClock
from schakel.hub import Hub, open_hub
from schakel.server import create_hub_app
from schakel.settings import Settings
from schakel.tokens import sign_token
from tests.bouwstenen import BRON, REGIO, SCHOOL

NU = datetime(2026, 11, 23, 9, tzinfo=UTC)
_UITKOMST = {"wachtOp", "tot", "regel", "grondslag", "melding", "volgendeStap"}


class Lvs:
    """The LVS of one school, at a hub that runs."""

    def __init__(self, hub: Hub, clock: FixedClock, http: httpx.AsyncClient) -> None:
        self._hub = hub
        self._clock = clock
        self._http = http

    async def stuur(
        self, gebeurtenis: Gebeurtenis, leerling: str = "leerling-001", *, id_: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Send, and wait for what becomes of it; `/v1/inzendingen/{id}` says the same from the first moment on."""
        event = {
            "specversion": "1.0", "id": id_ or str(uuid4()), "source": BRON, "type": gebeurtenis.kenmerken.type,
            "time": "2026-11-23T08:00:00Z", "subject": leerling, "datacontenttype": "application/json",
            "data": gebeurtenis.model_dump(mode="json", by_alias=True, exclude_none=True),
        }  # fmt: skip
        antwoord = await self._http.post(
            "/v1/gebeurtenissen", json=event,
            headers={**self._recht(), "content-type": "application/cloudevents+json", "prefer": "wait=20"},
        )  # fmt: skip
        gezegd = antwoord.json()
        gezien = (await self._http.get(antwoord.headers["location"], headers=self._recht())).json()
        assert gezien["status"] == ("afgewezen" if antwoord.status_code == 409 else gezegd["status"])
        assert {n: gezien[n] for n in _UITKOMST & gezegd.keys()} == {n: gezegd[n] for n in _UITKOMST & gezegd.keys()}
        return antwoord.status_code, gezegd

    async def wacht_op(self, inzending: str, status: str, missend: list[str] | None = None) -> dict[str, Any]:
        """The submission, once it has come to this; `missend`: once these are all that it waits for."""
        for _ in range(400):
            antwoord = await self._http.get(f"/v1/inzendingen/{inzending}", headers=self._recht())
            gezien = antwoord.json()
            if gezien["status"] == status and missend in (None, gezien.get("wachtOp")):
                return dict(gezien)
            await asyncio.sleep(0.05)
        raise AssertionError(f"not {status}: {antwoord.text}")

    async def na_dagen(self, dagen: int) -> None:
        """So many days go by, with the daily check at the end."""
        self._clock.moment += timedelta(days=dagen)
        await self._hub.daily()

    async def lees(self, pad: str, **vraag: Any) -> Any:
        """What the hub answers to this school."""
        antwoord = await self._http.get(pad, params=vraag, headers=self._recht())
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()

    async def lees_tot(self, pad: str, goed: Callable[[Any], bool], **vraag: Any) -> Any:
        """What it answers, once it is that."""
        for _ in range(400):
            gezien = await self.lees(pad, **vraag)
            if goed(gezien):
                return gezien
            await asyncio.sleep(0.05)
        raise AssertionError(f"{pad}: {gezien}")

    def _recht(self) -> dict[str, str]:
        token = sign_token(
            self._hub.settings, self._clock.now(), timedelta(hours=1),
            rol=Rol.LVS, organisatie="99AA00", namens=[SCHOOL], regio=REGIO,
        )  # fmt: skip
        return {"authorization": f"Bearer {token}"}


@asynccontextmanager
async def lvs_at(folder: Path, database_url: str | None) -> AsyncIterator[Lvs]:
    """An LVS at a hub of its own, that runs for the block."""
    clock = FixedClock(NU)
    async with open_hub(Settings(data=folder, database_url=database_url), clock) as hub:
        app, receiver = create_hub_app(hub)
        stop = asyncio.Event()
        following = asyncio.create_task(hub.follow(stop))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as http:
            yield Lvs(hub, clock, http)
        await receiver.drain()
        stop.set()
        await following
