"""The command line in wrong use: a text that says what to do, 2 for wrong use, 1 for something wrong, no traceback."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from eventlog.fault_name import fault_name
from schakel.client import HubClient
from schakel.demo import FOLDER, demo_settings
from schakel.hub import open_hub
from schakel.ingest import Journal, Report, numbered, send
from schakel.settings import Settings, SettingsError, data_folder
from tests.schakel.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["demo", "--regio", "[/x]"], "De regio [/x] is niet bekend"),
        (["token", "--rol", "lvs", "--organisatie", "x", "--namens", "12ab00"], "geen schoolcode: 12ab00"),
        (["token", "--rol", "lvs", "--organisatie", " "], "De organisatie is leeg"),
        (["token", "--rol", "lvs", "--organisatie", "mijn lvs"], "zou dit token weigeren. De claim `organisatie` is"),
        (["token", "--rol", "lvs", "--organisatie", "x", "--gebruiker", "Jan de Vries"], "De claim `gebruiker` is"),
        (["token", "--rol", "lvs", "--organisatie", "x", "--gebruiker", "999990019"], "lijkt op een BSN"),
        (["token", "--rol", "lvs", "--organisatie", "x", "--namens", "99AA00", "--regio", "sppoh"], "weg; het"),
        (["token", "--rol", "school", "--organisatie", "99AA00", "--regio", "sppoh"], "van de regio sppoh: 99AA00."),
        (["ingest", "/nope.ndjson", "--token", "x"], "Dit bestand is er niet: /nope.ndjson"),
        (["termijnen", "check", "--op", "2999-01-01"], "ligt in de toekomst"),
        (
            ["termijnen", "bereken", "aanmelding-beslissing", "--vanaf", "9999-12-01"],
            "Kies een dag dichter bij",
        ),
        (["verify"], "Hier is nog geen hub"),
    ],
)
def test_wrong_use(run: Run, arguments: list[str], text: str) -> None:
    code, _, told = run(*arguments)
    assert code == 2
    assert text in told


def test_verify_makes_nothing(run: Run, tmp_path: Path) -> None:
    run("verify")
    assert not (tmp_path / "data").exists()


def test_verify_of_a_file_without_a_log(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "log.db").touch()
    code, _, told = run("verify")
    assert (code, told) == (2, told)
    assert "Hier is nog geen hub" in told


def test_verify_tells_the_hash_on_one_line(run: Run, tmp_path: Path) -> None:
    async def make() -> None:
        async with open_hub(Settings(data=tmp_path / "data")):
            pass

    asyncio.run(make())
    code, told, _ = run("verify")
    assert code == 0
    assert len(told.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "text"),
    [("postgresql://x:geheim@127.0.0.1:1/x", "De database of de schijf doet het nu niet (ConnectionRefusedError)")],
)
def test_a_database_that_is_not_there(run: Run, url: str, text: str) -> None:
    code, _, told = run("verify", SCHAKEL_DATABASE_URL=url)
    assert code == 1
    assert text in told
    assert "geheim" not in told


def test_a_data_folder_that_cannot_be(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="SCHAKEL_DATA"):
        data_folder(Settings(data=tmp_path / "file"))
    code, _, told = run("serve", SCHAKEL_DATA=str(tmp_path / "file"))
    assert code == 2
    assert "SCHAKEL_DATA" in told


def test_an_address_that_is_not_of_this_machine(run: Run) -> None:
    code, _, told = run("serve", "--port", "0", SCHAKEL_HOST="192.0.2.1")
    assert code == 2
    assert "SCHAKEL_HOST" in told


def test_a_file_that_cannot_be_written(run: Run) -> None:
    code, _, told = run("simulate", "--aantal", "5", "--naar", "/nope/year.ndjson")
    assert code == 1
    assert "Kies een ander bestand" in told


@pytest.mark.parametrize(("url", "text"), [("nonsense", "geen webadres"), ("http://127.0.0.1:1", "geen antwoord")])
def test_a_hub_that_is_not_there(run: Run, tmp_path: Path, url: str, text: str) -> None:
    (tmp_path / "one.ndjson").write_text("{}\n")
    # The token by its variable: it is no setting of the hub, and must not be taken for a wrong one.
    code, _, told = run("ingest", "one.ndjson", "--url", url, SCHAKEL_TOKEN="x")
    assert code == 1
    assert text in told


def test_the_token_of_ingest_is_no_unknown_setting() -> None:
    assert Settings.read({"SCHAKEL_TOKEN": "x"}) == Settings()
    with pytest.raises(SettingsError, match="SCHAKEL_TOKENS"):
        Settings.read({"SCHAKEL_TOKENS": "x"})


async def test_broken_lines_are_told_and_stop_nothing() -> None:
    async with HubClient.open("http://127.0.0.1:1", "x") as client:
        lines = [b'{"a":', b"", b"\xff", b"[" * 50_000, b'"' + b"x" * 4_000_000 + b'"', b"17"]
        report = Report()
        await send(client, numbered(lines), report, Journal("x"), on_progress=lambda _: None)
    assert [(fault.regelnummer, fault.reden.regel) for fault in report.faults] == [
        (1, "geen-json"), (3, "geen-json"), (4, "geen-json"), (5, "te-groot"), (6, "geen-object"),
    ]  # fmt: skip
    assert all(fault.reden.volgende_stap for fault in report.faults)


def test_a_running_demo_keeps_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with demo_settings(Settings(port=0)) as own:
        (own.data / "log.db").touch()
        with pytest.raises(SettingsError, match="draait al een demo"), demo_settings(Settings(port=0)):
            pass
        assert (own.data / "log.db").exists()
    with demo_settings(Settings(port=0)):
        assert not (FOLDER / "log.db").exists()


def test_a_fault_is_named_without_what_was_sent() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as fault:
        connection.execute("SELECT * FROM geheim")
    assert fault_name(OperationalError("INSERT", {"naam": "Jan"}, fault.value)) == "SQLITE_ERROR"
    assert fault_name(ConnectionRefusedError("Jan")) == "ConnectionRefusedError"
