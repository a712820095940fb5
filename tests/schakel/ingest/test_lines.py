"""Files as the world delivers them: read where that can be, and else a text that says what to do."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.envelope import MAX_EVENT_BYTES
from schakel.ingest import WrongFile, count_lines, lines_of

EVENTS = [b'{"id":"1"}', b'{"id":"2"}', b'{"id":"3"}']


def read(path: Path) -> list[tuple[int, bytes]]:
    with path.open("rb") as file:
        return [(line.number, line.content) for line in lines_of(file, path.name)]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "events.ndjson"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"\n".join(EVENTS),
        b"\n".join(EVENTS) + b"\n",
        b"\r\n".join(EVENTS) + b"\r\n",
        b"\xef\xbb\xbf" + b"\r\n".join(EVENTS),
        gzip.compress(b"\n".join(EVENTS)),
        gzip.compress(b"\xef\xbb\xbf" + b"\n".join(EVENTS[:2])) + gzip.compress(b"\n" + EVENTS[2]),
    ],
    ids=["no-end", "plain", "crlf", "bom", "gzip", "two-gzip-members"],
)
def test_all_ways_to_write_the_same_lines(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    assert read(path) == list(enumerate(EVENTS, start=1))
    assert count_lines(path, "x") == 3


def test_empty_lines_are_counted_so_that_numbers_are_those_of_an_editor(tmp_path: Path) -> None:
    path = written(tmp_path, b"\n \r\n" + EVENTS[0] + b"\n\n" + EVENTS[1])
    assert read(path) == [(1, b""), (2, b""), (3, EVENTS[0]), (4, b""), (5, EVENTS[1])]


def test_a_line_without_end_takes_no_memory_and_the_next_one_keeps_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, b"{" + b" " * 5_000_000 + b"}\n" + EVENTS[0])
    (first, long), second = read(path)
    assert (first, second) == (1, (2, EVENTS[0]))
    assert len(long) <= MAX_EVENT_BYTES + 1024


@pytest.mark.parametrize("over", [0, 1, 1023, 1024, 1025])
def test_a_line_around_the_limit(tmp_path: Path, over: int) -> None:
    length = MAX_EVENT_BYTES + over
    content = b"{" + b"x" * (length - 2) + b"}"
    (_, first), second = read(written(tmp_path, content + b"\n" + EVENTS[0]))
    assert (len(first) <= MAX_EVENT_BYTES) == (length <= MAX_EVENT_BYTES)
    assert second == (2, EVENTS[0])


def _zip(content: bytes, folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "x.zip", "w") as made:
        made.writestr("events.ndjson", content)
    return (folder / "x.zip").read_bytes()


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (lambda content, folder: b"", "staat geen gebeurtenis"),
        (lambda content, folder: b"\n\r\n  \n", "staat geen gebeurtenis"),
        (lambda content, folder: b"\xef\xbb\xbf", "staat geen gebeurtenis"),
        (lambda content, folder: content.decode().encode("utf-16"), "Bewaar het als UTF-8"),
        (lambda content, folder: b"[" + content.replace(b"\n", b",\n") + b"]", "is een JSON-lijst"),
        (lambda content, folder: b"\n[\n" + content + b"\n]", "is een JSON-lijst"),
        (_zip, "Pak het eerst uit"),
        (lambda content, folder: b"\x89PNG\x00\x00", "is geen tekst"),
        (lambda content, folder: gzip.compress(content)[:-9], "beschadigd of afgebroken"),
        (lambda content, folder: gzip.compress(content)[:12] + b"\xff" * 20, "beschadigd of afgebroken"),
    ],
    ids=["empty", "blank", "bom-only", "utf-16", "list", "list-on-lines", "zip", "binary", "cut-gzip", "bad-gzip"],
)
def test_what_is_no_file_of_events(tmp_path: Path, made: Callable[[bytes, Path], bytes], text: str) -> None:
    path = written(tmp_path, made(b"\n".join(EVENTS), tmp_path))
    with pytest.raises(WrongFile, match=text):
        count_lines(path, path.name)
