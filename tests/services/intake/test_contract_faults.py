"""Every form that a contract asks for is told in words of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from contracts.catalogue import CATALOGUS
from services.intake.contract_faults import PATTERNS


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(pattern := schema.get("pattern"), str):
            yield pattern
        for part in schema.values():
            yield from _patterns(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _patterns(part)


@pytest.mark.parametrize("type_", sorted(t for t, model in CATALOGUS.items() if model.kenmerken.afzenders))
def test_a_pattern_has_a_text(type_: str) -> None:
    asked = set(_patterns(CATALOGUS[type_].model_json_schema(by_alias=True)))
    assert asked <= PATTERNS.keys()
    for code, text in (PATTERNS[pattern] for pattern in asked):
        assert code != "vorm"
        assert text.endswith(".")
