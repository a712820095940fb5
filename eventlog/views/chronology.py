"""The order in which a view folds facts: by when they happened, not by when they were told. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

import msgspec


class HasData(Protocol):
    """An event as a projection reads it."""

    @property
    def data(self) -> Any:
        """Its data, in the shape asked for."""


E = TypeVar("E", bound=HasData)

Place = tuple[date, int]
"""The day of a fact, and its turn within that day. On one place the order of the log decides."""

_ANY_TURN: Final = 0
_place = itemgetter(0)


class Ordered(NamedTuple, Generic[E]):
    """Events in the order in which they are folded, with the places of the first and last that have one."""

    events: list[E]
    first: Place | None
    last: Place | None


class _Form(NamedTuple):
    day: Callable[[Any], date]
    turn: int


@dataclass(frozen=True)
class Chronology:
    """Which facts have a day, by the shape into which their data is read, and what they do within it.

    `days`: the field with the business date (never empty). `turns`: where on one day one thing is there before another,
    whichever was told first: the lower goes before; not given, it is 0. `parts`: what a fact of this shape stands for,
    each of a shape of its own with its own day; itself only where it is among them.

    What has no day (a signal of the hub) is folded in the order of the log, apart from what has one: neither may make a
    difference to what becomes of the other.
    """

    days: Mapping[type, str] = field(default_factory=dict)
    turns: Mapping[type, int] = field(default_factory=dict)
    parts: Mapping[type, Callable[[Any], Iterable[Any]]] = field(default_factory=dict)
    _forms: Mapping[type, _Form] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        without_day = [shape.__name__ for shape in self.turns if shape not in self.days]
        if without_day:
            raise ValueError(f"a turn within a day, but no day: {', '.join(without_day)}")
        forms = {shape: _Form(attrgetter(day), self.turns.get(shape, _ANY_TURN)) for shape, day in self.days.items()}
        object.__setattr__(self, "_forms", forms)

    def order(self, events: Iterable[E]) -> Ordered[E]:
        """These events, given in the order of the log, in the order in which they are folded."""
        forms, parts = self._forms, self.parts
        dated: list[tuple[Place, E]] = []
        undated: list[E] = []
        for event in events:
            shape = type(event.data)
            if shape in parts:
                for part in parts[shape](event.data):
                    form = forms[type(part)]
                    dated.append(((form.day(part), form.turn), _with(event, part)))
            elif (known := forms.get(shape)) is not None:
                dated.append(((known.day(event.data), known.turn), event))
            else:
                undated.append(event)
        if not dated:
            return Ordered(undated, None, None)
        dated.sort(key=_place)
        return Ordered([event for _, event in dated] + undated, dated[0][0], dated[-1][0])

    def __str__(self) -> str:
        return " ".join(
            sorted(f"{shape.__name__}.{day}:{self.turns.get(shape, _ANY_TURN)}" for shape, day in self.days.items())
        )


IN_LOG_ORDER: Final = Chronology()
"""Nothing has a day."""


def _with(event: E, data: Any) -> E:
    changed: Any = msgspec.structs.replace(event, data=data)  # type: ignore[type-var]
    return changed  # type: ignore[no-any-return]
