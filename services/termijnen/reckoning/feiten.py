"""What deadlines read of a fact: what rules name, its business date and the school; nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from contracts.catalogue import CATALOGUS
from contracts.codes import Canon
from contracts.envelope import WITHDRAWAL
from contracts.termijnen import Moment, OpSchoolsoort, Sinds, Termijnregel, VeldIs, VraagtOpp, Zonder
from eventlog.deciding.decider import Fact

_SCHOOL = "school"
NIVEAU = "niveau"
SCHOOLJAAR = "schooljaar"

_NIETS: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

Vormen = Mapping[str, type[msgspec.Struct]]
"""Per event type the shape into which its `data` is read; fields by their JSON names."""


class Niveaustand(msgspec.Struct, frozen=True, gc=False):
    """A level, less what the region calls it."""

    canon: Canon


def vormen(regels: Iterable[Termijnregel], daarbij: Mapping[str, Mapping[str, Any]] = _NIETS) -> Vormen:
    """The shapes of every event type that these rules name, and of withdrawals. `daarbij`: fields of types beside."""
    velden: dict[str, dict[str, Any]] = {WITHDRAWAL: {}, **{type_: dict(vorm) for type_, vorm in daarbij.items()}}
    for regel in regels:
        for moment in momenten(regel):
            vorm = velden.setdefault(moment.type, {})
            vorm[moment.datumveld] = date | None
            for voorwaarde in moment.mits:
                match voorwaarde:
                    case VeldIs(veld, waarde):
                        vorm[veld] = type(waarde) | None
                    case Zonder(veld):
                        vorm.setdefault(veld, Any)
                    case VraagtOpp():
                        vorm[NIVEAU] = Niveaustand | None
                    case OpSchoolsoort() | Sinds():
                        pass
            for naam in (regel.sleutel, SCHOOLJAAR if regel.kalender is not None else None):
                if naam is not None and _kent(moment.type, naam):
                    vorm[naam] = str | None
            if regel.kalender is not None and regel.kalender.halfjaar is not None:
                vorm[regel.kalender.halfjaar.veld] = str | None
        for moment in regel.start:
            if regel.eindveld is not None:
                velden[moment.type][regel.eindveld] = date | None
    return {type_: _vorm(type_, vorm) for type_, vorm in velden.items()}


def momenten(regel: Termijnregel) -> Iterator[Moment]:
    """Every event that matters to the rule, those of its conditions too."""
    for moment in _genoemd(regel):
        yield moment
        for voorwaarde in moment.mits:
            if isinstance(voorwaarde, Sinds):
                yield Moment(voorwaarde.type, voorwaarde.datumveld)


def _genoemd(regel: Termijnregel) -> Iterator[Moment]:
    yield from regel.start
    yield from regel.gehaald_door
    yield from regel.vervalt_door
    if regel.reeks is not None:
        yield from regel.reeks.gedekt_tot
    if regel.verlenging is not None:
        yield regel.verlenging.door
    if regel.opschorting is not None:
        yield regel.opschorting.opent
        yield regel.opschorting.sluit


def datum_van(feit: Fact, veld: str) -> date | None:
    """The date in one field of the fact; None where the sender left it out."""
    waarde: date | None = getattr(feit.data, veld)
    return waarde


def zakelijke_datum(feit: Fact) -> date:
    """The day on which what the fact tells happened, or will."""
    dag = datum_van(feit, CATALOGUS[feit.type].kenmerken.datumveld)
    if dag is None:
        raise ValueError(f"a {feit.type} without its business date")
    return dag


def school_van(feit: Fact) -> str | None:
    """The school whose dossier it is, where the fact names one."""
    school: str | None = getattr(feit.data, _SCHOOL)
    return school


def sleutel_van(feit: Fact, veld: str | None) -> str | None:
    """Which of several it is about; None where it does not say, or where there is nothing to tell apart."""
    waarde: str | None = None if veld is None else getattr(feit.data, veld, None)
    return waarde


def _kent(type_: str, veld: str) -> bool:
    return any(info.alias == veld for info in CATALOGUS[type_].model_fields.values())


def _vorm(type_: str, velden: Mapping[str, Any]) -> type[msgspec.Struct]:
    heel = {CATALOGUS[type_].kenmerken.datumveld: date | None, **velden, _SCHOOL: str | None}
    return msgspec.defstruct("Feit", [(naam, heel[naam], None) for naam in sorted(heel)], frozen=True, gc=False)
