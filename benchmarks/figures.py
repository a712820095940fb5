"""One measured figure and the table of them."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, on which backend, the value with its unit, what it should be, and the ratio to the peer."""

    what: str
    backend: str
    value: str
    target: str = ""
    ratio: str = ""


async def per_second(rounds: int, items: int, work: Callable[[int], Awaitable[None]]) -> float:
    """Median over rounds of items handled a second; `work` gets the number of the round."""
    speeds = []
    for number in range(rounds):
        started = time.perf_counter()
        await work(number)
        speeds.append(items / (time.perf_counter() - started))
    return median(speeds)


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
