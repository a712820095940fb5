"""What every event contract has: its kind, its common fields, and how a model is read as a contract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from .codes import Bewaarklasse, Canon, Grondslag, Rol
from .identifiers import Gebeurtenisverwijzing, Persoonlijke_tekst, RegionaleNiveaucode, Schoolcode
from .visibility import MEE, VERZEGELD, Gebeurd, Partij, Verzegeld, Zicht

TYPE_PREFIX = "nl.passendonderwijs."
SCHOOL_ZENDT = frozenset({Rol.LVS, Rol.SCHOOL})
DE_HUB_ZELF: frozenset[Rol] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """The kind of an event: what the catalogue tells about it beside its fields.

    `type`: CloudEvents type. `omschrijving`: one Dutch sentence. `afzenders`: roles that may send it (empty: the hub
    itself alone; invariant 13). `datumveld`: JSON field with the business date, by which a deadline is met.
    `voorbeeld`: a valid `data`, of invented people.
    """

    type: str
    omschrijving: str
    voorbeeld: Mapping[str, Any]
    afzenders: frozenset[Rol] = SCHOOL_ZENDT
    bewaarklasse: Bewaarklasse = Bewaarklasse.LEERLINGDOSSIER
    grondslag: Grondslag = Grondslag.WET
    datumveld: str = "datum"

    @property
    def domein(self) -> str:
        """The plural domain in the type: `aanmeldingen`."""
        return self.type.removeprefix(TYPE_PREFIX).split(".", 1)[0]

    @property
    def versie(self) -> int:
        """The `n` of `v<n>` at the end of the type."""
        return int(self.type.rsplit(".v", 1)[1])


def soort(naam: str, omschrijving: str, voorbeeld: Mapping[str, Any], **rest: Any) -> Soort:
    """The kind of the event called `naam` (domain, name and version: `aanmeldingen.ontvangen.v1`)."""
    return Soort(type=TYPE_PREFIX + naam, omschrijving=omschrijving, voorbeeld=voorbeeld, **rest)


@dataclass(frozen=True, slots=True)
class Vandaag:
    """Validation context: the day, in Europe/Amsterdam, beyond which nothing can have happened."""

    datum: date


def _niet_in_de_toekomst(waarde: date, info: ValidationInfo) -> date:
    if isinstance(info.context, Vandaag) and waarde > info.context.datum:
        raise PydanticCustomError("datum_in_toekomst", "De datum ligt in de toekomst.")
    return waarde


GebeurdOp = Annotated[date, AfterValidator(_niet_in_de_toekomst), Gebeurd()]
"""Day on which something happened; checked against `Vandaag` when that is given."""


class Contractmodel(BaseModel):
    """Base of all that stands in `data`: camelCase on the wire, nothing unknown, never an input value in an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
    )


class Correctie(Contractmodel):
    """Which event of the same type and organisation this one replaces, in fold, deadlines and views."""

    id: Annotated[Gebeurtenisverwijzing, MEE]
    reden: Annotated[Persoonlijke_tekst, MEE, VERZEGELD]


class Niveau(Contractmodel):
    """A level of support: canonical, with the region's own code beside it (domain.md §1)."""

    canon: Annotated[Canon, MEE]
    regionaal: Annotated[RegionaleNiveaucode | None, MEE] = None


class Gebeurtenis(Contractmodel):
    """`data` of an event about one pupil's dossier."""

    kenmerken: ClassVar[Soort]

    school: Annotated[Schoolcode | None, MEE] = None
    grondslag: Annotated[Grondslag | None, MEE] = None
    corrigeert: Annotated[Correctie | None, MEE] = None

    @classmethod
    def lees(cls, data: bytes, vandaag: date | None = None) -> Self:
        """Validate JSON `data` strictly. Raises `pydantic.ValidationError` with every fault, values left out."""
        return cls.model_validate_json(
            data, strict=True, by_name=False, by_alias=True, context=Vandaag(vandaag) if vandaag else None
        )


class SchoolGebeurtenis(Gebeurtenis):
    """An event of a school or its LVS: `school` says whose dossier (design §6)."""

    school: Annotated[Schoolcode, MEE]


@dataclass(frozen=True, slots=True)
class Veld:
    """One field of a contract as privacy sees it. `pad`: JSON names from `data` down."""

    pad: tuple[str, ...]
    zicht: Zicht
    verzegeld: bool


@dataclass(frozen=True, slots=True)
class Veldwijzer:
    """The fields of one contract, read once from its annotations."""

    velden: tuple[Veld, ...]
    verzegelde_paden: tuple[tuple[str, ...], ...] = field(default=())

    def zichtbaar_voor(self, partij: Partij) -> Iterator[Veld]:
        """Fields granted to `partij` at all, always or conditionally; what comes along (`MEE`) is not counted."""
        return (
            v for v in self.velden
            if partij in v.zicht.altijd or partij in v.zicht.met_toestemming or partij in v.zicht.na
        )  # fmt: skip


def veldwijzer(model: type[Contractmodel]) -> Veldwijzer:
    """Read `model`'s annotations. Raises TypeError where a field does not say who may see it (default deny)."""
    velden = tuple(_velden(model, ()))
    return Veldwijzer(velden, tuple(v.pad for v in velden if v.verzegeld))


def _velden(model: type[Contractmodel], boven: tuple[str, ...]) -> Iterator[Veld]:
    for naam, info in model.model_fields.items():
        pad = (*boven, info.alias or naam)
        zichten = [m for m in info.metadata if isinstance(m, Zicht)]
        if len(zichten) != 1:
            raise TypeError(f"{model.__name__}.{naam}: one Zicht needed, {len(zichten)} given")
        yield Veld(pad, zichten[0], any(isinstance(m, Verzegeld) for m in info.metadata))
        onder = _ondermodel(info.annotation)
        if onder is not None:
            yield from _velden(onder, pad)


def _ondermodel(annotatie: Any) -> type[Contractmodel] | None:
    for kandidaat in (annotatie, *getattr(annotatie, "__args__", ())):
        if isinstance(kandidaat, type) and issubclass(kandidaat, Contractmodel):
            return kandidaat
    return None
