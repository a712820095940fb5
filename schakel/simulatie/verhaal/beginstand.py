"""A dossier that is opened half-way: how a pupil stands on the first day with the hub (docs/decisions/0014)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from contracts.schooljaar import begin_schooljaar

from .. import aandelen
from ..inzending import Verwacht
from ..wereld import teksten
from ..wereld.dossier import Stap
from ..wereld.leerling import Leerling
from ..wereld.schoolbeeld import Niveau
from ..wereld.schooljaar import eerste_schooldag
from .opp import OppStand, bestemming

_TLVSOORTEN: Final = frozenset({"SBO", "SO", "VSO", "PRO"})
_MET_CATEGORIE: Final = frozenset({"SO", "VSO"})
_LANGST: Final = 700
"""Days since an OPP was set; longer ago than this it was set anew [keuze]."""
_EEN_JAAR: Final = 365
_ROD_GEZIEN: Final = 100
_PAS: Final = 40


@dataclass(frozen=True, slots=True)
class Begin:
    """What is sent on `dag`, and where the stories go on from: the OPP that stands, the plan (id, evaluatiedatum)."""

    dag: date
    stappen: Sequence[Stap]
    opp: OppStand | None = None
    laatste_evaluatie: date | None = None
    plan: tuple[str, date] | None = None


def beginstand(leerling: Leerling, dag: date) -> Begin:
    """The BeginstandVastgelegd of a pupil, with what goes wrong about it."""
    begin = hoe_het_staat(leerling, dag)
    return replace(begin, stappen=_verzonden(leerling, *begin.stappen))


def hoe_het_staat(leerling: Leerling, dag: date) -> Begin:
    """The BeginstandVastgelegd of a pupil, as it should be: one step."""
    kans, school = leerling.kans, leerling.school
    sinds = min(eerste_schooldag(begin_schooljaar(dag).year - kans.randrange(leerling.leerjaar)), dag)
    data: dict[str, Any] = {
        "inschrijfdatum": sinds.isoformat(), "groep": school.groep(leerling.leerjaar, kans),
        "leerjaar": leerling.leerjaar, "extraOndersteuning": leerling.extra, "aanspreekpunt": leerling.aanspreekpunt,
    }  # fmt: skip
    opp = laatste = plan = None
    if leerling.extra and kans.random() >= aandelen.BEGINSTAND_ZONDER_OPP:
        opp, laatste = _met_opp(leerling, dag, sinds, data)
    elif not leerling.extra and kans.random() < aandelen.LOPEND_PLAN:
        plan = _met_plan(leerling, dag, sinds, data)
    if kans.random() < 0.3:
        soort = kans.choice(("kindbespreking", "oudergesprek", "ondersteuningsteam"))
        data["laatsteOverleg"] = {"soort": soort, "datum": _eerder(kans, dag, 200, sinds).isoformat()}
    stap = leerling.op("dossiers.beginstandvastgelegd.v1", dag, **data)
    return Begin(dag, [stap], opp, laatste, plan)


def _verzonden(leerling: Leerling, stap: Stap) -> list[Stap]:
    """The step itself, for some pupils corrected at once, or sent a second time under another id."""
    worp = leerling.kans.random()
    if worp < aandelen.BEGINSTAND_TWEEMAAL:
        weer = leerling.stap("dossiers.beginstandvastgelegd.v1", stap.dag, **stap.data)
        return [stap, weer.als(Verwacht.AFGEWEZEN, "tweede beginstand")]
    if worp > 1 - aandelen.BEGINSTAND_GECORRIGEERD:
        groep = leerling.school.groep(leerling.leerjaar, leerling.kans)
        return [stap, leerling.correctie(stap, stap.dag, teksten.REDENEN_CORRECTIE[1], groep=groep)]
    return [stap]


def _met_opp(leerling: Leerling, dag: date, sinds: date, data: dict[str, Any]) -> tuple[OppStand, date | None]:
    """The level, the OPP and what goes with them at this kind of school, into `data`."""
    kans, school = leerling.kans, leerling.school
    pas = kans.random() < aandelen.PAS_GEEVALUEERD
    vastgesteld = _eerder(kans, dag, _LANGST, sinds)
    stand = OppStand(dag, kans.choice((1, 1, 1, 2, 2, 3)), vastgesteld)
    # What is lightest occurs most.
    trede = school.zwaar[min(kans.randrange(len(school.zwaar)), kans.randrange(len(school.zwaar)))]
    niveau = kans.choice(trede)
    data["niveau"] = niveau
    data["niveauSinds"] = max(sinds, vastgesteld - timedelta(days=30)).isoformat()
    overlegd = max(sinds, vastgesteld - timedelta(days=kans.randrange(1, 10))).isoformat()
    opp = {
        "versie": stand.versie, "vastgesteldOp": vastgesteld.isoformat(), "ingangsdatum": vastgesteld.isoformat(),
        "uitstroombestemming": bestemming(leerling), "metOudersBesprokenOp": overlegd, "ingestemdOp": overlegd,
    }  # fmt: skip
    if kans.random() < 0.9:  # the others: from before the hoorrecht
        opp["leerlingGehoordOp" if kans.random() < 0.9 else "leerlingZietAfOp"] = overlegd
    laatste = None
    if (dag - vastgesteld).days > _EEN_JAAR - 60:
        laatste = _eerder(kans, dag, _PAS if pas else _EEN_JAAR - 30, vastgesteld)
        opp["laatsteEvaluatie"] = laatste.isoformat()
    # What is missing in the ROD for long, the school has seen by now.
    if (dag - vastgesteld).days > _ROD_GEZIEN or kans.random() >= aandelen.ROD_BLIJFT_UIT:
        opp["rodGeregistreerdOp"] = min(dag, vastgesteld + timedelta(days=kans.randrange(1, 8))).isoformat()
    data["opp"] = opp
    if school.soort in _TLVSOORTEN:
        data["tlv"] = _tlv(leerling, sinds)
    elif soorten := school.arrangementen.get(niveau["canon"]):
        data["arrangementen"] = [_arrangement(kans, soorten, dag, sinds)]
    return stand, laatste


def _tlv(leerling: Leerling, sinds: date) -> dict[str, Any]:
    soort = leerling.school.soort.value
    categorie = leerling.kans.choice("LLLMH") if soort in _MET_CATEGORIE else "nvt"
    einde = date(begin_schooljaar(sinds).year + leerling.kans.choice((2, 3, 4, 8)), 7, 31)
    # The key of a pupil is of one pupil, and so is the number of a TLV.
    return {
        "tlvNummer": f"TLV-{leerling.sleutel}", "soort": soort, "categorie": categorie, "ingang": sinds.isoformat(),
        "einde": einde.isoformat(),
    }  # fmt: skip


def _arrangement(kans: Random, soorten: Sequence[str], dag: date, sinds: date) -> dict[str, Any]:
    ingang = _eerder(kans, dag, 300, sinds)
    evaluatie = ingang + timedelta(days=_EEN_JAAR)
    return {"soort": kans.choice(soorten), "ingang": ingang.isoformat(), "evaluatiedatum": evaluatie.isoformat()}


def _met_plan(leerling: Leerling, dag: date, sinds: date, data: dict[str, Any]) -> tuple[str, date]:
    """A plan below the OPP that runs, into `data`."""
    kans, school = leerling.kans, leerling.school
    gestart = _eerder(kans, dag, 60, sinds)
    evaluatie = dag + timedelta(days=kans.randrange(5, 50))
    trede: Sequence[Niveau] = school.licht[min(1, len(school.licht) - 1)]
    data["niveau"], data["niveauSinds"] = kans.choice(trede), gestart.isoformat()
    data["plannen"] = [
        {
            "planId": "plan-0", "soort": kans.choice(school.plansoorten), "gebied": kans.choice(school.gebieden),
            "gestartOp": gestart.isoformat(), "evaluatiedatum": evaluatie.isoformat(),
        },
    ]  # fmt: skip
    return "plan-0", evaluatie


def _eerder(kans: Random, dag: date, hoogstens: int, vanaf: date) -> date:
    """A day before `dag`, at most so many days ago and never before `vanaf`."""
    return max(vanaf, dag - timedelta(days=kans.randrange(1, hoogstens)))
