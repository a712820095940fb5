"""What Typer itself finds wrong on the command line: told in Dutch, with what to do, and exit code 2."""

import re
from collections.abc import Iterator

import pytest
import typer

from schakel.cli.app import app
from tests.schakel.conftest import Run

ENGLISH = re.compile(
    r"Usage|Options|OPTIONS|Arguments|Commands|COMMAND\b|ARGS|Show this|default|required|env var|<(?:int|str|list)"
)


def _commands(of: typer.Typer, name: str = "") -> Iterator[str]:
    """Every command with those above it."""
    yield name
    for command in of.registered_commands:
        assert command.callback is not None
        yield f"{name} {command.name or command.callback.__name__}".strip()
    for group in of.registered_groups:
        assert group.typer_instance is not None
        yield from _commands(group.typer_instance, f"{name} {group.name}".strip())


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
    assert "Commando's:" in told


@pytest.mark.parametrize("command", sorted(_commands(app)))
def test_help_is_dutch_also_around_our_own_texts(run: Run, command: str) -> None:
    code, out, _ = run(*command.split(), "--help")
    assert code == 0
    assert out.startswith("Gebruik: schakel")
    assert "Toon deze uitleg." in " ".join(out.split())
    assert not ENGLISH.findall(out)


def test_help_is_no_wrong_use(run: Run) -> None:
    code, out, _ = run("token", "--help")
    assert code == 0
    assert "--organisatie" in out


def test_a_command_that_is_done_ends_with_0(run: Run) -> None:
    code, out, _ = run("termijnen", "bereken", "aanmelding-beslissing", "--vanaf", "2026-02-20")
    assert code == 0
    assert out.splitlines()[-1] == "2026-04-07"
