"""The lines of a file of events as the world delivers it: with a byte order mark, CRLF, zipped, or no such file."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from contracts.envelope import MAX_EVENT_BYTES

_LONGEST: Final = MAX_EVENT_BYTES + 1024
"""Bytes of a line that are read: one over the limit is cut off, and still seen to be too long."""
_UTF8: Final = b"\xef\xbb\xbf"
_OTHER_UNICODE: Final = (b"\xff\xfe", b"\xfe\xff")
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"


class WrongFile(Exception):
    """What was given is no file of events. The text names it and says what to do."""


class Line(NamedTuple):
    """One line, without its end. `number`: counted from 1, empty ones too."""

    file: str
    number: int
    content: bytes


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def numbered(events: Iterable[bytes]) -> Iterator[Line]:
    """Events that come from no file."""
    return (Line("", number, event) for number, event in enumerate(events, start=1))


def count_lines(path: Path, name: str) -> int:
    """How many there are. Raises WrongFile, also for what is wrong halfway or when there is no event at all."""
    found = empty = 0
    with path.open("rb") as file:
        for line in lines_of(file, name):
            found += 1
            empty += not line.content
    if found == empty:
        raise WrongFile(f"In {name} staat geen gebeurtenis. Controleer of de export gelukt is.")
    return found


def lines_of(file: BufferedReader, name: str) -> Iterator[Line]:
    """All lines of a file in UTF-8, zipped with gzip or not. Raises WrongFile."""
    stream: _Lines = gzip.GzipFile(fileobj=file) if file.peek(2).startswith(_GZIP) else file
    begun = False
    for number in count(1):
        content = _next(stream, name, number)
        if content is None:
            return
        if number == 1:
            content = content.removeprefix(_UTF8)
        content = content.strip()
        if content and not begun:
            _check_beginning(content, name)
            begun = True
        yield Line(name, number, content)


def _next(stream: _Lines, name: str, number: int) -> bytes | None:
    try:
        content = rest = stream.readline(_LONGEST)
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise WrongFile(f"{name} is beschadigd of afgebroken, bij regel {number}. Haal het opnieuw op.") from None
    return content or None


def _check_beginning(content: bytes, name: str) -> None:
    if content.startswith(_OTHER_UNICODE):
        raise WrongFile(f"{name} is in UTF-16. Bewaar het als UTF-8.")
    if content.startswith(_ZIP):
        raise WrongFile(f"{name} is een zip-bestand. Pak het eerst uit. (Met gzip ingepakt kan wel.)")
    if b"\0" in content:
        raise WrongFile(f"{name} is geen tekst. Geef een bestand met een gebeurtenis per regel (NDJSON).")
    if content.startswith(b"["):
        raise WrongFile(f"{name} is een JSON-lijst. Zet elke gebeurtenis op een eigen regel, zonder [ ] en komma's.")
