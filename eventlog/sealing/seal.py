"""Sealing: one AES-256-GCM blob per event, under the key of its dossier and key class (guarantee 10).

Stored form: format (1 byte) · length of key class (1 byte) · key class · nonce (12 bytes) · ciphertext with tag.
AAD = source + id + type + key class, so that a blob cannot be moved to another event. The key class stands in the clear
so that the right key can be found, and so that forgetting one class leaves the others readable.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORMAT: Final = 1
_NONCE: Final = 12
_TAG: Final = 16


class SealBroken(ValueError):
    """A sealed part does not open under its key: changed bytes, another event's, or another key's."""


class SealedPart(msgspec.Struct, frozen=True, omit_defaults=True):
    """Plain content of a sealed part: `digest` of the whole event as sent, and `fields` by dotted name."""

    digest: bytes
    fields: dict[str, Any] = {}


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(SealedPart).decode


def _aad(source: str, id_: str, type_: str, key_class: str) -> bytes:
    return "\n".join((source, id_, type_, key_class)).encode()


def seal(key: AESGCM, nonce: bytes, key_class: str, *, source: str, id_: str, type_: str, part: SealedPart) -> bytes:
    """Encrypt. `nonce`: 12 random bytes, never used twice under one key."""
    name = key_class.encode("ascii")
    head = bytes((_FORMAT, len(name))) + name + nonce
    return head + key.encrypt(nonce, _encode(part), _aad(source, id_, type_, key_class))


def key_class_of(blob: bytes) -> str:
    """The key class under whose key `blob` lies. Raises SealBroken where the form is unknown."""
    if len(blob) < 2 or blob[0] != _FORMAT or len(blob) < 2 + blob[1] + _NONCE + _TAG:
        raise SealBroken("unknown form of sealed part")
    try:
        return blob[2 : 2 + blob[1]].decode("ascii")
    except UnicodeDecodeError:
        raise SealBroken("unknown form of sealed part") from None


def unseal(key: AESGCM, blob: bytes, *, source: str, id_: str, type_: str) -> SealedPart:
    """Decrypt. Raises SealBroken."""
    key_class = key_class_of(blob)
    start = 2 + len(key_class)
    try:
        plain = key.decrypt(blob[start : start + _NONCE], blob[start + _NONCE :], _aad(source, id_, type_, key_class))
    except InvalidTag:
        raise SealBroken("sealed part does not open") from None
    return _decode(plain)


def split(data: Mapping[str, Any], paths: tuple[tuple[str, ...], ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part `data` into its open fields and those at `paths`, by dotted name. `data` itself is left as it is."""
    open_ = dict(data)
    sealed: dict[str, Any] = {}
    for path in paths:
        holder = open_
        for name in path[:-1]:
            inner = holder.get(name)
            if not isinstance(inner, dict):
                break
            holder[name] = holder = dict(inner)
        else:
            if path[-1] in holder:
                sealed[".".join(path)] = holder.pop(path[-1])
    return open_, sealed


def join(open_: Mapping[str, Any], sealed: Mapping[str, Any]) -> dict[str, Any]:
    """What `split` parted, whole again."""
    data = dict(open_)
    for dotted, value in sealed.items():
        *above, last = dotted.split(".")
        holder = data
        for name in above:
            holder[name] = holder = dict(holder.get(name) or {})
        holder[last] = value
    return data
