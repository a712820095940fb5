"""The form of a deadline rule: what starts a term, what meets it, how long it is, by which article."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ..codes import Rol
from ..visibility import Partij
from .kalender import Kalender
from .moment import Moment

PASSEND_ONDERWIJS: Final = date(2014, 8, 1)
"""The Wet passend onderwijs took effect: from this day its deadlines are reckoned."""
VOOR_OUDERS: Final = frozenset({Partij.OUDERS})
"""`Termijnregel.ook_voor`: ouders may learn of the deadline, beside the school."""


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
    """What a rule rests on. `artikel`: as lawyers cite it, and as users are told.

    `bron`: marks of domain.md (wet, keuze, 000-004), for who reads the code.
    `wettelijk`: the term stands in a law; False for what was agreed or is our own choice.
    """

    artikel: str
    bron: str
    wettelijk: bool = True

    def __str__(self) -> str:
        return self.artikel


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


@dataclass(frozen=True, slots=True)
class Reeks:
    """Under a rule with a reeks at most one deadline runs at a time (for each `sleutel`, where it has one).

    `begint_opnieuw`: a start while one runs makes that one lapse and begins another; otherwise it changes nothing.
    `herhaalt`: what meets a deadline begins the next.
    `gedekt_tot`: once it was met, a start begins nothing until one of these; empty: the next start does.
    """

    begint_opnieuw: bool = False
    herhaalt: bool = False
    gedekt_tot: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnregel:
    """One version of one rule.

    `geldt_vanaf`: first start day for which this version holds. `omschrijving`: what the term is for, in
    Dutch. `start`, `gehaald_door`, `vervalt_door`: any one of the events does. `eigenaar`: who must act;
    empty when the start event names the actor. `nadert_dagen`: how many days before its end a term is near.
    `atw`: whether the end rolls to a werkdag, when that is not what `atw_verlengt` derives.
    `reeks`: absent, each start has a deadline of its own beside the others.
    `kalender`: in place of `start`; each of its days is a deadline, from the begin of the schooljaar on.
    `sleutel`: field of `data` that tells apart what the rule is about several times in one dossier, such as plans;
    an event without that field is about all of them.
    `eindveld`: field of the start event with the last day itself, in place of a length (`duur` is then zero).
    `elk_schooljaar`: it ends at the latest on 31 July of a schooljaar in which it was not met yet.
    `ook_voor`: who may learn of the deadline beside the school; nobody who may not see all that starts or meets it.

    Raises ValueError for a negative `nadert_dagen`, for a suspension of a term in werkdagen or years, since what is
    added is calendar days, for a `sleutel` without a reeks or kalender, and without a start, or with two.
    """

    id: str
    versie: int
    geldt_vanaf: date
    omschrijving: str
    start: tuple[Moment, ...] = ()
    gehaald_door: tuple[Moment, ...]
    duur: Duur
    eigenaar: tuple[Rol, ...]
    grondslag: Grond
    verlenging: Verlengingsregel | None = None
    opschorting: Opschortingsregel | None = None
    vervalt_door: tuple[Moment, ...] = ()
    atw: bool | None = None
    nadert_dagen: int = 14
    reeks: Reeks | None = None
    kalender: Kalender | None = None
    sleutel: str | None = None
    eindveld: str | None = None
    elk_schooljaar: bool = False
    ook_voor: frozenset[Partij] = frozenset()

    def __post_init__(self) -> None:
        if self.opschorting is not None and self.duur.eenheid not in (Eenheid.DAGEN, Eenheid.WEKEN):
            raise ValueError(f"termijn {self.id!r}: opschorting telt in dagen, niet in {self.duur.eenheid}")
        if self.nadert_dagen < 0:
            raise ValueError(f"termijn {self.id!r}: nadert_dagen is minstens 0")
        if self.sleutel is not None and self.reeks is None and self.kalender is None:
            raise ValueError(f"termijn {self.id!r}: een sleutel hoort bij een reeks of een kalender")
        if bool(self.start) == (self.kalender is not None):
            raise ValueError(f"termijn {self.id!r}: een termijn begint met een gebeurtenis of door de kalender")

    @property
    def atw_verlengt(self) -> bool:
        """Whether an end on a Saturday, Sunday or feestdag rolls to the next werkdag (Atw 1 lid 1).

        Unless `atw` says otherwise: yes for a term set by law, but not for one of more than 12 weeks or 90
        days, or in years (Atw 4 onder a). Atw 2 (at least two werkdagen in a term) is not reckoned: it
        touches only terms of a few days, and no statutory one here is that short.
        """
        if self.atw is not None:
            return self.atw
        return self.grondslag.wettelijk and self.kort_voor_atw

    def kan_al_lopen(self, einddatum: date | None) -> bool:
        """Whether the open term of a beginstand can be watched by this rule, with its last day if that was told.

        Not one that the calendar begins by itself, nor one that is told apart by what a term does not name; one
        without a length of its own needs its last day.
        """
        return bool(self.start) and self.sleutel is None and (self.eindveld is None or einddatum is not None)

    @property
    def kort_voor_atw(self) -> bool:
        """Whether its length is one to which the Algemene termijnenwet applies (Atw 4 onder a)."""
        return self.duur.aantal <= _ATW_TEN_HOOGSTE[self.duur.eenheid]
