"""Random histories of pupils: facts and signals, corrections and withdrawals, as contexts let them happen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final
from uuid import UUID, uuid4

from contracts.codes import Canon
from contracts.gebeurtenis import Gebeurtenis
from eventlog.events import NewEvent
from eventlog.testing import Named
from tests.bouwstenen import (
    aanspreekpunt,
    beginstand,
    besproken,
    concept_opgesteld,
    gehoord,
    groep_gewijzigd,
    groepsplan,
    groepsplan_besproken,
    ingeschreven,
    ingestemd,
    ingetrokken,
    instemming_ingetrokken,
    koppelcode_vernieuwd,
    lopend_opp,
    lopend_plan,
    niveau_gewijzigd,
    ontvangen,
    opp_afgesloten,
    opp_bijgesteld,
    opp_geevalueerd,
    opp_vastgesteld,
    ouders_gesproken,
    persoonsgegevens,
    plan_geevalueerd,
    plan_gestart,
    rod_geregistreerd,
    rod_geweigerd,
    seo_meting,
    teruggekoppeld,
    toegelaten,
    uitgeschreven,
    verlengd,
    ziet_af,
)

from .feiten import gehaald, gestart, nadert, opslaan, verstreken, vervallen, voorwaarde_hersteld, voorwaarde_vervallen

_CORRIGEERBAAR: Final[dict[str, Callable[[str, str | None], Gebeurtenis]]] = {
    "ontvangen": lambda dag, doel: ontvangen(dag, vermoeden=dag > "2026-06", corrigeert=doel),
    "ingeschreven": lambda dag, doel: ingeschreven(dag, groep=dag[-1], corrigeert=doel),
    "toegelaten": lambda dag, doel: toegelaten(dag, corrigeert=doel),
    "uitgeschreven": lambda dag, doel: uitgeschreven(dag, corrigeert=doel),
    "niveau": lambda dag, doel: niveau_gewijzigd(dag, canon=Canon.B1 if dag > "2026-06" else Canon.E1, corrigeert=doel),
    "plan": lambda dag, doel: plan_gestart(dag, plan_id=dag[-1], corrigeert=doel),
    "plan geevalueerd": lambda dag, doel: plan_geevalueerd(dag, plan_id=dag[-1], corrigeert=doel),
    "gehoord": lambda dag, doel: gehoord(dag, corrigeert=doel),
    "ziet af": lambda dag, doel: ziet_af(dag, corrigeert=doel),
    "besproken": lambda dag, doel: besproken(dag, corrigeert=doel),
    "ingestemd": lambda dag, doel: ingestemd(dag, versie=1 + (dag > "2026-06"), corrigeert=doel),
    "opp": lambda dag, doel: opp_vastgesteld(dag, versie=1 + (dag > "2026-06"), corrigeert=doel),
    "opp geevalueerd": lambda dag, doel: opp_geevalueerd(dag, met_leerling=dag > "2026-03", corrigeert=doel),
    "rod": lambda dag, doel: rod_geregistreerd(dag, corrigeert=doel),
    "opp dicht": lambda dag, doel: opp_afgesloten(dag, corrigeert=doel),
    "beginstand": lambda dag, doel: beginstand(
        dag, opp=lopend_opp(gehoord="2025-11-05"), plannen=(lopend_plan(plan_id=dag[-1]),), corrigeert=doel
    ),
    "seo": lambda dag, doel: seo_meting(dag, groep=dag[-1], corrigeert=doel),
    "verlengd": lambda dag, doel: verlengd(dag, corrigeert=doel),
}
_OVERIG: Final = (
    persoonsgegevens(), aanspreekpunt(), groep_gewijzigd(), koppelcode_vernieuwd(), gestart("2026-04-13"),
    gestart("2026-05-11"), gestart(None, stil="2026-03-11"), gestart(termijn="plaatsing"), nadert(), verstreken(),
    verstreken("2026-05-11"), gehaald(), vervallen(), concept_opgesteld(), ouders_gesproken(), teruggekoppeld(),
    instemming_ingetrokken(), rod_geweigerd(), opp_bijgesteld(), groepsplan(), groepsplan_besproken(),
    voorwaarde_vervallen(), voorwaarde_vervallen(regel="opp-met-ouders-besproken"), voorwaarde_vervallen("ander"),
    voorwaarde_hersteld(), voorwaarde_hersteld("ander"),
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
        event = volgende(rng, dossier, id_)
        stored = opslaan(Named(id_, event), dossier=dossier.id, nummer=nummer, versie=dossier.versie + 1)
        dossier.versie = stored.version or dossier.versie
        events.append(stored)
    return events


def volgende(rng: Random, dossier: Dossier, id_: str) -> Gebeurtenis:
    """What happens next in a dossier; it will have this id."""
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
