"""The regions this hub serves: one `<code>.toml` each, beside this file, read once."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ..regioprofiel import ProfielFout, Regioprofiel

_EXTENSIE = ".toml"


@cache
def profielen() -> Mapping[str, Regioprofiel]:
    """Every packaged profile by its code. Raises `ProfielFout`, with the file's name, when one is wrong."""
    return lees_map(files(__package__))


def profiel_van_school(school: str) -> Regioprofiel | None:
    """The profile of the region that school `12AB00` belongs to; None when no region lists it."""
    return _per_school().get(school)


def lees_map(plek: Traversable) -> Mapping[str, Regioprofiel]:
    """Read all profiles in a folder, by code. A file is named after its code; a school belongs to one region.

    Raises `ProfielFout` with the faults of every file.
    """
    gelezen: dict[str, Regioprofiel] = {}
    fouten: list[str] = []
    for bestand in sorted((b for b in plek.iterdir() if b.name.endswith(_EXTENSIE)), key=lambda b: b.name):
        try:
            gelezen[bestand.name] = Regioprofiel.lees(bestand.read_text("utf-8"))
        except ProfielFout as fout:
            fouten += [f"{bestand.name}: {zin}" for zin in fout.fouten]
    fouten += _naamfouten(gelezen)
    fouten += _schoolfouten(gelezen)
    if fouten:
        raise ProfielFout(fouten)
    return MappingProxyType({profiel.code: profiel for profiel in gelezen.values()})


@cache
def _per_school() -> Mapping[str, Regioprofiel]:
    return {school: profiel for profiel in profielen().values() for school in profiel.scholen}


def _naamfouten(gelezen: Mapping[str, Regioprofiel]) -> Iterator[str]:
    for bestand, profiel in gelezen.items():
        if bestand != profiel.code + _EXTENSIE:
            yield f'{bestand}: code: "{profiel.code}" past niet. Het bestand heet zoals de code, plus .toml.'


def _schoolfouten(gelezen: Mapping[str, Regioprofiel]) -> Iterator[str]:
    eerder: dict[str, str] = {}
    for bestand, profiel in gelezen.items():
        for school in profiel.scholen:
            if school in eerder:
                waar = f"{bestand}: scholen.{school}"
                yield f"{waar}: staat ook in {eerder[school]}. Een school hoort bij één regio."
            eerder.setdefault(school, bestand)
