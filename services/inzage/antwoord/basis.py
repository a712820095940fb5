"""What all answers are made of, and what stands for text that is gone."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict
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


VERGETEN: Final = Vergeten()
