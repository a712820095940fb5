"""What deadlines read of a fact: the dates that rules name, its business date and the school; nothing else."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from contracts.catalogue import CATALOGUS
from contracts.envelope import WITHDRAWAL
from contracts.termijnen import Moment, Termijnregel
from eventlog.deciding.decider import Fact, FactReader
from eventlog.upcast import Upcasters

_SCHOOL = "school"


def fact_reader(regels: Iterable[Termijnregel], upcasters: Upcasters) -> FactReader:
    """A reader of every event type that these rules name, and of withdrawals."""
    velden: dict[str, set[str]] = {WITHDRAWAL: set()}
    for regel in regels:
        for moment in momenten(regel):
            velden.setdefault(moment.type, set()).add(moment.datumveld)
    return FactReader({type_: _vorm(type_, namen) for type_, namen in velden.items()}, upcasters)


def momenten(regel: Termijnregel) -> Iterator[Moment]:
    """Every event that matters to the rule."""
    yield from regel.start
    yield from regel.gehaald_door
    yield from regel.vervalt_door
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


def _vorm(type_: str, velden: set[str]) -> type:
    namen = sorted(velden | {CATALOGUS[type_].kenmerken.datumveld})
    datums = [(naam, date | None, None) for naam in namen]
    return msgspec.defstruct("Datums", [*datums, (_SCHOOL, str | None, None)], frozen=True, gc=False)
