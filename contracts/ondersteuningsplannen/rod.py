"""What the Register Onderwijsdeelnemers (ROD) of DUO knows of an OPP: dates and nothing else (invariant 10; 000).

The school registers; the hub only hears that it did. There is no field in which a number of a person would fit, and
any field that is not here is refused by the contract.
"""

from typing import Annotated, ClassVar

from ..codes import Rodkenmerk
from ..gebeurtenis import Datum, GebeurdOp, SchoolGebeurtenis, Soort, soort
from ..visibility import zicht


class _Rodregistratie(SchoolGebeurtenis):
    """`datum`: of the ROD's answer; that and which answer it is, is the status that the SWV sees.

    `begindatum`, `einddatum`: of the OPP as sent to the register; no `einddatum` while it runs.
    """

    datum: Annotated[GebeurdOp, zicht("SW")]
    begindatum: Annotated[Datum, zicht("S")]
    einddatum: Annotated[Datum | None, zicht("S")] = None
    kenmerk: Annotated[Rodkenmerk | None, zicht("S")] = None


_REGISTRATIE = {"school": "99AA00", "datum": "2026-10-26", "begindatum": "2026-10-23", "kenmerk": "opp"}


class OppGeregistreerdInRod(_Rodregistratie):
    """The OPP is registered in the ROD (000)."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.oppgeregistreerdinrod.v1",
        "Het ontwikkelingsperspectief is geregistreerd in het ROD.",
        _REGISTRATIE,
    )


class RodRegistratieGeweigerd(_Rodregistratie):
    """The ROD did not take the registration; why stands in the school's own system."""

    kenmerken: ClassVar[Soort] = soort(
        "ondersteuningsplannen.rodregistratiegeweigerd.v1",
        "Het ROD heeft de registratie van het ontwikkelingsperspectief geweigerd.",
        _REGISTRATIE,
    )
