"""How an event of an older version reads as the newest: a pure step from each version to the next (design §5.9).

A step is added with the version it makes. The older contract stays in the catalogue for a schooljaar, so that systems
can move over; its step stays for good, as the log does. Within a version only optional fields are added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Upcast:
    """From `type` to `becomes`, the next version. `data` gets the open fields of the one and gives those of the other.

    `sealed`: sealed fields, by dotted name, that are called otherwise in the newer one. What is sealed no step sees,
    so that it works as well once the key is destroyed; and what is open cannot become sealed, since the log has it.
    """

    type: str
    becomes: str
    data: Callable[[dict[str, Any]], dict[str, Any]]
    sealed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


UPCASTS: tuple[Upcast, ...] = ()
"""None yet: every event is at its first version."""
