"""Which faults say that a database cannot do it now: locked, full, gone. The same may well succeed a little later."""

import sqlite3
from typing import Final

import asyncpg
from sqlalchemy import exc

_DRIVER: Final = (
    sqlite3.OperationalError,  # also "database is locked", "database or disk is full", "disk I/O error"
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a statement on a connection that is being lost, before the driver knows it
    asyncpg.PostgresSystemError,  # input or output of the server itself
    asyncpg.InsufficientResourcesError,  # also disk full
    asyncpg.OperatorInterventionError,  # also shutting down
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.TransactionRollbackError,  # deadlock, serialisation
    asyncpg.IdleInTransactionSessionTimeoutError,
    OSError,  # no connection, no disk; also TimeoutError
)
_SQLALCHEMY: Final = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, exc.DisconnectionError)


class NotNow(Exception):
    """What is asked for is not there at this moment, whatever is asked of it."""


def is_unavailable(fault: BaseException) -> bool:
    """Whether the fault lies with the database at this moment, not with what was asked of it."""
    if isinstance(fault, (NotNow, *_DRIVER, *_SQLALCHEMY)):
        return True
    return isinstance(fault, exc.DBAPIError) and (fault.connection_invalidated or isinstance(of_driver(fault), _DRIVER))


def of_driver(fault: exc.DBAPIError) -> BaseException | None:
    """The driver's own error."""
    # SQLAlchemy's asyncpg errors stand between: the driver's own is the cause.
    return getattr(fault.orig, "__cause__", None) or fault.orig
