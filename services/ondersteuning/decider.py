"""The ondersteuning context: plans, levels, the OPP with its hearing, consent and ROD, and the beginstand. Pure.

What another event must precede is held, since systems send out of order; what a rule forbids is refused. An unusual but
lawful course is accepted: an OPP below the level that asks for one [001], an evaluation or registration after the OPP
has ended, a refusal or withdrawal of an instemming that the hub never saw, a beginstand that comes after other facts.
Of a groep nothing is asked: its events stand in the school's dossier, and what led to them may be from before the hub.

Invariant 14 (medisch handelen) is not here yet: it asks for a toestemming, and that domain has no contracts yet.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from contracts.catalogue import CATALOGUS
from contracts.regioprofiel import Regioprofiel
from eventlog.deciding.decider import Decider, Submission
from eventlog.deciding.outcome import ACCEPT, Accept, Outcome, Refuse, Rule

from ..regioregels import GEBIED_ONBEKEND, NIVEAU_ONBEKEND, kent_gebieden, kent_niveau, wacht
from .beginstand import bezwaar_tegen, claims_van
from .regels import (
    BEGINSTAND_EENMALIG,
    BESPROKEN,
    GEHOORD,
    INGESTEMD,
    OPP_EERST,
    PLAN_DATUMS,
    PLAN_EERST,
    ROD_DATUMS,
    VERSIE_EENMALIG,
)
from .shapes import (
    BESLIST,
    GELEZEN,
    BeginstandVastgelegd,
    HandelingsdeelIngestemd,
    HandelingsverlegenheidVastgesteld,
    LeerlingGehoord,
    LeerlingZietAfVanHoren,
    NiveauGewijzigd,
    OppAfgesloten,
    OppBijgesteld,
    OppGeevalueerd,
    OppGeregistreerdInRod,
    OppMetOudersBesproken,
    OppVastgesteld,
    PlanGeevalueerd,
    PlanGestart,
    RodRegistratieGeweigerd,
    SignaalVastgelegd,
)
from .toestand import Ondersteuning, evolve
from .vervallen import BIJ_VERVALLEN

_TYPE: Final = {vorm: type_ for type_, vorm in (BESLIST | GELEZEN).items()}


def decide(profielen: Mapping[str, Regioprofiel], state: Ondersteuning, inzending: Submission) -> Outcome:
    """What becomes of a submission. Codes and dates first: a wrong one stays wrong, whatever may still arrive."""
    profiel = profielen.get(inzending.regio)
    match inzending.data:
        case (
            SignaalVastgelegd(gebied=code) | HandelingsverlegenheidVastgesteld(gebied=code) | PlanGestart(gebied=code)
        ) if not kent_gebieden(profiel, (code,)):
            return Refuse(GEBIED_ONBEKEND)
        case SignaalVastgelegd(niveau=niveau) | NiveauGewijzigd(niveau=niveau) if not kent_niveau(profiel, niveau):
            return Refuse(NIVEAU_ONBEKEND)

        case PlanGestart(datum=begin, evaluatiedatum=evaluatie) if evaluatie < begin:
            return Refuse(PLAN_DATUMS)
        case PlanGeevalueerd(plan_id=plan_id, datum=dag):
            begonnen = state.begin_van(plan_id)
            if begonnen is None:
                return wacht(profiel, PLAN_EERST, _TYPE[PlanGestart], _TYPE[BeginstandVastgelegd])
            return Refuse(PLAN_DATUMS) if dag < begonnen else ACCEPT

        case OppVastgesteld(versie=versie, datum=dag) if state.is_al_vastgesteld(versie, dag):
            return Refuse(VERSIE_EENMALIG)
        case OppVastgesteld() as opp:
            return _vast_te_stellen(profiel, state, opp)

        case (
            OppGeregistreerdInRod(begindatum=begin, einddatum=einde)
            | RodRegistratieGeweigerd(begindatum=begin, einddatum=einde)
        ) if einde is not None and einde < begin:
            return Refuse(ROD_DATUMS)
        case (
            OppGeevalueerd(datum=dag)
            | OppBijgesteld(datum=dag)
            | OppAfgesloten(datum=dag)
            | OppGeregistreerdInRod(datum=dag)
            | RodRegistratieGeweigerd(datum=dag)
        ) if not state.heeft_opp_op(dag):
            return wacht(profiel, OPP_EERST, _TYPE[OppVastgesteld], _TYPE[BeginstandVastgelegd])

        case BeginstandVastgelegd() if state.beginstand:
            return Refuse(BEGINSTAND_EENMALIG)
        case BeginstandVastgelegd() as stand:
            bezwaar = bezwaar_tegen(stand, profiel)
            return Refuse(bezwaar) if bezwaar is not None else Accept(claims_van(stand, profiel))

        case _:
            return ACCEPT


def _vast_te_stellen(profiel: Regioprofiel | None, state: Ondersteuning, opp: OppVastgesteld) -> Outcome:
    """Invariant 1. Held by the first rule that is not met, waiting for all that is missing."""
    ontbreekt = list(_ontbreekt(state, opp))
    if not ontbreekt:
        return ACCEPT
    return wacht(profiel, ontbreekt[0][0], *(_TYPE[vorm] for _, vormen in ontbreekt for vorm in vormen))


def _ontbreekt(state: Ondersteuning, opp: OppVastgesteld) -> Iterator[tuple[Rule, tuple[type, ...]]]:
    """What must come before this OPP and is not there, with the events that would bring it."""
    if not state.is_besproken_voor(opp.datum):
        yield BESPROKEN, (OppMetOudersBesproken,)
    if not state.is_gehoord_voor(opp.datum):
        yield GEHOORD, (LeerlingGehoord, LeerlingZietAfVanHoren)
    if not state.is_ingestemd_met(opp.versie, opp.datum):
        yield INGESTEMD, (HandelingsdeelIngestemd,)


def ondersteuning(profielen: Mapping[str, Regioprofiel]) -> Decider[Ondersteuning]:
    """The decider of this context for these regions."""
    return Decider(
        name="ondersteuning",
        initial=Ondersteuning(),
        evolve=evolve,
        decide=partial(decide, profielen),
        decides=BESLIST,
        reads=GELEZEN,
        senders={type_: CATALOGUS[type_].kenmerken.afzenders for type_ in BESLIST},
        once_lapsed=BIJ_VERVALLEN,
    )
