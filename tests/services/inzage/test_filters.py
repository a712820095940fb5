"""The lists of a school: what a filter leaves, and in which order."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.bouwstenen import (
    groep_gewijzigd,
    ingeschreven,
    ontvangen,
    persoonsgegevens,
    uitgeschreven,
)
from tests.projections.feiten import gehaald, gestart, nadert, verstreken

from .hub import Hub
from .lijsten import LEERLINGEN, SIGNALEN, TERMIJNEN


async def vul(hub: Hub) -> None:
    await hub.gebeurt("in-5", ingeschreven("2025-08-18", groep="5", extra=True), gestart("2026-03-31", termijn="a"))
    await hub.gebeurt("in-6", ingeschreven("2025-08-18", groep="6"), gestart("2026-04-08", termijn="b"))
    await hub.gebeurt(
        "straks-6", ingeschreven("2025-08-18", groep="5"), groep_gewijzigd("2026-08-17", groep="6"),
        gestart("2026-06-01", termijn="c"),
    )  # fmt: skip
    await hub.gebeurt("vermoeden", ontvangen(vermoeden=True), gestart(None, stil="2026-03-11", termijn="d"))
    await hub.gebeurt("weg", ingeschreven("2024-08-12", groep="5"), uitgeschreven("2026-03-01"))
    await hub.gebeurt("gaat-weg", ingeschreven("2024-08-12", groep="8"), uitgeschreven("2026-07-17"))
    await hub.bij()


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({}, {"in-5", "in-6", "straks-6", "vermoeden", "gaat-weg"}),
        ({"uitgeschreven": "true"}, {"in-5", "in-6", "straks-6", "vermoeden", "gaat-weg", "weg"}),
        ({"groep": "5"}, {"in-5", "straks-6"}),
        ({"groep": "6"}, {"in-6"}),
        ({"extraOndersteuning": "bekend"}, {"in-5"}),
        ({"extraOndersteuning": "vermoeden"}, {"vermoeden"}),
        ({"binnenDagen": 14}, {"in-5", "in-6"}),
        ({"binnenDagen": 0}, {"in-5"}),
        ({"binnenDagen": 7}, {"in-5", "in-6"}),
        ({"teLaat": "true"}, {"in-5"}),
        ({"teLaat": "false", "binnenDagen": 14}, {"in-6"}),
        ({"teLaat": "false"}, {"in-6", "straks-6", "vermoeden", "gaat-weg"}),
        ({"groep": "5", "teLaat": "true"}, {"in-5"}),
    ],
)
async def test_filters(hub: Hub, vraag: dict[str, Any], verwacht: set[str]) -> None:
    await vul(hub)
    assert {leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN, **vraag)} == verwacht


async def test_a_groep_that_begins_is_found_from_its_day(hub: Hub) -> None:
    await vul(hub)
    hub.clock.moment = datetime(2026, 8, 17, 6, tzinfo=UTC)
    assert {leerling["sleutel"] for leerling in await hub.lijst(LEERLINGEN, groep="6")} == {"in-6", "straks-6"}


async def test_deadlines_in_the_order_in_which_they_end(hub: Hub) -> None:
    await vul(hub)
    found = await hub.lijst(TERMIJNEN)
    assert [(t["id"], t["einddatum"], t["dagenOver"], t["teLaat"]) for t in found] == [
        ("a", "2026-03-31", -1, True), ("b", "2026-04-08", 7, False), ("c", "2026-06-01", 61, False),
        ("d", None, None, False),
    ]  # fmt: skip
    assert found[3]["opgeschortSinds"] == "2026-03-11"
    assert [t["leerling"]["sleutel"] for t in found] == ["in-5", "in-6", "straks-6", "vermoeden"]
    assert [t["id"] for t in await hub.lijst(TERMIJNEN, binnenDagen=14)] == ["a", "b"]
    assert [t["id"] for t in await hub.lijst(TERMIJNEN, teLaat="true")] == ["a"]
    assert [t["id"] for t in await hub.lijst(TERMIJNEN, teLaat="false")] == ["b", "c", "d"]


async def test_signals_newest_first_until_they_are_dealt_with(hub: Hub) -> None:
    await hub.gebeurt("een", ontvangen(), persoonsgegevens(), gestart(termijn="a"), nadert(termijn="a"))
    hub.clock.moment = datetime(2026, 4, 14, 5, tzinfo=UTC)
    await hub.gebeurt("twee", ontvangen(), gestart(termijn="b"), verstreken(termijn="b"))
    await hub.bij()
    found = await hub.lijst(SIGNALEN)
    assert [(s["soort"], s["termijn"], s["gesignaleerdOp"]) for s in found] == [
        ("verstreken", "b", "2026-04-14T05:00:00Z"), ("nadert", "a", "2026-04-01T07:00:00Z"),
    ]  # fmt: skip
    assert found[1]["leerling"] == {"sleutel": "een", "naam": "Noor Verzonnen", "groep": None}
    await hub.gebeurt("twee", gehaald(termijn="b"))
    await hub.bij()
    assert [s["termijn"] for s in await hub.lijst(SIGNALEN)] == ["a"]
