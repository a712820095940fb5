"""The command line as a user calls it, in a folder of its own."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from schakel.cli.app import main
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
