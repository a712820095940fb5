"""What a fault is called in a log: enough to act on, and nothing of what was sent."""


def fault_name(fault: BaseException) -> str:
    """SQLite's own name (SQLITE_FULL, SQLITE_BUSY), PostgreSQL's SQLSTATE behind the class, else the class alone."""
    inner = getattr(fault, "orig", None) or fault
    named: str | None = getattr(inner, "sqlite_errorname", None)
    state: str | None = getattr(inner, "sqlstate", None)
    return named or (f"{type(fault).__name__} {state}" if state else type(fault).__name__)
