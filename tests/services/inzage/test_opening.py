"""What is sealed is opened under the names that the newest version of its type gives them (guarantee 9)."""

import os
from dataclasses import dataclass, field
from typing import Any

from contracts.catalogue import bewaarklasse
from eventlog.sealing.seal import SealedPart, seal
from eventlog.upcast import Upcasters
from eventlog.views.projection import Sealed
from services.inzage.opening import Opener, Persoon
from tests.bouwstenen import SCHOOL

from .hub import ONE_IS_ENOUGH, Hub

TYPE = "nl.passendonderwijs.leerlingen.persoonsgegevensvastgelegd.v1"


@dataclass(frozen=True)
class Stap:
    """Made up: in the second version a `roepnaam` is called `naam`."""

    type: str = TYPE
    becomes: str = TYPE.replace(".v1", ".v2")
    sealed: dict[str, str] = field(default_factory=lambda: {"roepnaam": "naam"})

    @staticmethod
    def data(data: dict[str, Any]) -> dict[str, Any]:
        return data


@ONE_IS_ENOUGH
async def test_a_name_sealed_in_an_older_version_is_shown(hub: Hub) -> None:
    dossier = (await hub.dossiers.resolve([(SCHOOL, "leerling-001")]))[SCHOOL, "leerling-001"]
    name = (dossier, bewaarklasse(TYPE).value)
    key = (await hub.sealing.for_sealing([name]))[name]
    part = SealedPart(digest=b"", fields={"roepnaam": "Noor Verzonnen"})
    blob = seal(key, os.urandom(12), name[1], source="urn:x", id_="1", type_=TYPE, part=part)
    opener = Opener(hub.sealing, Upcasters([Stap()]))
    found = await opener.personen([(dossier, Sealed("urn:x", "1", TYPE, blob))])
    assert found == {dossier: Persoon("leerling-001", "Noor Verzonnen")}
