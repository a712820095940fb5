"""Random histories of pupils: facts and signals, corrections and withdrawals, as contexts let them happen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final
from uuid import UUID, uuid4

from contracts.gebeurtenis import Gebeurtenis
from eventlog.events import NewEvent
from eventlog.testing import Named
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
