"""A log as the school view reads it: what schools tell of their pupils in a year, and the signals on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

import msgspec

from contracts.catalogue import velden_van
from contracts.envelope import HUB_SOURCE
from contracts.regio import profielen
from eventlog.body import HUB, Actor, Body, encode_body
from eventlog.events import NewEvent, Topic
from eventlog.sealing.seal import split
from eventlog.store import EventLog

REGIO: Final = "plein-013"
SCHOOLS: Final = sorted(profielen()[REGIO].scholen)
_BATCH: Final = 2_000
_DEADLINE: Final = {
    "termijn": "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", "regel": "aanmelding-beslissing", "regelversie": 1,
    "start": "3f1a2b84-7c7e-4a51-9a0e-6f7f0c1d2e3f", "gestartOp": "2026-03-02", "einddatum": "2026-05-11",
}  # fmt: skip
_YEAR: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("leerlingen.persoonsgegevensvastgelegd", {"datum": "2026-03-01", "naam": "Noor", "woongemeente": "0855"}),
    ("aanmeldingen.ontvangen", {
        "ontvangstdatum": "2026-03-02", "gewensteStart": "2026-08-17", "leerjaar": 5, "schriftelijk": True,
        "vermoedenExtraOndersteuning": True,
    }),
    ("termijnen.gestart", _DEADLINE | {"datum": "2026-03-02"}),
    ("leerlingen.aanspreekpunttoegewezen", {"datum": "2026-03-03", "rol": "intern-begeleider"}),
    ("aanmeldingen.aanvullinggevraagd", {"datum": "2026-03-09"}),
    ("aanmeldingen.aanvullingontvangen", {"datum": "2026-03-16"}),
    ("termijnen.nadert", _DEADLINE | {"datum": "2026-04-27"}),
    ("aanmeldingen.passendaanbodgedaan", {
        "datum": "2026-05-01", "soort": "extra-ondersteuning", "niveau": {"canon": "E1", "regionaal": "2a"},
    }),
    ("aanmeldingen.toegelaten", {"datum": "2026-05-06"}),
    ("termijnen.gehaald", _DEADLINE | {"datum": "2026-05-06", "dagenTeLaat": 0}),
    ("leerlingen.ingeschreven", {
        "inschrijfdatum": "2026-08-17", "groep": "5", "leerjaar": 5, "extraOndersteuning": True,
    }),
    ("leerlingen.groepgewijzigd", {"groep": "5B", "vanaf": "2026-09-07"}),
)  # fmt: skip
_BLOB: Final = b"verzegeld " * 50


class Pupil(NamedTuple):
    """A pupil's dossier, and the school it is at."""

    dossier: UUID
    school: str


Sealing = Callable[[NewEvent, Mapping[str, Any]], bytes]
"""Seals these fields of an event."""


def no_seal(_event: NewEvent, _fields: Mapping[str, Any]) -> bytes:
    """As long as a sealed part may be, for where nothing is opened."""
    return _BLOB


@dataclass(frozen=True, slots=True)
class _Told:
    """One step of the year: the same for every pupil, but for school, dossier and id."""

    type: str
    open: dict[str, bytes]
    sealed: Mapping[str, Any]
    hub: bool


def _told(name: str, data: dict[str, Any]) -> _Told:
    type_ = f"nl.passendonderwijs.{name}.v1"
    open_, sealed = split(data, velden_van(type_).verzegelde_paden)
    hub = name.startswith("termijnen")
    actor = HUB if hub else Actor(rol="lvs", organisatie="99AA00")
    bodies = {
        school: encode_body(Body(actor=actor, data={"school": school, **open_}, sealed=tuple(sealed)))
        for school in SCHOOLS
    }
    return _Told(type_, bodies, sealed, hub)


def pupils_in(events: int) -> int:
    """How many pupils have so many events among them in their year."""
    return events // len(_YEAR)


async def append_years(log: EventLog, pupils: Sequence[Pupil], sealing: Sealing = no_seal) -> None:
    """Append the facts and signals of their year, through which all pupils go together."""
    for step, told in enumerate(_told(name, data) for name, data in _YEAR):
        for start in range(0, len(pupils), _BATCH):
            new = [_event(step, told, pupil, sealing) for pupil in pupils[start : start + _BATCH]]
            async with log.database.transaction() as tx:
                await log.append(tx, new, 1_772_442_000_000_000 + step)


def _event(step: int, told: _Told, pupil: Pupil, sealing: Sealing) -> NewEvent:
    id_ = uuid5(pupil.dossier, str(step))
    event = NewEvent(
        topic=Topic.FACTS, dossier=pupil.dossier, type=told.type, id=str(id_), regio=REGIO, cause=id_,
        source=HUB_SOURCE if told.hub else f"urn:nld:brin:{pupil.school}:systeem:lvs", open=told.open[pupil.school],
    )  # fmt: skip
    return msgspec.structs.replace(event, sealed=sealing(event, told.sealed)) if told.sealed else event
