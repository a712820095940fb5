"""What is remembered of a file between runs: by content and by hub, whatever moment the last run ended."""

from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ingest import Journal

HUB = "http://127.0.0.1:8000"
LINES = [f'{{"id":"{n}"}}'.encode() for n in range(20)]


def submission(line: bytes) -> str:
    return str(uuid5(UUID(int=7), line.decode()))


def sent(path: Path, lines: list[bytes], hub: str = HUB) -> Journal:
    journal = Journal.open(path, hub)
    journal.add([(journal.digest(line), submission(line)) for line in lines])
    return journal


def known(path: Path, lines: list[bytes] = LINES, hub: str = HUB) -> list[bytes]:
    journal = Journal.open(path, hub)
    return [line for line in lines if journal.submission(journal.digest(line)) == submission(line)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.ndjson.voortgang"


def test_what_was_stored_is_known_in_the_next_run_wherever_it_now_stands(path: Path) -> None:
    sent(path, LINES[:10])
    assert known(path, list(reversed(LINES))) == list(reversed(LINES[:10]))


def test_a_changed_line_is_another_line(path: Path) -> None:
    sent(path, LINES)
    assert known(path, [LINES[0] + b" ", b'{"id":"x"}']) == []


def test_what_one_hub_took_says_nothing_about_another(path: Path) -> None:
    sent(path, LINES[:10])
    sent(path, LINES[5:], hub="https://hub.example")
    assert known(path) == LINES[:10]
    assert known(path, hub="https://hub.example") == LINES[5:]


@given(cut=st.integers(1, 200))
def test_whatever_a_kill_leaves_of_the_last_write_the_rest_is_known(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("journal") / "voortgang"
    sent(path, LINES[:3])
    whole = path.read_bytes()
    kept = whole[: max(0, len(whole) - cut)]
    path.write_bytes(kept)
    assert known(path) == LINES[: kept.count(b"\n")]
    sent(path, LINES[3:])
    assert known(path) == LINES[: kept.count(b"\n")] + LINES[3:]


def test_what_is_unreadable_in_it_is_passed_over(path: Path) -> None:
    sent(path, LINES[:2])
    path.write_bytes(b"nonsense\n\xff\xfe 12\n" + path.read_bytes() + b"zz " + submission(b"x").encode() + b"\n")
    assert known(path) == LINES[:2]


def test_at_the_end_lines_that_are_gone_are_forgotten(path: Path) -> None:
    sent(path, LINES[:10])
    journal = Journal.open(path, HUB)
    for line in LINES[5:10]:
        journal.confirm(journal.digest(line))
    journal.add([(journal.digest(line), submission(line)) for line in LINES[10:]])
    journal.finish()
    assert known(path) == LINES[5:]
    assert [beside.name for beside in path.parent.iterdir()] == [path.name]


def test_it_holds_no_content_and_is_for_its_owner_alone(path: Path) -> None:
    journal = sent(path, [b'{"naam":"Noor Verzonnen"}'])
    journal.finish()
    assert b"Noor" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_without_a_file_nothing_is_kept() -> None:
    journal = Journal(HUB)
    journal.add([(journal.digest(LINES[0]), submission(LINES[0]))])
    journal.finish()
    assert journal.submission(journal.digest(LINES[0])) is None
