"""Asking for outcomes until they are known, of a hub that decides in its own time."""

from collections.abc import Sequence
from typing import cast

import pytest

from schakel.client import OUTCOMES_AT_ONCE, HubClient, Uitkomst
from schakel.ingest import Line, Report, Stand, follow


class SlowHub:
    """Answers as told: `decided` says what stands where after so many questions."""

    def __init__(self, **final: str) -> None:
        self.final = final
        self.stuck: set[str] = set()
        self.asked = 0

    async def outcomes(self, submissions: Sequence[str]) -> list[Uitkomst]:
        assert 0 < len(submissions) <= OUTCOMES_AT_ONCE
        self.asked += 1
        return [
            Uitkomst(id_, "ontvangen" if id_ in self.stuck else self.final.get(id_, "aanvaard"), regel="een-regel")
            for id_ in submissions
        ]


def stored(amount: int) -> Report:
    report = Report()
    for number in range(amount):
        report.store(number + 1, Line("b.ndjson", number + 1, b"{}"), f"i{number}")
    return report


async def followed(hub: SlowHub, report: Report, patience: float = 0.3) -> Report:
    await follow(cast(HubClient, hub), report, patience=patience, on_progress=lambda _: None)
    return report


async def test_all_accepted_takes_a_question_a_hundred() -> None:
    hub = SlowHub()
    report = await followed(hub, stored(1_000))
    assert (report.accepted, report.findings, hub.asked) == (1_000, [], 10)


async def test_what_stays_undecided_is_told_after_patience_and_keeps_nothing_else_from_being_told() -> None:
    hub = SlowHub(i350="afgewezen")
    hub.stuck = {f"i{n}" for n in range(250)}
    report = await followed(hub, stored(400))
    assert (report.accepted, len(report.undecided), len(report.refused)) == (149, 250, 1)
    assert [f.regelnummer for f in report.findings] == [*range(1, 251), 351]
    assert {f.reden.status for f in report.findings} == {Stand.ONBESLIST, Stand.AFGEWEZEN}
    assert all(f.reden.volgende_stap for f in report.undecided.values())


async def test_what_was_held_is_looked_at_once_more_at_the_end() -> None:
    class LettingGo(SlowHub):
        async def outcomes(self, submissions: Sequence[str]) -> list[Uitkomst]:
            if self.asked:
                self.final = {"i1": "aangehouden"}
            return await super().outcomes(submissions)

    report = await followed(LettingGo(i0="aangehouden", i1="aangehouden"), stored(3))
    assert (report.accepted, [f.regelnummer for f in report.held.values()]) == (2, [2])


async def test_one_event_on_two_lines_is_told_once() -> None:
    report = stored(2)
    report.store(3, Line("b.ndjson", 3, b"{}"), "i1")
    await followed(SlowHub(i1="afgewezen"), report)
    assert (report.stored, report.double, report.accepted, len(report.refused)) == (3, 1, 1, 1)


@pytest.mark.parametrize("status", ["aangehouden", "afgewezen"])
async def test_a_reason_is_kept_once_for_all_lines_that_share_it(status: str) -> None:
    report = await followed(SlowHub(**{f"i{n}": status for n in range(300)}), stored(300))
    assert len({id(f.reden) for f in report.findings}) == 1
    assert [(reason.status, len(found)) for reason, found in report.by_reason()] == [(Stand(status), 300)]
