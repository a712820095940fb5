"""`--help` in Dutch: the words that Typer itself puts around our texts. Every command here is made by `Commandos`."""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, Final, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

_Function = TypeVar("_Function", bound=Callable[..., Any])

_SECTIONS: Final = {"Options": "Opties", "Arguments": "Gegevens", "Commands": "Commando's"}
_USAGE: Final = (("[OPTIONS]", "[OPTIES]"), ("COMMAND [ARGS]...", "COMMANDO [GEGEVENS]..."))
_KINDS: Final = (
    ("<int range>", "<getal>"), ("<int>", "<getal>"), ("<list[str]>", "<tekst>"), ("<str>", "<tekst>"),
    ("<path>", "<bestand>"), ("<%Y-%m-%d>", "<JJJJ-MM-DD>"),
)  # fmt: skip
_ADDED: Final = re.compile(r"\[[^\[\]]*\]\Z")
_IN_ADDED: Final = (("env var: ", "variabele: "), ("default: ", "standaard: "), ("required", "verplicht"))
_OF_HELP: Final = ("Show this message and exit.", "Toon deze uitleg.")


class _Dutch:
    """What Typer writes its help on, with its own words replaced on the way, before lines are broken."""

    def __init__(self, formatter: Any) -> None:
        self._formatter = formatter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._formatter, name)

    def write_usage(self, prog: str, args: str = "") -> None:
        self._formatter.write_usage(prog, _replaced(args, _USAGE), prefix="Gebruik: ")

    def section(self, name: str) -> AbstractContextManager[None]:
        section: AbstractContextManager[None] = self._formatter.section(_SECTIONS.get(name, name))
        return section

    def write_dl(self, rows: Iterable[tuple[str, str]]) -> None:
        self._formatter.write_dl([(_replaced(name, _KINDS), _told(text)) for name, text in rows])


def _told(text: str) -> str:
    """What stands behind a parameter: our own text, and between brackets what Typer adds to it."""
    return _ADDED.sub(lambda added: _replaced(added[0], _IN_ADDED), _replaced(text, (_OF_HELP,)))


def _replaced(text: str, words: Iterable[tuple[str, str]]) -> str:
    for word, dutch in words:
        text = text.replace(word, dutch)
    return text


class _Commando(TyperCommand):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        super().format_help(ctx, _Dutch(formatter))  # type: ignore[arg-type]  # it does what a formatter does


class _Groep(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        super().format_help(ctx, _Dutch(formatter))  # type: ignore[arg-type]


class Commandos(typer.Typer):
    """A group of commands whose help is Dutch, that shows it when nothing is asked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(cls=_Groep, no_args_is_help=True, rich_markup_mode=None, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[_Function], _Function]:
        """As Typer has it."""
        return super().command(name, cls=_Commando, **options)
