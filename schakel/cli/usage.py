"""What was typed wrongly, told in Dutch: Typer finds it, but speaks English."""

import re
from typing import Any, Final

import typer
from pydantic import ValidationError

_VALUES: Final = {
    "int_parsing": "Geef een geheel getal.",
    "greater_than_equal": "Geef een getal vanaf {ge}.",
    "less_than_equal": "Geef een getal tot en met {le}.",
}
_CHOICES = re.compile(r"is not one of (.+?)\.?$", re.DOTALL)
_DATE: Final = "does not match the format"


def in_dutch(wrong: typer.TyperException) -> str:
    """What is wrong and where to read how it should be. Never repeats a value: it may be a token."""
    # Typer's own classes of fault are not public: their names are all there is to go by.
    kind = type(wrong).__name__
    if kind == "NoArgsIsHelpError":
        return wrong.format_message()
    told = _told(kind, wrong)
    context = getattr(wrong, "ctx", None)
    return told if context is None else f"{told}\nZie `{context.command_path} --help`."


def _told(kind: str, wrong: Any) -> str:
    message: str = wrong.message
    if kind == "NoSuchOption":
        meant = f" Bedoelt u {' of '.join(sorted(wrong.possibilities))}?" if wrong.possibilities else ""
        return f"De optie {wrong.option_name} bestaat niet.{meant}"
    if kind == "BadOptionUsage":
        none = "geen" if "does not take" in message else "een"
        return f"Bij de optie {wrong.option_name} hoort {none} waarde."
    if kind == "MissingParameter":
        return f"Hier ontbreekt {_name(wrong.param)}. Geef een waarde."
    if kind == "BadParameter":
        return f"De waarde bij {_name(wrong.param)} past niet. {_rule(wrong)}"
    if message.startswith("No such command"):
        return f"Het commando {message.split(maxsplit=3)[3].rstrip('.')} bestaat niet."
    if message.startswith("Missing command"):
        return "Er ontbreekt een commando."
    if message.startswith("Got unexpected extra"):
        return "Er staat te veel achter het commando."
    return "Zo werkt dit commando niet."


def _name(parameter: Any) -> str:
    return "een gegeven" if parameter is None else str(parameter.get_error_hint()).replace("'", "")


def _rule(wrong: Any) -> str:
    if choices := _CHOICES.search(wrong.message):
        return f"Kies uit: {choices[1].replace(chr(39), '')}."
    if _DATE in wrong.message:
        return "Schrijf een dag als 2026-03-02."
    if isinstance(wrong.__cause__, ValidationError):
        fault = wrong.__cause__.errors()[0]
        return _VALUES.get(fault["type"], "").format(**fault.get("ctx", {}))
    return ""
