"""Plans of a pupil below the OPP: what runs, and what came of it [003][004]. Pure."""

from datetime import date

import msgspec
from msgspec.structs import replace

from contracts.codes import Planresultaat, Plansoort

from .shapes.dossiers import LopendPlan
from .shapes.ondersteuningsplannen import PlanGeevalueerd, PlanGestart


class Plan(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A plan; it runs until it is evaluated. `nummer`: as in "IHP 2" [004]."""

    id: str
    soort: Plansoort
    nummer: int | None
    gebied: str
    gestart_op: date
    evaluatiedatum: date
    geevalueerd_op: date | None = None
    resultaat: Planresultaat | None = None

    @property
    def loopt(self) -> bool:
        """Whether it still has to be evaluated."""
        return self.geevalueerd_op is None


Plannen = tuple[Plan, ...]


def gestart(plannen: Plannen, data: PlanGestart) -> Plannen:
    """A plan that runs; one told again takes the place of what was told before."""
    return _met(plannen, Plan(data.plan_id, data.soort, data.nummer, data.gebied, data.datum, data.evaluatiedatum))


def uit_beginstand(plannen: Plannen, data: LopendPlan) -> Plannen:
    """A plan that ran on a region's first day."""
    return _met(plannen, Plan(data.plan_id, data.soort, data.nummer, data.gebied, data.gestart_op, data.evaluatiedatum))


def geevalueerd(plannen: Plannen, data: PlanGeevalueerd) -> Plannen:
    """The plan with its result; nothing where it is not known (its start was withdrawn)."""
    return tuple(
        replace(plan, geevalueerd_op=data.datum, resultaat=data.resultaat) if plan.id == data.plan_id else plan
        for plan in plannen
    )


def _met(plannen: Plannen, nieuw: Plan) -> Plannen:
    return (*(plan for plan in plannen if plan.id != nieuw.id), nieuw)
