"""One measured figure and the table of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, on which backend, the value with its unit, what it should be, and the ratio.

    A row of the peer has the ratio of ours to it: 2.0× says that we do twice as much, or take half the time.
    """

    what: str
    backend: str
    value: str
    target: str = ""
    ratio: str = ""


def times(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """How many times as much we did as the peer did: median over the rounds in which both took part."""
    return f"{median(a / b for a, b in zip(ours, theirs, strict=True)):.1f}×"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print the table."""
    table = Table(title=title)
    for name in ("what", "backend", "measured", "to reach", "ratio to peer"):
        table.add_column(name, justify="left" if name in ("what", "backend") else "right")
    for f in figures:
        table.add_row(f.what, f.backend, f.value, f.target, f.ratio)
    Console(width=120).print(table)
