"""The OPP route through a whole hub over HTTP: held for a hearing, accepted; refused when instemming never comes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from contracts.codes import Rol
from contracts.gebeurtenis import Gebeurtenis
from contracts.ondersteuningsplannen import LeerlingGehoord, LeerlingZietAfVanHoren
from eventlog.clock import FixedClock
from schakel.hub import Hub, open_hub
from schakel.server import create_hub_app
from schakel.settings import Settings
from schakel.tokens import sign_token
from services.ondersteuning.regels import BESPROKEN, GEHOORD, INGESTEMD
from services.schoolprofiel.regels import AANBOD_EERST
from tests.bouwstenen import (
    BRON,
    REGIO,
    SCHOOL,
    aanbod_vastgesteld,
    beginstand,
    besproken,
    gehoord,
    ingestemd,
    ingetrokken,
    instemming_ingetrokken,
    lopend_opp,
    mr_instemming,
    opp_geevalueerd,
    opp_vastgesteld,
    rod_geregistreerd,
    ziet_af,
)

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

    def _recht(self) -> dict[str, str]:
        token = sign_token(
            self._hub.settings, self._clock.now(), timedelta(hours=1),
            rol=Rol.LVS, organisatie="99AA00", namens=[SCHOOL], regio=REGIO,
        )  # fmt: skip
        return {"authorization": f"Bearer {token}"}


@pytest.fixture(params=["sqlite", "postgresql"])
async def lvs(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Lvs]:
    """An LVS at a whole hub, on either database."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    clock = FixedClock(NU)
    async with open_hub(Settings(data=tmp_path / "data", database_url=url), clock) as hub:
        app, receiver = create_hub_app(hub)
        stop = asyncio.Event()
        following = asyncio.create_task(hub.follow(stop))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as http:
            yield Lvs(hub, clock, http)
        await receiver.drain()
        stop.set()
        await following


async def test_an_opp_without_hearing_is_held_and_accepted_when_the_hearing_comes(lvs: Lvs) -> None:
    status, opp = await lvs.stuur(opp_vastgesteld())
    assert (status, opp["regel"]) == (202, BESPROKEN.id)
    _, rod = await lvs.stuur(rod_geregistreerd())
    assert (await lvs.stuur(besproken()))[0] == 201
    assert (await lvs.stuur(ingestemd(versie=2)))[0] == 201  # of another versie: it does not count
    assert (await lvs.stuur(ingestemd()))[0] == 201
    horen = [soort.kenmerken.type for soort in (LeerlingGehoord, LeerlingZietAfVanHoren)]
    held = await lvs.wacht_op(opp["id"], "aangehouden", horen)
    assert held["regel"] == GEHOORD.id
    assert (await lvs.stuur(gehoord()))[0] == 201
    await lvs.wacht_op(opp["id"], "aanvaard")
    await lvs.wacht_op(rod["id"], "aanvaard")


async def test_an_opp_without_instemming_never_becomes_a_fact(lvs: Lvs) -> None:
    for eerst in (besproken(), ziet_af(), ingestemd("2026-10-20"), instemming_ingetrokken("2026-10-22")):
        assert (await lvs.stuur(eerst))[0] == 201
    status, opp = await lvs.stuur(opp_vastgesteld("2026-10-23"))
    assert (status, opp["regel"], opp["tot"]) == (202, INGESTEMD.id, "2026-12-07")
    await lvs.na_dagen(14)
    await lvs.wacht_op(opp["id"], "aangehouden")
    await lvs.na_dagen(1)
    refused = await lvs.wacht_op(opp["id"], "afgewezen")
    assert (refused["regel"], refused["grondslag"], refused["melding"]) == (INGESTEMD.id, "WPO 40a", INGESTEMD.text)


async def test_a_pupil_who_declines_to_be_heard_is_no_obstacle_and_what_is_withdrawn_does_not_count(lvs: Lvs) -> None:
    for eerst in (besproken(), ziet_af()):
        assert (await lvs.stuur(eerst))[0] == 201
    assert (await lvs.stuur(ingestemd(), id_="instemming"))[0] == 201
    assert (await lvs.stuur(ingetrokken("instemming")))[0] == 201
    status, opp = await lvs.stuur(opp_vastgesteld())
    assert (status, opp["regel"]) == (202, INGESTEMD.id)
    assert (await lvs.stuur(ingestemd()))[0] == 201
    await lvs.wacht_op(opp["id"], "aanvaard")


async def test_what_follows_a_running_opp_goes_on_from_the_beginstand(lvs: Lvs) -> None:
    _, evaluatie = await lvs.stuur(opp_geevalueerd())
    assert evaluatie["status"] == "aangehouden"
    assert (await lvs.stuur(beginstand(opp=lopend_opp())))[0] == 201
    await lvs.wacht_op(evaluatie["id"], "aanvaard")
    assert (await lvs.stuur(beginstand()))[0] == 409


async def test_a_school_has_its_profile_in_its_own_dossier(lvs: Lvs) -> None:
    status, instemming = await lvs.stuur(mr_instemming(), SCHOOL)
    assert (status, instemming["regel"]) == (202, AANBOD_EERST.id)
    assert (await lvs.stuur(aanbod_vastgesteld(), SCHOOL))[0] == 201
    await lvs.wacht_op(instemming["id"], "aanvaard")
