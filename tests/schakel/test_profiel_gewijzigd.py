"""A hub that starts with another region profile: its deadlines and its view follow by themselves."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contracts.codes import Canon
from contracts.regio import profielen
from eventlog.clock import FixedClock, micros
from schakel import hub as composition
from schakel.hub import Hub, open_hub
from schakel.settings import Settings
from tests.bouwstenen import REGIO, ingeschreven, niveau_gewijzigd
from tests.projections.feiten import DOSSIER, opslaan

CLOCK = FixedClock(datetime(2026, 10, 14, 8, tzinfo=UTC))


async def _lopend(hub: Hub) -> list[tuple[str, date | None]]:
    await hub.daily()
    await hub.catch_up()
    dossier = await hub.school.get(hub.databases.views, DOSSIER)
    assert dossier is not None
    return [(termijn.regel, termijn.einddatum) for termijn in dossier.termijnen]


async def test_an_opp_that_the_region_asks_no_more_is_nobodys_deadline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path)
    async with open_hub(settings, CLOCK) as hub:
        async with hub.log.database.transaction() as tx:
            events = [ingeschreven(), niveau_gewijzigd("2026-10-12", canon=Canon.E1)]
            stored = [opslaan(event, nummer=n, versie=n) for n, event in enumerate(events, 1)]
            await hub.log.append(tx, stored, micros(CLOCK.now()))
        assert await _lopend(hub) == [("opp-opstellen", date(2026, 11, 23))]
    anders = {**profielen(), REGIO: profielen()[REGIO].model_copy(update={"opp_vanaf": Canon.E2})}
    monkeypatch.setattr(composition, "profielen", lambda: anders)
    async with open_hub(settings, CLOCK) as hub:
        assert await _lopend(hub) == []
    async with open_hub(settings, CLOCK) as hub:
        assert await _lopend(hub) == []
