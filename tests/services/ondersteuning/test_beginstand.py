"""BeginstandVastgelegd opens a dossier half-way, once; what cannot be is refused, and nothing else."""

import pytest

from contracts.codes import Canon
from contracts.dossiers import BeginstandVastgelegd, LopendArrangement
from services.ondersteuning.regels import BEGINSTAND_DATUMS, BEGINSTAND_EENMALIG, BEGINSTAND_LATER, TLV_UNIEK
from services.regioregels import GEBIED_ONBEKEND, NIVEAU_ONBEKEND
from tests.bouwstenen import (
    beginstand,
    geldende_tlv,
    given,
    groep_gewijzigd,
    ingeschreven,
    ingetrokken,
    lopend_opp,
    lopend_plan,
    met_id,
    niveau_gewijzigd,
    opp_vastgesteld,
    persoonsgegevens,
    plan_gestart,
)
from tests.bouwstenen.scenario import dag
from tests.services.ondersteuning.regios import DECIDER, PROFIELEN

DAG = "2026-08-03"


@pytest.mark.parametrize("regio", sorted(PROFIELEN))
def test_een_beginstand_wordt_aanvaard_met_elk_niveau_van_de_regio(regio: str) -> None:
    for niveau in PROFIELEN[regio].niveaus:
        stand = beginstand(canon=niveau.canon, regionaal=niveau.regionaal, niveau_sinds="2025-11-10", opp=lopend_opp())
        given(DECIDER).when(stand, regio=regio).then_accepted()


def test_een_tweede_beginstand_wordt_afgewezen() -> None:
    given(DECIDER, beginstand()).when(beginstand()).then_refused(BEGINSTAND_EENMALIG)
    given(DECIDER, beginstand()).when(beginstand("2026-09-01", opp=lopend_opp())).then_refused(BEGINSTAND_EENMALIG)


def test_een_beginstand_kan_worden_gecorrigeerd_of_ingetrokken_en_opnieuw_gestuurd() -> None:
    eerste = met_id("b", beginstand())
    given(DECIDER, eerste).when(beginstand(opp=lopend_opp(), corrigeert="b")).then_accepted()
    given(DECIDER, eerste, ingetrokken("b")).when(beginstand()).then_accepted()


def test_een_beginstand_mag_na_andere_feiten_komen() -> None:
    feiten = (
        ingeschreven(), persoonsgegevens(), groep_gewijzigd(), niveau_gewijzigd(), plan_gestart(), opp_vastgesteld(),
    )  # fmt: skip
    given(DECIDER, *feiten).when(beginstand(opp=lopend_opp())).then_accepted()


def test_een_code_van_een_andere_regio_wordt_afgewezen_regioprofiel() -> None:
    given(DECIDER).when(beginstand(canon=Canon.E1, regionaal="2a"), regio="22-02").then_refused(NIVEAU_ONBEKEND)
    plannen = (lopend_plan(), lopend_plan(plan_id="b", gebied="astrologie"))
    given(DECIDER).when(beginstand(plannen=plannen)).then_refused(GEBIED_ONBEKEND)


@pytest.mark.parametrize(
    "stand",
    [
        beginstand(DAG, plannen=(lopend_plan("2026-06-01", evaluatie="2026-05-31"),)),
        beginstand(DAG, tlv=geldende_tlv(ingang="2025-08-01", einde="2025-07-31")),
        beginstand(DAG).model_copy(
            update={
                "arrangementen": (
                    LopendArrangement(soort="bovenschools", ingang=dag("2026-02-01"), einde=dag("2026-01-31")),
                )
            }
        ),
    ],
)
def test_een_einde_voor_het_begin_wordt_afgewezen(stand: BeginstandVastgelegd) -> None:
    given(DECIDER).when(stand).then_refused(BEGINSTAND_DATUMS)


@pytest.mark.parametrize(
    "stand",
    [
        beginstand(DAG, inschrijving="2026-08-04"),
        beginstand(DAG, canon=Canon.E1, niveau_sinds="2026-08-04"),
        beginstand(DAG, plannen=(lopend_plan("2026-08-04"),)),
        beginstand(DAG, opp=lopend_opp("2026-08-04")),
        beginstand(DAG, opp=lopend_opp(evaluatie="2026-08-04")),
        beginstand(DAG, opp=lopend_opp(rod="2026-08-04")),
        beginstand(DAG, opp=lopend_opp(gehoord="2026-08-04")),
        beginstand(DAG, opp=lopend_opp(ingestemd="2026-08-04")),
    ],
)
def test_wat_na_de_dag_van_de_beginstand_gebeurde_wordt_afgewezen(stand: BeginstandVastgelegd) -> None:
    given(DECIDER).when(stand).then_refused(BEGINSTAND_LATER)


def test_op_de_dag_zelf_en_wat_nog_komt_mag() -> None:
    op_de_dag = beginstand(
        DAG, inschrijving=DAG, canon=Canon.E1, niveau_sinds=DAG, opp=lopend_opp(DAG, gehoord=DAG, ingestemd=DAG),
        plannen=(lopend_plan(DAG, evaluatie=DAG),), tlv=geldende_tlv(ingang="2026-09-01", einde=None),
    )  # fmt: skip
    given(DECIDER).when(op_de_dag).then_accepted()


# --- invariant 4, of a TLV from before the hub ---


def test_invariant_4_een_tlv_nummer_is_van_een_leerling_binnen_het_swv_wpo18a() -> None:
    stand = beginstand(tlv=geldende_tlv("2202-0417"))
    given(DECIDER).when(stand).then_accepted()
    given(DECIDER).where_taken("tlvnummer:PO2202", "2202-0417").when(stand).then_refused(TLV_UNIEK)
    given(DECIDER).where_taken("tlvnummer:PO2202", "2202-0418").when(stand).then_accepted()
    # Another SWV that granted it numbers its own.
    elders = beginstand(tlv=geldende_tlv("2202-0417", swv="PO3001"))
    given(DECIDER).where_taken("tlvnummer:PO2202", "2202-0417").when(elders).then_accepted()
    given(DECIDER).where_taken("tlvnummer:PO3001", "2202-0417").when(elders).then_refused(TLV_UNIEK)
