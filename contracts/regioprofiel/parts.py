"""The parts of a regioprofiel: organisations, the ladder of support, what is on offer, and rules that a region sets."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from ..codes import Canon
from ..identifiers import Bestuursnummer, Gemeentecode, SwvCode
from .codes import Bekostiger, Gebied, Partnersoort, Schoolsoort
from .values import Aantal, Deel, JaNee, Naam, Niveaucode, Oin, Profielcode, regel


class Swv(Deel):
    """The samenwerkingsverband of the region. `code`: `PO2202` (domain.md §7)."""

    code: Annotated[SwvCode, regel("Een SWV-code is PO of VO en 4 cijfers, zoals PO2202.")]
    naam: Naam

    @property
    def soort(self) -> Literal["po", "vo"]:
        """Primair or voortgezet onderwijs; the code says it, so it cannot contradict it."""
        return "po" if self.code.startswith("PO") else "vo"


class School(Deel):
    """A school of the region; its key in `scholen` is `12AB00` (domain.md §7).

    `bestuur`: its number (DUO). `wijk`: as the region names it. `gemeente`: CBS code of where the school is.
    """

    naam: Naam
    soort: Schoolsoort
    bestuur: Annotated[Bestuursnummer, regel("Een bestuursnummer heeft 5 cijfers, zoals 40123.")]
    wijk: Naam
    gemeente: Annotated[Gemeentecode, regel("Een gemeentecode (CBS) heeft 4 cijfers, zoals 0855.")]


class Regioniveau(Deel):
    """One rung: a canonical level and the region's own code for it (domain.md §1, a cell of the table).

    Both ways many to many: `4` of [004] is E1 and E2, and B3 of [002] is `OT` and `trajecten`.
    `document`: what is drawn up there. `lead`: who leads; empty where the sources name nobody.
    """

    canon: Canon
    regionaal: Niveaucode
    naam: Naam
    document: tuple[Naam, ...] = ()
    lead: tuple[Naam, ...] = ()


class Regiogebied(Deel):
    """A canonical area and the region's own code for it; many to many, as with `Regioniveau`."""

    canon: Gebied
    regionaal: Profielcode
    naam: Naam


class Arrangement(Deel):
    """A soort arrangement of the region; its key is the code. `canon`: G2 makes it a *voorziening* [003]."""

    naam: Naam
    canon: Canon


class Hulpvorm(Deel):
    """A kind of help to refer to; its key is the code. `bekostiger` absent: open, the sources do not say."""

    naam: Naam
    bekostiger: Bekostiger | None = None


class Partner(Deel):
    """A care partner; its key is its id (domain.md §7). `hulpvormen`: what it takes referrals for."""

    naam: Naam
    soort: Partnersoort
    hulpvormen: tuple[Profielcode, ...] = ()
    oin: Oin | None = None


class Wachttijd(Deel):
    """How long a held submission may wait for what is missing, in calendar days, before its rule refuses it.

    `dagen`: 14 unless said [keuze]. `per_regel`: another number for one rule, by the rule's id.
    """

    dagen: Aantal = 14
    per_regel: Mapping[Profielcode, Aantal] = Field(default_factory=dict)

    def voor(self, regel: str) -> int:
        """Days that a hold of rule `regel` lasts."""
        return self.per_regel.get(regel, self.dagen)


class Regels(Deel):
    """Invariants that a region switches or sets (domain.md §4).

    `advies_voor_aanvraag`: no ArrangementAangevraagd or TlvAangevraagd before AdviesUitgebracht (3) [003].
    `tlc_voor_toekenning`: no TlvToegekend, and no ArrangementToegekend of a voorziening, before
    TlcAdviesUitgebracht (3) [003]. `smw_gesprekken`: the most SmwGesprekken of one verwijzing (11) [001].
    """

    advies_voor_aanvraag: JaNee = False
    tlc_voor_toekenning: JaNee = False
    smw_gesprekken: Aantal = 5
