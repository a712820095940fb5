"""A dossier's facts as a story, in the order in which they were recorded: for tests without and with a database."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from msgspec.structs import replace

from contracts.catalogue import CATALOGUS, velden_van
from contracts.envelope import WITHDRAWAL
from contracts.gebeurtenis import TYPE_PREFIX
from contracts.regio import profielen as alle_profielen
from contracts.regioprofiel import Regioprofiel
from contracts.termijnen import REGELS, Termijnregel
from eventlog.body import Actor, Body, encode_body
from eventlog.clock import micros
from eventlog.deciding.decider import Fact
from eventlog.events import NewEvent, Recorded, Topic
from eventlog.sealing.seal import split
from services.termijnen.reckoning.engine import Termijnengine
from services.termijnen.reckoning.termijn import Termijn

from .klok import om_negen

SCHOOL = "99AA00"
BRON = "urn:nld:oin:00000099000000000002:systeem:lvs"
BESLISSING, PLAATSING = "aanmelding-beslissing", "tijdelijke-plaatsing"
LATER = date(2030, 1, 1)


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


class Verhaal:
    """Each method adds a fact and returns its id; dates as in the contract, `2026-03-02`."""

    def __init__(self, regio: str = "22-02", school: str = SCHOOL, dossier: UUID | None = None) -> None:
        self.dossier = dossier or uuid4()
        self.regio = regio
        self.school = school
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

    def ingeschreven(self, op: str, *, extra: bool = True, groep: str = "5", corrigeert: str | None = None) -> str:
        return self.feit(
            "leerlingen.ingeschreven", corrigeert, inschrijfdatum=op, extraOndersteuning=extra, groep=groep
        )

    def naar_groep(self, groep: str, vanaf: str) -> str:
        return self.feit("leerlingen.groepgewijzigd", groep=groep, vanaf=vanaf)

    def niveau(self, op: str, canon: str, *, corrigeert: str | None = None) -> str:
        return self.feit("ondersteuningsplannen.niveaugewijzigd", corrigeert, datum=op, niveau={"canon": canon})

    def opp(self, op: str, versie: int = 1, *, corrigeert: str | None = None) -> str:
        return self.feit("ondersteuningsplannen.oppvastgesteld", corrigeert, datum=op, ingangsdatum=op, versie=versie)

    def geevalueerd(self, op: str, *, ouders: bool = True, leerling: bool = True, corrigeert: str | None = None) -> str:
        return self.feit(
            "ondersteuningsplannen.oppgeevalueerd", corrigeert, datum=op, metOuders=ouders, metLeerling=leerling
        )

    def ziet_af(self, op: str) -> str:
        return self.feit("ondersteuningsplannen.leerlingzietafvanhoren", datum=op)

    def afgesloten(self, op: str) -> str:
        return self.feit("ondersteuningsplannen.oppafgesloten", datum=op)

    def in_rod(self, op: str, **data: str) -> str:
        return self.feit("ondersteuningsplannen.oppgeregistreerdinrod", datum=op, begindatum=op, **data)

    def plan(self, op: str, tot: str, plan: str = "plan-1", *, corrigeert: str | None = None) -> str:
        return self.feit("ondersteuningsplannen.plangestart", corrigeert, datum=op, evaluatiedatum=tot, planId=plan)

    def plan_geevalueerd(self, op: str, plan: str = "plan-1") -> str:
        return self.feit("ondersteuningsplannen.plangeevalueerd", datum=op, planId=plan)

    def seo(self, op: str, periode: str = "nov", groep: str = "5", *, corrigeert: str | None = None) -> str:
        return self.feit("ondersteuningsplannen.seometingafgenomen", corrigeert, datum=op, periode=periode, groep=groep)

    def groepsplan(self, op: str, soort: str = "gedrag", groep: str = "5") -> str:
        return self.feit("ondersteuningsplannen.groepsplanvastgesteld", datum=op, soort=soort, groep=groep)

    def besproken(self, op: str, groep: str = "5") -> str:
        return self.feit("ondersteuningsplannen.groepsplanbesproken", datum=op, groep=groep)

    def aanbod(self, op: str, schooljaar: str) -> str:
        return self.feit("schoolprofielen.ondersteuningsaanbodvastgesteld", datum=op, schooljaar=schooljaar)

    def inzet(self, op: str, schooljaar: str, gebied: str = "gedrag") -> str:
        return self.feit(
            "schoolprofielen.ondersteuningsinzetgerapporteerd", datum=op, schooljaar=schooljaar, gebied=gebied
        )

    def beginstand(self, op: str, *, corrigeert: str | None = None, **data: Any) -> str:
        kaal = {"inschrijfdatum": op, "groep": "6", "leerjaar": 6, "extraOndersteuning": False}
        type_ = f"{TYPE_PREFIX}dossiers.beginstandvastgelegd.v1"
        return self._feit(type_, {"school": self.school, "datum": op, **kaal, **data}, corrigeert)

    def ingetrokken(self, wat: str, op: str) -> str:
        return self.feit("dossiers.gebeurtenisingetrokken", id=wat, datum=op)

    def feit(self, naam: str, corrigeert: str | None = None, **data: Any) -> str:
        type_ = f"{TYPE_PREFIX}{naam}.v1"
        return self._feit(type_, {**CATALOGUS[type_].kenmerken.voorbeeld, "school": self.school, **data}, corrigeert)

    def _feit(self, type_: str, heel: dict[str, Any], corrigeert: str | None) -> str:
        if corrigeert is not None:
            heel["corrigeert"] = {"id": corrigeert, "reden": "Er stond een verkeerde dag."}
        open_, gesloten = split(heel, velden_van(type_).verzegelde_paden)
        body = Body(
            actor=Actor("lvs", SCHOOL),
            data=open_,
            sealed=tuple(gesloten),
            corrects=corrigeert,
            withdraws=heel["id"] if type_ == WITHDRAWAL else None,
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
        engine = Termijnengine(regels, alle_profielen() if profielen is None else profielen)
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
