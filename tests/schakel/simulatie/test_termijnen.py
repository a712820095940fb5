"""The simulated year leaves a school something to do this morning: deadlines that run, are near and have passed.

Reckoned by the rules themselves, from the events that the hub accepts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec
import pytest

from contracts.regio import profielen
from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS
from contracts.termijnen.berekening import Termijnstatus
from eventlog.deciding.decider import Fact
from eventlog.events import Recorded
from schakel.simulatie import Verwacht, simuleer
from services.termijnen.reckoning.engine import Termijnengine
from services.termijnen.reckoning.termijn import Termijn

from .als_bewaard import als_bewaard

AANTAL = 8_000  # as many as a demo
DAGEN = [date(2026, 11, 22), date(2026, 2, 2), date(2026, 6, 15), date(2026, 9, 1)]
ENGINE = Termijnengine(REGELS, profielen())
IEDERE_OCHTEND = {
    "aanmelding-beslissing": set(Termijnstatus) - {Termijnstatus.VERVALLEN},
    "tijdelijke-plaatsing": {Termijnstatus.LOPEND, Termijnstatus.GEHAALD},
    "opp-opstellen": {Termijnstatus.LOPEND, Termijnstatus.VERSTREKEN, Termijnstatus.GEHAALD},
    "opp-evaluatie": {
        Termijnstatus.LOPEND, Termijnstatus.VERSTREKEN, Termijnstatus.GEHAALD, Termijnstatus.TE_LAAT_GEHAALD,
    },
    "opp-rod": {Termijnstatus.VERSTREKEN, Termijnstatus.GEHAALD, Termijnstatus.TE_LAAT_GEHAALD},
    "plan-evaluatie": {
        Termijnstatus.LOPEND, Termijnstatus.VERSTREKEN, Termijnstatus.GEHAALD, Termijnstatus.TE_LAAT_GEHAALD,
    },
}  # fmt: skip


def termijnen(profiel: Regioprofiel, tot: date) -> Iterator[Termijn]:
    feiten: dict[UUID, list[Fact]] = defaultdict(list)
    for nummer, inzending in enumerate(simuleer(profiel, aantal=AANTAL, seed=1, tot=tot)):
        if inzending.verwacht is Verwacht.AANVAARD and inzending.gebeurtenis["type"] in ENGINE.reader.types:
            bewaard = msgspec.structs.asdict(als_bewaard(inzending, profiel.code))
            feit = ENGINE.reader.read(Recorded(position=nummer + 1, recorded=0, **bewaard))
            feiten[feit.dossier].append(feit)
    for lijst in feiten.values():
        yield from ENGINE.termijnen(lijst).values()


@pytest.mark.parametrize("tot", DAGEN, ids=str)
@pytest.mark.parametrize("profiel", profielen().values(), ids=lambda p: p.code)
def test_a_region_wakes_up_to_every_kind_of_deadline(profiel: Regioprofiel, tot: date) -> None:
    stand = Counter((t.regel, t.status(tot)) for t in termijnen(profiel, tot))
    for regel, statussen in IEDERE_OCHTEND.items():
        for wat in statussen:
            assert stand[regel, wat] >= 1, (regel, wat, stand)
        alle = sum(n for (r, wat), n in stand.items() if r == regel and wat is not Termijnstatus.VERVALLEN)
        op_tijd = sum(stand[regel, wat] for wat in (Termijnstatus.GEHAALD, Termijnstatus.LOPEND))
        assert op_tijd > 0.5 * alle, f"most schools are in time: {regel}"
    bij_ondersteuning = [regel for regel in IEDERE_OCHTEND if regel.startswith(("opp-", "plan-"))]
    assert sum(stand[regel, Termijnstatus.NADERT] for regel in bij_ondersteuning) >= 2


def test_many_a_school_has_something_late_and_something_near_this_morning() -> None:
    profiel, tot = profielen()["plein-013"], DAGEN[0]
    per_school: dict[str, set[Termijnstatus]] = defaultdict(set)
    for termijn in termijnen(profiel, tot):
        assert termijn.school is not None
        per_school[termijn.school].add(termijn.status(tot))
    vol = [s for s, gezien in per_school.items() if {Termijnstatus.VERSTREKEN, Termijnstatus.NADERT} <= gezien]
    assert len(vol) >= 0.6 * len(profiel.scholen)
