"""A dossier as its school sends about it: a pupil's or the school's own, and the steps of its story."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any, Final

from contracts.gebeurtenis import TYPE_PREFIX

from ..inzending import Verwacht
from .schoolbeeld import Schoolbeeld

_HEX: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Stap:
    """One event of a dossier: sent on `dag`. `id` is fixed here, so that a later step can refer to it."""

    type: str
    dag: date
    data: dict[str, Any]
    id: str
    verwacht: Verwacht = Verwacht.AANVAARD
    bijzonder: str | None = None

    def als(self, verwacht: Verwacht, bijzonder: str) -> "Stap":
        """This step, with what is odd about it."""
        return replace(self, verwacht=verwacht, bijzonder=bijzonder)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a story is about. `sleutel`: how the school names it. `kans`: the dice of the whole run."""

    school: Schoolbeeld
    sleutel: str
    kans: Random

    def stap(self, soort: str, dag: date, /, **data: Any) -> Stap:
        """A step of this school. `soort`: as in the catalogue, without prefix."""
        return Stap(TYPE_PREFIX + soort, dag, {"school": self.school.code, **data}, nieuw_id(self.kans))

    def op(self, soort: str, dag: date, /, **data: Any) -> Stap:
        """A step about what happened on the day it is sent."""
        return self.stap(soort, dag, datum=dag.isoformat(), **data)

    def intrekking(self, stap: Stap, dag: date, reden: str) -> Stap:
        """The withdrawal of an earlier step."""
        return self.op("dossiers.gebeurtenisingetrokken.v1", dag, id=stap.id, reden=reden)

    def correctie(self, stap: Stap, dag: date, reden: str, /, **anders: Any) -> Stap:
        """An earlier step anew, with what is different in it."""
        data = stap.data | anders | {"corrigeert": {"id": stap.id, "reden": reden}}
        return Stap(stap.type, dag, data, nieuw_id(self.kans))


def nieuw_id(kans: Random) -> str:
    """A random UUID (version 4) as text."""
    h = f"{kans.getrandbits(128):032x}"
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{_HEX[8 + int(h[16], 16) % 4]}{h[17:20]}-{h[20:]}"
