"""Outcomes and holds as an earlier version stored them stay readable (guarantee 9)."""

import msgspec

from eventlog.deciding.outcome import OutcomeData, Rule
from projections.inzendingen import Uitkomst

_RULE = {"id": "aanmelding-eerst", "grondslag": "WPO 40", "melding": "De hub heeft nog geen aanmelding."}
_STORED = msgspec.json.encode({"inzending": "i", "over": "o", "regel": _RULE})


def test_an_outcome_of_a_rule_without_a_next_step() -> None:
    for rule in (
        msgspec.json.decode(_STORED, type=OutcomeData).regel,
        msgspec.json.decode(_STORED, type=Uitkomst).regel,
    ):
        assert rule is not None
        assert (rule.id, rule.volgende_stap) == ("aanmelding-eerst", "")


def test_a_hold_by_a_rule_without_a_next_step() -> None:
    held = msgspec.json.encode({"id": "a", "basis": "b", "text": "c"})
    assert msgspec.json.decode(held, type=Rule).next_step == ""
