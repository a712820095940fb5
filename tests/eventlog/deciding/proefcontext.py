"""A small context for tests of the mechanism: stairs. Each step needs the one below it; a name is unique in a house."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from msgspec import Struct

from contracts.envelope import WITHDRAWAL
from eventlog.body import Nothing
from eventlog.deciding.decider import Decider, Fact, Submission
from eventlog.deciding.outcome import Accept, Claim, Hold, Outcome, Refuse, Rule
from eventlog.testing import Given, Sender

TREDE: Final = "nl.passendonderwijs.trappen.trede.v1"
NAAM: Final = "nl.passendonderwijs.trappen.naam.v1"

EERST_LAGER: Final = Rule("eerst-lager", "proef", "Leg eerst de trede hieronder.", "Doe dat.")
EERST_BODEM: Final = Rule("eerst-bodem", "proef", "Leg eerst de onderste trede.", "Doe dat.")
TE_HOOG: Final = Rule("te-hoog", "proef", "Hoger dan tien treden mag niet.", "Doe dat.")
DUBBEL: Final = Rule("dubbel", "proef", "Deze trede ligt er al.", "Doe dat.")
NAAM_BEZET: Final = Rule("naam-bezet", "proef", "Deze naam is bezet.", "Doe dat.")

BRON: Final = "urn:nld:brin:99AA00:systeem:een"
BRON_TWEE: Final = "urn:nld:brin:99AA00:systeem:twee"
ANDERE_BRON: Final = "urn:nld:brin:99AB00:systeem:een"


@dataclass(frozen=True)
class Soort:
    type: str


@dataclass(frozen=True)
class Gebeurtenis:
    """Stands in for a contract instance."""

    kenmerken: Soort
    data: Mapping[str, Any] = field(default_factory=dict)

    def model_dump_json(self, *, by_alias: bool | None = None, exclude_none: bool = False) -> str:
        return json.dumps({k: v for k, v in self.data.items() if v is not None or not exclude_none})


def trede(hoogte: int, *, corrigeert: str | None = None) -> Gebeurtenis:
    return Gebeurtenis(Soort(TREDE), {"hoogte": hoogte, "maker": "Noor", **_correctie(corrigeert)})


def naam(tekst: str, *, corrigeert: str | None = None) -> Gebeurtenis:
    return Gebeurtenis(Soort(NAAM), {"tekst": tekst, **_correctie(corrigeert)})


def ingetrokken(id_: str, *, corrigeert: str | None = None) -> Gebeurtenis:
    return Gebeurtenis(Soort(WITHDRAWAL), {"id": id_, **_correctie(corrigeert)})


def _correctie(id_: str | None) -> dict[str, Any]:
    return {"corrigeert": {"id": id_}} if id_ is not None else {}


class Trede(Struct, frozen=True):
    hoogte: int


class Naam(Struct, frozen=True):
    tekst: str


@dataclass(frozen=True)
class Trap:
    treden: frozenset[int] = frozenset()
    namen: tuple[str, ...] = ()


def evolve(state: Trap, feit: Fact) -> Trap:
    match feit.data:
        case Trede(hoogte=hoogte):
            return replace(state, treden=state.treden | {hoogte})
        case Naam(tekst=tekst):
            return replace(state, namen=(*state.namen, tekst))
        case _:
            return state


def decide(state: Trap, inzending: Submission) -> Outcome:
    match inzending.data:
        case Trede(hoogte=hoogte) if hoogte > 10:
            return Refuse(TE_HOOG)
        case Trede(hoogte=hoogte) if hoogte in state.treden:
            return Refuse(DUBBEL)
        case Trede(hoogte=hoogte) if hoogte > 1 and hoogte - 1 not in state.treden:
            return Hold((TREDE,), EERST_LAGER if state.treden else EERST_BODEM, days=5)
        case Naam(tekst=tekst):
            return Accept((Claim("naam", tekst, NAAM_BEZET),))
        case _:
            return Accept()


PROEF: Final = Decider(
    name="proef",
    initial=Trap(),
    evolve=evolve,
    decide=decide,
    decides={TREDE: Trede, NAAM: Naam, WITHDRAWAL: Nothing},
    reads={},
    senders={TREDE: {"bouwer"}, NAAM: {"bouwer", "bewoner"}, WITHDRAWAL: {"bouwer"}},
)


def verzegeld(type_: str) -> tuple[tuple[str, ...], ...]:
    return (("maker",),) if type_ == TREDE else ()


given: Final = Given(sealed_paths=verzegeld, sender=Sender("bouwer", BRON, "22-02"), today=date(2026, 3, 2))
