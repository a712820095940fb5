"""A folder of profiles: each file by its code, each school in one region, every fault with its file."""

from pathlib import Path

import pytest

from contracts.regio import lees_map
from contracts.regioprofiel import ProfielFout

from .klein_profiel import KLEIN, anders


def test_a_file_is_named_after_its_code(tmp_path: Path) -> None:
    (tmp_path / "groot.toml").write_text(KLEIN, "utf-8")
    with pytest.raises(ProfielFout) as gevangen:
        lees_map(tmp_path)
    assert gevangen.value.fouten == (
        'groot.toml: code: "klein" past niet. Het bestand heet zoals de code, plus .toml.',
    )


def test_a_school_in_two_regions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(KLEIN, "utf-8")
    (tmp_path / "kopie.toml").write_text(anders('code = "klein"', 'code = "kopie"'), "utf-8")
    with pytest.raises(ProfielFout, match=r"kopie\.toml: scholen\.99ZA00: staat ook in klein\.toml\."):
        lees_map(tmp_path)


def test_a_fault_names_the_file_it_is_in(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(anders('bron = "000"', ""), "utf-8")
    with pytest.raises(ProfielFout, match=r"- klein\.toml: bron: Dit veld is verplicht\."):
        lees_map(tmp_path)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(KLEIN, "utf-8")
    (tmp_path / "LEESMIJ.md").write_text("# geen profiel", "utf-8")
    assert list(lees_map(tmp_path)) == ["klein"]
