"""Single values of a regioprofiel, each with its rule in Dutch for whoever got it wrong."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from ..identifiers import Code, Schoolcode


class Deel(BaseModel):
    """Base of the profile and its parts: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def regel(zin: str) -> WrapValidator:
    """Answer any fault in this value with `zin`: the rule for it in Dutch."""

    def keur(waarde: Any, vorm: ValidatorFunctionWrapHandler) -> Any:
        try:
            return vorm(waarde)
        except ValidationError:
            raise PydanticCustomError("regel", "{zin}", {"zin": zin}) from None

    return WrapValidator(keur)


def _elk_jaar(maand_dag: str) -> str:
    date.fromisoformat(f"2001-{maand_dag}")  # a year without 29 February
    return maand_dag


Profielcode = Annotated[
    Code,
    regel("Een code heeft 1 tot 40 tekens: letters, cijfers, punt, - of _. Begin met een letter of cijfer."),
]
Naam = Annotated[str, StringConstraints(min_length=1, max_length=120), regel("Een naam is tekst van 1 tot 120 tekens.")]
Niveaucode = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    regel("Een niveaucode is tekst van 1 tot 40 tekens."),
]
"""A regional level as the region writes it: `2a`, `optie 1`, `mentor/docent`."""
Profielschool = Annotated[
    Schoolcode,
    regel("Een schoolcode is BRIN en vestiging: 2 cijfers, 2 hoofdletters, 2 cijfers, zoals 12AB00."),
]
Oin = Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$"), regel("Een OIN heeft 20 cijfers.")]
MaandDag = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_elk_jaar),
    regel("Schrijf een dag als maand-dag, zoals 10-31. 29 februari kan niet: die is er niet elk jaar."),
]
"""A day that comes back every schooljaar, `MM-DD`."""
Aantal = Annotated[int, Field(strict=True, ge=1, le=365), regel("Geef een heel getal van 1 tot en met 365.")]
JaNee = Annotated[bool, Field(strict=True), regel("Kies true of false.")]
