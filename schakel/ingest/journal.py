"""What a hub has taken of a file, kept beside it: to go on after any stop without sending it all again.

A line counts by its content, not by its place, so the file may have changed in between (docs/decisions/0020).
"""

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self
from uuid import UUID

_DIGEST: Final = 16


class Journal:
    """Pairs of a line's digest and the submission it became. Without a file nothing is kept."""

    def __init__(self, hub: str) -> None:
        # Under the hub's address: what one hub took says nothing about another.
        self._key = blake2b(hub.encode(), digest_size=32).digest()
        self._known: dict[bytes, bytes] = {}
        self._seen: dict[bytes, bytes] = {}
        self._path: Path | None = None

    @classmethod
    def open(cls, path: Path, hub: str) -> Self:
        """What is kept in `path`, and goes on being kept there. Raises OSError where that cannot be."""
        journal = cls(hub)
        path.touch(mode=0o600)
        with path.open("r+b") as file:
            kept = file.read()
            # A kill may have left the last line half written.
            kept = kept[: kept.rfind(b"\n") + 1]
            file.truncate(len(kept))
        for line in kept.splitlines():
            digest, _, submission = line.partition(b" ")
            try:
                journal._known[bytes.fromhex(digest.decode())] = UUID(submission.decode()).bytes
            except ValueError:
                continue  # then the line is sent again
        journal._path = path
        return journal

    def digest(self, content: bytes) -> bytes:
        """Of a line, for this hub."""
        return blake2b(content, digest_size=_DIGEST, key=self._key).digest()

    def submission(self, digest: bytes) -> str | None:
        """What the hub made of this line in an earlier run."""
        found = self._known.get(digest)
        return None if found is None else str(UUID(bytes=found))

    def confirm(self, digest: bytes) -> None:
        """The hub still has it."""
        self._seen[digest] = self._known[digest]

    def add(self, stored: Iterable[tuple[bytes, str]]) -> None:
        """The hub answered that it stored these. Raises OSError."""
        new = {digest: UUID(submission).bytes for digest, submission in stored}
        self._seen.update(new)
        if self._path is not None:
            with self._path.open("ab") as file:
                file.write(_written(new))

    def finish(self) -> None:
        """The file is sent to its end: what is kept of lines that it no longer has can go. Raises OSError."""
        if self._path is not None and not self._known.keys() <= self._seen.keys():
            beside = self._path.with_name(f"{self._path.name}.nieuw")
            beside.touch(mode=0o600)
            beside.write_bytes(_written(self._seen))
            os.replace(beside, self._path)


def _written(pairs: dict[bytes, bytes]) -> bytes:
    return b"".join(f"{digest.hex()} {UUID(bytes=value)}\n".encode() for digest, value in pairs.items())
