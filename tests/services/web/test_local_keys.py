"""The local signing key: made once, for its owner alone."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.web.local_keys import LocalKeys


def test_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "tekensleutel"
    first = LocalKeys.open(path).public_keys().as_dict()
    assert LocalKeys.open(path).public_keys().as_dict() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_public_keys_hold_no_secret(tmp_path: Path) -> None:
    (key,) = LocalKeys.open(tmp_path / "tekensleutel").public_keys().as_dict()["keys"]
    assert "d" not in key
    assert key["kid"]


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    path = tmp_path / "tekensleutel"
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: json.dumps(LocalKeys.open(path).public_keys().as_dict()), range(8)))
    assert len(set(made)) == 1


@pytest.mark.parametrize("content", ["", "geen json", '{"kty": "EC"}', '{"kty":"oct","k":"AAAA"}'])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tekensleutel"
    path.write_text(content)
    with pytest.raises(ValueError, match="does not hold a signing key"):
        LocalKeys.open(path)
