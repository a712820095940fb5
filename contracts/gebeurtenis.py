"""What every event contract has: its kind, its common fields, and how a model is read as a contract."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict, ValidationInfo
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from .codes import Bewaarklasse, Canon, Dossiersoort, Grondslag, Rol
from .identifiers import Gebeurtenisverwijzing, Persoonlijke_tekst, RegionaleNiveaucode, Schoolcode
from .visibility import MEE, VERZEGELD, Gebeurd, Partij, Verzegeld, Zicht, zicht

TYPE_PREFIX = "nl.passendonderwijs."
SCHOOL_ZENDT = frozenset({Rol.LVS, Rol.SCHOOL})
DE_HUB_ZELF: frozenset[Rol] = frozenset()
LEERLINGDOSSIER = frozenset({Dossiersoort.LEERLING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """The kind of an event: what the catalogue tells about it beside its fields.

    `type`: CloudEvents type. `omschrijving`: one Dutch sentence. `afzenders`: roles that may send it (empty: the hub
    itself alone; invariant 13). `dossiers`: the kinds of dossier it may stand in, and so what `subject` names.
    `datumveld`: JSON field with the business date, by which a deadline is met. `voorbeeld`: a valid `data`, of
    invented people.
    """

    type: str
    omschrijving: str
    voorbeeld: Mapping[str, Any]
    afzenders: frozenset[Rol] = SCHOOL_ZENDT
    dossiers: frozenset[Dossiersoort] = LEERLINGDOSSIER
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


def schoolsoort(naam: str, omschrijving: str, voorbeeld: Mapping[str, Any], **rest: Any) -> Soort:
    """As `soort`, of a matter of the school itself: in the school's dossier, kept as such (design §3)."""
    return soort(
        naam, omschrijving, voorbeeld,
        dossiers=frozenset({Dossiersoort.SCHOOL}), bewaarklasse=Bewaarklasse.SCHOOL, **rest,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vandaag:
    """Validation context: the day, in Europe/Amsterdam, beyond which nothing can have happened."""

    datum: date


_JJJJ_MM_DD = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _jjjj_mm_dd(waarde: Any) -> Any:
    # Left to itself pydantic takes "1772409600" (a unix time) and "2026-03-02T00:00:00Z" for a date.
    if not isinstance(waarde, str):
        return waarde
    try:
        if _JJJJ_MM_DD.fullmatch(waarde):
            return date.fromisoformat(waarde)
    except ValueError:
        pass
    raise PydanticCustomError("date_parsing", "Dit is geen datum in de vorm JJJJ-MM-DD.")


Datum = Annotated[date, Strict(), BeforeValidator(_jjjj_mm_dd)]
"""A calendar day, on the wire `YYYY-MM-DD` and nothing else."""


def _niet_in_de_toekomst(waarde: date, info: ValidationInfo) -> date:
    if isinstance(info.context, Vandaag) and waarde > info.context.datum:
        raise PydanticCustomError("datum_in_toekomst", "De datum ligt in de toekomst.")
    return waarde


GebeurdOp = Annotated[Datum, AfterValidator(_niet_in_de_toekomst), Gebeurd()]
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
    """Which event of the same type and organisation this one replaces, in fold, deadlines and views.

    The reason is personal text: of those who see the event, for school and ouders alone, as that of a withdrawal.
    """

    id: Annotated[Gebeurtenisverwijzing, MEE]
    reden: Annotated[Persoonlijke_tekst, zicht("SO"), VERZEGELD]


class Niveau(Contractmodel):
    """A level of support: canonical, with the region's own code beside it (domain.md §1)."""

    canon: Annotated[Canon, MEE]
    regionaal: Annotated[RegionaleNiveaucode | None, MEE] = None


class Gebeurtenis(Contractmodel):
    """`data` of an event in one dossier."""

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
    """One field of a contract as privacy sees it. `pad`: JSON names from `data` down.

    What stands below another field never widens it: its grant holds only where that field and the event are seen.
    """

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
        verleend = {v.pad for v in self.velden if _noemt(v.zicht, partij)}
        zelf = {pad for pad in verleend if len(pad) == 1}
        open_ = zelf | {v.pad for v in self.velden if v.zicht.mee and zelf}
        return (v for v in self.velden if v.pad in verleend and all(v.pad[:n] in open_ for n in range(1, len(v.pad))))


def _noemt(zicht: Zicht, partij: Partij) -> bool:
    if zicht.openbaar or partij in zicht.als_termijn:
        return True
    return partij in zicht.altijd or partij in zicht.met_toestemming or partij in zicht.na


def veldwijzer(model: type[Contractmodel]) -> Veldwijzer:
    """Read `model`'s annotations.

    Raises TypeError where a field does not say who may see it (default deny), and where one is sealed that stands
    in a list: sealing takes fields out by their path, and a list has none.
    """
    velden = tuple(_velden(model, ()))
    return Veldwijzer(velden, tuple(v.pad for v in velden if v.verzegeld))


def merken_van(info: FieldInfo) -> tuple[Any, ...]:
    """All marks on a field, also those on a part of its type: `Annotated[date, Gebeurd()] | None` is marked too."""
    delen = (getattr(deel, "__metadata__", ()) for deel in getattr(info.annotation, "__args__", ()))
    return (*info.metadata, *chain.from_iterable(delen))


def _velden(model: type[Contractmodel], boven: tuple[str, ...]) -> Iterator[Veld]:
    for naam, info in model.model_fields.items():
        pad = (*boven, info.alias or naam)
        merken = merken_van(info)
        zichten = [m for m in merken if isinstance(m, Zicht)]
        if len(zichten) != 1:
            raise TypeError(f"{model.__name__}.{naam}: one Zicht needed, {len(zichten)} given")
        yield Veld(pad, zichten[0], any(isinstance(m, Verzegeld) for m in merken))
        onder = ondermodel(info.annotation)
        if onder is not None:
            velden = tuple(_velden(onder, pad))
            if tuple in _soorten(info.annotation) and any(veld.verzegeld for veld in velden):
                raise TypeError(f"{model.__name__}.{naam}: nothing within a list can be sealed")
            yield from velden


def ondermodel(annotatie: Any) -> type[Contractmodel] | None:
    """The model that stands in a field of this type, alone, in a list or as one of several; None: there is none."""
    return next((s for s in _soorten(annotatie) if isinstance(s, type) and issubclass(s, Contractmodel)), None)


def _soorten(annotatie: Any) -> Iterator[Any]:
    """The types that an annotation is made of: of `tuple[Niveau, ...] | None` also tuple and Niveau."""
    yield getattr(annotatie, "__origin__", annotatie)
    for deel in getattr(annotatie, "__args__", ()):
        yield from _soorten(deel)
