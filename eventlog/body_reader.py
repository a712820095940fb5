"""Reads the open part of stored events into the shapes of a reader, whatever the version they were sent with."""

from collections.abc import Mapping
from typing import Any

import msgspec

from eventlog.body import Body, Nothing, body_decoder, decode_body, encode_body
from eventlog.upcast import Upcasters


class BodyReader:
    """`shapes`: per event type, newest version, the Struct into which `data` is read; of other types it is left out."""

    def __init__(self, shapes: Mapping[str, type], upcasters: Upcasters) -> None:
        self._decoders: dict[str, msgspec.json.Decoder[Body[Any]]] = {
            type_: body_decoder(shape) for type_, shape in shapes.items()
        }
        self._rest: msgspec.json.Decoder[Body[Any]] = body_decoder(Nothing)
        self._upcasters = upcasters

    def read(self, type_: str, open_: bytes) -> tuple[str, Body[Any]]:
        """The type as which it is read, and the body. Raises msgspec.ValidationError where it has not the shape."""
        decoder = self._decoders.get(type_)
        if decoder is not None:
            return type_, decoder.decode(open_)
        if type_ not in self._upcasters:
            return type_, self._rest.decode(open_)
        newest = self._upcasters.newest(type_)
        body = self._upcasters.read(type_, decode_body(open_))
        return newest, self._decoders.get(newest, self._rest).decode(encode_body(body))
