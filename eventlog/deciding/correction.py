"""What a dossier says after corrections and withdrawals: the effective facts, in their order. The log keeps all."""

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from eventlog.deciding.outcome import Rule


class Correctable(Protocol):
    """Any reading of a fact that shows what it corrects or withdraws."""

    @property
    def id(self) -> str:
        """CloudEvents id."""

    @property
    def source(self) -> str:
        """CloudEvents source."""

    @property
    def corrects(self) -> str | None:
        """Id of the fact of the same organisation that this one replaces."""

    @property
    def withdraws(self) -> str | None:
        """Id of the fact of the same organisation that this one takes back."""


F = TypeVar("F", bound=Correctable)

FactId = tuple[str, str]
"""`source` and `id`: what tells facts apart. Two systems of one organisation may use the same id."""

_BASIS = "Schakel: corrigeert en GebeurtenisIngetrokken"
TARGET_MISSING = Rule(
    "correctie-onbekend",
    _BASIS,
    "De hub kent de gebeurtenis die u wilt corrigeren of intrekken niet in dit dossier.",
    "Stuur eerst die gebeurtenis, of controleer het id.",
)
TARGET_AMBIGUOUS = Rule(
    "correctie-niet-eenduidig",
    _BASIS,
    "Meer dan één systeem van uw organisatie stuurde een gebeurtenis met dit id. De hub weet niet welke u bedoelt.",
    "Stuur de correctie of intrekking uit het systeem dat de gebeurtenis stuurde (met dezelfde `source`).",
)
TARGET_OF_OTHER_TYPE = Rule(
    "correctie-ander-type",
    _BASIS,
    "U kunt een gebeurtenis alleen corrigeren met een gebeurtenis van dezelfde soort.",
    "Trek de oude gebeurtenis in en stuur een nieuwe.",
)
TARGET_WITHDRAWN = Rule(
    "correctie-al-ingetrokken",
    _BASIS,
    "Deze gebeurtenis is al ingetrokken.",
    "Stuur een nieuwe gebeurtenis, zonder corrigeert.",
)
TARGET_IS_WITHDRAWAL = Rule(
    "intrekking-blijft",
    _BASIS,
    "U kunt een intrekking niet corrigeren of intrekken.",
    "Stuur de ingetrokken gebeurtenis opnieuw, met een nieuw id.",
)


def owner(source: str) -> str:
    """The organisation in a `source` URN, whichever of its systems sent the event."""
    return source.rsplit(":systeem:", 1)[0]


def identity(fact: Correctable) -> FactId:
    """What tells this fact from all others."""
    return fact.source, fact.id


class Lineages(Generic[F]):
    """Facts of a dossier in their order, each with what was sent to replace it."""

    def __init__(self, facts: Iterable[F]) -> None:
        self._facts = list(facts)
        self._by_identity: dict[FactId, F] = {}
        self._by_owner: dict[tuple[str, str], F] = {}
        self._root: dict[FactId, FactId] = {}
        self._target: dict[FactId, F] = {}
        self._withdrawn: set[FactId] = set()
        for fact in self._facts:
            self._add(fact)

    def _add(self, fact: F) -> None:
        own = identity(fact)
        named = fact.withdraws if fact.withdraws is not None else fact.corrects
        target = self.find(fact.source, named) if named is not None else None
        if target is not None:
            self._target[own] = target
        if fact.withdraws is None:
            self._root[own] = own if target is None else self._root.get(identity(target), own)
        elif target is not None:
            self._withdrawn.add(identity(target))
        self._by_identity[own] = fact
        self._by_owner.setdefault((owner(fact.source), fact.id), fact)

    def find(self, source: str, id_: str) -> F | None:
        """The fact that a sender means by `id_`: its own, else one of another system of its organisation."""
        return self._by_identity.get((source, id_)) or self._by_owner.get((owner(source), id_))

    def is_ambiguous(self, source: str, id_: str) -> bool:
        """Whether none of the sender's own has this id, and those of several other systems of its organisation have."""
        if (source, id_) in self._by_identity:
            return False
        return sum(other == id_ and owner(by) == owner(source) for by, other in self._by_identity) > 1

    def target(self, fact: F) -> F | None:
        """What this one of them, a correction or withdrawal, is about."""
        return self._target.get(identity(fact))

    def origin(self, fact: F) -> FactId:
        """The first version of this fact: its own identity, but for a correction."""
        return self._root.get(identity(fact), identity(fact))

    def is_withdrawn(self, fact: F) -> bool:
        """Whether this fact, or what it corrects, was taken back."""
        own = identity(fact)
        return own in self._withdrawn or self._root.get(own) in self._withdrawn

    def lineage(self, fact: F) -> list[F]:
        """The fact that was there first, and all that were sent to replace it, in order."""
        root = self._root.get(identity(fact))
        return [other for other in self._facts if root is not None and self._root.get(identity(other)) == root]

    def effective(self, *, without: F | None = None) -> list[F]:
        """The facts that count; `without`: as if this fact and all of its lineage had never come."""
        left_out = None if without is None else self._root.get(identity(without))
        standing: dict[FactId, F | None] = {}
        for fact in self._facts:
            root = self._root.get(identity(fact))
            if root is not None and root != left_out:
                standing.setdefault(root, None)
                if not self.is_withdrawn(fact):
                    standing[root] = fact
        return [fact for fact in standing.values() if fact is not None]


def effective(facts: Iterable[F]) -> list[F]:
    """The facts that count. A correction stands in the place of what it replaces, the last one winning.

    A withdrawn fact is gone, its corrections too; withdrawing a correction brings back what it replaced. Withdrawals
    themselves are not among the facts returned.
    """
    found = list(facts)
    if all(fact.corrects is None and fact.withdraws is None for fact in found):
        return found
    return Lineages(found).effective()
