"""What the facts of a dossier say about the OPP and other plans of a pupil.

Everything goes by business date, so that the order of arrival does not matter (docs/decisions/0016).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from eventlog.deciding.decider import Fact

from .shapes import (
    BeginstandVastgelegd,
    HandelingsdeelIngestemd,
    HandelingsdeelInstemmingGeweigerd,
    HandelingsdeelInstemmingIngetrokken,
    LeerlingGehoord,
    LeerlingZietAfVanHoren,
    OppAfgesloten,
    OppMetOudersBesproken,
    OppVastgesteld,
    PlanGestart,
    Uitgeschreven,
)


@dataclass(frozen=True, slots=True)
class OverVersie:
    """A day on which something was done or said about one versie of the OPP."""

    versie: int
    dag: date


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan below the OPP, by the school's own id for it."""

    plan_id: str
    begin: date


@dataclass(frozen=True, slots=True)
class Ondersteuning:
    """State of one dossier. `gehoord`: also where the pupil chose not to be. `tegen`: instemming refused or taken back.

    `beeindigd`: the days on which an OPP ended, closed by the school or because the pupil left.
    """

    beginstand: bool = False
    besproken: tuple[date, ...] = ()
    gehoord: tuple[date, ...] = ()
    ingestemd: tuple[OverVersie, ...] = ()
    tegen: tuple[OverVersie, ...] = ()
    vastgesteld: tuple[OverVersie, ...] = ()
    beeindigd: tuple[date, ...] = ()
    plannen: tuple[Plan, ...] = ()

    def heeft_opp_op(self, dag: date) -> bool:
        """Whether an OPP had been set by `dag`; it may have ended since."""
        return any(opp.dag <= dag for opp in self.vastgesteld)

    def is_al_vastgesteld(self, versie: int, dag: date) -> bool:
        """Whether this versie was set on another day already, of the same OPP: none ended in between."""
        return any(
            opp.versie == versie
            and not any(min(opp.dag, dag) <= einde <= max(opp.dag, dag) for einde in self.beeindigd)
            for opp in self.vastgesteld
        )

    def is_besproken_voor(self, dag: date) -> bool:
        """Whether the OPP set on `dag` was discussed with ouders: after the last one before it, by that day."""
        return self._in_aanloop(self.besproken, dag)

    def is_gehoord_voor(self, dag: date) -> bool:
        """Whether the pupil was heard, or chose not to be, on the OPP set on `dag`: likewise."""
        return self._in_aanloop(self.gehoord, dag)

    def is_ingestemd_met(self, versie: int, dag: date) -> bool:
        """Whether on `dag` ouders agreed with the handelingsdeel of `versie`: the last word by then.

        On one and the same day a refusal outweighs [keuze]. Instemming on which this number was set before, in an OPP
        that has ended, is used up.
        """
        eerder = max((opp.dag for opp in self.vastgesteld if opp.versie == versie and opp.dag < dag), default=date.min)
        ja = max(_over(self.ingestemd, versie, dag), default=date.min)
        nee = max(_over(self.tegen, versie, dag), default=date.min)
        return ja > max(eerder, nee)

    def begin_van(self, plan_id: str) -> date | None:
        """The first day of a plan; None: it is not known."""
        return min((plan.begin for plan in self.plannen if plan.plan_id == plan_id), default=None)

    def _in_aanloop(self, dagen: tuple[date, ...], dag: date) -> bool:
        vorige = max((opp.dag for opp in self.vastgesteld if opp.dag < dag), default=date.min)
        return any(vorige < d <= dag for d in dagen)


def _over(woorden: tuple[OverVersie, ...], versie: int, dag: date) -> Iterator[date]:
    return (woord.dag for woord in woorden if woord.versie == versie and woord.dag <= dag)


def evolve(state: Ondersteuning, feit: Fact) -> Ondersteuning:
    """The state after one more fact."""
    match feit.data:
        case OppMetOudersBesproken(datum=dag):
            return replace(state, besproken=(*state.besproken, dag))
        case LeerlingGehoord(datum=dag) | LeerlingZietAfVanHoren(datum=dag):
            return replace(state, gehoord=(*state.gehoord, dag))
        case HandelingsdeelIngestemd(versie=versie, datum=dag):
            return replace(state, ingestemd=(*state.ingestemd, OverVersie(versie, dag)))
        case (
            HandelingsdeelInstemmingGeweigerd(versie=versie, datum=dag)
            | HandelingsdeelInstemmingIngetrokken(versie=versie, datum=dag)
        ):
            return replace(state, tegen=(*state.tegen, OverVersie(versie, dag)))
        case OppVastgesteld(versie=versie, datum=dag):
            return replace(state, vastgesteld=(*state.vastgesteld, OverVersie(versie, dag)))
        case OppAfgesloten(datum=dag) | Uitgeschreven(datum=dag):
            return replace(state, beeindigd=(*state.beeindigd, dag))
        case PlanGestart(plan_id=plan_id, datum=dag):
            return replace(state, plannen=(*state.plannen, Plan(plan_id, dag)))
        case BeginstandVastgelegd() as stand:
            return _begin(state, stand)
        case _:
            return state


def _begin(state: Ondersteuning, stand: BeginstandVastgelegd) -> Ondersteuning:
    opp = () if stand.opp is None else (OverVersie(stand.opp.versie, stand.opp.vastgesteld_op),)
    plannen = tuple(Plan(plan.plan_id, plan.gestart_op) for plan in stand.plannen)
    return replace(
        state,
        beginstand=True,
        vastgesteld=(*state.vastgesteld, *opp),
        plannen=(*state.plannen, *plannen),
    )
