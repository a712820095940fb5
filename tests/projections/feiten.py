"""Facts and signals as the log holds them, for projections: contract instances in, stored events out."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID, uuid5

import msgspec

from contracts.catalogue import velden_van
from contracts.envelope import HUB_SOURCE, WITHDRAWAL
from contracts.gebeurtenis import Gebeurtenis
from contracts.inzendingen import VoorwaardeHersteld, Voorwaardesignaal, VoorwaardeVervallen
from contracts.termijnsignalen import Gehaald, Gestart, Nadert, Termijnsignaal, Verstreken, Vervallen
from eventlog.body import HUB, Actor, Body, encode_body
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.sealing.seal import split
from eventlog.testing import Named
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.projection import ViewEvent, ViewReader
from projections.school import SCHOOL, Dossier, Leerling
from tests.bouwstenen import BRON, REGIO

DOSSIER: Final = UUID("5d3c2c4e-4b6d-4f0a-9f0e-7a1b2c3d4e5f")
EERSTE_MOMENT: Final = 1_772_000_000_000_000
_reader = ViewReader(SCHOOL.reads, NO_UPCASTERS)


def opslaan(
    given: Gebeurtenis | Named, *, dossier: UUID = DOSSIER, nummer: int = 1, versie: int | None = 1
) -> NewEvent:
    """A fact as a context stores it; a signal of the hub as termijnen does. Its blob is no real one."""
    event, id_ = (given.event, given.id) if isinstance(given, Named) else (given, f"event-{nummer}")
    type_ = event.kenmerken.type
    data = msgspec.json.decode(event.model_dump_json(by_alias=True, exclude_none=True))
    open_, sealed = split(data, velden_van(type_).verzegelde_paden)
    corrects = data.get("corrigeert")
    hub = isinstance(event, Termijnsignaal | Voorwaardesignaal)
    body = Body(
        actor=HUB if hub else Actor("lvs", "99AA00"), data=open_, sealed=tuple(sealed),
        corrects=corrects["id"] if corrects else None, withdraws=data["id"] if type_ == WITHDRAWAL else None,
    )  # fmt: skip
    return NewEvent(
        topic=Topic.FACTS, dossier=dossier, type=type_, source=HUB_SOURCE if hub else BRON, id=id_, regio=REGIO,
        open=encode_body(body), sealed=f"blob {nummer}".encode() if sealed else None, version=None if hub else versie,
        cause=uuid5(dossier, id_),
    )  # fmt: skip


def gelezen(*given: Gebeurtenis | Named) -> list[ViewEvent]:
    """One dossier with these facts, as a projection reads them."""
    stored = [opslaan(event, nummer=n, versie=n) for n, event in enumerate(given, 1)]
    return [_reader.read(opgenomen(event, n)) for n, event in enumerate(stored, 1)]


def opgenomen(event: NewEvent, position: int) -> Recorded:
    return Recorded(position=position, recorded=EERSTE_MOMENT + position, **msgspec.structs.asdict(event))


def dossier(*given: Gebeurtenis | Named) -> Dossier:
    """The dossier after these facts and signals."""
    return SCHOOL.fold(gelezen(*given))


def leerling(*given: Gebeurtenis | Named) -> Leerling:
    """The pupil after these facts."""
    return dossier(*given).leerling or Leerling()


def rijen(*given: Gebeurtenis | Named) -> dict[str, Sequence[tuple[object, ...]]]:
    """The rows after these facts."""
    return {table: list(rows) for table, rows in SCHOOL.rows(DOSSIER, dossier(*given)).items()}


TERMIJN: Final = "0b7cbb3e-58fb-5d0b-8a3c-5d2f0b8f4c11"


def _signaal(soort: type[Termijnsignaal], termijn: str, tot: str | None, op: str, **meer: object) -> Termijnsignaal:
    return soort.model_validate(
        {
            "school": "99AA00", "termijn": termijn, "regel": "aanmelding-beslissing", "regelversie": 1,
            "start": "event-1", "gestartOp": "2026-03-02", "einddatum": tot, "datum": op, **meer,
        }
    )  # fmt: skip


def gestart(
    tot: str | None = "2026-04-13",
    *,
    termijn: str = TERMIJN,
    stil: str | None = None,
    regel: str = "aanmelding-beslissing",
) -> Termijnsignaal:
    return _signaal(Gestart, termijn, tot, "2026-03-02", opgeschortSinds=stil, regel=regel)


def nadert(tot: str = "2026-04-13", *, op: str = "2026-03-30", termijn: str = TERMIJN) -> Termijnsignaal:
    return _signaal(Nadert, termijn, tot, op)


def verstreken(tot: str = "2026-04-13", *, op: str = "2026-04-14", termijn: str = TERMIJN) -> Termijnsignaal:
    return _signaal(Verstreken, termijn, tot, op)


def gehaald(tot: str = "2026-04-13", *, op: str = "2026-04-08", termijn: str = TERMIJN) -> Termijnsignaal:
    return _signaal(Gehaald, termijn, tot, op, dagenTeLaat=0)


def vervallen(tot: str = "2026-04-13", *, op: str = "2026-03-20", termijn: str = TERMIJN) -> Termijnsignaal:
    return _signaal(Vervallen, termijn, tot, op)


INZENDING: Final = "2f9f7f0e-92a3-5a55-b6de-0d7f7f1f8c10"


def voorwaarde_vervallen(
    inzending: str = INZENDING, *, regel: str = "opp-leerling-gehoord", op: str = "2026-11-09"
) -> VoorwaardeVervallen:
    voorbeeld = VoorwaardeVervallen.kenmerken.voorbeeld
    return VoorwaardeVervallen.model_validate(
        {
            **voorbeeld,
            "school": "99AA00",
            "inzending": inzending,
            "datum": op,
            "regel": {**voorbeeld["regel"], "id": regel},
        }
    )


def voorwaarde_hersteld(inzending: str = INZENDING) -> VoorwaardeHersteld:
    return VoorwaardeHersteld.model_validate(
        {**VoorwaardeHersteld.kenmerken.voorbeeld, "school": "99AA00", "inzending": inzending}
    )


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)
