"""A view equals its fold from scratch: any history, any corrections and withdrawals, any batches, on both backends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from contracts.gebeurtenis import Gebeurtenis
from eventlog.events import NewEvent, Recorded
from eventlog.storage.database import Database
from eventlog.store import EventLog
from eventlog.testing import Named
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.processor import ProjectionProcessor
from eventlog.views.projection import STATE, ViewReader
from eventlog.views.view import View, prepare
from projections.school import SCHOOL, Leerling
from tests.bouwstenen import (
    aanspreekpunt,
    groep_gewijzigd,
    ingeschreven,
    ingetrokken,
    koppelcode_vernieuwd,
    ontvangen,
    persoonsgegevens,
    toegelaten,
    uitgeschreven,
    verlengd,
)
from tests.eventlog.places import Place

from .feiten import gehaald, gestart, nadert, opslaan, verstreken, vervallen

_CORRIGEERBAAR: Final[dict[str, Callable[[str, str | None], Gebeurtenis]]] = {
    "ontvangen": lambda dag, doel: ontvangen(dag, vermoeden=dag > "2026-06", corrigeert=doel),
    "ingeschreven": lambda dag, doel: ingeschreven(dag, groep=dag[-1], corrigeert=doel),
    "toegelaten": lambda dag, doel: toegelaten(dag, corrigeert=doel),
    "uitgeschreven": lambda dag, doel: uitgeschreven(dag, corrigeert=doel),
    "verlengd": lambda dag, doel: verlengd(dag, corrigeert=doel),
}
_OVERIG: Final = (
    persoonsgegevens(), aanspreekpunt(), groep_gewijzigd(), koppelcode_vernieuwd(), gestart("2026-04-13"),
    gestart("2026-05-11"), gestart(None, stil="2026-03-11"), gestart(termijn="plaatsing"), nadert(), verstreken(),
    verstreken("2026-05-11"), gehaald(), vervallen(),
)  # fmt: skip


@dataclass
class Dossier:
    """A history in the making."""

    id: UUID = field(default_factory=uuid4)
    versie: int = 0
    soorten: dict[str, str] = field(default_factory=dict)
    ingetrokken: set[str] = field(default_factory=set)


def geschiedenis(rng: Random) -> list[NewEvent]:
    """Facts of up to three dossiers; corrections and withdrawals name what stands, as contexts see to."""
    dossiers = [Dossier() for _ in range(rng.randint(1, 3))]
    events: list[NewEvent] = []
    for nummer in range(rng.randint(1, rng.choice((4, 12, 40)))):
        dossier = rng.choice(dossiers)
        id_ = f"{dossier.id}-{nummer}"
        event = _event(rng, dossier, id_)
        stored = opslaan(Named(id_, event), dossier=dossier.id, nummer=nummer, versie=dossier.versie + 1)
        dossier.versie = stored.version or dossier.versie
        events.append(stored)
    return events


def _event(rng: Random, dossier: Dossier, id_: str) -> Gebeurtenis:
    dag = f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    staand = [doel for doel in dossier.soorten if doel not in dossier.ingetrokken]
    keuze = rng.choices(("nieuw", "overig", "corrigeer", "trek in"), (3, 4, 2, 1))[0]
    if keuze == "corrigeer" and staand:
        doel = rng.choice(staand)
        dossier.soorten[id_] = dossier.soorten[doel]
        return _CORRIGEERBAAR[dossier.soorten[doel]](dag, doel)
    if keuze == "trek in" and staand:
        doel = rng.choice(staand)
        dossier.ingetrokken.add(doel)
        return ingetrokken(doel)
    if keuze == "overig":
        return rng.choice(_OVERIG)
    dossier.soorten[id_] = soort = rng.choice(sorted(_CORRIGEERBAAR))
    return _CORRIGEERBAAR[soort](dag, None)


class Wereld:
    """A log and its school view, to which all examples add."""

    def __init__(self, log: EventLog, views: Database) -> None:
        self.log = log
        self.views = views
        self.view: View[Leerling] = View(SCHOOL)
        self.processor = ProjectionProcessor(self.view, log)

    async def neem_op(self, events: Sequence[NewEvent]) -> list[Recorded]:
        async with self.log.database.transaction() as tx:
            return await self.log.append(tx, events, 1_772_000_000_000_000)

    async def verwerk(self, batch: Sequence[Recorded]) -> None:
        wanted = [e for e in batch if e.type in self.processor.wants[e.topic]]
        if wanted:
            async with self.views.transaction() as tx:
                await self.processor.handle(tx, wanted)

    async def rijen(self, dossier: UUID) -> tuple[Leerling | None, dict[str, set[tuple[Any, ...]]]]:
        async with self.views.snapshot() as connection:
            state = await self.view.get(connection, dossier)
            found = {}
            for template in SCHOOL.tables:
                table = self.view.table(template)
                columns = [column for column in table.columns if column.name != STATE]
                rows = await connection.execute(select(*columns).where(table.columns[0] == dossier))
                found[template.name] = {tuple(row) for row in rows}
        return state, found


@pytest.fixture
async def wereld(place: Place) -> Wereld:
    log, views = await place.log(), place.open("views")
    wereld = Wereld(log, views)
    await prepare(views, [wereld.view])
    return wereld


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
async def test_a_view_is_its_fold_from_scratch(wereld: Wereld, seed: int) -> None:
    rng = Random(seed)
    recorded = await wereld.neem_op(geschiedenis(rng))
    start = 0
    while start < len(recorded):
        size = rng.randint(1, 8)
        await wereld.verwerk(recorded[start : start + size])
        start += size

    reader = ViewReader(SCHOOL.reads, NO_UPCASTERS)
    for dossier in {event.dossier for event in recorded}:
        state = SCHOOL.fold([reader.read(event) for event in recorded if event.dossier == dossier])
        kept, rows = await wereld.rijen(dossier)
        assert (kept or SCHOOL.initial) == state
        assert (kept is None) == (state == SCHOOL.initial)
        assert rows == {table: set(found) for table, found in SCHOOL.rows(dossier, state).items()}
