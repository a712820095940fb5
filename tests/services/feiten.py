"""Facts that a scenario stored, as their contracts read them; and contexts that decide side by side."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from contracts.catalogue import CATALOGUS
from contracts.gebeurtenis import Gebeurtenis
from eventlog.body import decode_body
from eventlog.deciding.correction import effective
from eventlog.deciding.decider import Decider, FactReader
from eventlog.events import Recorded
from eventlog.testing import Event, Named, Scenario
from eventlog.upcast import NO_UPCASTERS
from services.leerling import LEERLING
from tests.bouwstenen import given

_lezer: Final = FactReader({}, NO_UPCASTERS)

_IN_VORM: Final = {"geboortedatum": "2017-05-14"}


def inhoud(feit: Recorded) -> Gebeurtenis:
    """The fact as its contract reads it; sealed text, gone from the open part, is put back."""
    data = decode_body(feit.open).data
    for naam in decode_body(feit.open).sealed:
        houder = data
        *pad, laatste = naam.split(".")
        for deel in pad:
            houder = houder[deel]
        houder[laatste] = _IN_VORM.get(laatste, "verzegeld")
    return CATALOGUS[feit.type].lees(msgspec.json.encode(data))


def staand(feiten: Iterable[Recorded]) -> list[Gebeurtenis]:
    """What of these facts counts, corrections and withdrawals applied."""
    per_plek = {feit.position: feit for feit in feiten}
    return [inhoud(per_plek[f.position]) for f in effective(map(_lezer.read, per_plek.values()))]


def deel_feiten(van: Scenario[Any], naar: Scenario[Any]) -> None:
    """What one context accepted, the other reads."""
    bekend = {(fact.source, fact.id) for fact in naar.facts}
    for fact in van.facts:
        if (fact.source, fact.id) not in bekend:
            naar.and_also(fact)


def beslis_naast_leerling(decider: Decider[Any], stroom: Iterable[Event]) -> Scenario[Any]:
    """All of a dossier, as this context and leerling decide it side by side: event n is called `gn`."""
    context, leerling = given(decider), given(LEERLING)
    for nummer, gebeurtenis in enumerate(stroom, 1):
        van_leerling = gebeurtenis.kenmerken.type in LEERLING.decides
        eigen, ander = (leerling, context) if van_leerling else (context, leerling)
        eigen.when(Named(f"g{nummer}", gebeurtenis))
        deel_feiten(eigen, ander)
        deel_feiten(ander, eigen)
    return context
