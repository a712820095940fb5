"""Deadline rules as data (domain.md §5): what starts a term, what meets it, how long it is, by which article.

A rule says what the law or the agreement says; `termijnberekening` does the sums. A changed rule is a new
version with the day from which it holds: a term keeps the version of the day it started on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from .codes import Rol


class Eenheid(StrEnum):
    """Unit of a duration."""

    DAGEN = "dagen"
    WERKDAGEN = "werkdagen"
    WEKEN = "weken"
    JAREN = "jaren"


_ENKELVOUD = {
    Eenheid.DAGEN: "dag",
    Eenheid.WERKDAGEN: "werkdag",
    Eenheid.WEKEN: "week",
    Eenheid.JAREN: "jaar",
}

# Longest term to which the law applies (Atw 4 onder a): none in years. One in werkdagen ends on one anyway.
_ATW_TEN_HOOGSTE = {Eenheid.DAGEN: 90, Eenheid.WERKDAGEN: 90, Eenheid.WEKEN: 12, Eenheid.JAREN: 0}


@dataclass(frozen=True, slots=True)
class Duur:
    """Length of a term. Zero days: it ends on the date in its start event. Raises ValueError below that."""

    aantal: int
    eenheid: Eenheid

    def __post_init__(self) -> None:
        kleinste = 1 if self.eenheid is Eenheid.WERKDAGEN else 0
        if self.aantal < kleinste:
            raise ValueError(f"een duur is minstens {kleinste} {self.eenheid}, niet {self.aantal}")

    def __str__(self) -> str:
        if self.aantal == 1 or self.eenheid is Eenheid.JAREN:  # Dutch: twee weken, but twee jaar
            return f"{self.aantal} {_ENKELVOUD[self.eenheid]}"
        return f"{self.aantal} {self.eenheid}"


@dataclass(frozen=True, slots=True)
class Grond:
    """What a rule rests on. `artikel`: as lawyers cite it. `bron`: marks of domain.md (wet, keuze, 000-004).

    `wettelijk`: the term stands in a law; False for what was agreed or is our own choice.
    """

    artikel: str
    bron: str
    wettelijk: bool = True

    def __str__(self) -> str:
        return f"{self.artikel} [{self.bron}]"


@dataclass(frozen=True, slots=True)
class Moment:
    """An event that matters to a term: its CloudEvents type, and the field of `data` whose date counts."""

    type: str
    datumveld: str = "datum"


@dataclass(frozen=True, slots=True)
class Verlengingsregel:
    """How a term may be extended: once, by `door`, whose date field holds the new end date.

    `ten_hoogste`: the most that may be added, counted on from the unrolled end of the term; None: no limit.
    """

    door: Moment
    ten_hoogste: Duur | None
    grondslag: Grond


@dataclass(frozen=True, slots=True)
class Opschortingsregel:
    """What makes the clock stand still, and what lets it run again."""

    opent: Moment
    sluit: Moment
    grondslag: Grond


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnregel:
    """One version of one rule.

    `geldt_vanaf`: first start day for which this version holds. `omschrijving`: what the term is for, in
    Dutch. `start`, `gehaald_door`, `vervalt_door`: any one of the events does. `eigenaar`: who must act;
    empty when the start event names the actor. `nadert_dagen`: how many days before its end a term is near.
    `atw`: whether the end rolls to a werkdag, when that is not what `atw_verlengt` derives.

    Raises ValueError for a negative `nadert_dagen`, and for a suspension of a term in werkdagen or years:
    what is added is calendar days.
    """

    id: str
    versie: int
    geldt_vanaf: date
    omschrijving: str
    start: tuple[Moment, ...]
    gehaald_door: tuple[Moment, ...]
    duur: Duur
    eigenaar: tuple[Rol, ...]
    grondslag: Grond
    verlenging: Verlengingsregel | None = None
    opschorting: Opschortingsregel | None = None
    vervalt_door: tuple[Moment, ...] = ()
    atw: bool | None = None
    nadert_dagen: int = 14

    def __post_init__(self) -> None:
        if self.opschorting is not None and self.duur.eenheid not in (Eenheid.DAGEN, Eenheid.WEKEN):
            raise ValueError(f"termijn {self.id!r}: opschorting telt in dagen, niet in {self.duur.eenheid}")
        if self.nadert_dagen < 0:
            raise ValueError(f"termijn {self.id!r}: nadert_dagen is minstens 0")

    @property
    def atw_verlengt(self) -> bool:
        """Whether an end on a Saturday, Sunday or feestdag rolls to the next werkdag (Atw 1 lid 1).

        Unless `atw` says otherwise: yes for a term set by law, but not for one of more than 12 weeks or 90
        days, or in years (Atw 4 onder a). Atw 2 (at least two werkdagen in a term) is not reckoned: it
        touches only terms of a few days, and no statutory one here is that short.
        """
        if self.atw is not None:
            return self.atw
        return self.grondslag.wettelijk and self.duur.aantal <= _ATW_TEN_HOOGSTE[self.duur.eenheid]


AANMELDING_ONTVANGEN = Moment("nl.passendonderwijs.aanmeldingen.ontvangen.v1", "ontvangstdatum")
AANVULLING_GEVRAAGD = Moment("nl.passendonderwijs.aanmeldingen.aanvullinggevraagd.v1")
AANVULLING_ONTVANGEN = Moment("nl.passendonderwijs.aanmeldingen.aanvullingontvangen.v1")
BESLISTERMIJN_VERLENGD = Moment("nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1", "nieuweDatum")
PASSEND_AANBOD_GEDAAN = Moment("nl.passendonderwijs.aanmeldingen.passendaanbodgedaan.v1")
TOEGELATEN = Moment("nl.passendonderwijs.aanmeldingen.toegelaten.v1")
TOELATING_GEWEIGERD = Moment("nl.passendonderwijs.aanmeldingen.toelatinggeweigerd.v1")
TIJDELIJK_GEPLAATST = Moment("nl.passendonderwijs.aanmeldingen.tijdelijkgeplaatst.v1")
UITGESCHREVEN = Moment("nl.passendonderwijs.leerlingen.uitgeschreven.v1")

_BESLISSING = (PASSEND_AANBOD_GEDAAN, TOEGELATEN, TOELATING_GEWEIGERD)
_WPO_40 = Grond("WPO 40", "wet; 000")
_AWB_4_15 = Grond("Awb 4:15 lid 1", "wet")
_PASSEND_ONDERWIJS = date(2014, 8, 1)  # the Wet passend onderwijs took effect

REGELS: tuple[Termijnregel, ...] = (
    Termijnregel(
        id="aanmelding-beslissing",
        versie=1,
        geldt_vanaf=_PASSEND_ONDERWIJS,
        omschrijving="de beslissing over de aanmelding",
        start=(AANMELDING_ONTVANGEN,),
        gehaald_door=_BESLISSING,
        duur=Duur(6, Eenheid.WEKEN),
        verlenging=Verlengingsregel(BESLISTERMIJN_VERLENGD, Duur(4, Eenheid.WEKEN), _WPO_40),
        opschorting=Opschortingsregel(AANVULLING_GEVRAAGD, AANVULLING_ONTVANGEN, _AWB_4_15),
        vervalt_door=(UITGESCHREVEN,),
        eigenaar=(Rol.SCHOOL,),
        grondslag=_WPO_40,
    ),
    # The day after ten weeks. It does not stand still while an aanvulling is open [keuze]: Awb 4:15 suspends
    # the term of a decision, and this is the day from which the child has a place without one; domain.md §5
    # names no suspension here either. The day after the ten weeks rolls as other statutory ends do [keuze].
    Termijnregel(
        id="tijdelijke-plaatsing",
        versie=1,
        geldt_vanaf=_PASSEND_ONDERWIJS,
        omschrijving="de tijdelijke plaatsing als er geen beslissing is",
        start=(AANMELDING_ONTVANGEN,),
        gehaald_door=(TIJDELIJK_GEPLAATST, *_BESLISSING),
        duur=Duur(10 * 7 + 1, Eenheid.DAGEN),
        vervalt_door=(UITGESCHREVEN,),
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("WPO 40", "wet"),
    ),
)
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


def versie_op(versies: Sequence[Termijnregel], dag: date) -> Termijnregel | None:
    """Of the versions of one rule, in order, the one that holds for a term that starts on `dag`; None: none yet."""
    return next((regel for regel in reversed(versies) if regel.geldt_vanaf <= dag), None)


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
