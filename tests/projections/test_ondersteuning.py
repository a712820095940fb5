"""The school view of ondersteuning: plan, OPP, the say of pupil and ouders, ROD, samenspraak (domain.md §6)."""

import pytest

from contracts.codes import Canon, Overlegsoort, Planresultaat, Plansoort, Tlvsoort
from contracts.gebeurtenis import Gebeurtenis
from eventlog.testing import Named
from projections.school import Gesprekspartner, Hoorstatus, Instemmingstatus, Ontbreekt, Opp, Rodstatus
from tests.bouwstenen import (
    beginstand,
    besproken,
    concept_opgesteld,
    gehoord,
    geldende_tlv,
    ingeschreven,
    ingestemd,
    ingetrokken,
    instemming_geweigerd,
    instemming_ingetrokken,
    laatste_overleg,
    lopend_arrangement,
    lopend_opp,
    lopend_plan,
    met_id,
    niveau_gewijzigd,
    open_termijn,
    opp_afgesloten,
    opp_bijgesteld,
    opp_geevalueerd,
    opp_vastgesteld,
    ouders_gesproken,
    passend_aanbod,
    plan_geevalueerd,
    plan_gestart,
    rod_geregistreerd,
    rod_geweigerd,
    teruggekoppeld,
    ziet_af,
)

from .feiten import dag, leerling

EERSTE = (gehoord("2026-10-15"), besproken("2026-10-20"), ingestemd("2026-10-20"), opp_vastgesteld("2026-10-23"))


def opp(*feiten: Gebeurtenis | Named) -> Opp:
    gevonden = leerling(*feiten).opp
    assert gevonden is not None
    return gevonden


# --- niveau ---


def test_the_level_counts_from_its_day_with_the_code_of_the_region() -> None:
    kind = leerling(ingeschreven(), niveau_gewijzigd("2026-10-12", canon=Canon.E1, regionaal="2a"))
    assert kind.niveau is not None
    assert (kind.niveau.canon, kind.niveau.regionaal, kind.niveau_sinds) == (Canon.E1, "2a", dag("2026-10-12"))


def test_a_level_told_later_that_holds_earlier_leaves_the_later_one() -> None:
    kind = leerling(niveau_gewijzigd("2026-10-12", canon=Canon.E1), niveau_gewijzigd("2026-09-07", canon=Canon.B2))
    assert kind.niveau is not None
    assert kind.niveau.canon is Canon.E1


def test_an_offer_tells_a_level_too() -> None:
    kind = leerling(passend_aanbod("2026-04-01", canon=Canon.E2), niveau_gewijzigd("2026-10-12", canon=Canon.E1))
    assert kind.niveau is not None
    assert kind.niveau.canon is Canon.E1


# --- plans ---


def test_plans_run_beside_each_other_until_each_is_evaluated() -> None:
    plannen = leerling(
        plan_gestart(plan_id="a", soort=Plansoort.IHP), plan_gestart(plan_id="b", soort=Plansoort.TRAINING),
        plan_geevalueerd("2026-11-20", plan_id="a"),
    ).plannen  # fmt: skip
    assert [(p.id, p.soort, p.nummer, p.loopt) for p in plannen] == [
        ("a", Plansoort.IHP, 1, False), ("b", Plansoort.TRAINING, 1, True),
    ]  # fmt: skip
    assert (plannen[0].geevalueerd_op, plannen[0].resultaat) == (dag("2026-11-20"), Planresultaat.DEELS_BEHAALD)


def test_a_plan_whose_start_was_withdrawn_is_gone_with_its_evaluation() -> None:
    assert leerling(met_id("p", plan_gestart()), plan_geevalueerd(), ingetrokken("p")).plannen == ()


def test_a_corrected_plan_keeps_its_evaluation() -> None:
    [plan] = leerling(
        met_id("p", plan_gestart(evaluatie="2026-12-14")), plan_geevalueerd("2026-11-20"),
        plan_gestart(evaluatie="2026-12-21", corrigeert="p"),
    ).plannen  # fmt: skip
    assert (plan.evaluatiedatum, plan.geevalueerd_op) == (dag("2026-12-21"), dag("2026-11-20"))


# --- the OPP (WPO 40a) ---


@pytest.mark.parametrize(
    ("feiten", "ontbreekt"),
    [
        ([concept_opgesteld()], {Ontbreekt.BESPREKING, Ontbreekt.HOORRECHT, Ontbreekt.INSTEMMING}),
        ([concept_opgesteld(), besproken()], {Ontbreekt.HOORRECHT, Ontbreekt.INSTEMMING}),
        ([concept_opgesteld(), besproken(), ziet_af()], {Ontbreekt.INSTEMMING}),
        ([gehoord(), besproken(), ingestemd()], set()),
        ([gehoord(), besproken(), instemming_geweigerd()], {Ontbreekt.INSTEMMING}),
        ([gehoord(), besproken(), ingestemd(), instemming_ingetrokken()], {Ontbreekt.INSTEMMING}),
        ([met_id("g", gehoord()), besproken(), ingestemd(), ingetrokken("g")], {Ontbreekt.HOORRECHT}),
    ],
)
def test_what_an_opp_in_the_making_still_lacks(feiten: list[Gebeurtenis | Named], ontbreekt: set[Ontbreekt]) -> None:
    assert opp(*feiten).in_voorbereiding
    assert set(opp(*feiten).ontbreekt) == ontbreekt


def test_an_opp_that_is_set_keeps_the_say_in_it() -> None:
    is_ = opp(*EERSTE, teruggekoppeld("2026-10-26"))
    assert is_.lopend is not None
    assert (is_.lopend.versie, is_.lopend.ingangsdatum) == (1, dag("2026-11-02"))
    assert is_.lopend.uitstroombestemming == "vmbo-tl"
    assert not is_.in_voorbereiding
    assert is_.hoorrecht is not None
    assert (is_.hoorrecht.status, is_.hoorrecht.datum) == (Hoorstatus.GEHOORD, dag("2026-10-15"))
    assert is_.hoorrecht.teruggekoppeld_op == dag("2026-10-26")
    assert is_.instemming is not None
    assert is_.instemming.status is Instemmingstatus.INGESTEMD


def test_a_next_versie_needs_its_own_say() -> None:
    is_ = opp(*EERSTE, concept_opgesteld("2027-09-20"))
    assert set(is_.ontbreekt) == set(Ontbreekt)
    klaar = opp(*EERSTE, besproken("2027-09-27"), gehoord("2027-09-24"), ingestemd("2027-09-27", versie=2))
    assert klaar.ontbreekt == ()
    nieuw = opp(
        *EERSTE, besproken("2027-09-27"), gehoord("2027-09-24"), ingestemd("2027-09-27", versie=2),
        opp_vastgesteld("2027-10-01", versie=2),
    )  # fmt: skip
    assert nieuw.lopend is not None
    assert (nieuw.lopend.versie, nieuw.in_voorbereiding) == (2, False)


def test_instemming_with_another_versie_is_not_kept_with_the_one_that_is_set() -> None:
    is_ = opp(ingestemd(versie=2), opp_vastgesteld(versie=1))
    assert is_.instemming is None


def test_instemming_taken_back_after_the_opp_was_set_is_of_that_versie() -> None:
    is_ = opp(*EERSTE, instemming_ingetrokken("2026-11-05", versie=1))
    assert not is_.in_voorbereiding
    assert is_.instemming is not None
    assert (is_.instemming.versie, is_.instemming.status) == (1, Instemmingstatus.INGETROKKEN)


def test_an_opp_that_is_adjusted_and_closed() -> None:
    is_ = opp(*EERSTE, opp_bijgesteld("2026-11-20"))
    assert is_.lopend is not None
    assert is_.lopend.bijgesteld_op == dag("2026-11-20")
    dicht = opp(*EERSTE, opp_afgesloten("2026-11-20"))
    assert dicht.lopend is None
    assert opp(*EERSTE, met_id("x", opp_afgesloten()), ingetrokken("x")).lopend is not None


def test_an_opp_that_is_withdrawn_is_gone_and_what_was_said_counts_for_the_next() -> None:
    is_ = opp(*EERSTE[:3], met_id("v", opp_vastgesteld()), ingetrokken("v"))
    assert is_.versie is None
    assert (is_.in_voorbereiding, is_.ontbreekt) == (True, ())


def test_the_answer_of_the_rod() -> None:
    assert not opp(*EERSTE).in_rod
    geweigerd = opp(*EERSTE, rod_geweigerd("2026-10-26"))
    assert geweigerd.rod is not None
    assert (geweigerd.rod.status, geweigerd.in_rod) == (Rodstatus.GEWEIGERD, False)
    is_ = opp(*EERSTE, rod_geweigerd("2026-10-26"), rod_geregistreerd("2026-10-27", begin="2026-10-23"))
    assert is_.rod is not None
    assert (is_.in_rod, is_.rod.begindatum) == (True, dag("2026-10-23"))


def test_a_new_opp_after_one_that_was_closed_is_not_in_the_rod_yet() -> None:
    is_ = opp(*EERSTE, rod_geregistreerd(), opp_afgesloten("2026-11-20"), opp_vastgesteld("2027-01-11"))
    assert (is_.lopend is not None, is_.in_rod, is_.evaluatie) == (True, False, None)


def test_the_last_evaluation_is_shown_whenever_it_was_told() -> None:
    is_ = opp(*EERSTE, opp_geevalueerd("2027-10-04", met_leerling=False), opp_geevalueerd("2027-06-14"))
    assert is_.evaluatie is not None
    assert (is_.evaluatie.datum, is_.evaluatie.met_leerling) == (dag("2027-10-04"), False)


# --- samenspraak [000][004] ---

OUDERS, LEERLING = Gesprekspartner.OUDERS, Gesprekspartner.LEERLING


@pytest.mark.parametrize(
    ("feiten", "ontbreekt"),
    [
        ([niveau_gewijzigd("2026-10-12", canon=Canon.B2)], {OUDERS, LEERLING}),
        ([niveau_gewijzigd("2026-10-12", canon=Canon.B1)], set()),
        ([plan_gestart("2026-09-21")], {OUDERS, LEERLING}),
        ([ouders_gesproken("2026-10-08"), niveau_gewijzigd("2026-10-12")], set()),
        ([niveau_gewijzigd("2026-10-12"), ouders_gesproken("2026-10-20")], set()),
        ([besproken("2026-10-08"), niveau_gewijzigd("2026-10-12")], {LEERLING}),
        ([niveau_gewijzigd("2026-10-12"), ziet_af("2026-10-15")], {OUDERS}),
        ([ouders_gesproken("2026-08-31"), niveau_gewijzigd("2026-10-12")], set()),
        ([ouders_gesproken("2026-08-30"), niveau_gewijzigd("2026-10-12")], {OUDERS, LEERLING}),
        ([ouders_gesproken("2026-06-01"), niveau_gewijzigd("2026-06-08"), plan_gestart("2026-10-12")],
         {OUDERS, LEERLING}),
        ([plan_gestart("2026-09-21"), plan_geevalueerd("2026-11-20")], set()),
        ([niveau_gewijzigd("2026-10-12"), niveau_gewijzigd("2026-11-02", canon=Canon.B1)], set()),
        ([met_id("n", niveau_gewijzigd("2026-10-12")), ouders_gesproken("2026-09-01"), ingetrokken("n")], set()),
        ([beginstand(canon=Canon.E1)], set()),
    ],
)  # fmt: skip
def test_with_whom_the_last_step_was_not_talked_about(
    feiten: list[Gebeurtenis | Named], ontbreekt: set[Gesprekspartner]
) -> None:
    samenspraak = leerling(*feiten).samenspraak
    assert (set() if samenspraak is None else set(samenspraak.ontbreekt)) == ontbreekt


# --- a first day half-way (docs/decisions/0014) ---


def test_a_beginstand_is_where_the_view_goes_on_from() -> None:
    kind = leerling(
        beginstand(
            groep="6", canon=Canon.E1, regionaal="2a", niveau_sinds="2025-11-10", plannen=(lopend_plan(),),
            opp=lopend_opp("2025-11-10", versie=2, evaluatie="2026-06-15", rod="2025-11-12", gehoord="2025-11-05",
                           ingestemd="2025-11-06"),
        ),
        plan_geevalueerd("2026-10-05"),
        opp_geevalueerd("2026-10-05"),
    )  # fmt: skip
    assert (kind.groep_op(dag("2026-08-03")), kind.ingeschreven_op) == ("6", dag("2022-08-22"))
    assert kind.niveau is not None
    assert (kind.niveau.regionaal, kind.niveau_sinds) == ("2a", dag("2025-11-10"))
    assert [plan.resultaat for plan in kind.plannen] == [Planresultaat.DEELS_BEHAALD]
    assert kind.opp is not None
    assert kind.opp.lopend is not None
    assert (kind.opp.lopend.versie, kind.opp.in_rod) == (2, True)
    assert kind.opp.hoorrecht is not None
    assert kind.opp.hoorrecht.datum == dag("2025-11-05")
    assert kind.opp.instemming is not None
    assert kind.opp.instemming.versie == 2


def test_a_beginstand_that_is_corrected_counts_as_corrected() -> None:
    kind = leerling(
        met_id("b", beginstand(groep="6", opp=lopend_opp())), opp_geevalueerd("2026-10-05"),
        beginstand(groep="7", opp=lopend_opp(versie=3), corrigeert="b"),
    )  # fmt: skip
    assert kind.groep == "7"
    assert kind.opp is not None
    assert kind.opp.lopend is not None
    assert kind.opp.lopend.versie == 3
    assert kind.opp.evaluatie is not None


def test_what_was_granted_and_talked_about_before_the_hub() -> None:
    kind = leerling(
        beginstand(
            tlv=geldende_tlv("2202-0417", ingang="2025-08-01", einde="2027-07-31"),
            arrangementen=(lopend_arrangement("2026-02-01"), lopend_arrangement("2025-02-01", einde="2026-07-31")),
            overleg=laatste_overleg("2026-06-15", Overlegsoort.MDO),
        )
    )  # fmt: skip
    toewijzing, overleg = kind.toewijzing, kind.laatste_overleg
    tlv = toewijzing.tlv_op(dag("2027-07-31"))
    assert tlv is not None
    assert (tlv.tlv_nummer, tlv.soort, toewijzing.tlv_op(dag("2027-08-01"))) == ("2202-0417", Tlvsoort.SBO, None)
    assert [een.ingang for een in toewijzing.arrangementen_op(dag("2026-08-03"))] == [dag("2026-02-01")]
    assert overleg is not None
    assert (overleg.soort, overleg.datum) == (Overlegsoort.MDO, dag("2026-06-15"))


def test_of_an_open_term_it_is_known_whether_the_hub_watches_it() -> None:
    kind = leerling(beginstand(open_termijnen=(open_termijn("opp-opstellen"), open_termijn("eigen-afspraak"))))
    assert [(een.regel, een.bewaakt) for een in kind.open_termijnen] == [
        ("opp-opstellen", True), ("eigen-afspraak", False),
    ]  # fmt: skip


def test_a_beginstand_that_is_withdrawn_takes_all_of_that_along() -> None:
    kind = leerling(met_id("b", beginstand(tlv=geldende_tlv(), overleg=laatste_overleg())), ingetrokken("b"))
    assert (kind.toewijzing.tlv, kind.laatste_overleg, kind.open_termijnen) == (None, None, ())
