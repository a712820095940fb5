"""`schakel ingest` as it may be called: from stdin, only to send, with a token or a file that does not do."""

from .conftest import REGIO, SCHOLEN, Region, as_lines, first_day


async def test_lines_from_stdin_and_from_two_files(region: Region) -> None:
    lines = as_lines(first_day(30))
    first, second = region.file(lines[:10], "a.ndjson"), region.file([*lines[10:20], b"{"], "b.ndjson")
    code, report = await region.report(str(first), "-", str(second), stdin=b"\n".join(lines[20:]))
    assert (code, report["aanvaard"], report["regels"]) == (1, 30, 31)
    (item,) = report["bevindingen"]
    assert (item["bestand"], item["regelnummer"], item["regel"]) == (str(second), 11, "geen-json")


async def test_only_sending_asks_for_no_outcome(region: Region) -> None:
    path = region.file(as_lines(first_day(30)))
    code, out, err = await region.ingest(str(path), "--wacht", "0")
    assert (code, out, err) == (0, "30 regels gelezen, 30 gebeurtenissen bewaard.\n", "")


async def test_a_token_that_does_not_hold_for_a_school_is_told_a_line(region: Region) -> None:
    lines = as_lines(first_day(30))
    path = region.file(lines)
    region.token = region.hub.token(SCHOLEN[:1], REGIO)
    code, _, err = await region.ingest(str(path))
    assert code == 1
    assert "niet opgeslagen" in err
    assert "Wat nu:" in err
    region.token = region.hub.token(SCHOLEN, REGIO)
    code, report = await region.report(str(path))
    assert (code, report["aanvaard"]) == (0, 30)


async def test_a_folder_where_nothing_can_be_kept_is_told_and_the_file_is_sent(region: Region) -> None:
    path = region.file(as_lines(first_day(10)))
    path.with_name("begin.ndjson.voortgang").mkdir()
    code, _, err = await region.ingest(str(path))
    assert code == 0
    assert "--voortgang" in err
    code, _, err = await region.ingest(str(path), "--voortgang", str(region.folder))
    assert code == 2
    code, _, err = await region.ingest(str(path), "--verslag", str(region.folder))
    assert code == 2
    assert "Kies een ander bestand" in err


async def test_a_file_that_is_none_is_wrong_use_and_nothing_is_sent(region: Region) -> None:
    good = region.file(as_lines(first_day(10)), "good.ndjson")
    (region.folder / "leeg.ndjson").touch()
    code, _, err = await region.ingest(str(good), "leeg.ndjson")
    assert code == 2
    assert "In leeg.ndjson staat geen gebeurtenis" in err
    assert not (region.folder / "good.ndjson.voortgang").exists()
    code, report = await region.report(str(good))
    assert (code, report["verstuurd"]) == (0, 10)
