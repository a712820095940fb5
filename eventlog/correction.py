"""What a dossier says after corrections and withdrawals: the effective facts, in their order. The log keeps all."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from .outcome import Rule


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

TARGET_MISSING = Rule(
    "correctie-onbekend",
    "Schakel: corrigeert en GebeurtenisIngetrokken",
    "De hub kent de gebeurtenis die u wilt corrigeren of intrekken niet in dit dossier.",
)
TARGET_OF_OTHER_TYPE = Rule(
    "correctie-ander-type",
    "Schakel: corrigeert en GebeurtenisIngetrokken",
    "U kunt een gebeurtenis alleen corrigeren met een gebeurtenis van dezelfde soort.",
)
TARGET_WITHDRAWN = Rule(
    "correctie-al-ingetrokken",
    "Schakel: corrigeert en GebeurtenisIngetrokken",
    "Deze gebeurtenis is al ingetrokken. Stuur een nieuwe gebeurtenis.",
)


def owner(source: str) -> str:
    """The organisation in a `source` URN, whichever of its systems sent the event."""
    return source.rsplit(":systeem:", 1)[0]


def effective(facts: Iterable[F]) -> list[F]:
    """The facts that count. A correction stands in the place of what it replaces, the last one winning.

    A withdrawn fact is gone, its corrections too; withdrawing a correction brings back what it replaced. Withdrawals
    themselves are not among the facts returned.
    """
    place: dict[tuple[str, str], tuple[str, str]] = {}
    stack: dict[tuple[str, str], list[F]] = {}
    withdrawn: set[tuple[str, str]] = set()
    for fact in facts:
        organisation = owner(fact.source)
        key = (organisation, fact.id)
        if fact.withdraws is not None:
            withdrawn.add((organisation, fact.withdraws))
            continue
        target = (organisation, fact.corrects) if fact.corrects is not None else key
        root = place.get(target, key)
        place[key] = root
        stack.setdefault(root, []).append(fact)
    result = []
    for root, versions in stack.items():
        if root in withdrawn:
            continue
        standing = [fact for fact in versions if (root[0], fact.id) not in withdrawn]
        if standing:
            result.append(standing[-1])
    return result
