"""Events of the domain dossiers."""

from contracts.codes import Canon, Overlegsoort, Plansoort, Tlvcategorie, Tlvsoort
from contracts.dossiers import (
    BeginstandVastgelegd,
    GebeurtenisIngetrokken,
    GeldendeTlv,
    LaatsteOverleg,
    LopendArrangement,
    LopendOpp,
    LopendPlan,
    OpenTermijn,
)
from contracts.gebeurtenis import Niveau

from .scenario import SCHOOL, Dag, correctie, dag


def ingetrokken(id_: str, op: Dag = "2026-05-01", *, corrigeert: str | None = None) -> GebeurtenisIngetrokken:
    """Withdraws the event with this id."""
    return GebeurtenisIngetrokken(
        school=SCHOOL, datum=dag(op), id=id_, reden="Hoorde bij een andere leerling.", corrigeert=correctie(corrigeert)
    )


def lopend_opp(
    vastgesteld: Dag = "2025-11-10",
    *,
    versie: int = 2,
    evaluatie: Dag | None = None,
    rod: Dag | None = None,
    gehoord: Dag | None = None,
    ingestemd: Dag | None = None,
) -> LopendOpp:
    return LopendOpp(
        versie=versie, vastgesteld_op=dag(vastgesteld), ingangsdatum=dag(vastgesteld),
        leerling_gehoord_op=dag(gehoord) if gehoord is not None else None,
        ingestemd_op=dag(ingestemd) if ingestemd is not None else None,
        laatste_evaluatie=dag(evaluatie) if evaluatie is not None else None,
        rod_geregistreerd_op=dag(rod) if rod is not None else None,
    )  # fmt: skip


def lopend_plan(
    gestart: Dag = "2026-06-01",
    *,
    plan_id: str = "plan-7f31",
    gebied: str = "sociaal-emotioneel",
    evaluatie: Dag = "2026-10-05",
) -> LopendPlan:
    return LopendPlan(
        plan_id=plan_id, soort=Plansoort.TRAINING, gebied=gebied, gestart_op=dag(gestart),
        evaluatiedatum=dag(evaluatie),
    )  # fmt: skip


def geldende_tlv(
    nummer: str = "2202-0417", *, ingang: Dag = "2025-08-01", einde: Dag | None = "2027-07-31", swv: str | None = None
) -> GeldendeTlv:
    return GeldendeTlv(
        tlv_nummer=nummer, soort=Tlvsoort.SBO, categorie=Tlvcategorie.NIET_VAN_TOEPASSING, ingang=dag(ingang),
        einde=dag(einde) if einde is not None else None, swv=swv,
    )  # fmt: skip


def lopend_arrangement(
    ingang: Dag = "2026-02-01", *, soort: str = "bovenschools", einde: Dag | None = None
) -> LopendArrangement:
    return LopendArrangement(
        soort=soort, ingang=dag(ingang), einde=dag(einde) if einde is not None else None,
        evaluatiedatum=dag("2027-01-18"),
    )  # fmt: skip


def laatste_overleg(op: Dag = "2026-06-15", soort: Overlegsoort = Overlegsoort.MDO) -> LaatsteOverleg:
    return LaatsteOverleg(soort=soort, datum=dag(op))


def open_termijn(regel: str = "tlv-besluit", gestart: Dag = "2026-07-13", einde: Dag | None = None) -> OpenTermijn:
    return OpenTermijn(regel=regel, gestart_op=dag(gestart), einddatum=dag(einde) if einde is not None else None)


def beginstand(
    op: Dag = "2026-08-03",
    *,
    inschrijving: Dag = "2022-08-22",
    groep: str = "6",
    extra: bool = True,
    canon: Canon | None = None,
    regionaal: str | None = None,
    niveau_sinds: Dag | None = None,
    opp: LopendOpp | None = None,
    plannen: tuple[LopendPlan, ...] = (),
    tlv: GeldendeTlv | None = None,
    arrangementen: tuple[LopendArrangement, ...] = (),
    overleg: LaatsteOverleg | None = None,
    open_termijnen: tuple[OpenTermijn, ...] = (),
    corrigeert: str | None = None,
) -> BeginstandVastgelegd:
    return BeginstandVastgelegd(
        school=SCHOOL, datum=dag(op), inschrijfdatum=dag(inschrijving), groep=groep, leerjaar=6,
        extra_ondersteuning=extra, niveau=Niveau(canon=canon, regionaal=regionaal) if canon is not None else None,
        niveau_sinds=dag(niveau_sinds) if niveau_sinds is not None else None, opp=opp, plannen=plannen, tlv=tlv,
        arrangementen=arrangementen, laatste_overleg=overleg, open_termijnen=open_termijnen,
        corrigeert=correctie(corrigeert),
    )  # fmt: skip
