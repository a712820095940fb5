"""Inzendingen: what became of a submission, which is itself logged under its own type (docs/decisions/0002).

Also what became of it later: a fact stays one, but what it leaned on may be withdrawn (docs/decisions/0024).
"""

from typing import Annotated, Any, ClassVar, Final

from .codes import Dossiersoort
from .gebeurtenis import DE_HUB_ZELF, Contractmodel, Datum, Gebeurtenis, Soort, soort
from .identifiers import Gebeurtenisverwijzing
from .visibility import MEE, zicht

_ID = "2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10"


class Uitkomst(Gebeurtenis):
    """What every outcome says. `inzending`: the id in `/v1/inzendingen/{id}`."""

    inzending: Annotated[str, MEE]
    over: Annotated[str, MEE]


class Regelbericht(Contractmodel):
    """A rule that decided: its id, its basis in law or source, and in plain Dutch what is wrong and what to do."""

    id: Annotated[str, MEE]
    grondslag: Annotated[str, MEE]
    melding: Annotated[str, MEE]
    volgende_stap: Annotated[str, MEE]


_REGEL = {
    "id": "aanmelding-eerst", "grondslag": "WPO 40",
    "melding": "De hub heeft nog geen aanmelding van deze leerling bij deze school.",
    "volgendeStap": "Stuur de aanmelding. Daarna gaat deze inzending vanzelf verder.",
}  # fmt: skip
_OVER = {"inzending": _ID, "over": "nl.passendonderwijs.aanmeldingen.beslistermijnverlengd.v1"}


class Aangehouden(Uitkomst):
    """Held: something may still arrive. `wacht_op`: event types; `tot`: last day before it is refused by `regel`."""

    kenmerken: ClassVar[Soort] = soort(
        "inzendingen.aangehouden.v1",
        "De inzending wacht op een andere gebeurtenis.",
        _OVER | {"wachtOp": ["nl.passendonderwijs.aanmeldingen.ontvangen.v1"], "tot": "2026-03-16", "regel": _REGEL},
        afzenders=DE_HUB_ZELF, datumveld="tot",
    )  # fmt: skip

    wacht_op: Annotated[tuple[str, ...], MEE]
    tot: Annotated[Datum, MEE]
    regel: Annotated[Regelbericht, MEE]


class Aanvaard(Uitkomst):
    """Accepted: the submitted event is now a fact, under the same id and source."""

    kenmerken: ClassVar[Soort] = soort(
        "inzendingen.aanvaard.v1", "De inzending is aanvaard.", _OVER, afzenders=DE_HUB_ZELF
    )


class Afgewezen(Uitkomst):
    """Refused by a rule; the submission is kept."""

    kenmerken: ClassVar[Soort] = soort(
        "inzendingen.afgewezen.v1", "De inzending is afgewezen.", _OVER | {"regel": _REGEL}, afzenders=DE_HUB_ZELF
    )

    regel: Annotated[Regelbericht, MEE]


UITKOMSTEN: Final[tuple[type[Gebeurtenis], ...]] = (Aangehouden, Aanvaard, Afgewezen)
"""What can become of a submission."""

# Each of them only where it sees the fact itself; which rule it is may tell of events that the SWV does not see.
_WIE_HET_FEIT_ZIET = zicht("SOW ingetrokken")
_SCHOOL_EN_OUDERS = zicht("SO ingetrokken")


def _signaal(naam: str, omschrijving: str, **meer: Any) -> Soort:
    voorbeeld = {
        "over": "nl.passendonderwijs.ondersteuningsplannen.oppvastgesteld.v1",
        "gebeurtenis": "9a7f1c52-0c0d-4d5e-8f1e-0d1c2b3a4f55", "datum": "2026-11-09", "inzending": _ID,
        "door": "0d6b1f0e-5d0e-4f55-8a43-6a2f1c9e7b10",
    }  # fmt: skip
    return soort(
        f"inzendingen.{naam}.v1", omschrijving, voorbeeld | meer,
        afzenders=DE_HUB_ZELF, dossiers=frozenset(Dossiersoort) - {Dossiersoort.HUB},
    )  # fmt: skip


class Voorwaardesignaal(Gebeurtenis):
    """About an accepted event that leans on others. `over`, `gebeurtenis`: its type and id; `inzending`: as sent.

    `door`: the event that brought it about, which the hub recorded on `datum`.
    """

    over: Annotated[str, _WIE_HET_FEIT_ZIET]
    gebeurtenis: Annotated[Gebeurtenisverwijzing, _WIE_HET_FEIT_ZIET]
    datum: Annotated[Datum, _WIE_HET_FEIT_ZIET]
    inzending: Annotated[str, zicht("S ingetrokken")]
    door: Annotated[Gebeurtenisverwijzing, _SCHOOL_EN_OUDERS]


class VoorwaardeVervallen(Voorwaardesignaal):
    """What it leaned on was withdrawn or corrected: it was accepted, and would not be now. `regel`: by which rule."""

    kenmerken: ClassVar[Soort] = _signaal(
        "voorwaardevervallen",
        "Een aanvaarde gebeurtenis voldoet niet meer aan een voorwaarde, door een intrekking of correctie.",
        regel={
            "id": "opp-leerling-gehoord", "grondslag": "WPO 40a; hoorrecht",
            "melding": "Het gesprek met de leerling over deze versie van het OPP is ingetrokken of gecorrigeerd.",
            "volgendeStap": "Leg een nieuw gesprek vast, of trek het OPP in.",
        },
    )  # fmt: skip

    regel: Annotated[Regelbericht, _SCHOOL_EN_OUDERS]


class VoorwaardeHersteld(Voorwaardesignaal):
    """It meets all conditions again, or it no longer counts itself: there is nothing left to do."""

    kenmerken: ClassVar[Soort] = _signaal(
        "voorwaardehersteld",
        "Een aanvaarde gebeurtenis voldoet weer aan alle voorwaarden, of geldt zelf niet meer.",
        datum="2026-11-16",
    )


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (*UITKOMSTEN, VoorwaardeVervallen, VoorwaardeHersteld)
