"""What Typer itself finds wrong on the command line: told in Dutch, with what to do, and exit code 2."""

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("arguments", "text", "help_of"),
    [
        (["nope"], "Het commando 'nope' bestaat niet.", "schakel"),
        (["termijnen", "nope"], "Het commando 'nope' bestaat niet.", "schakel termijnen"),
        (["serve", "--nope"], "De optie --nope bestaat niet.", "schakel serve"),
        (["demo", "--aant", "5"], "De optie --aant bestaat niet. Bedoelt u --aantal?", "schakel demo"),
        (["serve", "extra"], "Er staat te veel achter het commando.", "schakel serve"),
        (["ingest"], "Hier ontbreekt files. Geef een waarde.", "schakel ingest"),
        (["token"], "Hier ontbreekt --rol. Geef een waarde.", "schakel token"),
        (["token", "--rol"], "Bij de optie --rol hoort een waarde.", None),
        (["demo", "--blijf=1"], "Bij de optie --blijf hoort geen waarde.", None),
        (["serve", "--port", "x"], "De waarde bij --port past niet. Geef een geheel getal.", "schakel serve"),
        (["serve", "--port", "-1"], "De waarde bij --port past niet. Geef een getal vanaf 0.", "schakel serve"),
        (
            ["serve", "--port", "70000"],
            "De waarde bij --port past niet. Geef een getal tot en met 65535.",
            "schakel serve",
        ),
        (
            ["token", "--rol", "juf", "--organisatie", "x"],
            "De waarde bij --rol past niet. Kies uit: lvs, school, swv, gemeente, vo, partner, ouder, beheer.",
            "schakel token",
        ),
        (
            ["termijnen", "check", "--op", "2 maart"],
            "De waarde bij --op past niet. Schrijf een dag als 2026-03-02.",
            "schakel termijnen check",
        ),
    ],
)
def test_wrong_use_is_told_in_dutch(run: Run, arguments: list[str], text: str, help_of: str | None) -> None:
    code, out, told = run(*arguments)
    assert (code, out) == (2, "")
    assert told == text + "\n" + (f"Zie `{help_of} --help`.\n" if help_of else "")


@pytest.mark.parametrize("arguments", [[], ["termijnen"]])
def test_nothing_asked_shows_what_can_be(run: Run, arguments: list[str]) -> None:
    code, _, told = run(*arguments)
    assert code == 2
    assert "Commands:" in told


def test_help_is_no_wrong_use(run: Run) -> None:
    code, out, _ = run("token", "--help")
    assert code == 0
    assert "--organisatie" in out


def test_a_command_that_is_done_ends_with_0(run: Run) -> None:
    code, out, _ = run("termijnen", "bereken", "aanmelding-beslissing", "--vanaf", "2026-02-20")
    assert code == 0
    assert out.splitlines()[-1] == "2026-04-07"
