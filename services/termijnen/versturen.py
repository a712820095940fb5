"""Puts signals in the log: each once."""

from collections.abc import Sequence

from eventlog.clock import Clock, micros
from eventlog.database import Transaction
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.store import EventLog


async def voeg_toe(log: EventLog, tx: Transaction, clock: Clock, signalen: Sequence[NewEvent]) -> list[Recorded]:
    """Append those that the log does not hold yet, in this order. Takes the log's lock: call it last but for rows."""
    if not signalen:
        return []
    await log.lock(tx)
    # Under the lock: what is not known now cannot come from elsewhere before this transaction ends.
    bekend = await log.known(tx, Topic.FACTS, [(signaal.source, signaal.id) for signaal in signalen])
    nieuw = [signaal for signaal in signalen if (signaal.source, signaal.id) not in bekend]
    return await log.append_locked(tx, nieuw, micros(clock.now()))
