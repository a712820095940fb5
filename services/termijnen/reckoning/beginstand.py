"""A BeginstandVastgelegd as the facts it stands for (docs/decisions/0014): deadlines go on from its dates. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from contracts.gebeurtenis import TYPE_PREFIX
from contracts.termijnen import Termijnregel, versie_op
from eventlog.deciding.decider import Fact

from .feiten import Niveaustand, Vormen

BEGINSTAND: Final = f"{TYPE_PREFIX}dossiers.beginstandvastgelegd.v1"

INGESCHREVEN: Final = f"{TYPE_PREFIX}leerlingen.ingeschreven.v1"
_PLANNEN: Final = f"{TYPE_PREFIX}ondersteuningsplannen."
_NIVEAU: Final = f"{_PLANNEN}niveaugewijzigd.v1"
_OPP: Final = f"{_PLANNEN}oppvastgesteld.v1"
_EVALUATIE: Final = f"{_PLANNEN}oppgeevalueerd.v1"
_ROD: Final = f"{_PLANNEN}oppgeregistreerdinrod.v1"
_PLAN: Final = f"{_PLANNEN}plangestart.v1"

STAAT_VOOR: Final = frozenset({INGESCHREVEN, _NIVEAU, _OPP, _EVALUATIE, _ROD, _PLAN})
"""Types of the facts that it may stand for."""


def open_termijn(regel: str) -> str:
    """In place of an event type: that a term under this rule ran already. No event says that and nothing else."""
    return f"{BEGINSTAND}#{regel}"


class OpenTermijn(msgspec.Struct, frozen=True, gc=False):
    """A term that ran already; fields by their names in the contract. `nummer`: of several under one rule, from 0."""

    gestartOp: date
    einddatum: date | None
    nummer: int
    school: str | None = None


class _Opp(msgspec.Struct, frozen=True, rename="camel", gc=False):
    vastgesteld_op: date
    laatste_evaluatie: date | None = None
    rod_geregistreerd_op: date | None = None


class _Plan(msgspec.Struct, frozen=True, rename="camel", gc=False):
    plan_id: str
    gestart_op: date
    evaluatiedatum: date


class _Termijn(msgspec.Struct, frozen=True, rename="camel", gc=False):
    regel: str
    gestart_op: date
    einddatum: date | None = None


class Beginstand(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """What is read of it."""

    school: str
    datum: date
    inschrijfdatum: date
    groep: str
    extra_ondersteuning: bool
    niveau: Niveaustand | None = None
    niveau_sinds: date | None = None
    opp: _Opp | None = None
    plannen: tuple[_Plan, ...] = ()
    open_termijnen: tuple[_Termijn, ...] = ()


def uitgepakt(feit: Fact, vormen: Vormen, regels: Mapping[str, Sequence[Termijnregel]]) -> Iterator[Fact]:
    """The facts that a beginstand stands for, of the types in `vormen`, and the terms that it says run already.

    `regels`: the versions of each by its id; a term that none of them can watch is left out. Any other fact as it is.
    """
    if feit.type != BEGINSTAND:
        yield feit
        return
    for type_, velden in _delen(feit.data):
        vorm = vormen.get(type_)
        if vorm is not None:
            gelezen = {naam: velden[naam] for naam in vorm.__struct_fields__ if naam in velden}
            yield replace(feit, type=type_, data=vorm(**{"school": feit.data.school, **gelezen}))
    aantal = Counter[str]()
    for termijn in feit.data.open_termijnen:
        regel = versie_op(regels.get(termijn.regel, ()), termijn.gestart_op)
        if regel is not None and regel.kan_al_lopen(termijn.einddatum):
            data = OpenTermijn(termijn.gestart_op, termijn.einddatum, aantal[regel.id], feit.data.school)
            aantal[regel.id] += 1
            yield replace(feit, type=open_termijn(regel.id), data=data)


def _delen(stand: Beginstand) -> Iterator[tuple[str, dict[str, Any]]]:
    # Since when support is extra the level tells, which has a day of its own; without one it is from enrolment on.
    extra = stand.extra_ondersteuning and stand.niveau is None
    yield INGESCHREVEN, {"inschrijfdatum": stand.inschrijfdatum, "extraOndersteuning": extra}
    if stand.niveau is not None:
        yield _NIVEAU, {"datum": stand.niveau_sinds or stand.inschrijfdatum, "niveau": stand.niveau}
    if stand.opp is not None:
        yield _OPP, {"datum": stand.opp.vastgesteld_op}
        if stand.opp.laatste_evaluatie is not None:
            yield _EVALUATIE, {"datum": stand.opp.laatste_evaluatie, "metOuders": True, "metLeerling": True}
        if stand.opp.rod_geregistreerd_op is not None:
            yield _ROD, {"datum": stand.opp.rod_geregistreerd_op}
    for plan in stand.plannen:
        yield _PLAN, {"datum": plan.gestart_op, "planId": plan.plan_id, "evaluatiedatum": plan.evaluatiedatum}
