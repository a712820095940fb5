"""What of an event a party sees: its contract applied to the data of one event, denied by default (guarantee 11).

Pure. Only what a party is granted by its relation alone. A grant that hangs on a toestemming, or on another event, is
none here: who knows of these rights adds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from .catalogue import CATALOGUS, velden_van
from .visibility import Partij, Zicht

_NIEMAND: Final = Zicht()


@dataclass(slots=True)
class _Knoop:
    """A field, and those below it."""

    zicht: Zicht = _NIEMAND
    onder: dict[str, "_Knoop"] = field(default_factory=dict)


@cache
def _boom(type_: str) -> Mapping[str, _Knoop]:
    wortel = _Knoop()
    for veld in velden_van(type_).velden:
        knoop = wortel
        for naam in veld.pad:
            knoop = knoop.onder.setdefault(naam, _Knoop())
        knoop.zicht = veld.zicht
    return wortel.onder


def zichtbaar(type_: str, data: Mapping[str, Any], partij: Partij, *, ziet_doel: bool = False) -> dict[str, Any] | None:
    """The part of `data` that `partij` sees; None where it may not even know that the event happened.

    Of an unknown type nothing is seen. `ziet_doel`: of an event that withdraws another, or says that its condition
    lapsed, whether that one is seen.
    """
    if type_ not in CATALOGUS:
        return None
    boom = _boom(type_)
    if any(knoop.zicht.ingetrokken for knoop in boom.values()):
        if not ziet_doel or not any(_met_doel(boom[naam].zicht, partij) for naam in data if naam in boom):
            return None
    elif not any(_verleend(boom[naam].zicht, partij) and _er_is(data[naam]) for naam in data if naam in boom):
        return None
    return _zien(boom, data, partij)


def _zien(velden: Mapping[str, _Knoop], data: Mapping[str, Any], partij: Partij) -> dict[str, Any]:
    gezien: dict[str, Any] = {}
    for naam, waarde in data.items():
        knoop = velden.get(naam)
        if knoop is None or not (knoop.zicht.mee or _verleend(knoop.zicht, partij)):
            continue
        if knoop.onder and isinstance(waarde, Mapping):
            waarde = _zien(knoop.onder, waarde, partij)
        elif knoop.onder and isinstance(waarde, list):
            waarde = [_zien(knoop.onder, deel, partij) for deel in waarde]
        gezien[naam] = waarde
    return gezien


def _met_doel(zicht: Zicht, partij: Partij) -> bool:
    return zicht.ingetrokken and (zicht.mee or _verleend(zicht, partij))


def _verleend(zicht: Zicht, partij: Partij) -> bool:
    return zicht.openbaar or partij in zicht.altijd


def _er_is(waarde: Any) -> bool:
    """What says nothing shows nobody that something happened: an empty list of arrangementen is no arrangement."""
    return waarde is not None and waarde not in ((), [], {})
