"""Signals of the hub about a running deadline (domain.md §5): Gestart, Nadert, Verstreken, Gehaald, Vervallen."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from .codes import Dossiersoort
from .gebeurtenis import DE_HUB_ZELF, Datum, Gebeurtenis, Soort, soort
from .identifiers import EigenId, Gebeurtenisverwijzing, Groepscode
from .visibility import zicht

# Of a deadline nobody may learn who may not see all that starts or meets it: that differs per rule.
_ZICHT = zicht("S O(termijn)")


def _soort(naam: str, omschrijving: str, **meer: Any) -> Soort:
    voorbeeld = {
        "termijn": "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11", "regel": "aanmelding-beslissing", "regelversie": 1,
        "start": "3f1a2b84-7c7e-4a51-9a0e-6f7f0c1d2e3f", "gestartOp": "2026-03-02", "einddatum": "2026-04-13",
        "datum": "2026-03-02",
    }  # fmt: skip
    return soort(
        f"termijnen.{naam}.v1", omschrijving, voorbeeld | meer, afzenders=DE_HUB_ZELF,
        dossiers=frozenset({Dossiersoort.LEERLING, Dossiersoort.SCHOOL}),
    )  # fmt: skip


class Termijnsignaal(Gebeurtenis):
    """What each signal says. `start`: id of the fact that began it. `einddatum`: None while the clock stands still.

    `plan_id`, `groep`: of which plan or groep, where its rule has one for each.
    """

    termijn: Annotated[str, _ZICHT]
    regel: Annotated[str, _ZICHT]
    regelversie: Annotated[int, _ZICHT]
    start: Annotated[Gebeurtenisverwijzing, _ZICHT]
    gestart_op: Annotated[Datum, _ZICHT]
    einddatum: Annotated[Datum | None, _ZICHT] = None
    datum: Annotated[Datum, _ZICHT]
    plan_id: Annotated[EigenId | None, _ZICHT] = None
    groep: Annotated[Groepscode | None, _ZICHT] = None


class Gestart(Termijnsignaal):
    """A deadline runs, or runs to another date than before (suspension, extension, correction)."""

    kenmerken: ClassVar[Soort] = _soort("gestart", "Een termijn loopt, of loopt tot een andere datum dan eerst.")

    opgeschort_sinds: Annotated[Datum | None, _ZICHT] = None


class Nadert(Termijnsignaal):
    """The end is near: `datum` is the first day of that."""

    kenmerken: ClassVar[Soort] = _soort("nadert", "Een termijn loopt bijna af.", datum="2026-03-30")


class Verstreken(Termijnsignaal):
    """The end has passed unmet: `datum` is the first day after it."""

    kenmerken: ClassVar[Soort] = _soort("verstreken", "Een termijn is verstreken.", datum="2026-04-14")


class Gehaald(Termijnsignaal):
    """Met on business date `datum`; `dagen_te_laat` above 0: te laat gehaald."""

    kenmerken: ClassVar[Soort] = _soort(
        "gehaald", "Een termijn is gehaald, op tijd of te laat.", datum="2026-04-08", dagenTeLaat=0
    )

    dagen_te_laat: Annotated[int, Field(ge=0), _ZICHT]


class Vervallen(Termijnsignaal):
    """The deadline no longer applies: its start was withdrawn, or the pupil left."""

    kenmerken: ClassVar[Soort] = _soort("vervallen", "Een termijn geldt niet meer.", datum="2026-03-20")


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (Gestart, Nadert, Verstreken, Gehaald, Vervallen)
