"""The deadline of a plan for one pupil below the OPP [004]."""

from ..codes import Rol
from ..gebeurtenis import TYPE_PREFIX
from .leerling import UITGESCHREVEN
from .moment import Moment
from .regel import PASSEND_ONDERWIJS, VOOR_OUDERS, Duur, Eenheid, Grond, Reeks, Termijnregel

PLAN_GESTART = Moment(f"{TYPE_PREFIX}ondersteuningsplannen.plangestart.v1")
PLAN_GEEVALUEERD = Moment(f"{TYPE_PREFIX}ondersteuningsplannen.plangeevalueerd.v1")

PLAN: tuple[Termijnregel, ...] = (
    Termijnregel(
        id="plan-evaluatie",
        versie=1,
        geldt_vanaf=PASSEND_ONDERWIJS,
        omschrijving="de evaluatie van het plan",
        start=(PLAN_GESTART,),
        gehaald_door=(PLAN_GEEVALUEERD,),
        duur=Duur(0, Eenheid.DAGEN),
        eindveld="evaluatiedatum",
        vervalt_door=(UITGESCHREVEN,),
        eigenaar=(Rol.SCHOOL,),
        grondslag=Grond("Evaluatiedatum van het plan", "004; keuze", wettelijk=False),
        reeks=Reeks(begint_opnieuw=True),
        sleutel="planId",
        ook_voor=VOOR_OUDERS,
    ),
)
