"""A hub of intake alone, on given databases, as a sender sees it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy import func, select

from contracts.catalogue import CATALOGUS, voorbeeld
from contracts.codes import Rol
from contracts.envelope import BATCH, STRUCTURED
from eventlog.clock import FixedClock
from eventlog.deciding.standing import Standings
from eventlog.dossiers import Dossiers
from eventlog.events import Recorded
from eventlog.following.feed import LogFeed
from eventlog.sealing.keys import LocalKeyFile, SealingKeys
from eventlog.storage import schema
from eventlog.storage.database import Database
from eventlog.store import EventLog
from services.intake.outcomes import Outcomes
from services.intake.problems import VAN_INTAKE
from services.intake.receive import Receiver
from services.intake.routes import create_router
from services.web.app import create_app
from services.web.identity import Identity
from services.web.local_keys import AUDIENCE, ISSUER, LocalKeys
from services.web.tokens import TokenVerifier

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OIN = "00000099000000000002"
SCHOOL = "99AA00"
LVS = Identity(Rol.LVS, OIN, frozenset({SCHOOL, "99AB00"}), "22-02", "medewerker-17")
ONTVANGEN = "nl.passendonderwijs.aanmeldingen.ontvangen.v1"
PROEF = "proef"
"""Name of the context that decides everything here."""
NAAM = "nl.passendonderwijs.leerlingen.persoonsgegevensvastgelegd.v1"


def gebeurtenis(type_: str = ONTVANGEN, data: Mapping[str, Any] | None = None, **attributes: Any) -> dict[str, Any]:
    """A valid event of an invented pupil, with other `data` fields and attributes where given; None leaves one out."""
    event = voorbeeld(type_) | {"id": str(uuid4()), "source": f"urn:nld:oin:{OIN}:systeem:lvs"} | attributes
    event["data"] = {k: v for k, v in (event["data"] | dict(data or {})).items() if v is not ...}
    return {name: value for name, value in event.items() if value is not ...}


class Hub:
    """Sends to the app and looks into its log."""

    def __init__(self, log: Database, keys: Database, folder: Path, *, behind: Callable[[], int] | None = None) -> None:
        self.clock = FixedClock(NU)
        self.folder = folder
        self.log = EventLog(log)
        self.keys = keys
        self.feed = LogFeed(self.log, poll=0.01)
        self.signing = LocalKeys.open(folder / "tekensleutel.json")
        self.sealing = SealingKeys(keys, LocalKeyFile.open(folder / "sleutel"))
        self.receiver = Receiver(self.log, Dossiers(keys), self.sealing, self.clock, behind=behind, largest_lag=10)
        standings = Standings(self.log, dict.fromkeys(CATALOGUS, PROEF))
        self.app: FastAPI = create_app(
            "Schakel",
            [create_router(self.receiver, Outcomes(self.log, standings, self.feed.wait), self.clock)],
            verifier=TokenVerifier(self.signing.public_keys, issuer=ISSUER, audience=AUDIENCE, clock=self.clock),
            problems=VAN_INTAKE,
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://hub")

    async def create(self) -> None:
        """Make the tables."""
        await self.log.database.create(schema.log, schema="log")
        await self.keys.create(schema.keys, schema="keys")

    def token(self, identity: Identity = LVS, **issue: Any) -> str:
        """A token that is good for an hour."""
        return self.signing.issue(identity, now=issue.pop("now", NU), valid_for=timedelta(hours=1), **issue)

    async def post(
        self,
        body: bytes | str,
        content_type: str,
        *,
        identity: Identity = LVS,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """POST /v1/gebeurtenissen with these bytes."""
        own = {"content-type": content_type, "authorization": f"Bearer {token or self.token(identity)}"}
        return await self.http.post("/v1/gebeurtenissen", content=body, headers={**(headers or {}), **own})

    async def send(self, event: Any, **rest: Any) -> httpx.Response:
        """One event, structured."""
        return await self.post(json.dumps(event), STRUCTURED, **rest)

    async def send_batch(self, events: Sequence[Any], **rest: Any) -> httpx.Response:
        """A batch."""
        return await self.post(json.dumps(events), BATCH, **rest)

    async def stored(self) -> list[Recorded]:
        """Everything in the log."""
        async with self.log.database.snapshot() as connection:
            return await self.log.read(connection, 0, 1_000_000)

    async def dossiers(self) -> int:
        """How many dossiers there are."""
        async with self.keys.snapshot() as connection:
            return await connection.scalar(select(func.count()).select_from(schema.dossiers)) or 0


def problem(response: httpx.Response, status: int, naam: str) -> dict[str, Any]:
    """The answer, checked to be this problem in good form."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/v1/problemen/{naam}", body
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["volgendeStap"]
    return body


def codes(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Place and code of every fault."""
    return [(fout["location"].get("pointer") or fout["location"].get("name"), fout["code"]) for fout in body["errors"]]
