"""Beheer: what an operator does to the hub itself, each with who did it and why (domain.md §3; design §6)."""

from typing import Annotated, Any, ClassVar

from .codes import Bewaarklasse, Dossiersoort
from .gebeurtenis import DE_HUB_ZELF, GebeurdOp, Gebeurtenis, Soort, soort
from .identifiers import Code, Persoonlijke_tekst
from .visibility import MEE, VERZEGELD

HUB_DOSSIER = frozenset({Dossiersoort.HUB})


def beheersoort(naam: str, omschrijving: str, voorbeeld: dict[str, Any]) -> Soort:
    """The kind of an administrative act: in the hub's own dossier, sent by nobody."""
    return soort(
        f"beheer.{naam}", omschrijving,
        {"datum": "2026-03-02", "actor": "beheerder-7", "reden": "Na een hersteld programma.", **voorbeeld},
        afzenders=DE_HUB_ZELF, dossiers=HUB_DOSSIER, bewaarklasse=Bewaarklasse.BEHEER,
    )  # fmt: skip


class Beheershandeling(Gebeurtenis):
    """What every act says. No party is granted any of it: it is for who runs the hub, and for who inspects it."""

    datum: Annotated[GebeurdOp, MEE]
    actor: Annotated[Persoonlijke_tekst, MEE, VERZEGELD]
    reden: Annotated[Persoonlijke_tekst, MEE, VERZEGELD]


class HerverwerkingGestart(Beheershandeling):
    """Parked dossiers are handled again by one processor, or by all (`verwerker` left out)."""

    kenmerken: ClassVar[Soort] = beheersoort(
        "herverwerkinggestart.v1",
        "Een beheerder laat geparkeerde dossiers opnieuw verwerken.",
        {"verwerker": "aanmelding", "dossiers": 3},
    )

    verwerker: Annotated[Code | None, MEE] = None
    dossiers: Annotated[int, MEE]


class HerbouwGestart(Beheershandeling):
    """A view is made anew from the log, beside the one that answers. `hervat`: gone on with where it was broken off."""

    kenmerken: ClassVar[Soort] = beheersoort(
        "herbouwgestart.v1",
        "Een overzicht wordt opnieuw opgebouwd uit het log, naast het overzicht dat antwoordt.",
        {"projectie": "school", "generatie": 2, "hervat": False},
    )

    projectie: Annotated[Code, MEE]
    generatie: Annotated[int, MEE]
    hervat: Annotated[bool, MEE]


class HerbouwAfgerond(Beheershandeling):
    """The new generation of a view answers from now on; `actor` and `reden` are those of the rebuild."""

    kenmerken: ClassVar[Soort] = beheersoort(
        "herbouwafgerond.v1",
        "Een overzicht is opnieuw opgebouwd. Het nieuwe overzicht antwoordt nu.",
        {"projectie": "school", "generatie": 2},
    )

    projectie: Annotated[Code, MEE]
    generatie: Annotated[int, MEE]


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (HerverwerkingGestart, HerbouwGestart, HerbouwAfgerond)
