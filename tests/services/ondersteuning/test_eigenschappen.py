"""Whatever comes in, in any order: no OPP becomes a fact without its three conditions, and deciding never raises."""

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import event, settings
from hypothesis import given as voor_alle
from hypothesis import strategies as st

from contracts.codes import Canon
from contracts.gebeurtenis import Gebeurtenis
from contracts.ondersteuningsplannen import (
    OppVastgesteld,
)
from eventlog.testing import Named
from tests.bouwstenen import (
    beginstand,
    besproken,
    gehoord,
    given,
    ingestemd,
    ingetrokken,
    instemming_geweigerd,
    instemming_ingetrokken,
    lopend_opp,
    niveau_gewijzigd,
    opp_afgesloten,
    opp_bijgesteld,
    opp_geevalueerd,
    opp_vastgesteld,
    plan_geevalueerd,
    plan_gestart,
    rod_geregistreerd,
    signaal,
    uitgeschreven,
    ziet_af,
)
from tests.bouwstenen.scenario import correctie
from tests.services.feiten import beslis_naast_leerling
from tests.services.ondersteuning.regios import DECIDER
from tests.services.orakel import toets_elk_feit

BEGIN: Final = date(2026, 9, 1)

dagen: Final = st.integers(0, 12).map(lambda n: BEGIN + timedelta(days=n))
versies: Final = st.integers(1, 2)
eerder: Final = st.integers(1, 20).map(lambda n: f"g{n}")
corrigeert: Final = st.one_of(st.none(), st.none(), eerder)


def gebeurtenissen(op: st.SearchStrategy[date]) -> st.SearchStrategy[Gebeurtenis]:
    """Events on few days and of two versies, which may correct or withdraw one before or after them."""
    return st.one_of(
        st.builds(besproken, op, corrigeert=corrigeert),
        st.builds(gehoord, op, corrigeert=corrigeert),
        st.builds(ziet_af, op, corrigeert=corrigeert),
        st.builds(ingestemd, op, versie=versies, corrigeert=corrigeert),
        st.builds(ingestemd, op, versie=versies, corrigeert=corrigeert),
        st.builds(instemming_geweigerd, op, versie=versies, corrigeert=corrigeert),
        st.builds(instemming_ingetrokken, op, versie=versies, corrigeert=corrigeert),
        st.builds(opp_vastgesteld, op, versie=versies, corrigeert=corrigeert),
        st.builds(opp_vastgesteld, op, versie=versies, corrigeert=corrigeert),
        st.builds(opp_afgesloten, op, corrigeert=corrigeert),
        st.builds(uitgeschreven, op),
        st.builds(beginstand, op, opp=st.one_of(st.none(), st.builds(lopend_opp, op, versie=versies))),
        st.builds(ingetrokken, eerder, op),
    )  # fmt: skip


@st.composite
def _dichte_stroom(draw: st.DrawFn) -> list[Gebeurtenis]:
    """What one or two versies need, in any order, amid what disturbs it: where the invariant is at stake."""
    stroom: list[Gebeurtenis] = []
    for versie in range(1, draw(versies) + 1):
        op = BEGIN + timedelta(days=4 * versie)
        vooraf = st.sampled_from([op - timedelta(days=n) for n in range(6)])
        stroom += [
            draw(st.builds(besproken, vooraf)), draw(st.builds(draw(st.sampled_from([gehoord, ziet_af])), vooraf)),
            draw(st.builds(ingestemd, vooraf, versie=st.just(versie))), opp_vastgesteld(op, versie=versie),
        ]  # fmt: skip
    stroom = draw(st.permutations(stroom))
    for _ in range(draw(st.integers(0, 8))):
        storing = draw(gebeurtenissen(dagen))
        raak = [f"g{n}" for n, g in enumerate(stroom, 1) if type(g) is type(storing)]
        if draw(st.booleans()) and raak:
            storing = storing.model_copy(update={"corrigeert": correctie(draw(st.sampled_from(raak)))})
        stroom.append(storing)
        if draw(st.integers(0, 3)) == 0:
            stroom.append(ingetrokken(f"g{draw(st.integers(1, len(stroom)))}"))
        if draw(st.booleans()):
            stroom.append(draw(st.builds(opp_vastgesteld, dagen, versie=versies)))
    return stroom


@settings(max_examples=max(400, settings().max_examples))
@voor_alle(st.one_of(_dichte_stroom(), _dichte_stroom(), st.lists(gebeurtenissen(dagen), max_size=20)))
def test_invariant_1_geen_geschiedenis_brengt_een_opp_zonder_zijn_voorwaarden(stroom: list[Gebeurtenis]) -> None:
    feiten = beslis_naast_leerling(DECIDER, stroom).facts
    toets_elk_feit(feiten)
    if any(feit.type == OppVastgesteld.kenmerken.type for feit in feiten):
        event("an OPP was accepted")


vreemde_dagen: Final = st.one_of(dagen, st.dates())
_ALLES: Final = st.one_of(
    gebeurtenissen(vreemde_dagen),
    st.builds(opp_geevalueerd, vreemde_dagen),
    st.builds(opp_bijgesteld, vreemde_dagen),
    st.builds(rod_geregistreerd, vreemde_dagen, begin=vreemde_dagen, einde=st.one_of(st.none(), vreemde_dagen)),
    st.builds(plan_gestart, vreemde_dagen, plan_id=st.sampled_from("ab"), evaluatie=vreemde_dagen),
    st.builds(plan_geevalueerd, vreemde_dagen, plan_id=st.sampled_from("ab")),
    st.builds(signaal, vreemde_dagen, gebied=st.sampled_from(["1", "x"])),
    st.builds(niveau_gewijzigd, vreemde_dagen, canon=st.sampled_from(Canon), regionaal=st.sampled_from([None, "x"])),
)


@voor_alle(st.lists(_ALLES, max_size=15), st.integers(0, 40))
def test_beslissen_faalt_nooit_en_alles_krijgt_een_uitkomst(stroom: list[Gebeurtenis], dagen_later: int) -> None:
    scenario = given(DECIDER)
    eigen = [g for g in stroom if g.kenmerken.type in DECIDER.decides]
    for nummer, gebeurtenis in enumerate(eigen, 1):
        scenario.when(Named(f"g{nummer}", gebeurtenis))
    scenario.after_days(dagen_later)
    assert len(scenario.outcomes) == len(eigen)


@st.composite
def _geldige_loop(draw: st.DrawFn) -> list[Gebeurtenis]:
    """What is accepted whole when it comes in order: one to three versies, each with all that goes before and after."""
    loop: list[Gebeurtenis] = [beginstand(BEGIN, plannen=())] if draw(st.booleans()) else []
    loop.append(plan_gestart(BEGIN, evaluatie=BEGIN + timedelta(days=60)))
    loop.append(plan_geevalueerd(BEGIN + timedelta(days=50)))
    for versie in range(1, draw(st.integers(1, 3)) + 1):
        op = BEGIN + timedelta(days=100 * versie)
        horen = draw(st.sampled_from([gehoord, ziet_af]))
        if draw(st.booleans()):
            loop.append(instemming_geweigerd(op - timedelta(days=9), versie=versie))
        loop += [
            horen(op - timedelta(days=draw(st.integers(0, 8)))),
            besproken(op - timedelta(days=draw(st.integers(0, 8)))),
            ingestemd(op - timedelta(days=draw(st.integers(0, 8))), versie=versie),
            opp_vastgesteld(op, versie=versie),
            rod_geregistreerd(op + timedelta(days=3), begin=op),
            opp_geevalueerd(op + timedelta(days=60)),
        ]
    return loop


@voor_alle(_geldige_loop(), st.randoms(use_true_random=False), st.booleans())
def test_de_volgorde_van_aankomst_verandert_niet_welke_feiten_er_komen(
    loop: list[Gebeurtenis], toeval: Any, in_een_keer: bool
) -> None:
    geordend = given(DECIDER)
    for gebeurtenis in loop:
        geordend.when(gebeurtenis).then_accepted()
    door_elkaar = list(loop)
    toeval.shuffle(door_elkaar)
    scenario = given(DECIDER)
    for groep in [door_elkaar] if in_een_keer else [[g] for g in door_elkaar]:
        scenario.when(*groep)
    scenario.then_waiting()
    assert sorted(f.open for f in scenario.facts) == sorted(f.open for f in geordend.facts)
