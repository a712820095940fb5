"""What facts claim that count once more, another context having withdrawn what had replaced them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from eventlog.deciding.claims import Claimed, key_of, take, taken
from eventlog.deciding.correction import FactId, effective, identity
from eventlog.deciding.decider import Decider, Fact, FactReader
from eventlog.deciding.outcome import Accept
from eventlog.storage.database import Transaction
from eventlog.store import EventLog

S = TypeVar("S")


def brought_back(facts: Sequence[Fact], start: int) -> set[FactId]:
    """The facts that count once more by a withdrawal from position `start` on."""
    found: set[FactId] = set()
    for number, by in enumerate(facts):
        if by.position >= start and by.withdraws is not None:
            before = {identity(fact) for fact in effective(facts[:number])}
            found.update({identity(fact) for fact in effective(facts[: number + 1])} - before)
    return found


async def reclaim(
    tx: Transaction, log: EventLog, decider: Decider[S], reader: FactReader, back: Mapping[UUID, set[FactId]]
) -> None:
    """Have these facts, per dossier, take what they claim, as far as nobody has it.

    A context that decides on a withdrawal itself does so at once (session.py): then it is taken, and stays so.
    """
    if not any(back.values()):
        return
    # Read under the lock: what by now counts no more must not get anything.
    await log.lock(tx)
    wanted: list[Claimed] = []
    for dossier, events in (await log.facts(tx, back, reader.types)).items():
        standing = effective([reader.read(event) for event in events])
        for fact in standing:
            if identity(fact) in back[dossier] and fact.type in decider.decides:
                outcome = decider.decide(decider.fold([other for other in standing if other is not fact]), fact)
                wanted.append((fact, outcome.claims if isinstance(outcome, Accept) else ()))
    held = set(await taken(tx, {key_of(claim) for _, claims in wanted for claim in claims}))
    free: list[Claimed] = []
    for claimant, claims in wanted:
        mine = {key_of(claim): claim for claim in claims if key_of(claim) not in held}
        held.update(mine)
        free.append((claimant, tuple(mine.values())))
    await take(tx, free)
