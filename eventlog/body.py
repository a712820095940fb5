"""The open part of a stored event: what is not sealed, as compact JSON, read into only as much as a reader asks for."""

from typing import Any, Final, Generic, TypeVar

import msgspec

from contracts.envelope import HUB_SOURCE

D = TypeVar("D")


class Actor(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who sent an event: role and organisation, and the person as a pseudonym where the sender gave one."""

    rol: str
    organisatie: str
    gebruiker: str | None = None


HUB: Final = Actor(rol="hub", organisatie=HUB_SOURCE.rsplit(":systeem:", 1)[0])
"""The hub itself, of its own events."""


class Body(msgspec.Struct, Generic[D], frozen=True, omit_defaults=True):
    """Open part of an event. `data`: its open fields. `sealed`: names of the fields that are in the sealed part.

    `corrects` and `withdraws` name another event of the same source that this one replaces or takes back.
    """

    actor: Actor
    data: D
    time: str | None = None
    sealed: tuple[str, ...] = ()
    corrects: str | None = None
    withdraws: str | None = None


class Nothing(msgspec.Struct, frozen=True, gc=False):
    """The read shape of data of which nothing is needed."""


_encoder = msgspec.json.Encoder()
_any = msgspec.json.Decoder(Body[dict[str, Any]])
_without_data = msgspec.json.Decoder(Body[Nothing])


def encode_body(body: Body[Any]) -> bytes:
    """The bytes that the log keeps."""
    return _encoder.encode(body)


def decode_body(open_: bytes) -> Body[dict[str, Any]]:
    """The whole open part, its data as a dict."""
    return _any.decode(open_)


def decode_without_data(open_: bytes) -> Body[Nothing]:
    """The open part less its data: who, and what it corrects or withdraws."""
    return _without_data.decode(open_)


def body_decoder(shape: type[D]) -> "msgspec.json.Decoder[Body[D]]":
    """A decoder that reads `data` into `shape`, a Struct with the fields needed and no others."""
    return msgspec.json.Decoder(Body[shape])  # type: ignore[valid-type]
