"""Bring a file of events in over HTTP: in order, in batches, and a report of what was not taken and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

import msgspec

from schakel.client import BATCH, HubClient

_BATCH_BYTES: Final = 3 * 1024 * 1024
_TOO_LARGE: Final = {
    "status": 413, "title": "Deze regel is te groot.", "volgendeStap": "Een gebeurtenis is hoogstens 64 KiB.",
}  # fmt: skip
_NO_JSON: Final = {"status": 400, "title": "Deze regel is geen geldige JSON.", "volgendeStap": "Herstel de regel."}


@dataclass
class Report:
    """What became of the lines. `stored`: now, or before with the same content. `faults`: line number and problem."""

    lines: int = 0
    stored: int = 0
    faults: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def by_kind(self) -> Counter[str]:
        """How many lines were not stored, by title of the problem."""
        return Counter(problem.get("title", "") for _, problem in self.faults)


def lines_of(files: Iterable[BinaryIO]) -> Iterator[bytes]:
    """All lines, without their ends."""
    for file in files:
        for line in file:
            yield line.strip()


async def ingest(client: HubClient, lines: Iterable[bytes], *, on_progress: Callable[[int], None]) -> Report:
    """Send every line that is not empty. `on_progress` gets the number of lines done.

    Raises HubUnreachable where the hub stops answering; running again from the start is safe, as the hub knows what
    it has by its id.
    """
    report = Report()
    batch: list[tuple[int, bytes]] = []
    size = 0

    async def flush() -> None:
        nonlocal size
        answers = await client.send([event for _, event in batch]) if batch else []
        for answer in answers:
            if answer.problem is None:
                report.stored += 1
            else:
                report.faults.append((batch[answer.index][0], answer.problem))
        batch.clear()
        size = 0
        on_progress(report.lines)

    for number, line in enumerate(lines, start=1):
        report.lines = number
        if not line:
            continue
        if len(line) > _BATCH_BYTES:
            report.faults.append((number, dict(_TOO_LARGE)))
            continue
        if not _is_json(line):
            report.faults.append((number, dict(_NO_JSON)))
            continue
        if len(batch) == BATCH or size + len(line) > _BATCH_BYTES:
            await flush()
        batch.append((number, line))
        size += len(line)
    await flush()
    report.faults.sort(key=lambda fault: fault[0])
    return report


def _is_json(line: bytes) -> bool:
    # One broken line in a batch would spoil the others sent along with it.
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True
