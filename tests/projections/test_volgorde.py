"""The school view goes by business date: what is told late finds its place (docs/decisions/0028)."""

from collections.abc import Sequence
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.codes import Canon, Overlegsoort
from contracts.gebeurtenis import Gebeurtenis
from eventlog.events import NewEvent, Recorded
from eventlog.testing import Named
from eventlog.upcast import NO_UPCASTERS
from eventlog.views.projection import ViewReader
from eventlog.views.view import prepare
from projections.school import SCHOOL, Dossier, Instemmingstatus, Leerling, Opp, Rodstatus
from tests.bouwstenen import (
    aanspreekpunt,
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    beginstand,
    besproken,
    concept_opgesteld,
    gehoord,
    groep_gewijzigd,
    groepsplan,
    ingeschreven,
    ingestemd,
    ingetrokken,
    instemming_geweigerd,
    instemming_ingetrokken,
    laatste_overleg,
    lopend_opp,
    lopend_plan,
    niveau_gewijzigd,
    ontvangen,
    opp_afgesloten,
    opp_bijgesteld,
    opp_geevalueerd,
    opp_vastgesteld,
    ouders_gesproken,
    passend_aanbod,
    persoonsgegevens,
    plan_geevalueerd,
    plan_gestart,
    plek_gevonden,
    plek_gezocht,
    rod_geregistreerd,
    rod_geweigerd,
    seo_meting,
    teruggekoppeld,
    thuiszitter,
    toegelaten,
    uitgeschreven,
    verlengd,
    verzuim_gemeld,
    weigering,
    ziet_af,
)
from tests.eventlog.places import Place

from .feiten import (
    DOSSIER,
    EERSTE_MOMENT,
    dag,
    gehaald,
    gestart,
    leerling,
    nadert,
    opslaan,
    verstreken,
    voorwaarde_hersteld,
    voorwaarde_vervallen,
)
from .herbouwproef import Wereld

EERSTE = (gehoord("2026-10-15"), besproken("2026-10-20"), ingestemd("2026-10-20"), opp_vastgesteld("2026-10-23"))
BEGIN = beginstand("2026-08-03", opp=lopend_opp("2025-11-10", versie=2, evaluatie="2026-06-15", rod="2025-11-12"))


def opp(*feiten: Gebeurtenis | Named) -> Opp:
    gevonden = leerling(*feiten).opp
    assert gevonden is not None
    return gevonden


# --- one fact told after what happened later ---


def test_versie_1_that_is_told_after_versie_2_is_not_the_one_in_force() -> None:
    is_ = opp(opp_vastgesteld("2026-10-23", versie=2), opp_vastgesteld("2025-10-20", versie=1))
    assert is_.lopend is not None
    assert is_.lopend.versie == 2


def test_the_say_in_a_versie_told_late_stays_with_that_versie() -> None:
    is_ = opp(*EERSTE, opp_vastgesteld("2027-10-11", versie=2), gehoord("2026-10-19"))
    assert is_.versie is not None
    assert (is_.versie.versie, is_.versie.inspraak.hoorrecht, is_.volgende.hoorrecht) == (2, None, None)


def test_an_uitschrijving_that_is_told_before_the_inschrijving_counts() -> None:
    kind = leerling(uitgeschreven("2027-07-31"), ingeschreven("2026-08-17"))
    assert [kind.ingeschreven(dag(op)) for op in ("2026-08-16", "2026-08-17", "2027-07-31")] == [False, True, False]


def test_who_left_and_came_back_is_enrolled_whichever_was_told_first() -> None:
    kind = leerling(ingeschreven("2028-01-10"), uitgeschreven("2027-07-31"), ingeschreven("2026-08-17"))
    assert kind.ingeschreven(dag("2028-01-10"))


def test_a_refusal_of_the_rod_from_before_the_registration_leaves_it_registered() -> None:
    is_ = opp(*EERSTE, rod_geregistreerd("2026-11-02"), rod_geweigerd("2026-10-26"))
    assert is_.rod is not None
    assert (is_.rod.status, is_.rod.datum) == (Rodstatus.GEREGISTREERD, dag("2026-11-02"))


def test_a_refusal_of_ouders_from_before_they_agreed_leaves_them_agreed() -> None:
    is_ = opp(ingestemd("2026-09-11"), instemming_geweigerd("2026-09-05"))
    assert is_.instemming is not None
    assert (is_.instemming.status, is_.instemming.datum) == (Instemmingstatus.INGESTEMD, dag("2026-09-11"))


def test_an_older_hearing_that_is_told_later_is_not_the_last() -> None:
    is_ = opp(ziet_af("2026-10-15"), gehoord("2026-10-01"))
    assert is_.hoorrecht is not None
    assert is_.hoorrecht.datum == dag("2026-10-15")


def test_an_aanvulling_that_is_told_after_the_decision_leaves_it() -> None:
    kind = leerling(ontvangen("2026-03-02"), weigering("2026-04-09"), aanvulling_gevraagd("2026-03-10"))
    assert kind.aanmelding is not None
    assert kind.aanmelding.sinds == dag("2026-04-09")


def test_names_told_late_are_not_the_last() -> None:
    kind = leerling(persoonsgegevens("2026-05-04"), persoonsgegevens("2026-03-02"))
    assert kind.personalia is not None
    assert kind.personalia.id == "event-1"


def test_back_to_the_groepsaanbod_and_up_again_leaves_a_step_whichever_was_told_first() -> None:
    op, neer = niveau_gewijzigd("2026-10-12", canon=Canon.E1), niveau_gewijzigd("2026-09-07", canon=Canon.B1)
    for feiten in ((op, neer), (neer, op)):
        samenspraak = leerling(*feiten).samenspraak
        assert samenspraak is not None
        assert samenspraak.stap_op == dag("2026-10-12")


# --- enrolments ---

MAART = dag("2026-03-10")
ZOMER = ("2026-05-28", "2026-05-29", "2026-06-12", "2026-08-16", "2026-08-17")


def op_school(kind: Leerling, *dagen: str) -> list[bool]:
    return [kind.ingeschreven(dag(op)) for op in dagen]


def test_an_inschrijving_withdrawn_before_it_began_never_begins() -> None:
    kind = leerling(ontvangen("2026-02-02"), ingeschreven("2026-08-17", groep="5"), uitgeschreven("2026-06-12"))
    assert op_school(kind, "2026-06-11", "2026-08-17", "2027-03-01") == [False, False, False]
    is_ = kind.inschrijving_op(dag("2026-09-01"))
    assert (is_.op, is_.tot, kind.groep) == (dag("2026-08-17"), dag("2026-06-12"), None)


def test_who_is_enrolled_anew_after_it_comes_after_all() -> None:
    kind = leerling(ingeschreven("2026-08-17"), uitgeschreven("2026-06-12"), ingeschreven("2026-08-24"))
    assert op_school(kind, "2026-08-17", "2026-08-24") == [False, True]


def test_of_who_left_a_return_is_withdrawn_and_not_the_time_before() -> None:
    kind = leerling(
        ingeschreven("2025-08-18"), uitgeschreven("2026-05-29"), ingeschreven("2026-08-17"), uitgeschreven("2026-06-12")
    )
    assert op_school(kind, "2025-08-18", *ZOMER) == [True, True, False, False, False, False]


def test_an_uitschrijving_ends_what_runs_on_its_day_and_not_what_is_to_come() -> None:
    kind = leerling(ingeschreven("2025-08-18"), ingeschreven("2026-08-17"), uitgeschreven("2026-05-29"))
    assert op_school(kind, *ZOMER) == [True, False, False, False, True]
    # Also where what ran was told last.
    kind = leerling(ingeschreven("2026-08-17"), uitgeschreven("2026-05-29"), ingeschreven("2025-08-18"))
    assert op_school(kind, *ZOMER) == [True, False, False, False, True]


def test_the_same_uitschrijving_sent_twice_withdraws_no_return() -> None:
    weg = uitgeschreven("2026-05-29")
    kind = leerling(ingeschreven("2025-08-18"), ingeschreven("2026-08-17"), weg, weg)
    assert op_school(kind, *ZOMER) == [True, False, False, False, True]


def test_a_corrected_uitschrijving_was_told_when_its_first_version_was() -> None:
    """Enrolled before the hub, so nothing runs on its day; the return was told after it, the correction later still."""
    kind = leerling(
        Named("weg", uitgeschreven("2027-07-31")), ingeschreven("2028-01-10"),
        uitgeschreven("2027-07-30", corrigeert="weg"),
    )  # fmt: skip
    assert op_school(kind, "2028-01-10") == [True]
    kind = leerling(
        Named("komt", ingeschreven("2026-08-17")), uitgeschreven("2026-06-12"),
        ingeschreven("2026-08-18", corrigeert="komt"),
    )  # fmt: skip
    assert op_school(kind, "2026-08-18") == [False]


def test_who_leaves_and_comes_back_is_enrolled_until_then_and_from_then_on() -> None:
    """All told by March: leaves in May, back in August."""
    kind = leerling(
        ingeschreven("2025-08-18", groep="4"), uitgeschreven("2026-05-29"), ingeschreven("2026-08-17", groep="5")
    )
    assert op_school(kind, *ZOMER) == [True, False, False, False, True]
    assert [kind.inschrijving_op(op).tot for op in (MAART, dag("2026-06-12"))] == [dag("2026-05-29"), None]
    assert kind.inschrijving_op(dag("2026-06-12")).op == dag("2026-08-17")
    assert kind.groep_op(MAART) == "4"


def test_a_next_schooljaar_told_ahead_leaves_who_is_enrolled_enrolled() -> None:
    kind = leerling(ingeschreven("2025-08-18"), ingeschreven("2026-08-17"))
    assert op_school(kind, *ZOMER) == [True] * 5
    assert kind.inschrijving_op(MAART).op == dag("2025-08-18")
    kind = leerling(ingeschreven("2025-08-18"), ingeschreven("2026-08-17"), uitgeschreven("2027-07-31"))
    assert op_school(kind, "2026-03-10", "2027-07-30", "2027-07-31") == [True, True, False]


def test_an_uitschrijving_of_later_sent_as_a_new_one_moves_the_day() -> None:
    kind = leerling(ingeschreven("2025-08-18"), uitgeschreven("2026-05-29"), uitgeschreven("2026-06-12"))
    assert op_school(kind, "2026-06-11", "2026-06-12") == [True, False]


# --- on one day ---


def test_the_say_of_the_day_on_which_the_opp_is_set_is_in_it_whenever_it_was_told() -> None:
    is_ = opp(opp_vastgesteld("2026-10-23"), besproken("2026-10-23"), gehoord("2026-10-23"), ingestemd("2026-10-23"))
    assert is_.versie is not None
    assert not is_.in_voorbereiding
    assert (is_.versie.inspraak.besproken_op, is_.volgende.hoorrecht) == (dag("2026-10-23"), None)


@pytest.mark.parametrize("tegen", [instemming_geweigerd, instemming_ingetrokken])
def test_on_one_day_a_refusal_of_ouders_outweighs(tegen: Any) -> None:
    for feiten in ((tegen("2026-10-20"), ingestemd("2026-10-20")), (ingestemd("2026-10-20"), tegen("2026-10-20"))):
        instemming = opp(*feiten).instemming
        assert instemming is not None
        assert instemming.status is not Instemmingstatus.INGESTEMD


def test_for_the_rest_what_was_told_last_counts_on_one_day() -> None:
    kind = leerling(groep_gewijzigd("2026-10-26", groep="6"), groep_gewijzigd("2026-10-26", groep="7"))
    assert kind.groep_op(dag("2026-10-26")) == "7"


# --- a beginstand, told after what came before and after it (docs/decisions/0014) ---


def test_a_beginstand_told_after_a_next_opp_and_an_uitschrijving_takes_nothing_back() -> None:
    kind = leerling(
        *EERSTE[:3], opp_vastgesteld("2026-10-23", versie=3), rod_geweigerd("2026-10-27"), uitgeschreven("2027-07-31"),
        BEGIN,
    )  # fmt: skip
    assert kind.opp is not None
    assert kind.opp.lopend is not None
    assert kind.opp.rod is not None
    assert (kind.opp.lopend.versie, kind.opp.in_rod) == (3, False)
    assert [kind.ingeschreven(dag(op)) for op in ("2027-07-30", "2027-07-31")] == [True, False]


def test_what_happened_before_the_day_of_a_beginstand_and_after_what_it_tells_of() -> None:
    """The versie, the evaluation and the level of a later day count; each part of a beginstand has its own."""
    eerder = (
        opp_vastgesteld("2026-02-02", versie=3), opp_geevalueerd("2026-07-06"), niveau_gewijzigd("2026-01-12"),
        uitgeschreven("2024-07-31"), groep_gewijzigd("2025-08-18", groep="5B"),
    )  # fmt: skip
    stand = beginstand(
        "2026-08-03", groep="6", canon=Canon.B2, niveau_sinds="2025-11-10", opp=BEGIN.opp,
        plannen=(lopend_plan("2026-06-01"),), overleg=laatste_overleg("2026-06-15", Overlegsoort.MDO),
    )  # fmt: skip
    for feiten in ((*eerder, stand), (stand, *eerder)):
        kind = leerling(*feiten, plan_geevalueerd("2026-06-22"))
        assert kind.opp is not None
        assert kind.opp.lopend is not None
        assert kind.opp.evaluatie is not None
        assert (kind.opp.lopend.versie, kind.opp.evaluatie.datum) == (3, dag("2026-07-06"))
        assert kind.opp.in_rod
        assert (kind.niveau is not None, kind.niveau_sinds) == (True, dag("2026-01-12"))
        assert [plan.loopt for plan in kind.plannen] == [False]
        # That the pupil is enrolled, and in which groep, is said of the day of the beginstand itself.
        assert kind.ingeschreven(dag("2026-08-03"))
        assert [kind.groep_op(dag(op)) for op in ("2026-08-02", "2026-08-03")] == ["5B", "6"]


def test_a_beginstand_that_names_an_older_evaluation_and_registration_than_its_versie() -> None:
    is_ = opp(beginstand(opp=lopend_opp("2025-11-10", evaluatie="2025-06-16", rod="2024-11-18")))
    assert (is_.in_rod, is_.evaluatie is not None, is_.lopend is not None) == (True, True, True)


def test_an_opp_told_as_itself_and_in_a_beginstand_keeps_the_say_in_it() -> None:
    zelf = (besproken("2025-11-06"), opp_vastgesteld("2025-11-10", versie=2))
    stand = beginstand(opp=lopend_opp("2025-11-10", versie=2, gehoord="2025-11-05"))
    for feiten in ((*zelf, stand), (stand, *zelf)):
        versie = opp(*feiten).lopend
        assert versie is not None
        assert versie.inspraak.hoorrecht is not None
        assert versie.inspraak.besproken_op == dag("2025-11-06")


# --- any order of arrival ---

_VAN_LEERLING = (
    ontvangen, aanvulling_gevraagd, aanvulling_ontvangen, verlengd, passend_aanbod, toegelaten, weigering, plek_gezocht,
    plek_gevonden, ingeschreven, groep_gewijzigd, aanspreekpunt, persoonsgegevens, uitgeschreven, verzuim_gemeld,
    thuiszitter, niveau_gewijzigd, plan_gestart, plan_geevalueerd, ouders_gesproken, concept_opgesteld, gehoord,
    ziet_af, teruggekoppeld, besproken, ingestemd, instemming_geweigerd, instemming_ingetrokken, opp_vastgesteld,
    opp_geevalueerd, rod_geregistreerd, rod_geweigerd, opp_bijgesteld, opp_afgesloten,
)  # fmt: skip
_VAN_SCHOOL = (seo_meting, groepsplan)
_SIGNALEN = (
    gestart("2026-04-13"), nadert(), voorwaarde_vervallen(), gestart("2026-05-11"), gehaald(), voorwaarde_hersteld(),
)  # fmt: skip
_DAGEN = [f"{2025 + n // 12}-{n % 12 + 1:02d}-{dag_:02d}" for n in range(24) for dag_ in range(2, 9)]
_reader = ViewReader(SCHOOL.reads, NO_UPCASTERS)


def feiten(rng: Random) -> list[list[NewEvent]]:
    """Facts of one dossier, no two of one day, and signals: each list has to be told in its order.

    So enrolments and their ends: which an uitschrijving means depends on what was told before it.
    """
    dagen = iter(rng.sample(_DAGEN, 40))
    soorten = rng.choice((_VAN_LEERLING, _VAN_LEERLING, _VAN_SCHOOL))
    van_inschrijving: list[Any] = []
    lijnen: list[list[Any]] = [van_inschrijving]
    for nummer in range(rng.randint(2, 12)):
        maak, id_ = rng.choice(soorten), f"feit-{nummer}"
        lijn: list[Any] = [Named(id_, maak(next(dagen)))]
        if rng.random() < 0.2:
            nieuw = maak(next(dagen)).model_dump() | {"corrigeert": {"id": id_, "reden": "Verkeerd overgenomen."}}
            lijn.append(Named(f"{id_}-nieuw", type(lijn[0].event).model_validate(nieuw)))
        if rng.random() < 0.1:
            lijn.append(Named(f"{id_}-weg", ingetrokken(rng.choice(lijn).id)))
        if maak in (ingeschreven, uitgeschreven):
            van_inschrijving += lijn
        else:
            lijnen.append(lijn)
    if soorten is _VAN_LEERLING and rng.random() < 0.5:
        lijnen.append([
            Named("begin", beginstand(
                next(dagen), inschrijving="2020-08-17", opp=lopend_opp("2025-11-10", evaluatie="2025-12-15"),
                plannen=(lopend_plan("2025-10-13"),), canon=rng.choice((None, Canon.E1)), niveau_sinds="2025-11-11",
            ))
        ])  # fmt: skip
    lijnen.append([Named(f"signaal-{n}", signaal) for n, signaal in enumerate(_SIGNALEN[: rng.randint(0, 6)])])
    nummers = iter(range(1, 100))
    return [[opslaan(feit, nummer=next(nummers)) for feit in lijn] for lijn in lijnen]


def aangekomen(lijnen: Sequence[Sequence[NewEvent]], rng: Random) -> list[Recorded]:
    """In one of the orders in which they can arrive; when each was recorded makes no difference here."""
    beurten = [n for n, lijn in enumerate(lijnen) for _ in lijn]
    rng.shuffle(beurten)
    volgende = [iter(lijn) for lijn in lijnen]
    return [
        Recorded(position=plek, recorded=EERSTE_MOMENT, **msgspec.structs.asdict(next(volgende[beurt])))
        for plek, beurt in enumerate(beurten, 1)
    ]


def zonder_plek(state: Dossier) -> Dossier:
    """Without where in the log an uitschrijving stands that is of no enrolment known."""
    if (kind := state.leerling) is None:
        return state
    stand = kind.inschrijfstand._replace(los=None)
    return msgspec.structs.replace(state, leerling=msgspec.structs.replace(kind, inschrijfstand=stand))


@given(st.randoms(use_true_random=False))
def test_in_whichever_order_facts_arrive_the_rows_are_the_same(rng: Random) -> None:
    lijnen = feiten(rng)
    een, ander = (SCHOOL.fold(map(_reader.read, aangekomen(lijnen, rng))) for _ in range(2))
    assert zonder_plek(een) == zonder_plek(ander)
    assert SCHOOL.rows(DOSSIER, een) == SCHOOL.rows(DOSSIER, ander)


# --- what it costs ---


async def test_only_for_a_fact_of_before_what_is_known_the_log_is_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld = await Wereld.open(place)
    await prepare(wereld.views, [wereld.view], head=0)
    gelezen: list[Any] = []
    facts = wereld.log.facts

    async def counted(*args: Any, **kwargs: Any) -> Any:
        gelezen.append(args[1])
        return await facts(*args, **kwargs)

    async def verteld(nummer: int, *feiten: Gebeurtenis) -> None:
        await wereld.append(*(opslaan(feit, nummer=n, versie=None) for n, feit in enumerate(feiten, nummer)))
        await wereld.runner.catch_up()

    monkeypatch.setattr(wereld.log, "facts", counted)
    in_orde = (BEGIN, *EERSTE, gestart(), gehoord("2027-06-14"), opp_geevalueerd("2027-06-14"), nadert())
    for nummer, feit in enumerate(in_orde, 1):
        await verteld(nummer, feit)
    await verteld(20, ziet_af("2027-10-04"), gehoord("2027-10-01"))  # within a batch: put in order there
    assert gelezen == []
    await verteld(30, verstreken())
    await verteld(31, opp_afgesloten("2027-07-05"))
    assert gelezen == [{DOSSIER}]
    state = await wereld.view.get(wereld.views, DOSSIER)
    assert state is not None
    assert state.leerling is not None
    assert state.leerling.opp is not None
    assert state.leerling.opp.volgende.hoorrecht is not None
    assert state.leerling.opp.volgende.hoorrecht.datum == dag("2027-10-04")
