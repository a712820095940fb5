"""Inzendingen: what became of a submission, which is itself logged under its own type (docs/decisions/0002)."""

from typing import Annotated, ClassVar

from .gebeurtenis import DE_HUB_ZELF, Contractmodel, Datum, Gebeurtenis, Soort, soort
from .visibility import MEE

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


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (Aangehouden, Aanvaard, Afgewezen)
