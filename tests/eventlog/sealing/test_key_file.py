"""The file of the key-encryption key."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from eventlog.sealing.keys import LocalKeyFile

NAME = (uuid4(), "verzuim")


def test_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "sleutel"
    wrapped = LocalKeyFile.open(path).wrap(b"k" * 32, NAME)
    assert LocalKeyFile.open(path).unwrap(wrapped, NAME) == b"k" * 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_many_that_make_it_at_once_have_the_same_key(tmp_path: Path) -> None:
    for attempt in range(20):
        path = tmp_path / f"sleutel-{attempt}"
        with ThreadPoolExecutor(8) as pool:
            files = list(pool.map(lambda _, p=path: LocalKeyFile.open(p), range(8)))
        wrapped = files[0].wrap(b"k" * 32, NAME)
        assert all(file.unwrap(wrapped, NAME) == b"k" * 32 for file in files)


@pytest.mark.parametrize("content", [b"", b"kort", b"?" * 44])
def test_what_is_no_key_is_said_so_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sleutel"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="256 bits"):
        LocalKeyFile.open(path)
    assert path.read_bytes() == content
