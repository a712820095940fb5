"""Whatever comes in, in whatever order: no invariant is broken at acceptance, and deciding never raises."""

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import given as voor_alle
from hypothesis import settings
from hypothesis import strategies as st

from contracts.codes import Canon, Uitschrijfreden, Weigeringsgrond
from contracts.regio import profielen
from eventlog.deciding.decider import Decider
from eventlog.testing import Event, Named
from services.aanmelding import AANMELDING
from services.leerling import LEERLING
from tests.bouwstenen import (
    aanvulling_gevraagd,
    aanvulling_ontvangen,
    given,
    ingeschreven,
    ingetrokken,
    onderwijsbehoefte,
    ontvangen,
    passend_aanbod,
    plek_gevonden,
    plek_gezocht,
    plek_voorgesteld,
    tijdelijk_geplaatst,
    toegelaten,
    uitgeschreven,
    verlengd,
    weigering,
)
from tests.services.feiten import beslis_naast_leerling, staand
from tests.services.orakel import toets_elk_feit

DECIDER: Final = AANMELDING(profielen())
BEGIN: Final = date(2026, 1, 5)

dagen: Final = st.integers(0, 160).map(lambda n: BEGIN + timedelta(days=n))
rare_dagen: Final = st.one_of(dagen, st.dates())
scholen: Final = st.sampled_from([None, "99AC00"])
corrigeert: Final = st.one_of(st.none(), st.integers(1, 12).map(lambda n: f"g{n}"))


def gebeurtenissen(op: st.SearchStrategy[date]) -> st.SearchStrategy[Event]:
    """Any event of these contexts, on these days, which may correct or withdraw one before or after it."""
    nodig = st.booleans()
    return st.one_of(
        st.builds(ontvangen, op, vermoeden=nodig, corrigeert=corrigeert),
        st.builds(aanvulling_gevraagd, op, corrigeert=corrigeert),
        st.builds(aanvulling_ontvangen, op, corrigeert=corrigeert),
        st.builds(verlengd, op, tot=op, mededeling=st.one_of(st.none(), op), corrigeert=corrigeert),
        st.builds(weigering, op, bereid=scholen, grond=st.sampled_from(Weigeringsgrond), corrigeert=corrigeert),
        st.builds(toegelaten, op, corrigeert=corrigeert),
        st.builds(tijdelijk_geplaatst, op),
        st.builds(plek_gezocht, op),
        st.builds(plek_voorgesteld, op),
        st.builds(plek_gevonden, op),
        st.builds(onderwijsbehoefte, op, gebied=st.sampled_from([(), ("1",), ("rekenen", "x")])),
        st.builds(passend_aanbod, op, canon=st.sampled_from(Canon), regionaal=st.sampled_from([None, "extra", "2a"])),
        st.builds(ingeschreven, op, extra=nodig, corrigeert=corrigeert),
        st.builds(
            uitgeschreven, op, reden=st.sampled_from(Uitschrijfreden), volgende=scholen, corrigeert=corrigeert
        ),
        st.builds(ingetrokken, st.integers(1, 12).map(lambda n: f"g{n}"), op),
    )  # fmt: skip


@st.composite
def _dichte_stroom(draw: st.DrawFn) -> list[Event]:
    """Few kinds on few days, with corrections and withdrawals that mostly hit: where the invariants are at stake."""
    stroom: list[Event] = [ontvangen(BEGIN, vermoeden=draw(st.booleans()))]
    for nummer in range(2, draw(st.integers(3, 10)) + 1):
        soort = draw(st.sampled_from(("verlengd", "verlengd", "verlengd", *_VOORBEELD)))
        eerder = [f"g{n}" for n, g in enumerate(stroom, 1) if type(g) is type(_VOORBEELD[soort])]
        doel = draw(st.sampled_from([None, None, *eerder]))
        school = draw(scholen)
        match soort:
            case "ontvangen":
                op = BEGIN + timedelta(weeks=draw(st.sampled_from([0, 0, 1, 20])))
                stroom.append(ontvangen(op, vermoeden=draw(st.booleans()), corrigeert=doel))
            case "verlengd":
                op = BEGIN + timedelta(weeks=draw(st.sampled_from([2, 5, 7, 24])))
                tot = op + timedelta(weeks=draw(st.integers(1, 7)))
                stroom.append(verlengd(op, tot=tot, corrigeert=doel))
            case "weigering":
                op = BEGIN + timedelta(weeks=draw(st.sampled_from([3, 23])))
                stroom.append(weigering(op, bereid=school, corrigeert=doel))
            case "ingeschreven":
                stroom.append(ingeschreven(extra=draw(st.booleans()), corrigeert=doel))
            case "uitgeschreven":
                reden = draw(st.sampled_from([Uitschrijfreden.ONDERSTEUNING, Uitschrijfreden.VERWIJDERING]))
                stroom.append(uitgeschreven(reden=reden, volgende=school, corrigeert=doel))
            case _:
                stroom.append(ingetrokken(f"g{draw(st.integers(1, nummer + 1))}"))
    return stroom


_VOORBEELD: Final = {
    "ontvangen": ontvangen(), "verlengd": verlengd(), "weigering": weigering(), "ingeschreven": ingeschreven(),
    "uitgeschreven": uitgeschreven(), "weg": ingetrokken("g1"),
}  # fmt: skip


@settings(max_examples=max(300, settings().max_examples))
@voor_alle(st.one_of(_dichte_stroom(), _dichte_stroom(), st.lists(gebeurtenissen(dagen), max_size=12)))
def test_bij_aanvaarding_breekt_geen_geschiedenis_een_invariant(stroom: list[Event]) -> None:
    feiten = beslis_naast_leerling(DECIDER, stroom).facts
    toets_elk_feit(feiten)
    for plek in range(len(feiten)):
        assert len(staand(feiten[: plek + 1])) <= len(staand(feiten[:plek])) + 1


@voor_alle(st.lists(gebeurtenissen(rare_dagen), max_size=12), st.integers(0, 40))
def test_beslissen_faalt_nooit_en_alles_krijgt_een_uitkomst(stroom: list[Event], dagen_later: int) -> None:
    deciders: tuple[Decider[Any], ...] = (DECIDER, LEERLING)
    for decider in deciders:
        scenario = given(decider)
        eigen = [g for g in stroom if g.kenmerken.type in decider.decides]
        for nummer, gebeurtenis in enumerate(eigen, 1):
            scenario.when(Named(f"g{nummer}", gebeurtenis))
        scenario.after_days(dagen_later)
        assert len(scenario.outcomes) == len(eigen)


@st.composite
def _geldige_loop(draw: st.DrawFn) -> list[Event]:
    """What is accepted whole when it comes in order: one or two aanmeldingen, each with all that may follow."""
    loop: list[Event] = []
    for jaar in range(draw(st.integers(1, 2))):
        op = BEGIN + timedelta(days=400 * jaar + draw(st.integers(0, 30)))
        loop.append(ontvangen(op, vermoeden=draw(st.booleans())))
        for week in range(draw(st.integers(0, 2))):
            gevraagd = op + timedelta(weeks=1 + week)
            loop.append(aanvulling_gevraagd(gevraagd))
            loop.append(aanvulling_ontvangen(gevraagd + timedelta(days=draw(st.integers(0, 6)))))
        # Of the last aanmelding the extension cannot overtake it while an earlier one is known: see verlenging.py.
        if jaar == 0 and draw(st.booleans()):
            loop.append(verlengd(op + timedelta(weeks=5), tot=op + timedelta(weeks=draw(st.integers(6, 9)))))
        loop += [plek_gezocht(op), plek_voorgesteld(op), onderwijsbehoefte(op), passend_aanbod(op)]
        loop.append(draw(st.sampled_from([toegelaten(op), weigering(op, bereid="99AC00")])))
    return loop


@voor_alle(_geldige_loop(), st.randoms(use_true_random=False), st.booleans())
def test_de_volgorde_van_aankomst_verandert_niet_welke_feiten_er_komen(
    loop: list[Event], toeval: Any, in_een_keer: bool
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
