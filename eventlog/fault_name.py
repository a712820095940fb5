"""What a fault is called in a log: enough to act on, and nothing of what was sent."""

import traceback
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parent.parent


def fault_name(fault: BaseException) -> str:
    """SQLite's own name (SQLITE_FULL, SQLITE_BUSY), PostgreSQL's SQLSTATE behind the class, else the class alone."""
    inner = getattr(fault, "orig", None) or fault
    named: str | None = getattr(inner, "sqlite_errorname", None)
    state: str | None = getattr(inner, "sqlstate", None)
    return named or (f"{type(fault).__name__} {state}" if state else type(fault).__name__)


def fault_place(fault: BaseException) -> str:
    """Its name, and the line of this source tree where it arose: `KeyError services/aanmelding/decider.py:42`."""
    frames = reversed(traceback.extract_tb(fault.__traceback__))
    for frame in frames:
        path = Path(frame.filename)
        if path.is_relative_to(_ROOT) and ".venv" not in path.parts:
            return f"{fault_name(fault)} {path.relative_to(_ROOT).as_posix()}:{frame.lineno}"
    return fault_name(fault)
