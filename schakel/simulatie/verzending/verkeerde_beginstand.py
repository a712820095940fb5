"""Beginstanden that are wrong, each in one way: against the contract, against a rule, or under an id that is taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from ..inzending import Inzending, Verwacht
from .verstoringen import bedorven


@dataclass(slots=True)
class Eerdere:
    """What was sent before and is right: the last one, and the last one with a TLV."""

    laatste: Inzending | None = None
    met_tlv: Inzending | None = None

    def onthoud(self, inzending: Inzending) -> None:
        """This one is right."""
        self.laatste = inzending
        if "tlv" in inzending.gebeurtenis["data"]:
            self.met_tlv = inzending


def verkeerd(inzending: Inzending, eerdere: Eerdere, kans: Random, dag: date) -> Inzending:
    """This one made wrong, or another that is wrong in its place."""
    kunnen: list[Callable[[], Inzending]] = [
        lambda: bedorven(inzending, kans, dag),
        lambda: _afgewezen(inzending, kans),
    ]
    if eerdere.laatste is not None:
        kunnen += [_tweede(inzending, eerdere.laatste), _zelfde_id(eerdere.laatste)]
    if eerdere.met_tlv is not None:
        kunnen.append(_zelfde_tlv(inzending, eerdere.met_tlv))
    return kans.choice(kunnen)()


# --- against a rule ---


def _niveau_van_elders(data: dict[str, Any]) -> str:
    data["niveau"] = {"canon": "E1", "regionaal": "trede 99"}
    return "niveau van een andere regio"


def _onbekend_gebied(data: dict[str, Any]) -> str:
    data["plannen"] = [_een_plan(data, "sterrenkunde", weken=8)]
    return "gebied dat de regio niet kent"


def _plan_achterstevoren(data: dict[str, Any]) -> str:
    data["plannen"] = [_een_plan(data, "rekenen", weken=-8)]
    return "plan dat eindigt voor het begint"


def _voor_de_inschrijving(data: dict[str, Any]) -> str:
    data["datum"] = (date.fromisoformat(data["inschrijfdatum"]) - timedelta(days=1)).isoformat()
    return "beginstand voor de inschrijving"


def _een_plan(data: dict[str, Any], gebied: str, *, weken: int) -> dict[str, Any]:
    begin = date.fromisoformat(data["inschrijfdatum"])
    return {
        "planId": "plan-1", "soort": "training", "gebied": gebied, "gestartOp": begin.isoformat(),
        "evaluatiedatum": (begin + timedelta(weeks=weken)).isoformat(),
    }  # fmt: skip


_REGELS: Final[Sequence[Callable[[dict[str, Any]], str]]] = (
    _niveau_van_elders, _onbekend_gebied, _plan_achterstevoren, _voor_de_inschrijving,
)  # fmt: skip


def _afgewezen(inzending: Inzending, kans: Random) -> Inzending:
    data = dict(inzending.gebeurtenis["data"])
    wat = kans.choice(_REGELS)(data)
    return _met(inzending, data, Verwacht.AFGEWEZEN, wat)


# --- against what was sent before ---


def _zelfde_tlv(inzending: Inzending, ander: Inzending) -> Callable[[], Inzending]:
    data = inzending.gebeurtenis["data"] | {"tlv": ander.gebeurtenis["data"]["tlv"]}
    return lambda: _met(inzending, data, Verwacht.AFGEWEZEN, "TLV-nummer van een ander")


def _tweede(inzending: Inzending, eerste: Inzending) -> Callable[[], Inzending]:
    """The same pupil once more, under the id of a pupil that now has none."""
    tweede = replace(eerste, gebeurtenis=eerste.gebeurtenis | {"id": inzending.gebeurtenis["id"]})
    return lambda: replace(tweede, verwacht=Verwacht.AFGEWEZEN, bijzonder="tweede beginstand van een leerling")


def _zelfde_id(eerste: Inzending) -> Callable[[], Inzending]:
    data = eerste.gebeurtenis["data"]
    anders = data | {"extraOndersteuning": not data["extraOndersteuning"]}
    return lambda: _met(eerste, anders, Verwacht.BOTSING, "zelfde id, andere inhoud")


def _met(inzending: Inzending, data: dict[str, Any], verwacht: Verwacht, wat: str) -> Inzending:
    gebeurtenis = inzending.gebeurtenis | {"data": data}
    return replace(inzending, gebeurtenis=gebeurtenis, verwacht=verwacht, bijzonder=wat)
