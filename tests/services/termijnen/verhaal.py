"""A dossier's facts as a story, in the order in which they were recorded: for tests without and with a database."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from msgspec.structs import replace

from contracts.catalogue import CATALOGUS, velden_van
from contracts.envelope import WITHDRAWAL
from contracts.gebeurtenis import TYPE_PREFIX
from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS, Termijnregel
from eventlog.body import Actor, Body, encode_body
from eventlog.clock import micros
from eventlog.deciding.decider import Fact
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.sealing.seal import split
from services.termijnen.engine import Termijnengine
from services.termijnen.termijn import Termijn

from .klok import om_negen

SCHOOL = "99AA00"
BRON = "urn:nld:oin:00000099000000000002:systeem:lvs"
BESLISSING, PLAATSING = "aanmelding-beslissing", "tijdelijke-plaatsing"
LATER = date(2030, 1, 1)


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


class Verhaal:
    """Each method adds a fact and returns its id; dates as in the contract, `2026-03-02`."""

    def __init__(self, regio: str = "22-02") -> None:
        self.dossier = uuid4()
        self.regio = regio
        self.feiten: list[NewEvent] = []

    def ontvangen(self, op: str, *, corrigeert: str | None = None) -> str:
        return self.feit("aanmeldingen.ontvangen", corrigeert, ontvangstdatum=op)

    def gevraagd(self, op: str) -> str:
        return self.feit("aanmeldingen.aanvullinggevraagd", datum=op)

    def aangevuld(self, op: str) -> str:
        return self.feit("aanmeldingen.aanvullingontvangen", datum=op)

    def verlengd(self, op: str, tot: str, *, corrigeert: str | None = None) -> str:
        return self.feit(
            "aanmeldingen.beslistermijnverlengd", corrigeert, datum=op, nieuweDatum=tot, ouderMededeling=op
        )

    def toegelaten(self, op: str, *, corrigeert: str | None = None) -> str:
        return self.feit("aanmeldingen.toegelaten", corrigeert, datum=op)

    def geweigerd(self, op: str) -> str:
        return self.feit("aanmeldingen.toelatinggeweigerd", datum=op)

    def tijdelijk_geplaatst(self, op: str) -> str:
        return self.feit("aanmeldingen.tijdelijkgeplaatst", datum=op)

    def uitgeschreven(self, op: str, *, corrigeert: str | None = None) -> str:
        return self.feit("leerlingen.uitgeschreven", corrigeert, datum=op)

    def ingetrokken(self, wat: str, op: str) -> str:
        return self.feit("dossiers.gebeurtenisingetrokken", id=wat, datum=op)

    def feit(self, naam: str, corrigeert: str | None = None, **data: str) -> str:
        type_ = f"{TYPE_PREFIX}{naam}.v1"
        heel: dict[str, Any] = {**CATALOGUS[type_].kenmerken.voorbeeld, "school": SCHOOL, **data}
        if corrigeert is not None:
            heel["corrigeert"] = {"id": corrigeert, "reden": "Er stond een verkeerde dag."}
        open_, gesloten = split(heel, velden_van(type_).verzegelde_paden)
        body = Body(
            actor=Actor("lvs", SCHOOL),
            data=open_,
            sealed=tuple(gesloten),
            corrects=corrigeert,
            withdraws=data["id"] if type_ == WITHDRAWAL else None,
        )
        id_ = f"{self.dossier}-{len(self.feiten) + 1}"
        self.feiten.append(
            NewEvent(
                topic=Topic.FACTS, dossier=self.dossier, type=type_, source=BRON, id=id_, regio=self.regio,
                open=encode_body(body), version=len(self.feiten) + 1, cause=uuid5(self.dossier, id_),
            )
        )  # fmt: skip
        return id_

    def vastgelegd(self, *, opgenomen: date = LATER) -> list[Recorded]:
        """As the log would hold them."""
        return [
            Recorded(
                position=positie, topic=e.topic, dossier=e.dossier, version=e.version, type=e.type, source=e.source,
                id=e.id, recorded=micros(om_negen(opgenomen)), regio=e.regio, cause=e.cause, open=e.open, sealed=None,
            )
            for positie, e in enumerate(self.feiten, 1)
        ]  # fmt: skip

    def gelezen(self, engine: Termijnengine) -> list[Fact]:
        """As the engine reads them: of the types that its rules name."""
        return [engine.reader.read(e) for e in self.vastgelegd() if e.type in engine.reader.types]

    def termijnen(
        self, regel: str, regels: tuple[Termijnregel, ...] = REGELS, profielen: Mapping[str, Regioprofiel] | None = None
    ) -> list[Termijn]:
        """The deadlines under one rule, in order of their start."""
        engine = Termijnengine(regels, profielen or {})
        gevonden = engine.termijnen(self.gelezen(engine)).values()
        return sorted((t for t in gevonden if t.regel == regel), key=lambda t: (t.gestart_op, t.start))

    def termijn(self, regel: str = BESLISSING) -> Termijn:
        """The one deadline under a rule."""
        (enige,) = self.termijnen(regel)
        return enige

    def einde(self, regel: str = BESLISSING) -> str | None:
        """Its end date as text."""
        einddatum = self.termijn(regel).einddatum
        return einddatum.isoformat() if einddatum is not None else None


def zonder_id(termijn: Termijn) -> Termijn:
    """To compare the deadlines of two dossiers."""
    return replace(termijn, id=UUID(int=0), dossier=UUID(int=0), start="")
