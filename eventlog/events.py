"""An event before and after it is in the log."""

from enum import IntEnum
from uuid import UUID

import msgspec


class Topic(IntEnum):
    """The two streams of design §4. A submission and its outcomes are in SUBMISSIONS, all that is true in FACTS."""

    SUBMISSIONS = 1
    FACTS = 2


class NewEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event to append.

    `dossier`: whose stream. `version`: the place in it that a decision gives a fact, counted from 1; None for what no
    decision depends on (submissions, outcomes, signals). `cause`: the submission it comes from. `open` and `sealed`:
    the body as stored (body.py, seal.py).
    """

    topic: Topic
    dossier: UUID
    type: str
    source: str
    id: str
    regio: str
    open: bytes
    sealed: bytes | None = None
    version: int | None = None
    cause: UUID | None = None


class Recorded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as the log holds it. `position`: 1, 2, 3 … without gaps, in commit order. `recorded`: µs since 1970."""

    position: int
    topic: Topic
    dossier: UUID
    version: int | None
    type: str
    source: str
    id: str
    recorded: int
    regio: str
    cause: UUID | None
    open: bytes
    sealed: bytes | None
