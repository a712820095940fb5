"""The table of rules: every version of each, and which one holds on a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from .aanmelding import AANMELDING
from .opp import OPP
from .plan import PLAN
from .regel import Termijnregel
from .school import SCHOOL

REGELS: tuple[Termijnregel, ...] = (*AANMELDING, *OPP, *PLAN, *SCHOOL)
"""Every rule, each version once, older versions first."""


class OnbekendeTermijn(LookupError):
    """There is no such rule, or none yet on that day; the message says which there are."""


def per_id(regels: Iterable[Termijnregel]) -> Mapping[str, tuple[Termijnregel, ...]]:
    """The versions of each rule, in order.

    Raises ValueError unless (id, versie) is unique and each version of a rule has a higher number, and holds
    from a later day, than the one before it.
    """
    versies: dict[str, tuple[Termijnregel, ...]] = {}
    for regel in regels:
        eerdere = versies.get(regel.id, ())
        deze = f"termijn {regel.id!r}, versie {regel.versie}"
        if any(regel.versie == eerder.versie for eerder in eerdere):
            raise ValueError(f"{deze} staat er twee keer")
        if eerdere and (regel.versie < eerdere[-1].versie or regel.geldt_vanaf <= eerdere[-1].geldt_vanaf):
            raise ValueError(f"{deze} moet een hoger nummer hebben en later gelden dan de versie ervoor")
        versies[regel.id] = (*eerdere, regel)
    return MappingProxyType(versies)


_PER_ID = per_id(REGELS)


def sleutelveld(id: str) -> str | None:
    """The field of `data` by which rule `id` tells several deadlines in one dossier apart; None: it does not."""
    return _PER_ID[id][-1].sleutel if id in _PER_ID else None


def versie_op(versies: Sequence[Termijnregel], dag: date) -> Termijnregel | None:
    """Of the versions of one rule, in order, the one that holds for a term that starts on `dag`; None: none yet."""
    return next((regel for regel in reversed(versies) if regel.geldt_vanaf <= dag), None)


def bewaakt_open_termijn(id: str, gestart_op: date, einddatum: date | None) -> bool:
    """Whether the hub watches an open term of a beginstand (docs/decisions/0014): it has a rule that can do so."""
    regel = versie_op(_PER_ID.get(id, ()), gestart_op)
    return regel is not None and regel.kan_al_lopen(einddatum)


def regels_op(id: str, dag: date) -> Termijnregel:
    """The version of rule `id` for a term that starts on `dag`. Raises OnbekendeTermijn."""
    try:
        versies = _PER_ID[id]
    except KeyError:
        bekend = ", ".join(sorted(_PER_ID))
        raise OnbekendeTermijn(f"onbekende termijn {id!r}; bekend zijn: {bekend}") from None
    regel = versie_op(versies, dag)
    if regel is None:
        raise OnbekendeTermijn(f"termijn {id!r} geldt pas vanaf {versies[0].geldt_vanaf}, niet op {dag}")
    return regel
