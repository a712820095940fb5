"""What commands print on: results on stdout, progress and faults on stderr."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from schakel import logging
from schakel.settings import Settings

out: Final = Console(width=None, highlight=False)
err: Final = Console(stderr=True, highlight=False)


_EVERY: Final = 10.0
"""Seconds between two lines of progress where stderr is no terminal."""


def settings() -> Settings:
    """Settings from the environment, logging set by them. Raises SettingsError, which main() explains."""
    chosen = Settings.read(os.environ)
    logging.configure(chosen.log_level)  # on stderr: stdout is for results
    return chosen


def progress() -> Progress:
    """A bar on stderr that goes away when done."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=err, transient=True,
    )  # fmt: skip


@contextmanager
def counting(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Tells on stderr how far long work is: a bar on a terminal, elsewhere (a log, a pipe) a line now and then."""
    if err.is_terminal:
        with progress() as bar:
            task = bar.add_task(what, total=total)
            yield lambda done: bar.update(task, completed=done)
        return
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            err.print(f"{what}: {done}" + ("" if total is None else f" van {total}"), markup=False, soft_wrap=True)

    yield tell


def wrong_use(text: str) -> NoReturn:
    """Say what was asked wrongly and end with 2."""
    err.print(text, markup=False, soft_wrap=True)
    raise typer.Exit(2)


def found_wrong(text: str) -> NoReturn:
    """Say what is wrong and end with 1."""
    err.print(text, markup=False, soft_wrap=True)
    raise typer.Exit(1)
