"""What a region may set of its own about deadlines (domain.md §5)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from .values import Aantal, Deel, MaandDag


class Termijnafwijking(Deel):
    """What the region has for one deadline in place of the rule's own term (domain.md §5): one of four forms.

    `dagen`, `weken`: calendar. `werkdagen`: working days. `datums`: `MM-DD` in every schooljaar; none means
    that the region does not have this calendar.
    """

    dagen: Aantal | None = None
    werkdagen: Aantal | None = None
    weken: Aantal | None = None
    datums: tuple[MaandDag, ...] | None = None

    @property
    def vormen(self) -> frozenset[str]:
        """The forms that are given."""
        return frozenset(self.model_dump(exclude_none=True))

    @model_validator(mode="after")
    def _een_vorm(self) -> Self:
        if len(self.vormen) != 1:
            raise PydanticCustomError("regel", "Geef precies één van: dagen, werkdagen, weken, datums.")
        return self


_DUUR: Final = frozenset({"dagen", "werkdagen", "weken"})
_DATUMS: Final = frozenset({"datums"})
AANPASBAAR: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "opp-rod": _DUUR,
    "advies": _DUUR,
    "verwijzing-antwoord": _DUUR,
    "tlv-besluit": frozenset({"dagen", "weken"}),
    "kindbespreking": _DATUMS,
    "seo-meting": _DATUMS,
    "groepsplan-bespreking": _DATUMS,
    "sop-actualisatie": _DATUMS,
    "monitoring": _DATUMS,
    "warme-overdracht": _DATUMS,
})  # fmt: skip
"""Termijnen of which domain.md §5 says "profile", with the forms each may take. No other is the region's."""

TLV_BESLUIT_DAGEN: Final = 56
"""The most that a region may give itself for a TLV-besluit: eight weeks, Awb 4:13."""


def broken_rule(termijn_id: str, afwijking: Termijnafwijking) -> str | None:
    """The rule that this deviation breaks, if it does."""
    vormen = AANPASBAAR.get(termijn_id)
    if vormen is None:
        return f"Deze termijn ligt vast of bestaat niet. Een regio kiest alleen: {', '.join(AANPASBAAR)}."
    if not afwijking.vormen <= vormen:
        return f"Deze vorm past niet. Gebruik: {', '.join(sorted(vormen))}."
    dagen = (afwijking.dagen or 0) + 7 * (afwijking.weken or 0)
    if termijn_id == "tlv-besluit" and dagen > TLV_BESLUIT_DAGEN:
        return "Een regio mag deze termijn alleen korter maken dan 8 weken (Awb 4:13)."
    return None
