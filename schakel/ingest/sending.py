"""Sends lines in their order, in batches; what the hub turns out to have from an earlier run is left out."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import msgspec

from contracts.envelope import MAX_EVENT_BYTES
from schakel.client import OUTCOMES_AT_ONCE, HubClient

from .journal import Journal
from .lines import Line
from .report import Reden, Report, Stand, reason_of_problem

BATCH: Final = 500
"""Larger than what a school sends by itself: a transaction at the hub costs as much for one as for hundreds."""
_BATCH_BYTES: Final = 3 * 1024 * 1024
_TOO_LARGE: Final = Reden(
    Stand.NIET_OPGESLAGEN, "te-groot", "Deze regel is te groot.",
    f"Een gebeurtenis is hoogstens {MAX_EVENT_BYTES // 1024} KiB. Maak haar kleiner.",
)  # fmt: skip
_NO_JSON: Final = Reden(
    Stand.NIET_OPGESLAGEN, "geen-json", "Deze regel is geen geldige JSON in UTF-8.",
    "Herstel de regel en geef hetzelfde commando nog een keer.",
)  # fmt: skip
_NO_OBJECT: Final = Reden(
    Stand.NIET_OPGESLAGEN, "geen-object", "Op deze regel staat geen JSON-object.",
    "Zet op elke regel één gebeurtenis: { … }. Geef daarna hetzelfde commando nog een keer.",
)  # fmt: skip


class _Event(NamedTuple):
    number: int
    line: Line
    digest: bytes


async def send(
    client: HubClient, lines: Iterable[Line], report: Report, journal: Journal, *, on_progress: Callable[[int], None]
) -> None:
    """Send every line that is not empty, and put down in `report` what the hub said of it.

    `on_progress` gets the number of lines done. Raises HubUnreachable where the hub stops answering, WrongFile, and
    OSError of the journal. Running it again then is safe: the hub knows what it has by its id.
    """
    sender = _Sender(client, report, journal)
    window: list[_Event] = []
    for line in lines:
        report.lines += 1
        if not line.content:
            continue
        report.events += 1
        wrong = _wrong(line.content)
        if wrong is not None:
            report.fault(report.lines, line, wrong)
            continue
        window.append(_Event(report.lines, line, journal.digest(line.content)))
        if len(window) == OUTCOMES_AT_ONCE:
            await sender.take(window)
            window = []
            on_progress(report.lines)
    await sender.take(window)
    await sender.finish()
    on_progress(report.lines)


class _Sender:
    """Keeps the order of what is sent; what is left out stands in the hub already, so it has no order to keep."""

    def __init__(self, client: HubClient, report: Report, journal: Journal) -> None:
        self._client = client
        self._report = report
        self._journal = journal
        self._waiting: list[_Event] = []
        self._size = 0

    async def take(self, window: list[_Event]) -> None:
        """At most as many events as may be asked about at once."""
        earlier = await self._earlier(window)
        for event in window:
            if event.number in earlier:
                continue
            if len(self._waiting) == BATCH or self._size + len(event.line.content) > _BATCH_BYTES:
                await self._flush()
            self._waiting.append(event)
            self._size += len(event.line.content)
        if len(self._waiting) == BATCH:
            await self._flush()

    async def finish(self) -> None:
        """Send what is left."""
        await self._flush()
        self._journal.finish()

    async def _earlier(self, window: list[_Event]) -> set[int]:
        """Those that were sent before and that this hub has: its data may have been put back or thrown away."""
        noted = {e.number: submission for e in window if (submission := self._journal.submission(e.digest)) is not None}
        if not noted:
            return set()
        there = {outcome.id: outcome for outcome in await self._client.outcomes(list(noted.values()))}
        found = set()
        for event in window:
            outcome = there.get(noted.get(event.number, ""))
            if outcome is not None:
                self._journal.confirm(event.digest)
                self._report.earlier += 1
                self._report.store(event.number, event.line, outcome.id)
                self._report.decide(outcome)
                found.add(event.number)
        return found

    async def _flush(self) -> None:
        if not self._waiting:
            return
        batch, self._waiting, self._size = self._waiting, [], 0
        stored: list[tuple[bytes, str]] = []
        for answer in await self._client.send([event.line.content for event in batch]):
            event = batch[answer.index]
            if answer.problem is not None or answer.id is None:
                self._report.fault(event.number, event.line, reason_of_problem(answer.problem or {}))
            else:
                self._report.store(event.number, event.line, answer.id)
                stored.append((event.digest, answer.id))
        self._report.sent += len(batch)
        self._journal.add(stored)


def _wrong(content: bytes) -> Reden | None:
    """One broken line in a batch would spoil the others sent along with it."""
    if len(content) > MAX_EVENT_BYTES:
        return _TOO_LARGE
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _NO_JSON
    return None if content.startswith(b"{") else _NO_OBJECT
