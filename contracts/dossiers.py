"""Dossiers: what is done to recorded events themselves (domain.md §3)."""

from typing import Annotated, ClassVar

from .codes import Rol
from .gebeurtenis import GebeurdOp, Gebeurtenis, Soort, soort
from .identifiers import Gebeurtenisverwijzing, Persoonlijke_tekst
from .visibility import ALS_INGETROKKEN, VERZEGELD, zicht


class GebeurtenisIngetrokken(Gebeurtenis):
    """Withdraws an event of the same organisation: it disappears from fold, deadlines and views; the log keeps both.

    Its audience is that of what it withdraws; of them, the reason is
    for school and ouders alone.
    """

    kenmerken: ClassVar[Soort] = soort(
        "dossiers.gebeurtenisingetrokken.v1",
        "Een eerdere gebeurtenis is ingetrokken.",
        {
            "school": "99AA00", "datum": "2026-03-11", "id": "9a7f1c52-0c0d-4d5e-8f1e-0d1c2b3a4f55",
            "reden": "De aanmelding hoorde bij een andere leerling.",
        },
        afzenders=frozenset(Rol) - {Rol.OUDER, Rol.BEHEER},
    )  # fmt: skip

    datum: Annotated[GebeurdOp, ALS_INGETROKKEN]
    id: Annotated[Gebeurtenisverwijzing, ALS_INGETROKKEN]
    reden: Annotated[Persoonlijke_tekst, zicht("SO ingetrokken"), VERZEGELD]


GEBEURTENISSEN: tuple[type[Gebeurtenis], ...] = (GebeurtenisIngetrokken,)
