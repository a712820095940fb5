"""Old events stay readable: an event of an older version is read as the newest one (guarantee 9).

The log keeps what was sent, under the type it was sent with. Whoever reads it sees the newest version alone.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol

from eventlog.body import Body
from eventlog.storage.backends.port import Wants

Data = dict[str, Any]


class Upcast(Protocol):
    """One step, from a version to the next."""

    @property
    def type(self) -> str:
        """Type that it reads: `….v1`."""

    @property
    def becomes(self) -> str:
        """Type that it makes: `….v2`."""

    @property
    def data(self) -> Callable[[Data], Data]:
        """Pure. From the open fields of the one to those of the other; what is sealed it never sees."""

    @property
    def sealed(self) -> Mapping[str, str]:
        """Sealed fields, by dotted name, that are called otherwise from here on."""


class BrokenChain(ValueError):
    """The steps do not lead from each version to the newest, one after another."""


class Upcasters:
    """The steps together, checked: a chain without holes for each event that has more than one version."""

    def __init__(self, steps: Iterable[Upcast] = ()) -> None:
        """Raises BrokenChain where a version is skipped, or has two steps."""
        self._steps: dict[str, Upcast] = {}
        for step in steps:
            stem, version = _parts(step.type)
            if _parts(step.becomes) != (stem, version + 1):
                raise BrokenChain(f"{step.type} must become {stem}{version + 1}, not {step.becomes}")
            if step.type in self._steps:
                raise BrokenChain(f"{step.type} has two steps")
            self._steps[step.type] = step
        for type_ in self._steps:
            stem, version = _parts(type_)
            if version > 1 and f"{stem}{version - 1}" not in self._steps:
                raise BrokenChain(f"{stem}{version - 1} has no step, and {type_} has one")
        self._older: dict[str, set[str]] = {}
        for type_ in self._steps:
            self._older.setdefault(self.newest(type_), set()).add(type_)

    def __contains__(self, type_: str) -> bool:
        """Whether a type is an older version."""
        return type_ in self._steps

    def newest(self, type_: str) -> str:
        """The version as which a type is read."""
        while type_ in self._steps:
            type_ = self._steps[type_].becomes
        return type_

    def with_older(self, types: Iterable[str]) -> frozenset[str]:
        """These types and all that are read as one of them: what to ask the log for."""
        wanted = set(types)
        return frozenset(wanted.union(*(self._older.get(type_, ()) for type_ in wanted)))

    def wants(self, wants: Wants) -> Wants:
        """What to ask the log for to get these, each also in its older versions."""
        return {topic: self.with_older(types) for topic, types in wants.items()}

    def read(self, type_: str, body: Body[Data]) -> Body[Data]:
        """The open part of an event as the newest version has it."""
        data, sealed = body.data, body.sealed
        while (step := self._steps.get(type_)) is not None:
            data, sealed, type_ = step.data(data), tuple(step.sealed.get(n, n) for n in sealed), step.becomes
        return Body(body.actor, data, body.time, sealed, body.corrects, body.withdraws)

    def opened(self, type_: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Opened sealed fields under the names that the newest version gives them."""
        found = dict(fields)
        while (step := self._steps.get(type_)) is not None:
            found = {step.sealed.get(name, name): value for name, value in found.items()}
            type_ = step.becomes
        return found


def _parts(type_: str) -> tuple[str, int]:
    stem, dot, version = type_.rpartition(".v")
    if not dot or not version.isascii() or not version.isdigit() or version.startswith("0"):
        raise BrokenChain(f"{type_} names no version")
    return stem + dot, int(version)


NO_UPCASTERS: Final = Upcasters()
