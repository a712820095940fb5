"""Signals into the log: each once, whoever makes them."""

from collections.abc import Sequence

from eventlog.clock import Clock, micros
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.storage.database import Transaction
from eventlog.store import EventLog


async def append_once(log: EventLog, tx: Transaction, clock: Clock, signals: Sequence[NewEvent]) -> list[Recorded]:
    """Append those that the log does not hold yet, in this order. Takes the log's lock: call it last but for rows."""
    if not signals:
        return []
    await log.lock(tx)
    # Under the lock: what is not known now cannot come from elsewhere before this transaction ends.
    known = await log.known(tx, Topic.FACTS, [(signal.source, signal.id) for signal in signals])
    new = [signal for signal in signals if (signal.source, signal.id) not in known]
    return await log.append_locked(tx, new, micros(clock.now()))
