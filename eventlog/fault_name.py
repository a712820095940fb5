"""What a fault is called in a log: enough to act on, and nothing of what was sent."""

import traceback
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parent.parent
_ON_THE_WAY: Final = ("eventlog/storage/", "eventlog/following/")


def fault_name(fault: BaseException) -> str:
    """SQLite's own name (SQLITE_FULL, SQLITE_BUSY), PostgreSQL's SQLSTATE behind the class, else the class alone."""
    inner = getattr(fault, "orig", None) or fault
    named: str | None = getattr(inner, "sqlite_errorname", None)
    state: str | None = getattr(inner, "sqlstate", None)
    return named or (f"{type(fault).__name__} {state}" if state else type(fault).__name__)


def fault_place(fault: BaseException) -> str:
    """Its name, and the line of this source tree where it arose: `KeyError services/aanmelding/decider.py:42`."""
    ours = [
        f"{path.relative_to(_ROOT).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(fault.__traceback__)
        if (path := Path(frame.filename)).is_relative_to(_ROOT) and ".venv" not in path.parts
    ]
    # Storage and the runner are on the way of every fault: what asked them tells more.
    telling = [place for place in ours if not place.startswith(_ON_THE_WAY)]
    return " ".join((fault_name(fault), *(telling or ours)[-1:]))
