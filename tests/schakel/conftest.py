"""The command line as a user calls it, in a folder of its own; and a school at a whole hub."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import structlog

from schakel.cli.app import main
from tests.schakel.lvs import Lvs, lvs_at
from tests.servers.ports import free_port

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs `schakel …` with data in a folder of its own. Gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHAKEL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SCHAKEL_PORT", str(free_port()))

    def run_(*arguments: str, **environment: str) -> tuple[int, str, str]:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["schakel", *arguments])
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        told = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), told.out, told.err

    yield run_
    structlog.reset_defaults()  # `serve` sets it, with the stderr of this test


@pytest.fixture(params=["sqlite", "postgresql"])
async def lvs(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Lvs]:
    """An LVS at a whole hub, on either database."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    async with lvs_at(tmp_path / "data", url) as made:
        yield made
