"""A hub of log, views, keys and inzage, without the services before it: facts and outcomes are put in the log here."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import httpx
import msgspec
import pytest
from sqlalchemy import delete, update

from contracts.catalogue import CATALOGUS, bewaarklasse, velden_van
from contracts.codes import Rol
from contracts.envelope import HUB_SOURCE, WITHDRAWAL
from contracts.gebeurtenis import Gebeurtenis
from contracts.inzendingen import Voorwaardesignaal
from contracts.termijnsignalen import Termijnsignaal
from eventlog.body import HUB, Actor, Body, encode_body
from eventlog.clock import FixedClock, micros
from eventlog.deciding.holds import Held, Holds
from eventlog.deciding.outcome import ACCEPTED, HELD, REFUSED, OutcomeData, Rule, RuleBody, outcome_id
from eventlog.deciding.standing import Standings
from eventlog.dossiers import Dossiers
from eventlog.events import NewEvent, Topic
from eventlog.following.feed import LogFeed
from eventlog.following.parking import Parking
from eventlog.following.processor import Runner
from eventlog.sealing.keys import LocalKeyFile, SealingKeys
from eventlog.sealing.seal import SealedPart, seal, split
from eventlog.storage import schema
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.progress import ViewProgress
from eventlog.views.registry import checkpoints
from eventlog.views.view import View, prepare
from projections.inzendingen import INZENDINGEN, Inzendingen
from projections.school import SCHOOL as SCHOOLVIEW
from projections.school import SchoolView
from services.inzage import create_router
from services.web.app import create_app
from services.web.identity import Identity
from services.web.local_keys import AUDIENCE, ISSUER, LocalKeys
from services.web.tokens import TokenVerifier
from tests.bouwstenen import SCHOOL
from tests.eventlog.places import Place

NU = datetime(2026, 4, 1, 7, 0, tzinfo=UTC)
LVS_OIN = "00000099000000000042"
ONE_IS_ENOUGH = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
"""For what no database has a say in."""

IB = Identity(Rol.SCHOOL, SCHOOL)
REGEL = RuleBody("aanmelding-eerst", "WPO 40", "De hub heeft nog geen aanmelding.", "Stuur de aanmelding.")


PROEF = "proef"
"""Name of the context that decides everything here."""


class Hub:
    """Puts events in the log, lets the views take them in, and asks inzage."""

    def __init__(self, place: Place, folder: Path) -> None:
        self._place = place
        self._folder = folder
        self._nummer = 0
        self._versies: dict[UUID, int] = {}
        self.clock = FixedClock(NU)

    async def start(self, *, patience: float = 2.0) -> None:
        self.log = await self._place.log()
        keys = await self._place.keys()
        self.views = self._place.open("views")
        self.sealing = self._place.sealing(keys, self._folder)
        self.keys = keys
        self.dossiers = Dossiers(keys)
        self.school, self.inzendingen = View(SCHOOLVIEW), View(INZENDINGEN)
        await prepare(self.views, [self.school, self.inzendingen], head=0)
        feed = LogFeed(self.log)
        self.runners = [
            Runner(ProjectionProcessor(self.school, self.log), feed, self.views, checkpoints),
            Runner(ProjectionProcessor(self.inzendingen, self.log), feed, self.views, checkpoints),
        ]
        self._signing = LocalKeys.open(self._folder / "tekensleutel.json")
        self.app = create_app(
            "Inzage",
            [
                create_router(
                    inzendingen=Inzendingen(self.views, self.inzendingen),
                    progress=ViewProgress(self.inzendingen, self.views, self.log),
                    school=SchoolView(self.views, self.school),
                    log=self.log,
                    standings=Standings(self.log, dict.fromkeys(CATALOGUS, PROEF)),
                    dossiers=self.dossiers,
                    keys=self.sealing,
                    clock=self.clock,
                    patience=patience,
                )
            ],
            verifier=TokenVerifier(self._signing.public_keys, issuer=ISSUER, audience=AUDIENCE, clock=self.clock),
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://hub")

    # --- what happened ---

    async def gebeurt(self, sleutel: str, *events: Gebeurtenis, school: str = SCHOOL) -> UUID:
        """Facts and signals of a pupil, sealed as intake does. Returns the dossier."""
        dossier = (await self.dossiers.resolve([(school, sleutel)]))[school, sleutel]
        new = [await self._feit(dossier, event, school) for event in events]
        await self._append(*new)
        return dossier

    @property
    def volgende_id(self) -> str:
        """The id that the next fact gets."""
        return f"feit-{self._nummer + 1}"

    async def ingezonden(
        self, event: Gebeurtenis, *, sleutel: str = "leerling-001", organisatie: str = LVS_OIN, school: str = SCHOOL
    ) -> UUID:
        """A submission of which nothing has become yet. Returns its id."""
        dossier = (await self.dossiers.resolve([(school, sleutel)]))[school, sleutel]
        self._nummer += 1
        id_ = uuid5(dossier, str(self._nummer))
        data = msgspec.json.decode(event.model_dump_json(by_alias=True, exclude_none=True)) | {"school": school}
        open_, _ = split(data, velden_van(event.kenmerken.type).verzegelde_paden)
        await self._append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=dossier, type=event.kenmerken.type, regio="22-02", cause=id_,
                source=f"urn:nld:oin:{LVS_OIN}:systeem:lvs", id=f"inzending-{self._nummer}", sealed=b"blob",
                open=encode_body(Body(actor=Actor("lvs", organisatie), data=open_)),
            )
        )  # fmt: skip
        return id_

    async def aangehouden(self, inzending: UUID, over: Gebeurtenis) -> None:
        wacht_op = ("nl.passendonderwijs.aanmeldingen.ontvangen.v1",)
        await self._uitkomst(HELD, inzending, over, wacht_op=wacht_op, tot="2026-04-15", regel=REGEL)
        regel = Rule(REGEL.id, REGEL.grondslag, REGEL.melding, REGEL.volgende_stap)
        async with self.log.database.transaction() as tx:
            await Holds(PROEF).replace(tx, [], [Held(inzending, 1, inzending, wacht_op, regel, date(2026, 4, 15))])

    async def afgewezen(self, inzending: UUID, over: Gebeurtenis) -> None:
        await self._uitkomst(REFUSED, inzending, over, regel=REGEL)

    async def aanvaard(self, inzending: UUID, over: Gebeurtenis) -> None:
        await self._uitkomst(ACCEPTED, inzending, over)

    async def geparkeerd(self, inzending: UUID, door: str = PROEF, *, later: int = 0) -> None:
        """Its dossier, from this submission on, or so many events later."""
        async with self.log.database.transaction() as tx:
            event = next(e for e in await self.log.read(tx, 0, 10**9) if e.cause == inzending)
            await Parking(schema.checkpoints, door).add_held(
                tx, event.dossier, event.position - 1 + later, KeyError("Noor Verzonnen")
            )

    async def bij(self) -> None:
        """Let the views take in all there is."""
        for runner in self.runners:
            await runner.catch_up()

    async def vernietig_sleutels(self, dossier: UUID, *, ook_naam: bool = False) -> None:
        """As another process that forgets does."""
        async with self.keys.transaction() as tx:
            await tx.execute(delete(schema.sealing_keys).where(schema.sealing_keys.c.dossier == dossier))
            if ook_naam:
                await tx.execute(delete(schema.dossiers).where(schema.dossiers.c.dossier == dossier))

    async def bederf_sleutels(self, dossier: UUID, wrapped: bytes) -> None:
        """As a disk does, or another key file."""
        stored = schema.sealing_keys
        async with self.keys.transaction() as tx:
            await tx.execute(update(stored).where(stored.c.dossier == dossier).values(wrapped=wrapped))

    # --- what is asked ---

    async def get(
        self, path: str, identity: Identity | None = IB, params: Mapping[str, Any] | None = None
    ) -> httpx.Response:
        headers = {}
        if identity is not None:
            token = self._signing.issue(identity, now=self.clock.now(), valid_for=timedelta(hours=1))
            headers["authorization"] = f"Bearer {token}"
        return await self.http.get(path, headers=headers, params=params)

    async def lijst(self, path: str, identity: Identity = IB, **params: Any) -> list[dict[str, Any]]:
        """What a list shows, all pages of it."""
        found: list[dict[str, Any]] = []
        answer = await self.get(path, identity, params)
        while True:
            assert answer.status_code == 200, answer.text
            found += answer.json()[path.rsplit("/", 1)[1]]
            if "next" not in answer.links:
                return found
            answer = await self.get(answer.links["next"]["url"], identity)

    # --- inside ---

    async def _feit(self, dossier: UUID, event: Gebeurtenis, school: str) -> NewEvent:
        self._nummer += 1
        type_, id_ = event.kenmerken.type, f"feit-{self._nummer}"
        data = msgspec.json.decode(event.model_dump_json(by_alias=True, exclude_none=True)) | {"school": school}
        open_, verzegeld = split(data, velden_van(type_).verzegelde_paden)
        hub = isinstance(event, Termijnsignaal | Voorwaardesignaal)
        source = HUB_SOURCE if hub else f"urn:nld:brin:{school}:systeem:lvs"
        if not hub:
            self._versies[dossier] = self._versies.get(dossier, 0) + 1
        name = (dossier, bewaarklasse(type_).value)
        key = (await self.sealing.for_sealing([name]))[name]
        part = SealedPart(digest=b"", fields=verzegeld)
        corrigeert = data.get("corrigeert")
        body = Body(
            actor=HUB if hub else Actor("lvs", LVS_OIN), data=open_, sealed=tuple(verzegeld),
            corrects=corrigeert["id"] if corrigeert else None, withdraws=data["id"] if type_ == WITHDRAWAL else None,
        )  # fmt: skip
        return NewEvent(
            topic=Topic.FACTS, dossier=dossier, type=type_, source=source, id=id_, regio="22-02",
            version=None if hub else self._versies[dossier], cause=uuid5(dossier, id_), open=encode_body(body),
            sealed=None if hub else seal(key, os.urandom(12), name[1], source=source, id_=id_, type_=type_, part=part),
        )  # fmt: skip

    async def _uitkomst(self, type_: str, inzending: UUID, over: Gebeurtenis, **data: Any) -> None:
        gegevens = OutcomeData(str(inzending), over.kenmerken.type, **data)
        await self._append(
            NewEvent(
                topic=Topic.SUBMISSIONS, dossier=inzending, type=type_, source=HUB_SOURCE, regio="22-02",
                id=str(outcome_id(inzending, type_)), cause=inzending,
                open=encode_body(Body(actor=HUB, data=gegevens)),
            )
        )  # fmt: skip

        async with self.log.database.transaction() as tx:
            await Holds(PROEF).replace(tx, [inzending], [])

    async def _append(self, *events: NewEvent) -> None:
        async with self.log.database.transaction() as tx:
            await self.log.append(tx, events, micros(self.clock.now()))


def opnieuw_gelezen(hub: Hub, folder: Path) -> SealingKeys:
    """The key store as another process has it, with nothing in memory."""
    return SealingKeys(hub.keys, LocalKeyFile.open(folder / "sleutel"))


def problem(response: httpx.Response, status: int, naam: str) -> dict[str, Any]:
    """The answer, checked to be this problem."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/v1/problemen/{naam}"
    return body
