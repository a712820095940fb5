"""Which faults say that a database cannot do it now: locked, full, gone. They are a 503, not a 500."""

import sqlite3
from typing import Final

import asyncpg
from sqlalchemy import exc

from .problem import Problem
from .problem_kinds import NIET_BESCHIKBAAR

RETRY_AFTER: Final = 5

_DRIVER: Final = (
    sqlite3.OperationalError,  # also "database is locked", "database or disk is full", "disk I/O error"
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InsufficientResourcesError,  # also disk full
    asyncpg.OperatorInterventionError,  # also shutting down
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.TransactionRollbackError,  # deadlock, serialisation
    asyncpg.IdleInTransactionSessionTimeoutError,
    OSError,  # no connection, no disk; also TimeoutError
)
_SQLALCHEMY: Final = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, exc.DisconnectionError)


def is_unavailable(fault: BaseException) -> bool:
    """Whether the same request may well succeed a little later."""
    if isinstance(fault, (*_DRIVER, *_SQLALCHEMY)):
        return True
    if isinstance(fault, exc.DBAPIError):
        inner = fault.orig
        # SQLAlchemy's asyncpg errors stand between: the driver's own is the cause.
        return fault.connection_invalidated or isinstance(inner, _DRIVER) or isinstance(
            getattr(inner, "__cause__", None), _DRIVER
        )  # fmt: skip
    return False


def unavailable() -> Problem:
    """The answer to it."""
    return Problem(NIET_BESCHIKBAAR, headers={"Retry-After": str(RETRY_AFTER)})
