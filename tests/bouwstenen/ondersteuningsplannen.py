"""Events of the domain ondersteuningsplannen."""

from contracts.codes import (
    Canon,
    GehoordVia,
    Gesprekswijze,
    Groepsplansoort,
    Hoorwijze,
    MedischeSoort,
    Meetperiode,
    OppBesluit,
    Planresultaat,
    Plansoort,
    Richting,
    Rodkenmerk,
    Zorgspoor,
)
from contracts.gebeurtenis import Niveau
from contracts.ondersteuningsplannen import (
    DiagnoseGemeld,
    GroepsplanBesproken,
    GroepsplanVastgesteld,
    HandelingsdeelIngestemd,
    HandelingsdeelInstemmingGeweigerd,
    HandelingsdeelInstemmingIngetrokken,
    HandelingsverlegenheidVastgesteld,
    LeerlingGehoord,
    LeerlingTeruggekoppeld,
    LeerlingZietAfVanHoren,
    MedischHandelenBeeindigd,
    MedischHandelenOvereengekomen,
    NiveauGewijzigd,
    OppAfgesloten,
    OppBijgesteld,
    OppConceptOpgesteld,
    OppGeevalueerd,
    OppGeregistreerdInRod,
    OppMetOudersBesproken,
    OppVastgesteld,
    OudersGesproken,
    PlanGeevalueerd,
    PlanGestart,
    RodRegistratieGeweigerd,
    SeoMetingAfgenomen,
    SignaalVastgelegd,
    ZorgdossierSamengesteld,
)

from .scenario import SCHOOL, Dag, correctie, dag

# --- the OPP ---


def concept_opgesteld(op: Dag = "2026-10-13") -> OppConceptOpgesteld:
    return OppConceptOpgesteld(school=SCHOOL, datum=dag(op))


def besproken(op: Dag = "2026-10-20", *, corrigeert: str | None = None) -> OppMetOudersBesproken:
    return OppMetOudersBesproken(school=SCHOOL, datum=dag(op), corrigeert=correctie(corrigeert))


def gehoord(op: Dag = "2026-10-15", *, corrigeert: str | None = None) -> LeerlingGehoord:
    return LeerlingGehoord(
        school=SCHOOL, datum=dag(op), wijze=Hoorwijze.GESPREK, via=GehoordVia.ZELF,
        inbreng="Ik werk liever in een klein groepje.", corrigeert=correctie(corrigeert),
    )  # fmt: skip


def ziet_af(op: Dag = "2026-10-15", *, corrigeert: str | None = None) -> LeerlingZietAfVanHoren:
    return LeerlingZietAfVanHoren(school=SCHOOL, datum=dag(op), corrigeert=correctie(corrigeert))


def teruggekoppeld(op: Dag = "2026-10-22") -> LeerlingTeruggekoppeld:
    return LeerlingTeruggekoppeld(school=SCHOOL, datum=dag(op))


def ingestemd(op: Dag = "2026-10-20", *, versie: int = 1, corrigeert: str | None = None) -> HandelingsdeelIngestemd:
    return HandelingsdeelIngestemd(school=SCHOOL, datum=dag(op), versie=versie, corrigeert=correctie(corrigeert))


def instemming_geweigerd(
    op: Dag = "2026-10-20", *, versie: int = 1, corrigeert: str | None = None
) -> HandelingsdeelInstemmingGeweigerd:
    return HandelingsdeelInstemmingGeweigerd(
        school=SCHOOL, datum=dag(op), versie=versie, corrigeert=correctie(corrigeert)
    )


def instemming_ingetrokken(
    op: Dag = "2026-10-22", *, versie: int = 1, corrigeert: str | None = None
) -> HandelingsdeelInstemmingIngetrokken:
    return HandelingsdeelInstemmingIngetrokken(
        school=SCHOOL, datum=dag(op), versie=versie, corrigeert=correctie(corrigeert)
    )


def opp_vastgesteld(
    op: Dag = "2026-10-23", *, versie: int = 1, ingang: Dag = "2026-11-02", corrigeert: str | None = None
) -> OppVastgesteld:
    return OppVastgesteld(
        school=SCHOOL, datum=dag(op), versie=versie, ingangsdatum=dag(ingang), uitstroombestemming="vmbo-tl",
        handelingsdeel="Vier keer per week instructie in een kleine groep.", corrigeert=correctie(corrigeert),
    )  # fmt: skip


def opp_geevalueerd(
    op: Dag = "2026-11-20",
    *,
    met_ouders: bool = True,
    met_leerling: bool = True,
    besluit: OppBesluit = OppBesluit.VOORTZETTEN,
    corrigeert: str | None = None,
) -> OppGeevalueerd:
    return OppGeevalueerd(
        school=SCHOOL, datum=dag(op), met_ouders=met_ouders, met_leerling=met_leerling, besluit=besluit,
        corrigeert=correctie(corrigeert),
    )  # fmt: skip


def opp_bijgesteld(op: Dag = "2026-11-20") -> OppBijgesteld:
    return OppBijgesteld(school=SCHOOL, datum=dag(op))


def opp_afgesloten(op: Dag = "2026-11-20", *, corrigeert: str | None = None) -> OppAfgesloten:
    return OppAfgesloten(school=SCHOOL, datum=dag(op), corrigeert=correctie(corrigeert))


def rod_geregistreerd(
    op: Dag = "2026-10-26", *, begin: Dag = "2026-10-23", einde: Dag | None = None, corrigeert: str | None = None
) -> OppGeregistreerdInRod:
    return OppGeregistreerdInRod(
        school=SCHOOL, datum=dag(op), begindatum=dag(begin), einddatum=dag(einde) if einde is not None else None,
        kenmerk=Rodkenmerk.OPP, corrigeert=correctie(corrigeert),
    )  # fmt: skip


def rod_geweigerd(
    op: Dag = "2026-10-26", *, begin: Dag = "2026-10-23", einde: Dag | None = None
) -> RodRegistratieGeweigerd:
    return RodRegistratieGeweigerd(
        school=SCHOOL, datum=dag(op), begindatum=dag(begin), einddatum=dag(einde) if einde is not None else None
    )


# --- plans and levels ---


def signaal(
    op: Dag = "2026-09-14", *, gebied: str = "lezen-spelling", canon: Canon = Canon.B1, regionaal: str | None = None
) -> SignaalVastgelegd:
    niveau = Niveau(canon=canon, regionaal=regionaal)
    return SignaalVastgelegd(school=SCHOOL, datum=dag(op), gebied=gebied, niveau=niveau)


def plan_gestart(
    op: Dag = "2026-09-21",
    *,
    plan_id: str = "plan-7f31",
    gebied: str = "lezen-spelling",
    evaluatie: Dag = "2026-12-14",
    soort: Plansoort = Plansoort.IHP,
    corrigeert: str | None = None,
) -> PlanGestart:
    return PlanGestart(
        school=SCHOOL, datum=dag(op), plan_id=plan_id, soort=soort, nummer=1, gebied=gebied,
        doel="Woorden met twee lettergrepen vlot lezen.", evaluatiedatum=dag(evaluatie),
        corrigeert=correctie(corrigeert),
    )  # fmt: skip


def plan_geevalueerd(
    op: Dag = "2026-11-20", *, plan_id: str = "plan-7f31", corrigeert: str | None = None
) -> PlanGeevalueerd:
    return PlanGeevalueerd(
        school=SCHOOL, datum=dag(op), plan_id=plan_id, resultaat=Planresultaat.DEELS_BEHAALD, met_ouders=True,
        met_leerling=True, corrigeert=correctie(corrigeert),
    )  # fmt: skip


def ouders_gesproken(op: Dag = "2026-10-08") -> OudersGesproken:
    return OudersGesproken(school=SCHOOL, datum=dag(op), wijze=Gesprekswijze.OP_SCHOOL, leerling_erbij=True)


def niveau_gewijzigd(
    op: Dag = "2026-10-12",
    *,
    canon: Canon = Canon.E1,
    regionaal: str | None = None,
    richting: Richting = Richting.OP,
    corrigeert: str | None = None,
) -> NiveauGewijzigd:
    return NiveauGewijzigd(
        school=SCHOOL, datum=dag(op), niveau=Niveau(canon=canon, regionaal=regionaal), richting=richting,
        reden="De extra instructie in de groep gaf te weinig vooruitgang.", corrigeert=correctie(corrigeert),
    )  # fmt: skip


def handelingsverlegenheid(
    op: Dag = "2026-10-26", *, gebied: str = "gedrag", corrigeert: str | None = None
) -> HandelingsverlegenheidVastgesteld:
    return HandelingsverlegenheidVastgesteld(
        school=SCHOOL, datum=dag(op), gebied=gebied, corrigeert=correctie(corrigeert)
    )


# --- zorgsporen and medical acts ---


def zorgdossier(op: Dag = "2026-10-19", *, spoor: Zorgspoor = Zorgspoor.DYSLEXIE) -> ZorgdossierSamengesteld:
    return ZorgdossierSamengesteld(school=SCHOOL, datum=dag(op), spoor=spoor)


def diagnose(op: Dag = "2026-10-28", *, spoor: Zorgspoor = Zorgspoor.DYSLEXIE) -> DiagnoseGemeld:
    return DiagnoseGemeld(school=SCHOOL, datum=dag(op), spoor=spoor)


def medisch_overeengekomen(
    op: Dag = "2026-10-05", *, soort: MedischeSoort = MedischeSoort.MEDICATIE
) -> MedischHandelenOvereengekomen:
    return MedischHandelenOvereengekomen(
        school=SCHOOL, datum=dag(op), soort=soort, toestemming_id="toestemming-12", bekwaam_verklaard=True
    )


def medisch_beeindigd(
    op: Dag = "2026-10-30", *, soort: MedischeSoort = MedischeSoort.MEDICATIE
) -> MedischHandelenBeeindigd:
    return MedischHandelenBeeindigd(school=SCHOOL, datum=dag(op), soort=soort)


# --- of a groep, in the school's dossier ---


def groepsplan(
    op: Dag = "2026-11-02",
    *,
    groep: str = "5",
    soort: Groepsplansoort = Groepsplansoort.GEDRAG,
    corrigeert: str | None = None,
) -> GroepsplanVastgesteld:
    return GroepsplanVastgesteld(
        school=SCHOOL, datum=dag(op), groep=groep, soort=soort, corrigeert=correctie(corrigeert)
    )


def groepsplan_besproken(
    op: Dag = "2026-10-05", *, groep: str = "5", corrigeert: str | None = None
) -> GroepsplanBesproken:
    return GroepsplanBesproken(school=SCHOOL, datum=dag(op), groep=groep, corrigeert=correctie(corrigeert))


def seo_meting(
    op: Dag = "2026-10-30",
    *,
    groep: str = "5",
    periode: Meetperiode = Meetperiode.NOVEMBER,
    corrigeert: str | None = None,
) -> SeoMetingAfgenomen:
    return SeoMetingAfgenomen(
        school=SCHOOL, datum=dag(op), groep=groep, periode=periode, instrument="kijk-op-welbevinden",
        corrigeert=correctie(corrigeert),
    )  # fmt: skip
