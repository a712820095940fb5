"""Guarantee 9: each older version of the catalogue can be read as the newest, what is sealed included."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import ValidationError

from contracts.catalogue import CATALOGUS, versies
from contracts.gebeurtenis import Gebeurtenis, SchoolGebeurtenis, Soort, soort, veldwijzer
from contracts.identifiers import Persoonlijke_tekst
from contracts.upcasts import UPCASTS, Upcast
from contracts.visibility import VERZEGELD, zicht
from eventlog.body import Actor, Body
from eventlog.sealing.seal import split
from eventlog.upcast import Upcasters


class Eerste(SchoolGebeurtenis):
    """Made up: an event as its first version had it."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.proef.v1", "Verzonnen.", {"school": "99AA00", "uren": 3, "reden": "Verzonnen tekst."}
    )

    uren: Annotated[int, zicht("SO")]
    reden: Annotated[Persoonlijke_tekst, zicht("SO"), VERZEGELD]


class Tweede(SchoolGebeurtenis):
    """And as the second has it: in minutes, and the reason under another name."""

    kenmerken: ClassVar[Soort] = soort(
        "leerlingen.proef.v2", "Verzonnen.", {"school": "99AA00", "minuten": 180, "toelichting": "Verzonnen tekst."}
    )

    minuten: Annotated[int, zicht("SO")]
    toelichting: Annotated[Persoonlijke_tekst, zicht("SO"), VERZEGELD]


def _in_minuten(data: dict[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in data.items() if naam != "uren"} | {"minuten": data["uren"] * 60}


VERZONNEN = {model.kenmerken.type: model for model in (Eerste, Tweede)}
STAP = Upcast(Eerste.kenmerken.type, Tweede.kenmerken.type, _in_minuten, {"reden": "toelichting"})


def _newest_of_each_example(catalogus: Mapping[str, type[Gebeurtenis]], steps: Sequence[Upcast]) -> list[Gebeurtenis]:
    """Of every older version its example, read as the newest. Raises ValidationError where that is no valid one."""
    upcasters = Upcasters(steps)
    found = []
    for type_, model in catalogus.items():
        if type_ not in upcasters:
            continue
        open_, sealed = split(model.kenmerken.voorbeeld, veldwijzer(model).verzegelde_paden)
        newest = catalogus[upcasters.newest(type_)]
        read = upcasters.read(type_, Body(Actor("lvs", "x"), open_, sealed=tuple(sealed)))
        opened = upcasters.opened(type_, sealed)
        may_be_sealed = {".".join(path) for path in veldwijzer(newest).verzegelde_paden}
        assert set(read.sealed) == set(opened) <= may_be_sealed
        found.append(newest.model_validate(_joined(read.data, opened)))
    return found


def _joined(data: Mapping[str, Any], opened: Mapping[str, Any]) -> dict[str, Any]:
    """With each sealed field at its place again."""
    whole = dict(data)
    for name, value in opened.items():
        *path, last = name.split(".")
        holder = whole
        for part in path:
            holder[part] = holder = dict(holder[part])
        holder[last] = value
    return whole


def test_every_older_version_has_a_step_and_every_step_ends_at_a_known_version() -> None:
    upcasters = Upcasters(UPCASTS)
    for type_ in CATALOGUS:
        stem, _, _ = type_.rpartition(".v")
        assert upcasters.newest(type_) == f"{stem}.v{max(versies(type_))}"
    assert {upcasters.newest(step.type) for step in UPCASTS} <= CATALOGUS.keys()


def test_the_example_of_each_older_version_reads_as_a_valid_newest_one() -> None:
    assert len(_newest_of_each_example(CATALOGUS, UPCASTS)) == len(UPCASTS)


def test_so_does_that_of_a_made_up_older_version() -> None:
    assert _newest_of_each_example(VERZONNEN, [STAP]) == [Tweede(**Tweede.kenmerken.voorbeeld)]


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (replace(STAP, data=lambda data: data), ValidationError),  # leaves the hours as they were
        (replace(STAP, sealed={}), AssertionError),  # forgets that the reason has another name
    ],
)
def test_and_a_step_that_does_not_lead_there_is_found(step: Upcast, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        _newest_of_each_example(VERZONNEN, [step])
