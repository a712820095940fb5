"""`schakel geparkeerd`: what a processor leaves alone can be seen, and is done again by somebody who says why."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from contracts.beheer import HerverwerkingGestart
from contracts.catalogue import voorbeeld
from eventlog.body import Actor, Body, encode_body
from eventlog.deciding.outcome import ACCEPTED
from eventlog.deciding.processor import DecidingProcessor
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.sealing.seal import unseal
from eventlog.storage.database import Transaction
from eventlog.storage.schema import events
from schakel.hub import Hub, open_hub
from schakel.settings import Settings
from tests.schakel.conftest import Run

INGESCHREVEN = "nl.passendonderwijs.leerlingen.ingeschreven.v1"
_handle = DecidingProcessor.handle


def submission(dossier: UUID, id_: str) -> NewEvent:
    data = voorbeeld(INGESCHREVEN)["data"]
    return NewEvent(
        topic=Topic.SUBMISSIONS, dossier=dossier, type=INGESCHREVEN, source="urn:nld:brin:99AA00:systeem:lvs", id=id_,
        regio="plein-013", open=encode_body(Body(Actor("lvs", "99AA00"), data)), cause=uuid4(),
    )  # fmt: skip


@pytest.fixture
def sick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> UUID:
    """A hub, stopped, of which one dossier is parked by `leerling` for a mistake that is mended by now."""
    dossier = uuid4()

    async def failing(self: DecidingProcessor[object], tx: Transaction, batch: Sequence[Recorded]) -> None:
        if self.name == "leerling" and any(event.dossier == dossier for event in batch):
            raise LookupError("Noor Verzonnen")
        await _handle(self, tx, batch)

    async def fill() -> None:
        async with open_hub(Settings.read({"SCHAKEL_DATA": str(tmp_path / "data")})) as hub:
            async with hub.log.database.transaction() as tx:
                await hub.log.append(tx, [submission(dossier, "een"), submission(uuid4(), "twee")], 1)
            await hub.catch_up()

    with monkeypatch.context() as patch:
        patch.setattr(DecidingProcessor, "handle", failing)
        asyncio.run(fill())
    capsys.readouterr()
    return dossier


def in_hub(tmp_path: Path) -> tuple[list[tuple[str, UUID]], list[dict[str, object]]]:
    """What stands in the log by type and dossier, and the acts with what they have sealed."""

    async def look(hub: Hub) -> tuple[list[tuple[str, UUID]], list[dict[str, object]]]:
        async with hub.log.database.snapshot() as connection:
            rows = [(r.type, r.dossier) for r in await connection.execute(select(events.c.type, events.c.dossier))]
            acts = [
                e for e in await hub.log.read(connection, 0, 10_000) if e.type == HerverwerkingGestart.kenmerken.type
            ]
        keys = await hub.keys.for_opening([(act.dossier, "beheer") for act in acts])
        opened = []
        for act in acts:
            assert act.sealed is not None
            part = unseal(keys[act.dossier, "beheer"], act.sealed, source=act.source, id_=act.id, type_=act.type)
            opened.append({**json.loads(act.open)["data"], **part.fields})
        return rows, opened

    async def open_() -> tuple[list[tuple[str, UUID]], list[dict[str, object]]]:
        async with open_hub(Settings.read({"SCHAKEL_DATA": str(tmp_path / "data")})) as hub:
            return await look(hub)

    return asyncio.run(open_())


def test_what_is_parked_is_listed_and_done_again(run: Run, tmp_path: Path, sick: UUID) -> None:
    code, told, _ = run("geparkeerd", "lijst", "--json")
    found = json.loads(told)
    (parked,) = found["dossiers"]
    assert (code, found["aantal"]) == (1, 1)
    assert (parked["verwerker"], parked["dossier"], parked["type"]) == ("leerling", str(sick), INGESCHREVEN)
    assert parked["reden"].startswith("LookupError tests/schakel/cli/test_geparkeerd.py:")
    code, told, _ = run("geparkeerd", "lijst")
    assert code == 1
    assert "leerling: 1" in told
    assert str(sick) in told, "in one piece, also on 80 columns"
    assert all(len(line) <= 80 for line in told.splitlines() if "│" in line)
    assert "Noor" not in told

    assert (ACCEPTED, sick) not in in_hub(tmp_path)[0]
    code, told, _ = run("geparkeerd", "opnieuw", "--actor", "beheerder-7", "--reden", "programma hersteld")
    assert (code, told) == (0, "Bijgewerkt: 1 dossiers, 1 gebeurtenissen. Nog geparkeerd: 0.\n")
    rows, acts = in_hub(tmp_path)
    assert rows.count((ACCEPTED, sick)) == 1
    assert [(a["dossiers"], a["actor"], a["reden"]) for a in acts] == [(1, "beheerder-7", "programma hersteld")]
    assert b"programma hersteld" not in (tmp_path / "data" / "log.db").read_bytes()

    assert run("geparkeerd", "lijst")[:2] == (0, "Er is niets geparkeerd.\n")
    assert run("geparkeerd", "opnieuw", "--actor", "b", "--reden", "r")[0] == 0
    assert len(in_hub(tmp_path)[1]) == 1  # nothing to do is no act


def test_what_still_fails_stays_parked(run: Run, monkeypatch: pytest.MonkeyPatch, sick: UUID) -> None:
    async def failing(self: DecidingProcessor[object], tx: Transaction, batch: Sequence[Recorded]) -> None:
        raise LookupError

    with monkeypatch.context() as patch:
        patch.setattr(DecidingProcessor, "handle", failing)
        code, told, _ = run("geparkeerd", "opnieuw", "--actor", "b", "--reden", "r", "--verwerker", "leerling")
    assert code == 1
    assert "Nog geparkeerd: 1." in told
    assert run("geparkeerd", "lijst", "--verwerker", "aanmelding")[0] == 0
    assert run("geparkeerd", "lijst", "--verwerker", "leerling")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [["lijst"], ["opnieuw", "--actor", "b", "--reden", "r"]],
)
def test_where_no_hub_is_none_is_made(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    code, _, told = run("geparkeerd", *arguments)
    assert code == 2
    assert "Hier is nog geen hub" in told
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["opnieuw", "--actor", " ", "--reden", "r"], "Vul bij --actor in wie dit doet"),
        (["opnieuw", "--actor", "b", "--reden", "leerling 999999990"], "burgerservicenummer"),
        (["opnieuw", "--actor", "b", "--reden", "r" * 20_001], "hoogstens 20000 tekens"),
        (["opnieuw", "--actor", "b", "--reden", "r", "--verwerker", "niemand"], "Bekend zijn: aanmelding"),
        (["lijst", "--verwerker", "niemand"], "De verwerker niemand is niet bekend"),
    ],
)
@pytest.mark.usefixtures("sick")
def test_wrong_use(run: Run, arguments: list[str], text: str) -> None:
    code, _, told = run("geparkeerd", *arguments)
    assert code == 2
    assert text in told
    assert "999999990" not in told
