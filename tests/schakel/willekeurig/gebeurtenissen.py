"""What a school may tell of a pupil, right or wrong, in any order: strategies. `g3` names the third of that pupil."""

from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from contracts.codes import Canon, Uitschrijfreden, Weigeringsgrond
from contracts.gebeurtenis import Gebeurtenis
from tests.bouwstenen import (
    aanspreekpunt,
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    beginstand,
    besproken,
    gehoord,
    geldende_tlv,
    groep_gewijzigd,
    ingeschreven,
    ingestemd,
    ingetrokken,
    instemming_geweigerd,
    instemming_ingetrokken,
    lopend_opp,
    niveau_gewijzigd,
    onderwijsbehoefte,
    ontvangen,
    opp_afgesloten,
    opp_geevalueerd,
    opp_vastgesteld,
    passend_aanbod,
    persoonsgegevens,
    plan_geevalueerd,
    plan_gestart,
    plek_gevonden,
    plek_gezocht,
    rod_geregistreerd,
    tijdelijk_geplaatst,
    toegelaten,
    uitgeschreven,
    verlengd,
    weigering,
    ziet_af,
)

BEGIN: Final = date(2026, 9, 1)
"""The first day of each story. What lies after the day that it is, is refused at the door."""

op: Final = st.integers(-40, 6).map(lambda n: BEGIN + timedelta(days=n))
_later: Final = st.integers(1, 60).map(lambda n: BEGIN + timedelta(days=n))
_versie: Final = st.integers(1, 2)
_eerder: Final = st.integers(1, 15).map(lambda n: f"g{n}")
_doel: Final = st.one_of(st.none(), st.none(), st.none(), _eerder)
_school: Final = st.sampled_from([None, "99AC00"])

GEBEURTENIS: Final[st.SearchStrategy[Gebeurtenis]] = st.one_of(
    st.builds(ontvangen, op, vermoeden=st.booleans(), corrigeert=_doel),
    st.builds(aanvulling_gevraagd, op, corrigeert=_doel),
    st.builds(aanvulling_ontvangen, op, corrigeert=_doel),
    st.builds(verlengd, op, tot=_later, mededeling=st.one_of(st.none(), op), corrigeert=_doel),
    st.builds(weigering, op, bereid=_school, grond=st.sampled_from(Weigeringsgrond), corrigeert=_doel),
    st.builds(toegelaten, op, corrigeert=_doel),
    st.builds(tijdelijk_geplaatst, op),
    st.builds(plek_gezocht, op),
    st.builds(plek_gevonden, op),
    st.builds(onderwijsbehoefte, op, gebied=st.sampled_from([(), ("lezen-spelling",), ("bestaat-niet",)])),
    st.builds(passend_aanbod, op, canon=st.sampled_from(Canon), regionaal=st.sampled_from([None, "bestaat-niet"])),
    st.builds(ingeschreven, op, extra=st.booleans(), groep=st.sampled_from("56"), corrigeert=_doel),
    st.builds(uitgeschreven, op, reden=st.sampled_from(Uitschrijfreden), volgende=_school, corrigeert=_doel),
    st.builds(persoonsgegevens, op),
    st.builds(aanspreekpunt, op),
    st.builds(groep_gewijzigd, op, groep=st.sampled_from("56")),
    st.builds(besproken, op, corrigeert=_doel),
    st.builds(gehoord, op, corrigeert=_doel),
    st.builds(ziet_af, op, corrigeert=_doel),
    st.builds(ingestemd, op, versie=_versie, corrigeert=_doel),
    st.builds(instemming_geweigerd, op, versie=_versie, corrigeert=_doel),
    st.builds(instemming_ingetrokken, op, versie=_versie, corrigeert=_doel),
    st.builds(opp_vastgesteld, op, versie=_versie, corrigeert=_doel),
    st.builds(opp_geevalueerd, op, met_leerling=st.booleans(), corrigeert=_doel),
    st.builds(opp_afgesloten, op, corrigeert=_doel),
    st.builds(rod_geregistreerd, op, begin=op, einde=st.one_of(st.none(), op), corrigeert=_doel),
    st.builds(plan_gestart, op, plan_id=st.sampled_from("ab"), evaluatie=_later, corrigeert=_doel),
    st.builds(plan_geevalueerd, op, plan_id=st.sampled_from("ab"), corrigeert=_doel),
    st.builds(niveau_gewijzigd, op, canon=st.sampled_from(Canon), corrigeert=_doel),
    st.builds(
        beginstand, op, extra=st.booleans(), opp=st.one_of(st.none(), st.builds(lopend_opp, versie=_versie)),
        tlv=st.one_of(st.none(), st.builds(geldende_tlv, st.sampled_from(["T-1", "T-2"]))), corrigeert=_doel,
    ),
    st.builds(ingetrokken, _eerder, op),
)  # fmt: skip


@st.composite
def opp_traject(draw: st.DrawFn) -> list[Gebeurtenis]:
    """What an OPP takes, in any order, and sometimes not all of it."""
    versie, dag = draw(_versie), draw(op)
    vooraf = st.integers(0, 5).map(lambda n: dag - timedelta(days=n))
    stappen: list[Gebeurtenis] = [
        besproken(draw(vooraf)), draw(st.sampled_from([gehoord, ziet_af]))(draw(vooraf)),
        ingestemd(draw(vooraf), versie=versie), opp_vastgesteld(dag, versie=versie),
    ]  # fmt: skip
    door_elkaar = draw(st.permutations(stappen))
    return door_elkaar[: draw(st.sampled_from([4, 4, 4, 3]))]


@st.composite
def aanmelding_traject(draw: st.DrawFn) -> list[Gebeurtenis]:
    """An aanmelding and what may follow, in any order."""
    dag = draw(op)
    daarna = st.integers(0, 20).map(lambda n: dag + timedelta(days=n))
    stappen: list[Gebeurtenis] = [
        ontvangen(dag, vermoeden=draw(st.booleans())),
        verlengd(draw(daarna), tot=dag + timedelta(days=draw(st.integers(40, 75)))),
        draw(st.builds(weigering, daarna, bereid=_school)),
        draw(st.builds(ingeschreven, daarna, extra=st.booleans())),
        draw(st.builds(uitgeschreven, daarna, reden=st.just(Uitschrijfreden.ONDERSTEUNING), volgende=_school)),
    ]
    return draw(st.permutations(stappen))[: draw(st.integers(2, 5))]
