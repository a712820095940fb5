"""Guarantee 9: each older version of the catalogue can be read as the newest, what is sealed included."""

from typing import Any

from contracts.catalogue import CATALOGUS, velden_van, versies, voorbeeld
from contracts.upcasts import UPCASTS
from eventlog.body import Actor, Body
from eventlog.sealing.seal import split
from eventlog.upcast import Upcasters


def test_every_older_version_has_a_step_and_every_step_ends_at_a_known_version() -> None:
    upcasters = Upcasters(UPCASTS)
    for type_ in CATALOGUS:
        stem, _, _ = type_.rpartition(".v")
        assert upcasters.newest(type_) == f"{stem}.v{max(versies(type_))}"
    assert {upcasters.newest(step.type) for step in UPCASTS} <= CATALOGUS.keys()


def test_the_example_of_each_older_version_reads_as_a_valid_newest_one() -> None:
    upcasters = Upcasters(UPCASTS)
    for type_ in (type_ for type_ in CATALOGUS if type_ in upcasters):
        data: dict[str, Any] = voorbeeld(type_)["data"]
        open_, sealed = split(data, velden_van(type_).verzegelde_paden)
        newest = upcasters.newest(type_)
        read = upcasters.read(type_, Body(Actor("lvs", "x"), open_, sealed=tuple(sealed)))
        may_be_sealed = {".".join(path) for path in velden_van(newest).verzegelde_paden}
        assert set(read.sealed) == set(upcasters.opened(type_, sealed)) <= may_be_sealed
        CATALOGUS[newest].model_validate(read.data | upcasters.opened(type_, sealed))
