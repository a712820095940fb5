"""What all answers are made of, and what stands for text that cannot be shown."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


def voorbeeld(**velden: Any) -> ConfigDict:
    """The configuration of a model with this example."""
    return ConfigDict(json_schema_extra={"examples": [velden]})


class Antwoord(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, frozen=True)


class Vergeten(Antwoord):
    """In de plaats van tekst waarvan de sleutel is vernietigd."""

    vergeten: Literal[True] = True


class Onleesbaar(Antwoord):
    """In de plaats van tekst die er nog is, maar die de hub nu niet kan openen."""

    onleesbaar: Literal[True] = True
    melding: str = Field(
        "De hub kan deze tekst nu niet openen: de sleutel klopt niet. Meld dit bij de beheerder van de hub.",
        description="Wat er aan de hand is en wat u kunt doen.",
    )


Mask = Vergeten | Onleesbaar

VERGETEN: Final = Vergeten()
ONLEESBAAR: Final = Onleesbaar()
